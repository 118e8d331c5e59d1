"""Where somebody lives and what work they have, with the day each began."""

from bep.audit.record import action, detail
from bep.kit import clock, reference
from bep.kit.rules import Refused
from people import permissions as may
from people.models import Person, StatusSpell
from people.models.status import STATUS_FIELDS
from people.rules import must_see


@action("people.status_recorded", "Recorded a home or work status", needs=may.RECORD)
def record_status(*, person, kind, value, starts, by, note=""):
    """Adds a spell; the person's present status is that of the spell that began last, so an old one may be added late."""
    must_see(person, by)
    field = STATUS_FIELDS[StatusSpell.Kind(kind)]
    if value not in reference.codes(field):
        raise Refused("This status is not in the list.", field="value", remedy="Choose one of the list.")
    if starts > clock.today():
        raise Refused("A status cannot begin in the future.", field="starts", remedy="Record it on the day it begins.")
    spell = StatusSpell.objects.create(
        person=person, kind=kind, value=value, starts=starts, note=note, recorded_by_id=by.pk
    )
    now = StatusSpell.objects.filter(person=person, kind=kind).first()
    Person.objects.filter(pk=person.pk).update(**{field: now.value})
    detail(kind=str(kind), value=value)
    return spell
