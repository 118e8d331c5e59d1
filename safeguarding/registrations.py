"""What this room puts on shared screens; and what it listens to."""

from django.urls import reverse

from bep.kit.registry import NavItem, PersonAction, TimelineSource, WorkSource, add
from referrals import permissions as front_door
from safeguarding import permissions as may
from safeguarding import sources, subscriptions  # noqa: F401 (listening is done by being imported)


def opens(name):
    return lambda object_id, person_id: reverse(f"safeguarding:{name}", args=[object_id])


def concern_words(facts):
    return f"Reference {facts['reference']}"


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
    TimelineSource("concern_received", "Safeguarding", sources.concerns_received,
                   lambda facts: f"Safeguarding concern {facts['reference']} received.", opens("concern"), needs=may.VIEW),
    NavItem("Safeguarding", "safeguarding:concerns", needs=(may.DECIDE, may.VIEW), order=45, prefix="/safeguarding/",
            hint="Concerns to decide, enquiries and their clocks"),
    PersonAction("Raise a safeguarding concern", "safeguarding:raise_about", may.RAISE, order=30),
)  # fmt: skip
