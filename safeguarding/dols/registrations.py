"""What deprivation of liberty and the Court of Protection put on shared screens."""

from datetime import date, timedelta

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Value, When
from django.db.models.functions import JSONObject
from django.urls import reverse

from bep.kit import clock, targets
from bep.kit.reads import revived, whole
from bep.kit.registry import NavItem, Panel, PersonAction, TimelineSource, WorkSource, add
from bep.kit.union import NOBODY, EndOfDay, StartOfDay
from safeguarding import permissions as may
from safeguarding.models import CourtCase, DolsApplication

D, K = DolsApplication, CourtCase


def opens(name):
    return lambda object_id, person_id: reverse(f"safeguarding:{name}", args=[object_id])


# --- work -------------------------------------------------------------------------------------------------------------
def to_handle(involved):
    """Received, and nobody assesses it yet: waits since then."""
    rows = D.objects.filter(state="received", person__in=involved)
    return work(rows, "dols_to_allocate", NOBODY, StartOfDay("received_on"))


def to_assess(involved):
    """For the best interests assessor that was named."""
    return work(D.objects.filter(state="assessing", person__in=involved), "dols_to_assess", F("bia_id"))


def to_sign(involved):
    """Waits since it was sent."""
    rows = D.objects.filter(state="to_sign", person__in=involved)
    return work(rows, "dols_to_sign", NOBODY, StartOfDay("sent_on"))


def to_renew(involved):
    """From so many days before an authorisation ends (local target), until somebody asks for the next one or records the end.

    Due on the last day that leaves a new request the days in which it must be assessed; one that has run out, on its last day.
    """
    soon = clock.today() + timedelta(days=int(targets.target("dols.renewal_warning").value))
    renewed = D.objects.filter(renews=OuterRef("pk")).exclude(state="withdrawn")
    rows = D.objects.filter(~Exists(renewed), state__in=D.RUNNING, ends_on__lte=soon, person__in=involved)
    needed = int(targets.target("dols.standard.days").value)
    over = When(ends_on__lt=clock.today(), then=EndOfDay("ends_on"))
    due = Case(over, default=EndOfDay("ends_on", 1 - needed), output_field=DateTimeField())
    return work(rows, "dols_ending", NOBODY, due)


def work(rows, kind, worker, due=None):
    return rows.values(
        "person_id", due_=due or EndOfDay("due_on"), kind_=Value(kind), object_id=F("pk"), worker_id_=worker,
        facts=JSONObject(reference_=F("reference"), urgent_=F("urgent_given_on"), home_=F("managing_authority"),
                         ends_=F("ends_on"), until_=F("due_on")),
    )  # fmt: skip


def court_cases(involved):
    return K.objects.filter(state__in=K.OPEN, person__in=involved).values(
        "person_id", due_=EndOfDay("due_on"), kind_=Value("court_case"), object_id=F("pk"), worker_id_=F("worker_id"),
        facts=JSONObject(state_=F("state"), reference_=F("reference")),
    )  # fmt: skip


def detail(facts):
    until = date.fromisoformat(facts["until_"])
    runs = "ran" if until < clock.today() else "runs"
    urgent = ", urgent authorisation" if facts["urgent_"] else ""
    return f"{facts['reference_']}, {facts['home_']}{urgent}; its clock {runs} out {until:%-d %b}"


def ending_words(facts):
    over = facts["ends_"] < clock.today().isoformat()
    return "deprivation of liberty: its period has run out" if over else "deprivation of liberty: ask for a new request"


def court_words(facts):
    return f"Court of Protection: {K.State(facts['state_']).label.lower()}"


PAGE = opens("dols_application")
add(
    WorkSource("dols_to_allocate", "Deprivation of liberty: to allocate", to_handle,
               lambda facts: "deprivation of liberty request: name its assessors", PAGE, audience="team",
               needs=may.DOLS_HANDLE, detail=detail, group="waiting"),
    WorkSource("dols_to_assess", "Deprivation of liberty: to assess", to_assess,
               lambda facts: "deprivation of liberty: assess", PAGE, needs=may.DOLS_VIEW, detail=detail),
    WorkSource("dols_to_sign", "Deprivation of liberty: to sign", to_sign,
               lambda facts: "deprivation of liberty: to sign", PAGE, audience="team", needs=may.DOLS_AUTHORISE,
               detail=detail, group="waiting"),
    WorkSource("dols_ending", "Deprivation of liberty: ending", to_renew, ending_words, PAGE, audience="team",
               needs=may.DOLS_HANDLE, detail=detail),
    WorkSource("court_case", "Court of Protection", court_cases, court_words, opens("court_case"), needs=may.DOLS_VIEW,
               detail=lambda facts: facts["reference_"]),
)  # fmt: skip


