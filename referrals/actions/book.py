"""Choice appointments: booked, moved, cancelled. A session is locked while its place is chosen: the last goes to one."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from bep.access.models import Worker
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused
from people.rules import check_living, check_safe_to_contact
from referrals import permissions as may
from referrals import rules
from referrals.access import must_see_referral
from referrals.models import Appointment, HubSession
from referrals.queries.offers import earliest_free
from referrals.states import APPOINTMENT

Setting, State = Appointment.Setting, Appointment.State
TAKES_A_PLACE = (State.BOOKED, State.ATTENDED, State.MISSED)


@action("referrals.appointment_booked", "Booked a choice appointment", needs=may.BOOK)
def book(*, referral, version, session, by, worker=None, chose_later=False):
    """Books the first free place of a hub session."""
    referral = ready(referral, version, by)
    session, place = take_place(session)
    starts, ends = session.place_time(place)
    appointment = Appointment(
        setting=Setting.HUB, session=session, place=place, worker=worker, starts=starts, ends=ends
    )
    return write(appointment, referral, by, chose_later)


@action("referrals.home_visit_booked", "Booked a home visit", needs=may.BOOK)
def visit_home(*, referral, version, worker, starts, by, minutes=60, chose_later=False):
    """Books a visit at home with a worker who is free at that time."""
    referral = ready(referral, version, by)
    if starts <= clock.now():
        raise Refused("That time has passed.", field="day", remedy="Choose a day and time to come.")
    if not Worker.objects.filter(pk=worker.pk, is_active=True).exists():
        raise Refused(f"{worker} no longer works here.", field="worker", remedy="Choose somebody who does.")
    check_safe_to_contact(referral.person, "visit")
    appointment = Appointment(
        setting=Setting.HOME, worker=worker, starts=starts, ends=starts + timedelta(minutes=minutes)
    )
    return write(appointment, referral, by, chose_later)


def ready(referral, version, by):
    must_see_referral(referral, by)
    referral = locked(referral, version)
    rules.waits_for_appointment(referral)
    check_living(referral.person)
    return referral


def take_place(session):
    """The session, locked, and its lowest free place; or a sentence that says the last has gone."""
    session = HubSession.objects.select_for_update(of=("self",)).select_related("hub").get(pk=session.pk)
    if session.cancelled_because or session.hub.closed:
        raise Refused(
            "This session does not take place.", field="session", remedy="Choose another from those that are offered."
        )
    if session.place_time(session.places)[0] <= clock.now():
        raise Refused("This session is over.", field="session", remedy="Choose one to come.")
    taken = set(session.appointments.filter(state__in=TAKES_A_PLACE).values_list("place", flat=True))
    free = [n for n in range(1, session.places + 1) if n not in taken and session.place_time(n)[0] > clock.now()]
    if not free:
        raise Refused(
            "The last place in this session has just been taken.",
            field="session",
            remedy="Choose another; the list below is fresh.",
        )
    return session, free[0]


def write(appointment, referral, by, chose_later):
    day = clock.as_date(appointment.starts)
    appointment.target_date = rules.takes_place_by(referral.first_contact, appointment.setting)
    appointment.earliest_offered = earliest_free() if appointment.setting == Setting.HUB else None
    rules.offered_within_target(day, appointment.target_date, appointment.earliest_offered, chose_later)
    appointment.chose_later = chose_later and day > appointment.target_date
    appointment.referral, appointment.person, appointment.booked_by_id = referral, referral.person, by.pk
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as refusal:
        raise plainly(refusal, appointment) from refusal
    detail(setting=appointment.setting, day=day.isoformat(), target=appointment.target_date.isoformat())
    saved(referral)
    return appointment


def plainly(refusal, appointment):
    """What the database's own refusal means to whoever books."""
    if "a_worker_is_in_one_place" in str(refusal):
        return Refused(
            f"{appointment.worker} has another appointment at that time.",
            field="worker",
            remedy="Choose another time, or somebody else.",
        )
    return Refused(
        "The last place in this session has just been taken.", field="session", remedy="Choose another session."
    )


@action("referrals.appointment_moved", "Moved a choice appointment", needs=may.BOOK)
def move(*, appointment, version, session, whose, reason, by, chose_later=False):
    """Books another session and gives up this place; whose wish it was is kept, for it counts differently."""
    ended = end(appointment, version, "move", whose, reason, by)
    referral = ended.referral
    return book(
        referral=referral,
        version=referral.version,
        session=session,
        by=by,
        worker=ended.worker,
        chose_later=chose_later,
    )


@action("referrals.appointment_cancelled", "Cancelled a choice appointment", needs=may.BOOK)
def cancel(*, appointment, version, whose, reason, by):
    """Gives up the place; the referral waits again."""
    return end(appointment, version, "cancel", whose, reason, by)


@action("referrals.appointment_called_off", "A choice appointment fell through", needs=WITHIN)
def call_off(*, appointment, whose, reason, by):
    """What a cancelled session, or a death, does to those who were booked."""
    APPOINTMENT.move(appointment, "cancel")
    return saved(appointment, ended_by=whose, end_reason=reason)


def end(appointment, version, verb, whose, reason, by):
    appointment = visible(appointment, version, by)
    if whose not in Appointment.Whose.values:
        raise Refused("Say whose wish it was.", field="whose", remedy="The person’s own choice is counted apart.")
    rules.reason_is_given(reason)
    APPOINTMENT.move(appointment, verb)
    detail(whose=whose)
    return saved(appointment, ended_by=whose, end_reason=reason)


def visible(appointment, version, by):
    """The appointment, locked, if the doer may see its referral."""
    must_see_referral(appointment.referral, by)
    return locked(appointment, version)
