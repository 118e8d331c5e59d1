"""Restricting a record, and granting one worker access to it. Nobody grants anything to themselves."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from bep.access.models import Grant, Worker
from bep.access.permissions import GRANT_ACCESS
from bep.audit.record import about, action, detail
from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment, must_say
from people import permissions as may
from people.models import Person
from people.rules import nobody_here


@action("people.restricted", "Restricted a record", needs=GRANT_ACCESS)
def restrict(*, person, reason, by, keep=()):
    """Makes a person absent everywhere at once, for all but the workers in `keep`, who are granted access by name."""
    person = governed(person, by)
    if person.restricted:
        raise WrongMoment("This record is already restricted.", remedy="Reload the page to see who has access.")
    must_say(reason, "Restricting a record needs a reason.")
    Person.objects.filter(pk=person.pk).update(restricted=True)
    for worker in keep:
        grant_access(person=person, worker=worker, reason=reason, by=by)
    return Person.objects.get(pk=person.pk)


@action("people.restriction_lifted", "Lifted the restriction of a record", needs=GRANT_ACCESS)
def lift_restriction(*, person, reason, by):
    """The record is seen again by those who work with the person. Grants by name stay until revoked."""
    person = governed(person, by)
    if not person.restricted:
        raise WrongMoment("This record is not restricted.", remedy="Reload the page.")
    must_say(reason, "Lifting a restriction needs a reason.")
    Person.objects.filter(pk=person.pk).update(restricted=False)
    return Person.objects.get(pk=person.pk)


@action("people.access_granted", "Granted a worker access to a record", needs=GRANT_ACCESS)
def grant_access(*, person, worker, reason, by, until=None):
    """One worker may see one record, restricted or not, until a moment or until it is revoked."""
    person = governed(person, by)
    check_grantee(worker, by)
    must_say(reason, "Granting access needs a reason.")
    if until and until <= clock.now():
        raise Refused("Access must end in the future.", field="until", remedy="Give a later day, or none.")
    detail(worker=worker.pk, until=until.isoformat() if until else None)
    facts = {"reason": reason, "until": until, "granted_by_id": by.pk, "granted_at": clock.now()}
    Grant.objects.update_or_create(
        user=worker, permission=view_permission(), content_type=person_type(), object_pk=str(person.pk), defaults=facts
    )
    return person


@action("people.access_revoked", "Revoked a worker’s access to a record", needs=GRANT_ACCESS)
def revoke_access(*, person, worker, reason, by):
    """The grant is gone from this moment; the log keeps that there was one."""
    person = governed(person, by)
    must_say(reason, "Revoking access needs a reason.")
    gone, _ = grants_on(person).filter(user=worker).delete()
    if not gone:
        raise WrongMoment("This worker has no access by name.", remedy="Reload the page to see who has.")
    detail(worker=worker.pk)
    return person


def check_grantee(worker, by):
    if worker.pk == by.pk:
        raise Refused("Nobody grants access to themselves.", field="worker", remedy="Ask a colleague who may grant it.")
    if not worker.is_active:
        raise Refused(f"{worker.name} no longer works here.", field="worker", remedy="Choose somebody who does.")
    if not Worker.objects.get(pk=worker.pk).has_perm(may.VIEW):
        raise Refused(
            f"{worker.name} has a role that sees no person.", field="worker", remedy="Choose somebody whose role does."
        )


def governed(person, by):
    about(person)
    found = Person.objects.governed_by(by).select_for_update().filter(pk=person.pk).first()
    if not found:
        raise nobody_here()
    return found


def grants_on(person):
    return Grant.objects.filter(permission=view_permission(), content_type=person_type(), object_pk=str(person.pk))


def person_type():
    return ContentType.objects.get_for_model(Person)


def view_permission():
    return Permission.objects.get(content_type=person_type(), codename="view_person")
