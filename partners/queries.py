"""What is told of a referral: the columns that its reader's agreements allow, as plain rows."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from amhp_rota.models import AssessmentRequest
from bep.kit import clock, reference
from enablement.models import EnablementPlan, Goal
from partners import shared
from partners.sight import NAMED, Bearer, Held
from people.models import Involvement, Person
from referrals.models import Appointment, Referral
from referrals.queries.hubs import open_hubs
from referrals.queries.offers import bookable
from safeguarding.models import Concern

# Where it stands, in three words; what was decided is another thing to agree on.
STANDS = {Referral.State.RECEIVED: "received", Referral.State.AWAITING: "awaiting_appointment"}
CLOSED = "closed"
# “Same as another referral” would say that we know the person from somebody else.
UNSAID = {Referral.State.DUPLICATE: ("closed", "Closed: the hub can say more")}

COLUMNS = (
    "pk", "reference", "state", "received_at", "closed_at", "person_id", "sent__their_reference", "sent__changed_at",
)  # fmt: skip


def referrals(bearer):
    """The referrals that it sent, in the order in which anything of them changed."""
    rows = Referral.objects.visible_to(bearer.actor).order_by("sent__changed_at", "reference")
    return rows.values(*COLUMNS)


def changes(bearer, moment, reference, most):
    """The next ones after a place in that order, and one more."""
    rows = referrals(bearer)
    if moment:
        rows = rows.filter(sent__changed_at__gte=moment)
        if reference:
            rows = rows.exclude(sent__changed_at=moment, reference__lte=reference)
    return rows[: most + 1]


def changed_since(bearer, moment, reference, most):
    """`changes`, as rows. Its SQL is made once for each of its shapes: Django writes it longer than PostgreSQL answers it."""
    named = tuple(held.id for held in bearer.relying_on(NAMED))
    sql, places = made_once(len(named), bool(moment), bool(reference), most)
    values = {ORGANISATION: bearer.organisation_id, MOMENT: moment, REFERENCE: reference, TODAY: clock.today()}
    values |= dict(zip(NAMES, named, strict=False))
    with connection.cursor() as cursor:
        cursor.execute(sql, [values.get(place, place) for place in places])
        return [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]


# What stands in for what differs from request to request, while the SQL is made: values that nothing else has.
ORGANISATION, REFERENCE, MOMENT, TODAY = -1, "\x01", datetime(1901, 1, 1, tzinfo=UTC), date(1901, 1, 1)
NAMES = range(-1000, -2)


@lru_cache(maxsize=512)
def made_once(named, since, after, most):
    """(SQL, its parameters with stand-ins) of `changes` for a bearer with so many agreements on people named."""
    held = tuple(Held(pk, "", NAMED, ()) for pk in NAMES[:named])
    nobody = Bearer(0, "", 0, ORGANISATION, "", "", (), frozenset(), held, today=TODAY)
    rows = changes(nobody, MOMENT if since else None, REFERENCE if since and after else None, most)
    return rows.query.sql_with_params()


# pg_stat_activity without its joins, which cost as much as the rows that are told; and of this database alone, for what runs
# in another of the same server cannot write here. Nor has whoever only reads anything that could still appear: a change is
# written after the record that it is of, so its transaction has a number by then.
SETTLED = """
SELECT min(xact_start) FROM pg_stat_get_activity(NULL)
 WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
   AND datid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def settled():
    """The moment before which nothing can still appear: what changed later may belong to a transaction that still runs.

    Asked before the rows are read. A reader's bookmark never lies beyond it, so that nothing is passed over: what
    changed just now is told, and told once more to whoever comes back for what followed.
    """
    with connection.cursor() as cursor:
        cursor.execute(SETTLED)
        return cursor.fetchone()[0]


def said(row, fields):
    """One referral as it is told."""
    told = {
        "id": row["reference"], "your_reference": row["sent__their_reference"], "received_at": moment(row["received_at"]),
        "changed_at": moment(row["sent__changed_at"]),
    }  # fmt: skip
    if shared.STATE in fields:
        told["state"] = STANDS.get(row["state"], CLOSED)
    if shared.OUTCOME in fields:
        told["outcome"] = outcome(row)
    return told


