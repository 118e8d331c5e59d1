"""What is told of a referral: the columns that its reader's agreements allow, as plain rows."""

from datetime import UTC

from django.db import connection

from partners import shared
from referrals.models import Appointment, Referral

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


def changed_since(bearer, moment, reference, most):
    """The next ones after a place in that order."""
    rows = referrals(bearer)
    if moment:
        rows = rows.filter(sent__changed_at__gte=moment)
        if reference:
            rows = rows.exclude(sent__changed_at=moment, reference__lte=reference)
    return list(rows[: most + 1])


def settled():
    """The moment before which nothing can still appear: what changed later may belong to a transaction that still runs.

    Asked before the rows are read. A reader's bookmark never lies beyond it, so that nothing is passed over: what
    changed just now is told, and told once more to whoever comes back for what followed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(xact_start) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()")
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
