"""Referrals, hubs and sessions for this room's tests, made by the same actions that the screens use."""

from datetime import date, timedelta

from bep.kit import clock
from people.actions import record_death
from referrals import actions
from referrals.models import Hub, HubSession, Referral
from tests.cast import given


def facts(**more):
    """What a worker takes down: a GP refers Lena Fox, who lives in the East and agrees."""
    return {
        "channel": "phone", "source": "gp", "referrer_name": "Dr Ada Lamb", "referrer_phone": "02079460100",
        "given_name": "Lena", "family_name": "Fox", "birth_date": date(1988, 2, 29), "postcode": "N12 0AA",
        "reason": "She has stopped going out.", "consent": "yes", "first_contact": clock.today(),
    } | more  # fmt: skip


def received(by, person=None, **more):
    return actions.receive(facts=facts(**more), person=person, by=by)


def awaiting(cast, person=None, **more):
    """A referral that waits for a choice appointment."""
    referral = received(cast.sara, person or cast.priya, **more)
    return triaged(cast, referral, "offer_appointment")


def triaged(cast, referral, verb, **more):
    return actions.triage(
        referral=referral, version=referral.version, verb=verb, reason="As she asked.", by=cast.sara, **more
    )


def session(days=3, places=2, hub="Finchley Library hub", **more):
    """A hub session so many days from today; the preset's own sessions are at other times."""
    with given():
        found, _ = HubSession.objects.get_or_create(
            hub=Hub.objects.get(name=hub), date=clock.today() + timedelta(days=days), starts="08:00",
            defaults={"ends": "09:00", "places": places} | more,
        )  # fmt: skip
        return found


def booked(cast, referral, where=None, **more):
    where = HubSession.objects.get(pk=(where or session()).pk)
    return actions.book(referral=referral, version=referral.version, session=where, by=cast.tom, **more)


def reload(record):
    return type(record).objects.get(pk=record.pk)


def in_state(cast, state, person=None):
    """A referral in any state of the table, by the shortest way through it."""
    State = Referral.State  # noqa: N806
    if state == State.RECEIVED:
        return received(cast.sara, person or cast.priya)
    if state == State.AWAITING:
        return awaiting(cast, person)
    if state == State.DIED:
        return died(cast, received(cast.sara, person or cast.priya))
    if state == State.BRIEF_SUPPORT:
        referral = awaiting(cast, person)
        return attended(cast, booked(cast, referral), "begin_brief_support").referral
    return decided_at_triage(cast, state, person)


def died(cast, referral):
    """A worker of the person's team records their death."""
    person = type(referral.person).objects.get(pk=referral.person_id)
    record_death(
        person=person, version=person.version, death_date=clock.today(), reason="Her sister rang", by=cast.amara
    )
    return reload(referral)


def decided_at_triage(cast, state, person=None):
    from referrals.models import Organisation
    from referrals.states import REFERRAL

    verb = next(m.verb for m in REFERRAL.moves if m.start == "received" and m.end == state)
    referral = received(cast.sara, person or cast.priya)
    more = {}
    if verb == "signpost":
        more["organisations"] = [Organisation.objects.get(name="Barnet Voice")]
    if verb == "mark_duplicate":
        more["same_as"] = received(cast.sara, person or cast.priya)
    return triaged(cast, referral, verb, **more)


def attended(cast, appointment, verb, **more):
    begin(appointment)
    return actions.attend(
        appointment=appointment, version=appointment.version, verb=verb, reason="We agreed it.", by=cast.sara, **more
    )


def begin(appointment):
    """Puts the appointment an hour into the past, so that attendance can be recorded."""
    with given():
        appointment.starts, appointment.ends = clock.now() - timedelta(hours=1), clock.now()
        appointment.save(update_fields=["starts", "ends"])
