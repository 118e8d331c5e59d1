"""Rows that the front door gives to My work, the timeline and the drawn pathway: bep/kit/registry.py says with which columns."""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Concat, JSONObject, NullIf, Trim

from bep.kit import clock
from bep.kit.targets import target
from bep.kit.union import NOBODY, EndOfDay
from referrals.models import Appointment, Decision, Letter, Referral, Signpost

EMPTY = Value("", output_field=CharField())
TEXT = CharField()
GIVEN_NAME = Trim(
    Concat(Coalesce(NullIf("preferred_name", EMPTY), "given_name"), Value(" "), "family_name", output_field=TEXT)
)
State, Booked = Referral.State, Appointment.State.BOOKED


# --- work -------------------------------------------------------------------------------------------------------------
def alarms(involved):
    """Said to be in danger now: for everybody on duty, whoever it is about."""
    return Referral.objects.alarms().values(
        "person_id", due=F("received_at"), kind=Value("referral_alarm"), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(name=GIVEN_NAME, reference=F("reference"), phone=Coalesce(NullIf("phone", EMPTY), "referrer_phone")),
    )  # fmt: skip


def to_triage(involved):
    return triage_rows(Referral.objects.to_triage().filter(person__in=involved), "referral_triage")


def unmatched(involved):
    return triage_rows(Referral.objects.to_triage().filter(person=None), "referral_unmatched")


def triage_rows(rows, kind):
    return rows.values(
        "person_id", due=F("triage_due"), kind=Value(kind), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(name=GIVEN_NAME, reference=F("reference"), urgency=F("urgency"), source=F("source")),
    )  # fmt: skip


def to_book(involved):
    """Whoever waits for an appointment, due on the day that meets the target."""
    days = target("choice_appointment.within").value
    booked = Appointment.objects.filter(referral=OuterRef("pk"), state=Booked)
    rows = Referral.objects.filter(~Exists(booked), state=State.AWAITING, person__in=involved)
    return rows.values(
        "person_id", due=EndOfDay("first_contact", days), kind=Value("appointment_to_book"), object_id=F("pk"),
        worker_id=NOBODY, facts=JSONObject(reference=F("reference")),
    )  # fmt: skip


def my_appointments(involved):
    """Appointments of a worker, today's and those whose outcome is not recorded."""
    return appointment_rows(Appointment.objects.filter(worker__isnull=False, person__in=involved), "my_appointment")


def hub_appointments(involved):
    """Appointments at a hub that nobody in particular was named for."""
    soon = clock.end_of(clock.today())
    rows = Appointment.objects.filter(worker=None, person__in=involved, starts__lt=soon)
    return appointment_rows(rows, "hub_appointment")


def appointment_rows(rows, kind):
    return rows.filter(state=Booked).values(
        "person_id", "worker_id", due=F("starts"), kind=Value(kind), object_id=F("pk"),
        facts=JSONObject(where=where(), setting=F("setting")),
    )  # fmt: skip


def where():
    at_hub = Concat(Value("at "), "session__hub__name", output_field=TEXT)
    return Case(When(setting=Appointment.Setting.HOME, then=Value("at home")), default=at_hub, output_field=TEXT)


def signposts_to_ask(involved):
    rows = Signpost.objects.filter(helped="", referral__person__in=involved)
    return rows.values(
        person_id=F("referral__person_id"), due=EndOfDay("ask_on"), kind=Value("signpost_to_ask"), object_id=F("pk"),
        worker_id=NOBODY, facts=JSONObject(organisation=F("organisation__name")),
    )  # fmt: skip


# --- timeline ---------------------------------------------------------------------------------------------------------
def received(people):
    return Referral.objects.filter(person__in=people).values(
        "person_id", at=F("received_at"), kind=Value("referral_received"), object_id=F("pk"), by_id=F("received_by_id"),
        facts=JSONObject(source=F("source"), reference=F("reference"), channel=F("channel")),
    )  # fmt: skip


def decided(people):
    return Decision.objects.filter(referral__person__in=people).values(
        person_id=F("referral__person_id"), at=F("decided_at"), kind=Value("referral_decided"), object_id=F("referral_id"),
        by_id=F("decided_by_id"), facts=JSONObject(outcome=F("outcome"), sent_to=F("sent_to")),
    )  # fmt: skip


def booked(people):
    return appointment_events(
        Appointment.objects.filter(person__in=people), "appointment_booked", "booked_at", "booked_by_id"
    )


def came(people):
    rows = Appointment.objects.filter(person__in=people, recorded_at__isnull=False)
    return appointment_events(rows, "appointment_recorded", "starts", "worker_id")


def appointment_events(rows, kind, at, by):
    return rows.values(
        "person_id", at=F(at), kind=Value(kind), object_id=F("referral_id"), by_id=F(by),
        facts=JSONObject(where=where(), starts=F("starts"), state=F("state"), setting=F("setting")),
    )  # fmt: skip


def letters(people):
    return Letter.objects.filter(person__in=people).values(
        "person_id", at=F("made_at"), kind=Value("appointment_letter"), object_id=F("pk"), by_id=F("made_by_id"),
        facts=JSONObject(large_print=F("large_print")),
    )  # fmt: skip


# --- the drawn pathway ------------------------------------------------------------------------------------------------
def referred(people):
    return Referral.objects.filter(person__in=people).exclude(state=State.DUPLICATE).values(
        "person_id", stage=Value("referral"), at=F("received_at"), note=Value("")
    )  # fmt: skip


def appointed(people):
    """Attended; or, until then, when it is booked for."""
    rows = Appointment.objects.filter(Q(state=Appointment.State.ATTENDED) | Q(state=Booked), person__in=people)
    return rows.values("person_id", stage=Value("choice_appointment"), at=F("starts"), note=where())
