"""Hubs, the weekly rules of their sessions, and the sessions that the rules make."""

from datetime import timedelta

from bep.audit.record import action, detail
from bep.kit import clock, targets
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused
from referrals import permissions as may
from referrals import rules
from referrals.actions.book import call_off
from referrals.models import Appointment, Hub, HubSession, SessionRule


@action("referrals.hub_saved", "Changed a hub", needs=may.MANAGE_HUBS)
def save_hub(*, facts, by, hub=None, version=None):
    return put(Hub, hub, version, facts)


@action("referrals.session_rule_saved", "Changed when a hub has sessions", needs=may.MANAGE_HUBS)
def save_rule(*, facts, by, rule=None, version=None):
    """Saves a weekly rule and makes its sessions at once."""
    rule = put(SessionRule, rule, version, facts)
    make_sessions(by=by)
    return rule


def put(model, record, version, facts):
    """A new row of facts, or the row as its editor opened it with the facts changed."""
    if record is None:
        return created(model(**facts))
    return saved(locked(record, version), **facts)


@action("referrals.sessions_made", "Made hub sessions from their weekly rules", needs=may.MANAGE_HUBS)
def make_sessions(*, by, today=None):
    """Makes every session that a rule foresees within the weeks ahead and that is not there; bank holidays have none."""
    today = today or clock.today()
    last = today + timedelta(weeks=int(targets.target("hub_sessions.weeks_ahead").value))
    wanted = [s for rule in SessionRule.objects.filter(hub__closed=None) for s in sessions_of(rule, today, last)]
    made = HubSession.objects.bulk_create(wanted, ignore_conflicts=True)
    detail(until=last.isoformat())
    return made


def sessions_of(rule, first, last):
    first, last = max(first, rule.first_day), min(last, rule.last_day or last)
    day = first + timedelta(days=(rule.weekday - first.weekday()) % 7)
    while day <= last:
        if day not in clock.bank_holidays(day.year):
            yield HubSession(
                rule=rule, hub_id=rule.hub_id, date=day, starts=rule.starts, ends=rule.ends, places=rule.places,
                drop_in=rule.drop_in, partners=rule.partners,
            )  # fmt: skip
        day += timedelta(weeks=1)


@action("referrals.session_saved", "Changed a hub session", needs=may.MANAGE_HUBS)
def save_session(*, session, version, facts, by):
    """Changes one session's times, places or partners; never below what is booked."""
    session = locked(session, version)
    last = session.appointments.filter(state=Appointment.State.BOOKED).order_by("-place").first()
    if last and last.place and facts.get("places", session.places) < last.place:
        raise Refused(
            f"Place {last.place} is booked.", field="places", remedy="Move that appointment first, or keep the places."
        )
    times = {"starts", "ends", "date"} & {k for k, v in facts.items() if getattr(session, k) != v}
    if last and times:
        raise Refused(
            "Somebody is booked.", field="starts", remedy="Cancel this session or move its appointments first."
        )
    return saved(session, **facts)


@action("referrals.session_cancelled", "Cancelled a hub session", needs=may.MANAGE_HUBS)
def cancel_session(*, session, version, reason, by):
    """The session does not take place; whoever was booked waits again, and not by their own choice."""
    session = locked(session, version)
    rules.reason_is_given(reason)
    booked = session.appointments.filter(state=Appointment.State.BOOKED).select_for_update()
    for appointment in booked:
        call_off(appointment=appointment, whose=Appointment.Whose.SERVICE, reason=reason, by=by)
    detail(appointments=[a.pk for a in booked])
    return saved(session, cancelled_because=reason)
