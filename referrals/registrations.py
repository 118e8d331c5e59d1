"""What the front door puts on shared screens."""

from datetime import datetime

from django.db.models import OuterRef
from django.urls import reverse

from bep.access.queries import on_duty
from bep.kit import clock, reference
from bep.kit.forms import lower_first
from bep.kit.reads import revived, whole
from bep.kit.registry import Duty, NavItem, Panel, PathwaySource, TimelineSource, WorkSource, add
from people import permissions as people_may
from referrals import loaders, sources  # noqa: F401 (what the preset loads)
from referrals import permissions as may
from referrals.models import Appointment, Referral


def opens(name):
    return lambda object_id, person_id: reverse(f"referrals:{name}", args=[object_id])


def triage_words(facts):
    source = reference.label("referral_source", facts["source"])
    return f"referral to triage, {Referral.Urgency(facts['urgency']).label.lower()}, from: {lower_first(source)}"


def referral_detail(facts):
    return f"Reference {facts['reference']}"


def came_words(facts):
    state = Appointment.State(facts["state"]).label.lower()
    return f"Choice appointment {facts['where']}: {state}."


def booked_words(facts):
    starts = datetime.fromisoformat(facts["starts"]).astimezone(clock.LONDON)
    return f"Choice appointment booked {facts['where']}, {starts.day} {starts:%B} at {starts:%H:%M}."


def decided_words(facts):
    to = f", {facts['sent_to']}" if facts["sent_to"] else ""
    return f"Referral: {Referral.State(facts['outcome']).label}{to}."


def received_words(facts):
    return f"Referral {facts['reference']} received from: {reference.label('referral_source', facts['source'])}."


def panel_reads(worker):
    referrals = Referral.objects.filter(person=OuterRef("pk")).order_by("closed_at", "-received_at")
    return {"referrals_now": whole(referrals[:4])}


def panel(person, worker):
    """The person's referrals, the open one first, with where it is."""
    if not any(worker.has_perm(p) for p in (may.INBOX, may.TRIAGE, may.RECEIVE, people_may.VIEW)):
        return None
    found = revived(Referral, person.referrals_now)
    rows = [(day(r.received_at), r.get_state_display(), reverse("referrals:referral", args=[r.pk])) for r in found]
    take = [("Take a referral", reverse("referrals:new"))] if worker.has_perm(may.RECEIVE) else []
    return {"rows": rows, "actions": take} if rows else None


def day(moment):
    local = moment.astimezone(clock.LONDON)
    return f"{local.day} {local:%b %Y}"


add(
    WorkSource("referral_alarm", "In danger now", sources.alarms, lambda facts: "is said to be in danger now",
               opens("answer_alarm"), verb="Answer", group="alarm", audience="team", needs=may.ANSWER_ALARM, by_day=False,
               detail=lambda facts: f"Phone {facts['phone'] or 'not given'}. Reference {facts['reference']}"),
    WorkSource("referral_triage", "Referrals to triage", sources.to_triage, triage_words, opens("triage"), verb="Triage",
               audience="team", needs=may.TRIAGE, detail=referral_detail),
    WorkSource("referral_unmatched", "Referrals not matched", sources.unmatched, triage_words, opens("match"), verb="Match",
               audience="team", needs=may.INBOX, detail=referral_detail),
    WorkSource("appointment_to_book", "Appointments to book", sources.to_book,
               lambda facts: "choice appointment to book", opens("book"), verb="Book", audience="team", needs=may.BOOK),
    WorkSource("my_appointment", "My choice appointments", sources.my_appointments,
               lambda facts: f"choice appointment {facts['where']}", opens("attend"), verb="Record", by_day=False),
    WorkSource("hub_appointment", "Hub appointments", sources.hub_appointments,
               lambda facts: f"choice appointment {facts['where']}", opens("attend"), verb="Record", audience="team",
               needs=may.ATTENDANCE, by_day=False),
    WorkSource("signpost_to_ask", "Did it help?", sources.signposts_to_ask,
               lambda facts: f"ask whether {facts['organisation']} helped", opens("heard_back"), verb="Ask",
               audience="team", needs=may.KEEP_DIRECTORY),
)  # fmt: skip
add(
    TimelineSource("referral_received", "Referrals", sources.received, received_words, opens("referral")),
    TimelineSource("referral_decided", "Referral decisions", sources.decided, decided_words, opens("referral")),
    TimelineSource("appointment_booked", "Appointments booked", sources.booked, booked_words, opens("referral")),
    TimelineSource("appointment_recorded", "Appointments", sources.came, came_words, opens("referral"), group="contacts"),
    TimelineSource("appointment_letter", "Letters", sources.letters,
                   lambda facts: "Confirmation letter made" + (", in large print." if facts["large_print"] else "."),
                   opens("letter"), group="documents"),
    PathwaySource("referral", sources.referred),
    PathwaySource("choice_appointment", sources.appointed),
)  # fmt: skip
add(
    NavItem("Referrals", "referrals:inbox", needs=(may.INBOX, may.TRIAGE, may.RECEIVE), order=25, prefix="/referrals/",
            hint="What waits at the front door"),
    NavItem("Hubs", "referrals:week", needs=(may.BOOK, may.MANAGE_HUBS), order=26, prefix="/hubs/",
            hint="Weekly sessions and their free places"),
    Panel("Referrals", panel, order=60, reads=panel_reads),
    Duty(lambda: on_duty({"hub_duty": "Hub duty"}), order=10),
)  # fmt: skip
