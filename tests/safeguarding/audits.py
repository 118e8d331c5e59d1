"""A month's sample and its cases in any state of the table, by the shortest lawful way through it.

Sunita leads the audit, Joan and Wendy review, Gareth moderates; the work is Olive's and Sunita's own.
"""

from contextlib import contextmanager

import time_machine
from dateutil.relativedelta import relativedelta

from bep.kit import clock
from people.models import Person
from safeguarding.casefile import actions
from safeguarding.models import AuditCase
from tests.safeguarding.enquiries import begun, decided
from tests.safeguarding.given import make_in_role, raised, reload


@contextmanager
def next_month():
    """A morning of next month, by when this month can be audited; it ticks."""
    day = clock.today().replace(day=1) + relativedelta(months=1, days=4)
    with time_machine.travel(clock.at(day, 9)):
        yield


def this_month():
    return clock.today().replace(day=1)


def work(cast):
    """One section 42 enquiry about Priya; one concern about Daniel that went no further."""
    begun(cast)
    decided(cast, raised(cast.ben, cast.daniel), verb="end_here")


def drawn(cast, by=None, seed="a seed"):
    """The sample of the month that has passed."""
    return actions.draw(month=this_month() - relativedelta(months=1), by=by or cast.sunita, seed=seed)


def case_of(cast, source="s42"):
    return drawn(cast).cases.get(source=source)


def named(cast, **more):
    return {"first": cast.joan, "second": cast.wendy, "moderator": cast.gareth, "by": cast.sunita} | more


def assigned(cast, case=None, **more):
    case = reload(case or case_of(cast))
    return actions.assign(case=case, version=case.version, **named(cast, **more))


def answers(case, **given):
    """Everything met, but for what is given by a question's key: code or (code, what was found)."""
    found = {}
    for question in case.sample.tool.questions.all():
        said = given.get(question.key, "met")
        found[question.pk] = said if isinstance(said, tuple) else (said, "")
    return found


def reviewed(case, by, **given):
    return actions.hand_in(case=case, answers=answers(case, **given), by=by)


PARTLY = ("partly", "Only at the end.")


def moderating(cast, case=None):
    case = assigned(cast, case)
    reviewed(case, cast.joan)
    reviewed(case, cast.wendy, wanted=PARTLY)
    return reload(case)


def told(cast, case=None):
    case = assigned(cast, case)
    reviewed(case, cast.joan)
    reviewed(case, cast.wendy)
    return reload(case)


def ruled(cast, case):
    case = reload(case)
    question = case.sample.tool.questions.get(key="wanted")
    rulings = {question.pk: ("partly", "She was asked in week three.")}
    return actions.rule(case=case, version=case.version, rulings=rulings, by=cast.gareth)


def done(cast, case=None):
    case = told(cast, case)
    return actions.acknowledge(case=case, version=case.version, by=case.worker, comment="Thank you.")


def withdrawn(cast, case=None):
    case = reload(case or case_of(cast))
    return actions.withdraw(case=case, version=case.version, reason="Nobody is left to review it.", by=cast.sunita)


def handed_on(cast, case, part="moderator", worker=None):
    case = reload(case)
    worker = worker or make_in_role("service_manager")
    return actions.hand_on(
        case=case, version=case.version, part=part, worker=worker, reason="He has left.", by=cast.sunita
    )


WAYS = {
    "drawn": lambda cast: case_of(cast), "reviewing": assigned, "moderating": moderating, "told": told, "done": done,
    "withdrawn": withdrawn,
}  # fmt: skip


def tries(cast):
    """{verb: a call that would be lawful but for the state}."""
    return {
        "assign": lambda c: assigned(cast, c),
        "hand_on": lambda c: handed_on(cast, c),
        "withdraw": lambda c: withdrawn(cast, c),
        "settle": lambda c: [reviewed(c, cast.joan), reviewed(c, cast.wendy)],
        "differ": lambda c: [reviewed(c, cast.joan), reviewed(c, cast.wendy, wanted=PARTLY)],
        "rule": lambda c: ruled(cast, c),
        "acknowledge": lambda c: actions.acknowledge(case=reload(c), version=reload(c).version, by=c.worker),
    }


def closed(cast, sample):
    for case in AuditCase.objects.filter(sample=sample, state="drawn"):
        withdrawn(cast, case)
    sample = reload(sample)
    return actions.close(sample=sample, version=sample.version, learned="Ask earlier what is wanted.", by=cast.sunita)


def sees(worker, person):
    return Person.objects.visible_to(type(worker).objects.get(pk=worker.pk)).filter(pk=person.pk).exists()
