"""What this room puts on shared screens; and what it listens to."""

from datetime import date

from django.urls import reverse

from bep.access.permissions import GRANT_ACCESS
from bep.kit.registry import NavItem, Panel, PersonAction, TimelineSource, WorkSource, add
from referrals import permissions as front_door
from safeguarding import panels, sources, subscriptions  # noqa: F401 (listening is done by being imported)
from safeguarding import permissions as may
from safeguarding.casefile import queries as audit
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


def by_day(facts):
    return f"By {date.fromisoformat(facts['due_on']):%-d %B}"


# The case-file audit. Its reviewers need not work with the adult, so their rows are found by their own name.
add(
    *(WorkSource(kind, "Case files to review", rows, lambda facts: "case file to review", opens("audited"), verb="Review",
                 audience="team", needs=may.AUDIT_REVIEW, after_death=True, detail=by_day)
      for kind, rows in (("audit_first", audit.first_reviews), ("audit_second", audit.second_reviews))),
    WorkSource("audit_rule", "Reviewers who differ", audit.rulings, lambda facts: "case file: its reviewers differ",
               opens("audited"), verb="Decide", audience="team", needs=may.AUDIT_REVIEW, after_death=True, detail=by_day),
    WorkSource("audit_read", "Findings of an audit", audit.findings, lambda facts: "findings of the case-file audit, for you",
               opens("audited"), verb="Read", audience="team", needs=may.VIEW, after_death=True, detail=by_day),
    WorkSource("audit_action", "Audit actions", audit.actions_due, lambda facts: f"case-file audit: {facts['what_']}",
               opens("audit_finish_action"), verb="Done", audience="team", needs=may.VIEW, after_death=True, detail=by_day),
    # Without a word of it: what an action says, its owner and those who audited the case read.
    TimelineSource("audit_told", "Safeguarding", audit.told, lambda facts: "Case file audited.", needs=may.VIEW),
    TimelineSource("audit_agreed", "Safeguarding", audit.agreed,
                   lambda facts: f"Action agreed from the case-file audit, {'done' if facts['done'] else 'to be done'}.",
                   needs=may.VIEW),
)  # fmt: skip
