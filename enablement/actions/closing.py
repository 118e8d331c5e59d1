"""What closing the pathway closes with it."""

from bep.audit.record import WITHIN, action
from bep.kit import clock
from bep.kit.rules import refuse_by, rule
from enablement.actions.plan import set_aside_plan
from enablement.actions.review import call_off_by_rule
from enablement.actions.service import end_service
from enablement.actions.support import end_spell
from enablement.models import EnablementPlan, PlannedService, Review, SupportSpell

DIED = "died"


@rule("Care Act 2014 s27", "VERIFIED")
def services_end_first(person):
    """Somebody for whom the council still arranges services stays on the pathway, because their plan is kept under review."""
    return not PlannedService.objects.filter(person=person).running(clock.today()).exists()


def end_everything_open(episode, *, outcome, reason, by):
    """Ends support that goes on, sets aside a plan being written, and calls off reviews that will not be held."""
    if outcome == DIED:
        end_services_at_death(episode.person, by=by)
    elif not services_end_first(episode.person):
        raise refuse_by(services_end_first, remedy="End the services first, or keep the pathway open.", field="outcome")
    for spell in episode.spells.filter(state=SupportSpell.State.OPEN):
        end_spell(spell=spell, version=spell.version, ending=SupportSpell.Ending.CLOSED, reason=reason, by=by)
    for plan in episode.plans.filter(state=EnablementPlan.State.DRAFT):
        set_aside_plan(plan=plan, version=plan.version, by=by)
    for review in Review.objects.filter(person=episode.person, state=Review.State.PLANNED):
        call_off_by_rule(review=review, reason="The pathway was closed.", by=by)


def end_services_at_death(person, *, by):
    died = person.death_date or clock.today()
    for service in PlannedService.objects.filter(person=person).running(clock.today()):
        end_service(
            service=service, version=service.version, ends=max(died, service.starts), outcome="NFA: Deceased",
            reason="The person has died.", by=by,
        )  # fmt: skip


@action("enablement.moved_on", "Moved on", needs=WITHIN)
def moved_on(*, episode, by):
    """Says that this closing was a move-on: the plan did its work."""
    return episode
