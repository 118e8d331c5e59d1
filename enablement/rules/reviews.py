"""When a review is due. The Care Act sets no interval (s27 keeps plans under review generally and on request); guidance does."""

from dataclasses import dataclass
from datetime import date

from bep.kit import clock
from bep.kit.rules import Refused, refuse_by, rule
from bep.kit.targets import due
from enablement.models import Review

FIRST, YEARLY, RESIDENTIAL = "review.care_first", "review.care_every", "review.care_residential_every"
PLAN = "review.plan_within"
BRIEF = "brief_enablement.length"

# Components of Client Level Data that mean somebody lives in care.
RESIDENTIAL_COMPONENTS = {
    "Short term nursing care", "Short term residential care", "Long term nursing care", "Long term residential care",
}  # fmt: skip


@dataclass(frozen=True)
class Due:
    """The day a review is due, and the target that says so."""

    on: date
    because: str


@rule("Care and support statutory guidance, on Care Act 2014 s27", "RECALLED")
def care_review_due(since, *, first, residential):
    """A care and support plan is first reviewed six to eight weeks after it begins, then at least every 12 months.

    More often where somebody lives in residential or nursing care.
    """
    key = FIRST if first else RESIDENTIAL if residential else YEARLY
    return Due(due(key, since), key)


@rule("Barnet business case 2015, s3.6.1", "LOCAL")
def plan_review_due(agreed_on, review_on=None):
    """An enablement plan is looked at again on the day the person chose, within eight weeks of agreeing it."""
    latest = due(PLAN, agreed_on)
    return Due(min(review_on or latest, latest), PLAN)


@rule("Barnet business case 2015, Table 15", "LOCAL")
def brief_review_due(last_day):
    """Brief enablement ends with a review, by its last day."""
    return Due(last_day, BRIEF)


def is_residential(services):
    return any(service.service_component in RESIDENTIAL_COMPONENTS for service in services)


# --- what a held review says ------------------------------------------------------------------------------------------

# The return's outcome of a review by what was decided (INFERRED from Release 1: changed or unchanged package).
OUTCOME_OF = {
    Review.Result.NO_CHANGE: "Continuation of support or services",
    Review.Result.CHANGED: "Progress to support planning or services",
    Review.Result.ENDED: "NFA: Support ended as planned",
}
CONTINUES = OUTCOME_OF[Review.Result.NO_CHANGE]
PLANNED, SHORT_TERM = "Planned", "Review of short term support"


def reason_of(review):
    """The return's reason of a planned review: short-term support has its own."""
    return SHORT_TERM if review.of == Review.Of.BRIEF else PLANNED


@rule("Client Level Data, Release 1 conditions", "VERIFIED")
def planned_review_says_what_was_achieved(reason, outcomes_achieved):
    """A planned review says whether the outcomes were achieved."""
    return reason != PLANNED or bool(outcomes_achieved)


def check_held(review, *, held_on, started_on, reason, outcomes_achieved):
    if held_on > clock.today():
        raise Refused("A review cannot have been held on a day to come.", field="held_on", remedy="Book it instead.")
    if started_on and started_on > held_on:
        raise Refused("A review begins before it is finished.", field="started_on", remedy="Check both days.")
    if not planned_review_says_what_was_achieved(reason, outcomes_achieved):
        raise refuse_by(
            planned_review_says_what_was_achieved, field="outcomes_achieved", remedy="Choose what the person says."
        )
