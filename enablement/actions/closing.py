"""What closing the pathway closes with it."""

from bep.audit.record import WITHIN, action
from bep.kit import clock
from bep.kit.rules import refuse_by, rule
from enablement.actions.care_plan import lapse_care_plan
from enablement.actions.plan import set_aside_by_rule
from enablement.actions.review import call_off_by_rule
from enablement.actions.service import end_service_by_rule
from enablement.actions.support import end_spell_by_rule
from enablement.models import CareAndSupportPlan, EnablementPlan, PlannedService, Review, SupportSpell
from people.actions.death import HAS_DIED

DIED = "died"


@rule("Care Act 2014 s27", "VERIFIED")
def services_end_first(person):
    """Somebody for whom the council still arranges services stays on the pathway, because their plan is kept under review."""
    return not PlannedService.objects.filter(person=person).running(clock.today()).exists()


def end_everything_open(episode, *, outcome, reason, by):
    """Ends support that goes on, sets aside a plan being written, and calls off reviews that will not be held."""
    if outcome != DIED and not services_end_first(episode.person):
        raise refuse_by(services_end_first, remedy="End the services first, or keep the pathway open.", field="outcome")
    for spell in episode.spells.select_for_update().filter(state=SupportSpell.State.OPEN):
        end_spell_by_rule(spell=spell, reason=reason, by=by)
    for plan in episode.plans.select_for_update().filter(state=EnablementPlan.State.DRAFT):
        set_aside_by_rule(plan=plan, by=by)
    call_off_reviews(episode.person, reason="The pathway was closed.", by=by)


def call_off_reviews(person, *, reason, by):
    for review in Review.objects.select_for_update().filter(person=person, state=Review.State.PLANNED):
        call_off_by_rule(review=review, reason=reason, by=by)


def end_services_at_death(person, *, by):
    """Services end on the day of the death; a plan in force ends with them, and one that waits for approval waits no longer."""
    died = person.death_date or clock.today()
    for service in PlannedService.objects.select_for_update().filter(person=person).running(clock.today()):
        end_service_by_rule(
            service=service, ends=max(died, service.starts), outcome="NFA: Deceased", reason=HAS_DIED, by=by
        )
    open_states = [CareAndSupportPlan.State.ASKED, CareAndSupportPlan.State.APPROVED]
    for plan in CareAndSupportPlan.objects.select_for_update().filter(person=person, state__in=open_states):
        lapse_care_plan(plan=plan, reason=HAS_DIED, by=by)


@action("enablement.moved_on", "Moved on", needs=WITHIN)
def moved_on(*, episode, by):
    """Says that this closing was a move-on: the plan did its work."""
    return episode
