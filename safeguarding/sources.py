"""Rows that this room gives to shared screens: bep/kit/registry.py says with which columns. Sealed parts are in none."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Coalesce, Concat, JSONObject, Trim

from bep.kit.union import NOBODY, EndOfDay, StartOfDay
from safeguarding.models import CausedEnquiry, Concern, Enquiry, EnquiryAction

GIVEN = Trim(Concat("given_name", Value(" "), "family_name", output_field=CharField()))


# --- work -------------------------------------------------------------------------------------------------------------
def alarms(involved):
    """In danger now: for everybody on duty, whoever it is about."""
    return concern_rows(Concern.objects.alarms(), "concern_alarm", F("received_at"))


def to_decide(involved):
    return concern_rows(Concern.objects.open().filter(person__in=involved), "concern_to_decide", F("decision_due"))


def unmatched(involved):
    return concern_rows(Concern.objects.open().filter(person=None), "concern_unmatched", F("decision_due"))


def concern_rows(rows, kind, due):
    return rows.values(
        "person_id", due=due, kind=Value(kind), object_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(name=GIVEN, reference=F("reference"), phone=F("phone"), place=F("place")),
    )  # fmt: skip


# --- timeline ---------------------------------------------------------------------------------------------------------
def concerns_received(people):
    return Concern.objects.filter(person__in=people).values(
        "person_id", at=F("received_at"), kind=Value("concern_received"), object_id=F("pk"), by_id=F("received_by_id"),
        facts=JSONObject(reference=F("reference"), channel=F("channel")),
    )  # fmt: skip


# --- enquiries --------------------------------------------------------------------------------------------------------
def to_lead(involved):
    """Stages that wait for their manager."""
    rows = Enquiry.objects.open().exclude(state=Enquiry.State.ENQUIRING).filter(person__in=involved)
    return enquiry_rows(rows, "enquiry_to_lead", F("sam_id"))


def to_enquire(involved):
    """Enquiries that wait for their officer's report."""
    rows = Enquiry.objects.filter(state=Enquiry.State.ENQUIRING, person__in=involved)
    return enquiry_rows(rows, "enquiry_to_make", F("officer_id"))


def enquiry_rows(rows, kind, worker):
    return rows.values(
        "person_id", due_=EndOfDay("due_on"), kind_=Value(kind), object_id=F("pk"), worker_id_=worker,
        facts=JSONObject(state_=F("state"), reference_=F("reference")),
    )  # fmt: skip


def asked_of_others(involved):
    """What others were asked to find out: to be heard from, or to be accepted."""
    rows = CausedEnquiry.objects.filter(person__in=involved, state__in=["asked", "returned"])
    return rows.values(
        "person_id", due_=EndOfDay("due_on"), kind_=Value("enquiry_by_others"), object_id=F("enquiry_id"),
        worker_id_=Case(When(state="returned", then=F("enquiry__sam_id")), default=F("enquiry__officer_id")),
        facts=JSONObject(state_=F("state"), organisation_=F("organisation")),
    )  # fmt: skip


def actions_due(involved):
    """Actions of enquiries that nobody has finished; the officer sees to them, or the manager."""
    rows = EnquiryAction.objects.filter(person__in=involved, done_on=None).exclude(enquiry__state="closed")
    return rows.values(
        "person_id", due_=EndOfDay("due_on"), kind_=Value("enquiry_action"), object_id=F("pk"),
        worker_id_=Coalesce("enquiry__officer_id", "enquiry__sam_id"), facts=JSONObject(what_=F("what"), who_=F("who")),
    )  # fmt: skip


def enquiries_opened(people):
    return moments(Enquiry.objects.filter(person__in=people), "enquiry_opened", F("opened_at"))


def enquiries_concluded(people):
    rows = Enquiry.objects.filter(person__in=people, concluded_on__isnull=False)
    return moments(rows, "enquiry_concluded", StartOfDay("concluded_on"))


def enquiries_closed(people):
    rows = Enquiry.objects.filter(person__in=people, closed_on__isnull=False)
    return moments(rows, "enquiry_closed", StartOfDay("closed_on"))


def moments(rows, kind, at):
    return rows.values(
        "person_id", at=at, kind_=Value(kind), object_id=F("pk"), by_id=F("sam_id"),
        facts=JSONObject(kind_=F("kind"), outcome_=F("risk_outcome"), reference_=F("reference")),
    )  # fmt: skip