# --- timeline ---------------------------------------------------------------------------------------------------------
def received(people):
    rows = D.objects.filter(person__in=people)
    return moments(rows, "dols_received", StartOfDay("received_on"), F("received_by_id"))


def signed(people):
    rows = D.objects.filter(person__in=people, signed_on__isnull=False)
    return moments(rows, "dols_signed", StartOfDay("signed_on"), F("signed_by_id"))


def ended(people):
    rows = D.objects.filter(person__in=people, ended_on__isnull=False)
    return moments(rows, "dols_ended", StartOfDay("ended_on"), NOBODY)


def moments(rows, kind, at, by):
    return rows.order_by().values(
        "person_id", at=at, kind_=Value(kind), object_id=F("pk"), by_id=by,
        facts=JSONObject(state_=F("state"), home_=F("managing_authority"), starts_=F("starts_on"), ends_=F("ends_on")),
    )  # fmt: skip


def court_orders(people):
    return K.objects.filter(person__in=people, ordered_on__isnull=False).order_by().values(
        "person_id", at=StartOfDay("ordered_on"), kind_=Value("court_order"), object_id=F("pk"), by_id=F("worker_id"),
        facts=JSONObject(to_=F("order_to")),
    )  # fmt: skip


def signed_words(facts):
    if facts["state_"] == "not_granted":
        return f"Deprivation of liberty at {facts['home_']} not granted."
    return f"Deprivation of liberty at {facts['home_']} authorised to {facts['ends_']}."


def ended_words(facts):
    return (
        "Deprivation of liberty request withdrawn."
        if facts["state_"] == "withdrawn"
        else "Deprivation of liberty ended."
    )


add(
    TimelineSource("dols_received", "Deprivation of liberty", received,
                   lambda facts: f"Deprivation of liberty request from {facts['home_']}.", PAGE, needs=may.DOLS_VIEW),
    TimelineSource("dols_signed", "Deprivation of liberty", signed, signed_words, PAGE, needs=may.DOLS_VIEW),
    TimelineSource("dols_ended", "Deprivation of liberty", ended, ended_words, PAGE, needs=may.DOLS_VIEW),
    TimelineSource("court_order", "Court of Protection", court_orders,
                   lambda facts: f"The Court of Protection made an order, to {facts['to_']}.", opens("court_case"),
                   needs=may.DOLS_VIEW),
)  # fmt: skip


# --- the person page --------------------------------------------------------------------------------------------------
def reads(worker):
    if not worker.has_perm(may.DOLS_VIEW):
        return {}
    about = {"person": OuterRef("pk")}
    return {
        "dols_now": whole(D.objects.open().filter(**about).order_by("received_on")[:3]),
        "court_now": whole(K.objects.open().filter(**about).order_by("pk")[:2]),
    }


def panel(person, worker):
    if not worker.has_perm(may.DOLS_VIEW):
        return None
    rows = [(one.get_state_display(), where(one), PAGE(one.pk, 0)) for one in revived(D, person.dols_now)]
    for case in revived(K, person.court_now):
        rows.append(("Court of Protection", case.get_state_display(), opens("court_case")(case.pk, 0)))
    return {"rows": rows, "actions": []} if rows else None


def where(application):
    until = application.ends_on if application.is_running else application.due_on
    return f"{application.managing_authority}, {'to' if application.is_running else 'due'} {until:%-d %b %Y}"


add(
    Panel("Deprivation of liberty", panel, order=16, reads=reads),
    PersonAction("Record a deprivation of liberty request", "safeguarding:dols_receive", may.DOLS_HANDLE, order=38),
    PersonAction("Begin a Court of Protection case", "safeguarding:court_identify", may.DOLS_HANDLE, order=39),
    NavItem("Liberty return", "safeguarding:dols_return", needs=(may.DOLS_RETURN,), order=48,
            prefix="/safeguarding/dols/return/", hint="The deprivation of liberty return, at case level"),
)  # fmt: skip
