"""Hubs and their weeks: what is on, how many places are free, who comes."""

from datetime import timedelta

from bep.kit import clock
from referrals.models import Appointment, Hub, HubSession
from referrals.queries.offers import with_free_places


def monday_of(day):
    return day - timedelta(days=day.weekday())


def week(monday, *, hub=None):
    """[(day, [session …])] of Monday to Sunday; days without a session at the weekend are left out."""
    rows = HubSession.objects.filter(date__gte=monday, date__lt=monday + timedelta(days=7)).select_related("hub")
    rows = with_free_places(rows.filter(hub=hub) if hub else rows)
    days = {monday + timedelta(days=n): [] for n in range(7)}
    for session in rows.order_by("date", "starts", "hub__name"):
        days[session.date].append(session)
    return [(day, found) for day, found in days.items() if found or day.weekday() < 5]


def open_hubs():
    return Hub.objects.filter(closed=None)


def programme(session, worker):
    """Who is booked into a session, as far as the worker may see; others are counted, not named."""
    rows = Appointment.objects.filter(session=session).exclude(state__in=("moved", "cancelled"))
    named = list(rows.visible_to(worker).select_related("person", "worker", "referral").order_by("starts", "pk"))
    return named, rows.count() - len(named)


def drop_ins_today():
    return HubSession.objects.filter(date=clock.today(), drop_in=True, cancelled_because="").select_related("hub")
