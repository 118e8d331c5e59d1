"""What every action of the duty desk asks first, and writes last."""

from amhp_rota.models import LogLine
from bep.access.models import Team
from bep.kit import clock
from bep.kit.rules import Refused
from people.models import Person
from people.rules import nobody_here


def desk_must_see(record, by):
    """The desk's own records are open to whoever is on duty about every unrestricted person, as referrals are to the hub."""
    if not Person.objects.findable_by(by).filter(pk=record.person_id).exists():
        raise nobody_here()
    return record


def not_in_future(moment, field):
    if moment > clock.now():
        raise Refused("This time is still to come.", field=field, remedy="Give when it happened.")
    return moment


def amhp_team():
    """The team whose desk it is; the service has one. A county may have more: the first that is open."""
    return Team.objects.filter(kind=Team.Kind.AMHP, closed=None).order_by("pk").first()


def write_line(request, kind, *, by, **facts):
    """Adds a line to the log of a request."""
    return LogLine.objects.create(person_id=request.person_id, request=request, kind=kind, by_id=by.pk, **facts)