def outcome(row):
    if row["closed_at"] is None:
        return None
    code, label = UNSAID.get(row["state"], (row["state"], Referral.State(row["state"]).label))
    return {"code": code, "label": label, "decided_at": moment(row["closed_at"])}


def moment(value):
    """UTC, and it says so."""
    return value and value.astimezone(UTC).isoformat()


# --- appointments -----------------------------------------------------------------------------------------------------
APPOINTMENT = ("setting", "state", "starts", "ends", "session__hub__name", "session__hub__postcode")


def appointments(referral_pk):
    """Of one referral that was found visible; where a visit at home is, its reader knows or need not know."""
    rows = Appointment.objects.filter(referral=referral_pk).order_by("starts", "pk").values(*APPOINTMENT)
    return [appointment(row) for row in rows]


def appointment(row):
    hub = row["session__hub__name"]
    return {
        "setting": row["setting"], "state": row["state"], "starts": moment(row["starts"]), "ends": moment(row["ends"]),
        "hub": {"name": hub, "postcode": row["session__hub__postcode"]} if hub else None,
    }  # fmt: skip


# --- people -----------------------------------------------------------------------------------------------------------
PERSON = ("pk", "reference", "nhs_number", "restricted", "referred", "named")


def people(bearer):
    """The people whom its agreements cover, each with which of them cover them."""
    named = bearer.covered.filter(person=OuterRef("pk"))
    on_purpose = named.filter(Q(although_restricted=True) | Q(person__restricted=False))
    sent = Referral.objects.filter(person=OuterRef("pk"), sent__organisation=bearer.organisation_id)
    rows = Person.objects.visible_to(bearer.actor).order_by("reference")
    return rows.annotate(referred=Exists(sent), named=ArraySubquery(on_purpose.values("agreement"))).values(*PERSON)


def plan(person_pk, fields):
    """The plan that they agreed, as far as it is shared; none where they have said with whom it is not to be shared."""
    found = EnablementPlan.objects.filter(person=person_pk, state="agreed", not_shared_with="").exclude(
        agreed_how="not"
    )
    row = found.values("pk", "number", "agreed_on", "review_on", "if_hard").first()
    if row is None:
        return None
    told = {"version": row["number"], "agreed_on": str(row["agreed_on"]), "review_on": str(row["review_on"])}
    if shared.GOALS in fields:
        told["goals"] = goals(row["pk"])
    if shared.IF_HARD in fields:
        told["if_things_get_hard"] = row["if_hard"]
    return told


def goals(plan_pk):
    """Goals in their order, each with its steps; the one query of both."""
    found: dict = {}
    rows = Goal.objects.filter(plan=plan_pk).order_by("order", "steps__order")
    for pk, words, what, owner, by_when, done_on in rows.values_list("pk", "words", *STEP):
        steps = found.setdefault(pk, {"goal": words, "steps": []})["steps"]
        if what:
            steps.append(
                {"step": what, "owner": owner, "by": by_when and str(by_when), "done": done_on and str(done_on)}
            )
    return list(found.values())


STEP = ("steps__what", "steps__owner", "steps__by_when", "steps__done_on")


def involved(person_pk):
    """Who works with them now, in the open roles: not who opened the record on duty, nor who covers or countersigns."""
    rows = Involvement.objects.current().filter(person=person_pk, role__in=("lead", "worker", "team")).order_by("pk")
    named = rows.values_list("role", "worker__name", "worker__job_title", "worker__phone", "team__name", "team__phone")
    return [
        {"role": role, "name": name or team, "job": job or "", "telephone": phone or team_phone or ""}
        for role, name, job, phone, team, team_phone in named
    ]


