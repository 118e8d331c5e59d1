"""How ready somebody is to move on, and the milestones on the way."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import WrongMoment, must_say
from enablement import permissions as may
from enablement.models import Milestone, MoveOn
from people.rules import must_see


@action("enablement.move_on_looked_at", "Looked at move-on", needs=may.MOVE_ON)
def record_move_on(*, episode, version, potential, towards, why, milestones, by):
    """Records today's view in place of the last. `milestones`: {what, by_when, reached_on} each; `version` 0 for the first."""
    must_see(episode, by)
    if not episode.is_open:
        raise WrongMoment("This time on the pathway is closed.", remedy="Welcome the person back first.")
    must_say(potential, "Say how ready the person is to move on.", field="potential", remedy="Choose the nearest.")
    must_say(why, "Say what this view rests on.", field="why", remedy="Name what you and the person have seen.")
    found = MoveOn.objects.filter(episode=episode).first()
    record = locked(found, version) if found else MoveOn(person=episode.person, episode=episode, version=0)
    saved(record, potential=potential, towards=towards, why=why, looked_at_on=clock.today(), looked_at_by_id=by.pk)
    record.milestones.all().delete()
    Milestone.objects.bulk_create(Milestone(move_on=record, order=n, **facts) for n, facts in enumerate(milestones))
    detail(potential=potential)
    return record
