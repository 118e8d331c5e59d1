"""What came of a choice appointment: attended with its outcome, missed, or dropped in."""

from datetime import timedelta

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import saved
from bep.kit.rules import Refused, WrongMoment
from referrals import permissions as may
from referrals import rules
from referrals.actions.book import ready, visible
from referrals.actions.decide import decide
from referrals.models import Appointment, HubSession, Referral
from referrals.states import APPOINTMENT, REFERRAL

LENGTH = timedelta(minutes=30)


@action("referrals.appointment_attended", "Recorded the outcome of a choice appointment", needs=may.ATTENDANCE)
def attend(
    *, appointment, version, verb, reason, by, organisations=(), sent_to="", also_safeguarding=False
):  # fmt: skip
    """They came: says what came of it. `appointment.referral.state` is the outcome for whoever subscribes."""
    appointment = begun(visible(appointment, version, by))
    if REFERRAL.next(appointment.referral, verb).event != "referrals.appointment_attended":
        raise Refused("That is not an outcome of an appointment.", field="verb", remedy="Choose what came of it.")
    APPOINTMENT.move(appointment, "attend")
    appointment = saved(appointment, recorded_at=clock.now())
    referral = Referral.objects.select_for_update().get(pk=appointment.referral_id)
    appointment.referral = decide(
        referral, verb, reason, by, organisations=organisations, sent_to=sent_to, also_safeguarding=also_safeguarding
    )
    return appointment


@action("referrals.appointment_missed", "Recorded that somebody did not attend", needs=may.ATTENDANCE)
def miss(*, appointment, version, reason, by):
    """They did not come: the referral waits again, to be booked or closed."""
    appointment = begun(visible(appointment, version, by))
    APPOINTMENT.move(appointment, "miss")
    return saved(appointment, end_reason=reason, recorded_at=clock.now())


def begun(appointment):
    if appointment.starts > clock.now():
        raise WrongMoment(
            "This appointment has not begun.", remedy="Record attendance when it has; move or cancel it before."
        )
    return appointment


@action("referrals.dropped_in", "Somebody dropped in at a hub", needs=may.ATTENDANCE)
def arrive(*, referral, version, session, by):
    """Somebody who waits for an appointment comes to today's drop-in: it counts as their appointment."""
    referral = ready(referral, version, by)
    session = HubSession.objects.select_related("hub").get(pk=session.pk)
    if not session.drop_in or session.date != clock.today() or session.cancelled_because:
        raise Refused("There is no drop-in at this session today.", field="session", remedy="Choose today's drop-in.")
    saved(referral)
    detail(session=session.pk)
    return Appointment.objects.create(
        referral=referral, person=referral.person, setting=Appointment.Setting.DROP_IN, session=session, starts=clock.now(),
        ends=clock.now() + LENGTH, worker_id=by.pk, booked_by_id=by.pk,
        target_date=rules.takes_place_by(referral.first_contact),
    )  # fmt: skip