# --- what else they raised --------------------------------------------------------------------------------------------
def concern(bearer, reference):
    rows = Concern.objects.visible_to(bearer.actor).filter(reference=reference)
    return rows.values("reference", "received_at", "state", "person_id", "origin_key").first()


def said_of_concern(row, fields):
    """That it came; and, where that is agreed, whether it has been decided on: never how, nor what the adult said."""
    told = {"id": row["reference"], "your_reference": row["origin_key"], "received_at": moment(row["received_at"])}
    if shared.CONCERN in fields:
        told["state"] = "received" if row["state"] == Concern.State.RECEIVED else "decided"
    return told


BECAME = "outside_request__request__"
Stage = AssessmentRequest.State
MHA_STATES = [
    "received",
    "taken",
    *(stage for stage in Stage.values if stage not in (Stage.RECEIVED, Stage.CLOSED)),
    "closed",
]
MHA = (f"{BECAME}state", f"{BECAME}outcome", f"{BECAME}decided_at")


def mha_request(bearer, reference):
    rows = Referral.objects.visible_to(bearer.actor).filter(reference=reference, mha_asked=True)
    return rows.values(*COLUMNS, *MHA).first()


def said_of_mha(row, fields):
    told = {
        "id": row["reference"], "your_reference": row["sent__their_reference"],
        "received_at": moment(row["received_at"]),
    }  # fmt: skip
    if shared.MHA in fields:
        outcome = row[f"{BECAME}outcome"]
        told["state"] = mha_state(row)
        told["outcome"] = {
            "code": outcome, "label": AssessmentRequest.Outcome(outcome).label,
            "decided_at": moment(row[f"{BECAME}decided_at"]),
        } if outcome else None  # fmt: skip
    return told


def mha_state(row):
    """On the AMHP desk's board, then the stage it is in; closed where somebody found that no AMHP need be asked."""
    stage = row[f"{BECAME}state"]
    if stage is None:
        return "received" if row["closed_at"] is None else "closed"
    return {Stage.RECEIVED: "taken", Stage.CLOSED: "decided"}.get(stage, stage)


# --- about nobody -----------------------------------------------------------------------------------------------------
def hubs(days):
    """Open hubs, each with its sessions of the days to come and how many places are free."""
    last = clock.today() + timedelta(days=days)
    found: dict = {pk: {"name": name, **facts, "sessions": []} for pk, name, facts in map(hub, open_hubs())}
    rows = bookable().filter(date__lte=last).order_by("date", "starts", "pk")
    for hub_pk, day, starts, ends, places, free, drop_in in rows.values_list(*SESSION):
        if hub_pk in found:
            found[hub_pk]["sessions"].append({
                "starts": moment(clock.at(day, starts.hour, starts.minute)),
                "ends": moment(clock.at(day, ends.hour, ends.minute)), "places": places, "free": free, "drop_in": drop_in,
            })  # fmt: skip
    return list(found.values())


SESSION = ("hub_id", "date", "starts", "ends", "places", "free", "drop_in")


def hub(row):
    return row.pk, row.name, {"address": row.address_line, "step_free": row.accessible, "telephone": row.phone}


LISTS = (
    "referral_source", "gender", "communication_need", "language", "abuse_type", "abuse_location", "risk_source",
    "concern_reporter",
)  # fmt: skip


def lists():
    """Every list whose values are sent to us, by name, with its version."""
    return [head(name) for name in LISTS]


def one_list(name):
    values = [
        {"value": value, "label": facts["label"], "group": facts["group"]}
        for value, facts in reference.codes(name).items() if not facts["valid_to"]
    ]  # fmt: skip
    return head(name) | {"values": values}


def head(name):
    facts = reference.everything()[name]
    return {"name": name, "version": version(facts), "source": facts["source"], "confirmed": reference.confirmed(name)}


def version(facts):
    """Its release, and a mark of its values: a list that a council mends by hand moves on too."""
    mark = hashlib.sha256(repr(sorted(facts["codes"].items())).encode()).hexdigest()[:8]
    return f"{facts['release']}-{mark}".strip("-")
