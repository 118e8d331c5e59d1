"""What the record of a person tells the timeline: registering, alerts, home and work, who works with them, a death."""

from django.db.models import F, Value
from django.db.models.functions import JSONObject, Now

from bep.kit import reference
from bep.kit.union import NOBODY, StartOfDay
from people.codes import LISTS
from people.models import Alert, Involvement, Merge, Person, StatusSpell
from people.models.status import STATUS_FIELDS

TOLD_OF = ["lead", "worker", "cover"]


def registered(people):
    return Person.objects.filter(pk__in=people).values(
        kind_=Value("registered"), at=F("created_at"), object_id=F("pk"), person_id=F("pk"), by_id=NOBODY,
        facts=JSONObject(reference="reference"),
    )  # fmt: skip


def deaths(people):
    return Person.objects.filter(pk__in=people).exclude(death_date=None).values(
        kind_=Value("death"), at=StartOfDay("death_date"), object_id=F("pk"), person_id=F("pk"), by_id=NOBODY,
        facts=JSONObject(reference="reference"),
    )  # fmt: skip


def alerts_added(people):
    return Alert.objects.filter(person__in=people).values(
        "person_id", kind_=Value("alert_added"), at=F("recorded_at"), object_id=F("pk"), by_id=F("recorded_by_id"),
        facts=JSONObject(kind="kind", words="words"),
    )  # fmt: skip


def alerts_ended(people):
    return Alert.objects.filter(person__in=people).exclude(ended_at=None).values(
        "person_id", kind_=Value("alert_ended"), at=F("ended_at"), object_id=F("pk"), by_id=F("ended_by_id"),
        facts=JSONObject(kind="kind", why="why_ended"),
    )  # fmt: skip


def statuses(people):
    return StatusSpell.objects.filter(person__in=people).values(
        "person_id", kind_=Value("status"), at=StartOfDay("starts"), object_id=F("pk"), by_id=F("recorded_by_id"),
        facts=JSONObject(of="kind", value="value", note="note"),
    )  # fmt: skip


def workers_began(people):
    return Involvement.objects.filter(person__in=people, role__in=TOLD_OF).values(
        "person_id", kind_=Value("worker_began"), at=F("starts"), object_id=F("pk"), by_id=F("began_by_id"),
        facts=JSONObject(role="role", name="worker__name", reason="reason"),
    )  # fmt: skip


def workers_ended(people):
    return Involvement.objects.filter(person__in=people, role__in=TOLD_OF, ends__lte=Now()).values(
        "person_id", kind_=Value("worker_ended"), at=F("ends"), object_id=F("pk"), by_id=NOBODY,
        facts=JSONObject(role="role", name="worker__name"),
    )  # fmt: skip


def merges(people):
    return Merge.objects.filter(kept__in=people, undone_at=None).values(
        kind_=Value("merged"), at=F("merged_at"), object_id=F("pk"), person_id=F("kept_id"), by_id=F("merged_by_id"),
        facts=JSONObject(reference="lost__reference"),
    )  # fmt: skip


# --- sentences --------------------------------------------------------------------------------------------------------
ROLES = {"lead": "the lead worker", "worker": "a worker beside the lead", "cover": "the one who covers"}


def alert_sentence(facts):
    return f"Alert added, {alert_kind(facts)}: {facts['words']}"


def alert_ended_sentence(facts):
    return f"Alert ended, {alert_kind(facts)}: {facts['why']}"


def alert_kind(facts):
    label = reference.label("alert_kind", facts["kind"])
    return f"{label[:1].lower()}{label[1:]}"


def status_sentence(facts):
    kind = StatusSpell.Kind(facts["of"])
    value = reference.label(LISTS[STATUS_FIELDS[kind]], facts["value"])
    return f"{kind.label}: {value}. {facts['note']}".strip()


def began_sentence(facts):
    return f"{facts['name']} became {ROLES[facts['role']]}. {facts['reason']}".strip()


def ended_sentence(facts):
    return f"{facts['name']} was no longer {ROLES[facts['role']]}."
