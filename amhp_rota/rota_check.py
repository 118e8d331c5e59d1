"""What the independent checker says of a rota as it stands, or as it would stand, in sentences for whoever changes it."""

from amhp_rota import rota_problem
from amhp_rota.models import Amhp, Duty
from amhp_rota.solver.checker import check
from bep.kit.rules import Refused

COVER = "cover"


def roster(rota):
    return tuple(rota_problem.typed(duty) for duty in Duty.objects.filter(rota=rota).select_related("kind"))


def breaches(rota, duties=None, problem=None):
    """Every hard rule broken. Duties decided by hand are what they are: they are not checked against themselves."""
    problem = problem or rota_problem.build(rota)
    found = check(problem, roster(rota) if duties is None else duties)
    return [breach for breach in found if breach.rule != "fixed"]


def say(found, names=None):
    """Sentences, each with who and when."""
    names = names or dict(Amhp.objects.values_list("pk", "worker__name"))
    return [sentence(breach, names) for breach in found]


def sentence(breach, names):
    who = names.get(int(breach.person), "") if breach.person.isdecimal() else breach.person
    days = ", ".join(f"{day.day} {day:%b}" for day in breach.days[:4])
    tail = "; ".join(part for part in (who, days, breach.words) if part)
    return f"{breach.sentence.rstrip('.')} ({tail})." if tail else breach.sentence


def refuse_new(rota, before, after):
    """Refuses a change that breaks a rule which was not broken before; what was broken already is not its fault."""
    problem = rota_problem.build(rota)
    known = {(b.rule, b.person, b.days) for b in breaches(rota, before, problem)}
    new = [b for b in breaches(rota, after, problem) if (b.rule, b.person, b.days) not in known and b.rule != COVER]
    if new:
        first, *more = say(new)
        raise Refused(first, field="amhp", remedy=" ".join(more[:2]) or "Choose somebody else, or another day.")
