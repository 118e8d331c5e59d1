"""What this room puts on shared screens; and what it listens to."""

from django.urls import reverse

from bep.access.permissions import GRANT_ACCESS
from bep.kit.registry import NavItem, Panel, PersonAction, TimelineSource, WorkSource, add
from referrals import permissions as front_door
from safeguarding import panels, sources, subscriptions  # noqa: F401 (listening is done by being imported)
from safeguarding import permissions as may
from safeguarding.dols import registrations as dols  # noqa: F401 (puts it on the same screens)
from safeguarding.governance import withheld  # noqa: F401 (what a person's copy of the log leaves out)
from safeguarding.models import Enquiry


def opens(name):
    return lambda object_id, person_id: reverse(f"safeguarding:{name}", args=[object_id])


def concern_words(facts):
    return f"Reference {facts['reference']}"


def stage_words(facts):
    return f"enquiry: {Enquiry.State(facts['state_']).label.lower()}"


def enquiry_words(facts):
    return f"Enquiry {facts['reference_']}"


def others_words(facts):
    wants = "decide on what was found by" if facts["state_"] == "returned" else "hear from"
    return f"enquiry: {wants} {facts['organisation_']}"


def kind_words(facts):
    return str(Enquiry.Kind(facts["kind_"]).label)


def outcome_words(facts):
    return str(Enquiry.RiskOutcome(facts["outcome_"]).label).lower() if facts["outcome_"] else "no outcome"


add(
    WorkSource("concern_alarm", "In danger now", sources.alarms, lambda facts: "is said to be in danger now: safeguarding",
               opens("answer_alarm"), verb="Answer", group="alarm", audience="team", needs=front_door.ANSWER_ALARM,
               by_day=False, after_death=True,
               detail=lambda facts: f"Phone {facts['phone'] or 'not given'}. {facts['place']} {concern_words(facts)}"),
    WorkSource("concern_to_decide", "Concerns to decide", sources.to_decide, lambda facts: "safeguarding concern to decide",
               opens("concern"), audience="team", needs=may.DECIDE, detail=concern_words, after_death=True),
    WorkSource("concern_unmatched", "Concerns not matched", sources.unmatched,
               lambda facts: "safeguarding concern, not matched yet", opens("match"), verb="Match", audience="team",
               needs=may.DECIDE, detail=concern_words),
)  # fmt: skip
add(
    WorkSource("enquiry_to_lead", "Enquiries to lead", sources.to_lead, stage_words, opens("enquiry"), after_death=True,
               detail=enquiry_words),
    WorkSource("enquiry_to_make", "Enquiries to make", sources.to_enquire, lambda facts: "enquiry: report to hand in",
               opens("enquiry"), after_death=True, detail=enquiry_words),
    WorkSource("enquiry_by_others", "Enquiries by others", sources.asked_of_others, others_words, opens("enquiry"),
               after_death=True),
    WorkSource("enquiry_action", "Safeguarding actions", sources.actions_due, lambda facts: facts["what_"],
               opens("finish_action"), verb="Done", detail=lambda facts: facts["who_"], after_death=True),
)  # fmt: skip
add(
    TimelineSource("enquiry_opened", "Safeguarding", sources.enquiries_opened,
                   lambda facts: f"{kind_words(facts)} opened.", opens("enquiry"), needs=may.VIEW),
    TimelineSource("enquiry_concluded", "Safeguarding", sources.enquiries_concluded,
                   lambda facts: f"{kind_words(facts)} concluded: {outcome_words(facts)}.", opens("enquiry"), needs=may.VIEW),
    TimelineSource("enquiry_closed", "Safeguarding", sources.enquiries_closed,
                   lambda facts: f"{kind_words(facts)} closed.", opens("enquiry"), needs=may.VIEW),
    TimelineSource("concern_received", "Safeguarding", sources.concerns_received,
                   lambda facts: f"Safeguarding concern {facts['reference']} received.", opens("concern"), needs=may.VIEW),
    NavItem("Safeguarding", "safeguarding:concerns", needs=(may.DECIDE, may.VIEW), order=45, prefix="/safeguarding/",
            hint="Concerns to decide, enquiries and their clocks"),
    NavItem("Withheld", "safeguarding:withheld", needs=(GRANT_ACCESS,), order=46, prefix="/safeguarding/withheld/",
            hint="People who are not told that safeguarding looked at their record"),
    Panel("Safeguarding", panels.panel, order=15, reads=panels.reads),
    PersonAction("Raise a safeguarding concern", "safeguarding:raise_about", may.RAISE, order=30),
)  # fmt: skip
