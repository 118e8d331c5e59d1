from bep.audit.record import ANYBODY, about, action
from bep.kit import clock
from people.models import Involvement


@action("people.allocations_seen", "Saw who is new to them", needs=ANYBODY)
def acknowledge_allocations(*, by):
    """The worker says that they have seen whom they were given: their own involvements, nobody else's."""
    found = list(Involvement.objects.current().filter(worker=by, acknowledged_at=None))
    Involvement.objects.filter(pk__in=[i.pk for i in found]).update(acknowledged_at=clock.now())
    about(*found)
    return found
