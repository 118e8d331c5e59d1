"""Who works with whom. Every room that starts or ends work with a person writes it here, so visibility has one source."""

from datetime import timedelta

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.rules import Refused, must_say
from people import permissions as may
from people.models import Involvement, Person
from people.rules import must_see, nobody_here

DUTY_HOURS = 12


@action("people.involved", "Began working with a person", needs=WITHIN)
def involve(*, person, role, by, worker=None, team=None, reason="", ends=None):
    """Opens an involvement unless the same one is open."""
    found = Involvement.objects.current().filter(person=person, worker=worker, team=team, role=role).first()
    return found or Involvement.objects.create(
        person=person, worker=worker, team=team, role=role, reason=reason, ends=ends, began_by_id=by.pk
    )


@action("people.involvement_ended", "Stopped working with a person", needs=WITHIN)
def end_involvement(*, involvement, by, reason="", at=None):
    """Ends one involvement, now or at a moment to come."""
    involvement.ends = at or clock.now()
    involvement.save(update_fields=["ends"])
    return involvement


@action("people.allocated", "Allocated a person", needs=may.ALLOCATE)
def allocate(*, person, worker, reason, by, recommended=None):
    """Makes a worker the lead, with a reason; the lead before them stops being it. Only people whom the allocator may see.

    `recommended` is the worker that the allocation screen put first: the log tells where a manager chose another.
    """
    must_see(person, by)
    if not worker.is_active:
        raise Refused(f"{worker.name} no longer works here.", field="worker", remedy="Choose somebody who does.")
    must_say(reason, "An allocation needs a reason.", remedy="Say in a sentence why this worker.")
    for former in Involvement.objects.current().filter(person=person, role=Involvement.Role.LEAD):
        if former.worker_id == worker.pk:
            return former
        end_involvement(involvement=former, by=by, reason=reason)
    detail(worker=worker.pk, recommended=getattr(recommended, "pk", None))
    return involve(person=person, worker=worker, role=Involvement.Role.LEAD, reason=reason, by=by)


@action("people.opened_on_duty", "Opened a person on duty", needs=may.SEARCH_EVERYONE)
def open_on_duty(*, person, reason, by):
    """Lets a duty worker open an unrestricted person for this duty, with the reason that is recorded beside their role."""
    if not Person.objects.findable_by(by).filter(pk=person.pk).exists():
        raise nobody_here()
    must_say(reason, "Opening a person on duty needs a reason.", remedy="Say in a few words why you need to.")
    detail(roles=by.role_names)
    until = clock.now() + timedelta(hours=DUTY_HOURS)
    return involve(person=person, worker=by, role=Involvement.Role.DUTY, reason=reason, ends=until, by=by)
