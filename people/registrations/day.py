"""What the worker's day puts on shared screens: work, timeline, panel, navigation, and whose drafts are checked how."""

from django.urls import reverse

from bep.kit import drafts, reference
from bep.kit.registry import NavItem, Panel, PersonAction, TimelineSource, WorkSource, add
from people import permissions as may
from people.models import CaseNote, HomeChildren, Person
from people.panels import risk_panel, risk_reads
from people.sources import day as sources


@drafts.people_are_checked_by
def may_draft_about(worker, person_id):
    return Person.objects.visible_to(worker).filter(pk=person_id).exists()


def opens(name):
    """The URL of one record, by its own number."""
    return lambda object_id, person_id: reverse(name, args=[object_id])


def opens_person(name):
    """The URL of one person's screen."""
    return lambda object_id, person_id: reverse(name, args=[person_id])


def unseen_sentence(facts):
    return f"to see, last seen {day(facts['seen'])}" if facts["seen"] else "to see, not seen yet"


def unallocated_sentence(facts):
    return f"not allocated in {facts['team']}" + (f", {facts['leaves']} leaves" if facts["leaves"] else "")


def step_sentence(facts):
    who = "promised: " if facts["promised"] else "" if facts["owner"] == "worker" else f"{owners[facts['owner']]}: "
    return who + facts["what"]


def contact_sentence(facts):
    way = reference.label("contact_way", facts["way"])
    if facts["seen"] == CaseNote.Seen.NOBODY:
        return f"{way}: no reply. {facts['words']}".strip()
    return f"{way}. {facts['words']}"


def contact_outline(facts):
    """That somebody was contacted, and how: for the front desk, never what was said."""
    reached = "no reply" if facts["seen"] == CaseNote.Seen.NOBODY else "recorded"
    return f"{reference.label('contact_way', facts['way'])}: {reached}."


def risk_outline(facts):
    """That there is a plan: what a colleague must know for their own safety is an alert, at the head of the page."""
    return f"Risk and safety plan, version {facts['number']}."


def day(iso):
    return f"{int(iso[8:10])} {MONTHS[int(iso[5:7]) - 1]}"


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
owners = {"person": "they will", "other": "somebody else will"}

add(
    WorkSource("risk_review", "Risk reviews", sources.risk_reviews, lambda facts: "risk and safety plan to review",
               opens_person("people:risk_plan"), verb="Review", group="risk"),
    WorkSource("unseen", "Visits", sources.unseen, unseen_sentence,
               opens_person("people:contact_new"), verb="Record a contact", group="risk"),
    WorkSource("next_step", "Next steps", sources.steps, step_sentence, opens("people:step"), verb="Close",
               words_need=may.READ_NOTES, outline="next step", after_death=True),
    WorkSource("countersign_note", "Notes to countersign", sources.notes_to_countersign,
               lambda facts: f"case note by {facts['author']} to countersign", opens("people:contact"),
               verb="Read", group="waiting", audience="team", needs=may.COUNTERSIGN, after_death=True),
    WorkSource("countersign_risk_plan", "Risk plans to countersign", sources.risk_plans_to_countersign,
               lambda facts: f"risk plan by {facts['author']} to countersign", opens_person("people:risk_plan"),
               verb="Read", group="waiting", audience="team", needs=may.COUNTERSIGN, after_death=True),
    WorkSource("unallocated", "Nobody leads", sources.unallocated, unallocated_sentence,
               opens_person("people:allocate"), verb="Allocate", group="waiting", audience="team", needs=may.ALLOCATE),
)  # fmt: skip
add(
    TimelineSource("contact", "Contact", sources.contacts, contact_sentence, opens("people:contact"), "contacts",
                   needs=may.READ_NOTES, outline=contact_outline),
    TimelineSource("risk_plan", "Risk and safety plan", sources.risk_plans,
                   lambda facts: f"Risk and safety plan, version {facts['number']}. Review {day(facts['review_on'])}.",
                   opens_person("people:risk_plan"), needs=may.READ_NOTES, outline=risk_outline),
    TimelineSource("home_children", "Children in the home", sources.home_children,
                   lambda facts: f"{HomeChildren.Answer(facts['answer']).label}.", opens_person("people:home_children"),
                   needs=may.READ_NOTES, outline=lambda facts: "Asked whether children are in the home."),
)  # fmt: skip
add(
    NavItem("My work", "people:my_work", order=10, prefix="/my-work/", hint="what is due, overdue and new to you"),
    NavItem(
        "Caseload",
        "people:caseload",
        needs=(may.RECORD,),
        order=12,
        prefix="/caseload/",
        hint="the people you work with",
    ),
    NavItem("Team", "people:team_board", needs=(may.ALLOCATE,), order=14, prefix="/team/", hint="who carries what"),
)
add(
    Panel("Risk and safety", risk_panel, order=20, reads=risk_reads),
    PersonAction("Record a contact", "people:contact_new", may.RECORD, order=1),
    PersonAction("Risk and safety plan", "people:risk_plan_write", may.READ_NOTES, order=5),
    PersonAction("Children in the home", "people:home_children", may.RECORD, order=6),
    PersonAction("Plan a next step", "people:step_new", may.RECORD, order=7),
    PersonAction("Allocate", "people:allocate", may.ALLOCATE, order=8),
)
