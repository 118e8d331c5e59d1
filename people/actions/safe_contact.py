"""How somebody may be reached safely: asked, then kept, then obeyed by every sender (people/rules.py)."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Stale
from people import permissions as may
from people.models import SafeContact
from people.rules import must_see


@action("people.safe_contact_set", "Recorded how somebody may be contacted safely", needs=may.SAFE_CONTACT)
def set_safe_contact(*, person, version, by, **answers):
    """Writes all the answers; `version` is the one the editor opened, nought when there was none."""
    must_see(person, by)
    facts = answers | {"recorded_by_id": by.pk, "asked_on": answers.get("asked_on") or clock.today()}
    detail(unsafe=[way for way in SafeContact.Way.values if answers.get(way) == SafeContact.Answer.NO])
    standing = SafeContact.objects.filter(person=person).first()
    if standing and not int(version):
        raise Stale(standing)
    if standing:
        return saved(locked(standing, version), **facts)
    return created(SafeContact(person=person, **facts))
