"""A death ends what was arranged and what was being written; every word that was written stays."""

from assessments.models import BestInterestsDecision, ChoiceMeeting, NeedsAssessment
from assessments.states import ASSESSMENT, BEST_INTERESTS, MEETING
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import saved
from people.actions.death import HAS_DIED


@action("assessments.stopped_at_death", "Stopped what was open because the person has died", needs=WITHIN)
def stop_at_death(*, person, by):
    """Called when a death is recorded: the choice meeting is called off, their own assessments stop."""
    meetings = ChoiceMeeting.objects.select_for_update().filter(person=person, state__in=["to_arrange", "arranged"])
    for meeting in meetings:
        MEETING.move(meeting, "note_death")
        saved(meeting, cancelled_because=HAS_DIED)
    underway = NeedsAssessment.objects.select_for_update().filter(person=person, state__in=["underway", "submitted"])
    for assessment in underway:
        ASSESSMENT.move(assessment, "note_death")
        died = NeedsAssessment.StopReason.DIED
        saved(assessment, stop_reason=died, stop_words=HAS_DIED, stopped_on=clock.today())
    for decision in BestInterestsDecision.objects.select_for_update().filter(person=person, state="underway"):
        BEST_INTERESTS.move(decision, "note_death")
        saved(decision, stop_words=HAS_DIED)
    detail(meetings=[m.pk for m in meetings], assessments=[a.pk for a in underway])
    return person
