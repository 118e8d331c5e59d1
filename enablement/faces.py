"""How this room's records look on screens: clocks, rows and lists."""

from django.urls import reverse

from bep.kit import clock, reference
from bep.kit.faces import Clock, Row, WorkRow, due, waiting
from enablement.models import Review
from enablement.rules.approval import is_theirs
from enablement.rules.brief import clock_of
from enablement.rules.care_act import weekly_cost
from people.faces import person_url


def spell_clock(spell):
    """Day 37 of 42, red once the six weeks are over; nothing for support without a limit."""
    found = clock_of(spell)
    if found is None:
        return None
    state = "late" if found.over else "soon" if found.ending_soon else "ok"
    return Clock(state, str(found), kind="target")


def review_clock(review):
    return due(review.due_on, kind="target") if review.state == Review.State.PLANNED else None


def local(moment):
    return moment.astimezone(clock.LONDON)


def day(value):
    return f"{value:%-d %B %Y}" if value else ""


def pounds(value):
    return "" if value is None else f"£{value:,.2f}".removesuffix(".00")


# --- rows of lists ----------------------------------------------------------------------------------------------------
def spell_row(spell):
    """Somebody in a tier, on the list behind its number."""
    return WorkRow(
        who=spell.person.name, what=spell.get_tier_display().lower(), clock=spell_clock(spell),
        detail=f"{spell.team}, since {day(spell.starts)}", url=person_url(spell.person_id),
        action_url=reverse("enablement:episode", args=[spell.person_id]), action_label="Pathway",
    )  # fmt: skip


def review_row(review, may_hold):
    """A review in the queue, with the one thing to do about it."""
    booked = review.booked_for and f"Booked for {local(review.booked_for):%-d %B, %H:%M}, {review.booked_where}"
    return WorkRow(
        who=review.person.name, what=f"review of the {review.get_of_display().lower()}", clock=review_clock(review),
        detail=booked or f"Due by {day(review.due_on)}", url=person_url(review.person_id),
        action_url=hold_url(review) if may_hold else reverse("enablement:episode", args=[review.person_id]),
        action_label="Hold" if may_hold else "Pathway",
    )  # fmt: skip


def hold_url(review):
    return reverse("enablement:hold_review", args=[review.pk])


def approval_row(plan, worker):
    """A care and support plan that waits; whoever wrote it sees that it waits for somebody else."""
    mine = is_theirs(plan, worker)
    return WorkRow(
        who=plan.person.name, what=plan.get_kind_display().lower(), clock=waiting(plan.asked_at, clock.now()),
        detail=f"{pounds(plan.weekly_cost)} a week, asked for by {plan.asked_by}", url=person_url(plan.person_id),
        action_url=reverse("enablement:care_plan", args=[plan.pk]), action_label="Read" if mine else "Read and decide",
        tags=("Yours: somebody else decides",) if mine else (),
    )  # fmt: skip


# --- answers, as they are read ----------------------------------------------------------------------------------------
def care_plan_rows(plan):
    """What section 25 asks, as answered so far."""
    frequency = f", {reference.label('cost_frequency', plan.direct_payment_frequency).lower()}"
    yield Row("How they took part", plan.involvement)
    yield Row("Personal budget", f"{pounds(plan.personal_budget)} a week" if plan.personal_budget is not None else "")
    yield Row("The council pays", f"{pounds(plan.council_pays)} a week" if plan.council_pays is not None else "")
    if plan.direct_payment is not None:
        yield Row("Direct payment", f"{pounds(plan.direct_payment)}{frequency}")
        yield Row("Needs it is for", plan.direct_payment_needs)
    yield Row("Advice", plan.advice)
    yield Row("Reasons", plan.reasons)
    yield Row("The person agrees", {True: "Yes", False: "No", None: ""}[plan.person_agrees])
    if plan.person_agrees is False:
        yield Row("What they do not agree with", plan.person_disagrees_because)
    yield Row("Copies to", plan.copies_to)


def service_facts(service):
    """A service with its cost in a week."""
    every = reference.label("cost_frequency", service.cost_frequency)
    return {
        "service": service,
        "what": reference.label("service_component", service.service_component),
        "kind": service.service_type,
        "how": reference.label("delivery_mechanism", service.delivery_mechanism),
        "cost": f"{pounds(service.unit_cost)} {every.lower()}" if service.unit_cost is not None else "Not costed",
        "weekly": None if every == "Weekly" else weekly_cost(service),  # said already
    }


def closing_rows(facts):
    """What was answered on the closing form, for check your answers."""
    return [
        Row("Outcome", reference.label("closure_outcome", facts["outcome"])),
        Row("Why now", facts["reason"]),
        Row("What helps to stay well", facts["staying_well"]),
        Row("How to come back", facts["coming_back"]),
    ]


# --- two versions of a plan -------------------------------------------------------------------------------------------
PARTS = [
    ("opening", "In my words"), ("good_at", "What I am good at"), ("helps_me", "What helps me"), ("my_people", "My people"),
    ("work_learning", "Work, learning, giving time"), ("if_hard", "If things get hard"), ("support_i_get", "Support I get"),
    ("shared_with", "Shared with"), ("not_shared_with", "Not shared with"),
]  # fmt: skip


def plan_parts(plan):
    """A plan as named texts, for reading and for setting two versions side by side."""
    found = {label: getattr(plan, name) for name, label in PARTS}
    found["When we look at this again"] = ", ".join(filter(None, [day(plan.review_on), plan.review_where]))
    for number, goal in enumerate(plan.goals.all(), 1):
        found[f"Goal {number}"] = "\n".join([goal_line(goal), *map(step_line, goal.steps.all())])
    return found


def goal_line(goal):
    scores = [f"{name} {value}" for name, value in (("start", goal.start), ("now", goal.now)) if value is not None]
    return f"{goal.words} ({', '.join(scores)})" if scores else goal.words


def step_line(step):
    by = f", by {day(step.by_when)}" if step.by_when else ""
    done = f", done {day(step.done_on)}" if step.done_on else ""
    return f"{step.who}: {step.what}{by}{done}"


def compared(older, newer):
    """Part by part: what it said, what it says, and whether that changed."""
    then, now = plan_parts(older), plan_parts(newer)
    labels = [*then, *(label for label in now if label not in then)]
    return [
        {
            "label": label,
            "then": then.get(label, ""),
            "now": now.get(label, ""),
            "changed": then.get(label) != now.get(label),
        }
        for label in sorted(labels, key=lambda label: (label.startswith("Goal"), labels.index(label)))
    ]
