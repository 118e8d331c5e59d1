"""AMHPs of the tests: Ruth and five colleagues on the register, approved for five years; Mona runs the service."""

from datetime import date, timedelta

from amhp_rota.models import Amhp, Approval, CoverRule
from bep.access.models import Membership, Role, Team, Worker
from bep.kit import clock
from tests.cast import given

BEGAN = timedelta(days=400)


def colleague(key, name, role="amhp"):
    """One more worker of the AMHP service."""
    worker = Worker.objects.create(email=f"{key}@barnet.example", name=name, job_title=name, is_demo=True, password="!")
    worker.groups.add(Role.objects.get(key=role).group)
    Membership.objects.create(worker=worker, team=Team.objects.get(name="AMHP Service"), manages=role != "amhp")
    return worker


def entry(worker, *, approved=True, first=None, last=None, **facts):
    """Their entry, and an approval around today unless said otherwise."""
    facts = {"profession": "social_worker", "hours": 36} | facts
    amhp = Amhp.objects.create(worker=worker, **facts)
    if approved:
        first = first or clock.today() - BEGAN
        Approval.objects.create(amhp=amhp, council="Barnet", first=first, last=last or first + timedelta(days=1825))
    return amhp


def service(cast):
    """cast.mona manages; cast.amhps are the entries of Ruth, Sol, Una and three more: too few to stand by for each other."""
    with given():
        CoverRule.objects.filter(kind__backup=True).delete()
        cast.mona = colleague("mona", "Mona Park", "amhp_manager")
        cast.sol, cast.una = colleague("sol", "Sol Aydin"), colleague("una", "Una Reid")
        others = [colleague("vic", "Vic Stone"), colleague("wes", "Wes Hart"), colleague("yan", "Yan Lowe")]
        cast.amhps = [entry(worker) for worker in (cast.ruth, cast.sol, cast.una, *others)]
    return cast


def day(text):
    return date.fromisoformat(text)
