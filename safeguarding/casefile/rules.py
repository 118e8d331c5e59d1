"""Who may audit which case, and when. Each docstring is the sentence that a reader sees."""

from itertools import chain

from bep.access.models import Role
from bep.kit.rules import Refused, must_say, refuse_by, rule
from people.models import Involvement, Person
from safeguarding import permissions as may
from safeguarding.models import AuditReview, Concern, Decision
from safeguarding.models.audit_case import REVIEWERS
from safeguarding.models.part import Part

AUDIT = Involvement.Role.AUDIT
LOCAL = "This service's own: the case-file audit"


@rule(LOCAL, "LOCAL")
def three_different_people():
    """Two reviewers and a moderator are three different people."""


@rule(LOCAL, "LOCAL")
def nobody_audits_their_own_case():
    """Nobody reviews a case they worked on."""


@rule(LOCAL, "LOCAL")
def reviewers_have_a_grade():
    """A reviewer is of a grade that this version of the audit names."""


@rule(LOCAL, "LOCAL")
def moderator_is_no_junior():
    """A moderator's grade is at least that of both reviewers."""


@rule(LOCAL, "LOCAL")
def restricted_only_by_grant():
    """This record is restricted: only somebody whom information governance has let in by name may review it."""


@rule(LOCAL, "LOCAL")
def only_its_own_reviewers():
    """Only the two reviewers named on a case review it, each once."""


@rule(LOCAL, "LOCAL")
def only_its_own_moderator():
    """Only the moderator named on a case decides where its reviewers differ."""


@rule(LOCAL, "LOCAL")
def only_whose_work_it_is():
    """The worker whose work it is says that they have read it; whoever leads the audit, only where that worker cannot."""


@rule(LOCAL, "LOCAL")
def closed_for_good():
    """This sample is closed: nothing of it can be changed, and it is not opened again."""


# --- who ------------------------------------------------------------------------------------------------------------
def check_three(case, first, second, moderator):
    """Refuses any of them, at the field that names them."""
    if len({first.pk, second.pk, moderator.pk}) < 3:
        raise refuse_by(three_different_people, field="moderator", remedy="Name three colleagues.")
    own = worked_on(case)
    for field, worker in (("first", first), ("second", second), ("moderator", moderator)):
        check_one(case, worker, field, own)


def check_one(case, worker, field, own):
    if worker.pk in own:
        raise refuse_by(nobody_audits_their_own_case, field=field, remedy=f"Choose somebody else than {worker}.")
    check_sight(case, worker, field)


def graded_in_place(case, part, worker):
    """The grade of whoever takes one part of a case whose two others stay as they are, or the refusal. It may be who has it
    already: whose sight of the record has run out before they were done."""
    if worker.pk in {getattr(case, f"{other}_id") for other in REVIEWERS if other != part}:
        raise refuse_by(three_different_people, field="worker", remedy="Choose somebody who has no part in it yet.")
    check_one(case, worker, "worker", worked_on(case))
    found = {name: getattr(case, f"{name}_grade") for name in REVIEWERS}
    found[part] = grade(worker, case.sample.tool.grades, "worker")
    if found["moderator"] < max(found["first"], found["second"]):
        raise refuse_by(
            moderator_is_no_junior, field="worker", remedy=f"Choose a colleague of another grade than {worker}."
        )
    return found[part]


def check_sight(case, worker, field):
    if not worker.works_here or not worker.has_perm(may.AUDIT_REVIEW) or not worker.has_perm("people.view_person"):
        raise refuse_by(reviewers_have_a_grade, field=field, remedy=f"The role of {worker} does not review cases.")
    if case.person.restricted and not Person.objects.visible_to(worker).filter(pk=case.person_id).exists():
        remedy = (
            "Ask information governance to grant them access until the audit is over, or choose somebody who has it."
        )
        raise refuse_by(restricted_only_by_grant, field=field, remedy=remedy)


def grades(case, first, second, moderator):
    """The three grades, or the refusal of whoever has none."""
    table = case.sample.tool.grades
    found = [grade(worker, table, field) for field, worker in
             (("first", first), ("second", second), ("moderator", moderator))]  # fmt: skip
    if found[2] < max(found[:2]):
        raise refuse_by(moderator_is_no_junior, field="moderator", remedy="Let the most senior of the three moderate.")
    return found


def grade(worker, table, field):
    roles = Role.objects.filter(group__in=worker.groups.all()).values_list("key", flat=True)
    best = max((table.get(role, 0) for role in roles), default=0)
    if not best:
        raise refuse_by(reviewers_have_a_grade, field=field, remedy=f"{worker} has none: choose somebody who has.")
    return best


def worked_on(case):
    """The ids of everybody with a hand in the case, or who ever worked with the adult by name; reviewing is no work."""
    concerns = Concern.objects.filter(pk=case.concern_id) if case.concern_id else case.enquiry.concerns.all()
    hands = concerns.values_list("received_by_id", "alarm_answered_by_id")
    deciders = Decision.objects.filter(concern__in=concerns).values_list("decided_by_id")
    involved = Involvement.objects.filter(person=case.person_id).exclude(role=AUDIT).values_list("worker_id")
    found = set(chain(*hands, *deciders, *involved, [case.worker_id]))
    if case.enquiry_id:
        found |= {case.enquiry.sam_id, case.enquiry.officer_id} | wrote_parts(case.enquiry_id)
    return found - {None}


def wrote_parts(enquiry_id):
    """Whoever wrote any part of an enquiry, in one query."""
    first, *others = (model.objects.filter(enquiry=enquiry_id).order_by().values("by_id") for model in parts_of(Part))
    return {row["by_id"] for row in first.union(*others)}


def parts_of(base):
    for model in base.__subclasses__():
        if model._meta.abstract:
            yield from parts_of(model)
        else:
            yield model


# --- what -----------------------------------------------------------------------------------------------------------
def check_answers(questions, answers):
    """Each question is answered, by an answer of its own scale, and what is not met in full says what was found."""
    for question in questions:
        answer, found = answers.get(question.pk, ("", ""))
        check_answer(question, answer, f"answer_{question.key}")
        if answer in {"partly", "not_met"}:
            must_say(found, f"“{question.words}” is not met in full: say what you found.", field=f"found_{question.key}",
                     remedy="A sentence that the worker can learn from.")  # fmt: skip


def check_answer(question, answer, field):
    if answer not in [code for code, _ in question.answers]:
        raise Refused(f"“{question.words}” has no answer yet.", field=field, remedy="Choose one of its answers.")


def differing(case):
    """The questions on which the two reviews differ: {question's id: (first's answer, second's)}."""
    reviews = AuditReview.objects.filter(case=case).order_by("seat").prefetch_related("answers")
    first, second = ({a.question_id: a.answer for a in review.answers.all()} for review in reviews)
    return {question: (first[question], second[question]) for question in first if first[question] != second[question]}
