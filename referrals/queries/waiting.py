"""The waiting list: who waits for a choice appointment, the longest first, and when we last spoke with them."""

from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Greatest

from bep.kit import clock, faces
from people.models import CaseNote
from referrals.models import Appointment, Decision, Letter, Referral
from referrals.queries.page import appointment_clock

MOST = 100


@dataclass
class Waiting:
    referral: Referral
    clock: faces.Clock
    last_contact: object
    missed: int


def waiting(worker, *, team=None):
    """Referrals without a booked appointment, by first contact. Last contact is the newest of decision, note and letter."""
    rows = Referral.objects.visible_to(worker).waiting().select_related("person", "team")
    if team:
        rows = rows.filter(team=team)
    rows = rows.annotate(
        missed=Subquery(times_missed()),
        offered=newest(Decision.objects.filter(referral=OuterRef("pk")), "referral", "decided_at"),
        noted=newest(CaseNote.objects.filter(person=OuterRef("person")), "person", "happened_at"),
        written=newest(Letter.objects.filter(appointment__referral=OuterRef("pk")), "appointment__referral", "made_at"),
    ).annotate(last=Greatest("offered", "noted", "written"))
    found = rows.order_by("first_contact", "pk")[:MOST]
    return [Waiting(r, appointment_clock(r, None), r.last and clock.as_date(r.last), r.missed or 0) for r in found]


def times_missed():
    """How often they did not come; a subquery, so that it is counted for the rows of the page alone."""
    rows = Appointment.objects.filter(referral=OuterRef("pk"), state=Appointment.State.MISSED)
    return rows.order_by().values("referral").annotate(times=Count("pk")).values("times")


def newest(rows, per, column):
    """The newest moment of the rows; PostgreSQL's greatest() leaves out those that have none."""
    return Subquery(rows.order_by().values(per).annotate(newest=Max(column)).values("newest"))
