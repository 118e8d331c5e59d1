"""Every pair of state and verb: what the table allows happens, with its reason and its outcome code; all else is refused."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from bep.audit.events import subscribe
from bep.audit.models import Event
from bep.kit import reference
from bep.kit.rules import NotAllowed, NotFound, Refused, Stale, WrongMoment
from people.models import Person
from referrals import actions
from referrals import permissions as may
from referrals.actions.decide import fetch_to_amhp
from referrals.models import Decision, Organisation, Referral, Signpost
from referrals.states import APPOINTMENT, REFERRAL
from tests.cast import given
from tests.referrals import makers
from tests.referrals.makers import attended, awaiting, begin, booked, in_state, received, reload, triaged

STATES = Referral.State.values
VERBS = sorted({m.verb for m in REFERRAL.moves})
ALLOWED = {(m.start, m.verb): m for m in REFERRAL.moves}


def perform(cast, referral, verb):
    """The verb by the action that a screen would call for it."""
    more = {}
    if verb == "signpost":
        more["organisations"] = [Organisation.objects.get(name="Barnet Voice")]
    if verb == "note_death" and referral.is_open:
        return makers.died(cast, referral)
    if verb == "reopen":
        return actions.reopen(referral=referral, version=referral.version, reason="He came back.", by=cast.sara)
    if verb == "fetch":
        with given():  # a step of the AMHP desk's own action (tests/amhp/test_desk_outside.py)
            return fetch_to_amhp(referral=referral, version=referral.version, by=cast.ruth)
    if verb == "withdraw_sent":
        return actions.withdraw(referral=referral, version=referral.version, reason="Not needed.", by=cast.sara)
    if referral.state == "awaiting_appointment" and verb in ("withdraw", "give_up_contact"):
        return actions.close(referral=referral, version=referral.version, verb=verb, reason="No reply.", by=cast.sara)
    if referral.state == "awaiting_appointment":
        return attended(cast, booked(cast, referral), verb, **more).referral
    if verb == "mark_duplicate":
        more["same_as"] = received(cast.sara, cast.priya)
    return triaged(cast, referral, verb, **more)


@contextmanager
def then_as_before():
    """Runs the body and takes back whatever it wrote, so that one record serves every verb."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("state", STATES)
def test_the_table_and_nothing_else(cast, state):
    referral = in_state(cast, state)
    for verb in VERBS:
        with then_as_before():
            move = ALLOWED.get((state, verb))
            if move:
                assert perform(cast, reload(referral), verb).state == move.end, verb
                assert Decision.objects.filter(referral=referral).last().outcome == move.end, verb
            else:
                with pytest.raises(Refused):
                    perform(cast, reload(referral), verb)
                assert reload(referral).state == state, verb


def test_every_ending_has_a_standard_outcome_code(cast):
    endings = set(STATES) - {"received", "awaiting_appointment"}
    assert endings == reference.codes("request_outcome").keys()
    sent = reference.codes("event_outcome")
    for ending in endings - {"duplicate"}:
        assert reference.outwards("request_outcome", ending) in sent


@pytest.mark.parametrize(
    "verb", [m.verb for m in REFERRAL.moves if m.start == "received" and m.permission == may.TRIAGE]
)
def test_no_decision_without_a_reason(cast, verb):
    referral = received(cast.sara, cast.priya)
    with pytest.raises(Refused, match="needs a reason") as refusal:
        actions.triage(referral=referral, version=1, verb=verb, reason="  ", by=cast.sara)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("state", ["awaiting_appointment", "choice_meeting", "urgent_to_amhp", "safeguarding_concern"])
def test_others_work_with_a_known_person_only(cast, state):
    verb = next(m.verb for m in REFERRAL.moves if m.start == "received" and m.end == state)
    with pytest.raises(Refused, match="Match this referral"):
        triaged(cast, received(cast.sara), verb)


def test_advice_may_be_given_to_somebody_unknown(cast):
    assert triaged(cast, received(cast.sara), "inform").state == "information_and_advice"


def test_what_happens_by_itself_is_no_decision(cast):
    with pytest.raises(Refused, match="not decided at triage"):
        triaged(cast, received(cast.sara, cast.priya), "note_death")


def test_the_second_to_decide_is_shown_that_somebody_was_first(cast):
    referral = received(cast.sara, cast.priya)
    triaged(cast, referral, "inform")
    with pytest.raises(Stale):
        actions.triage(referral=referral, version=1, verb="withdraw", reason="Late.", by=cast.sara)


def test_business_support_takes_but_does_not_decide(cast):
    referral = received(cast.tom, cast.priya)
    with pytest.raises(NotAllowed):
        actions.triage(referral=referral, version=1, verb="inform", reason="Told her.", by=cast.tom)


def test_a_manager_decides_for_own_locality_alone(cast):
    east, west = received(cast.sara, cast.priya), received(cast.sara, cast.daniel, postcode="HA8 1ZZ")
    facts = {"version": 1, "verb": "inform", "reason": "Told them.", "by": cast.joan}
    assert actions.triage(referral=east, **facts).state == "information_and_advice"
    with pytest.raises(NotFound):
        actions.triage(referral=west, **facts)


def test_signposting_names_organisations_and_asks_later(cast):
    referral = received(cast.sara)
    with pytest.raises(Refused, match="at least one"):
        triaged(cast, referral, "signpost")
    done = triaged(cast, referral, "signpost", organisations=[Organisation.objects.get(name="BOOST")])
    signpost = Signpost.objects.get(referral=done)
    assert (signpost.ask_on - signpost.given_at.date()).days == 28
    assert actions.heard_back(signpost=signpost, helped="yes", by=cast.tom).asked_at


def test_a_duplicate_names_the_other(cast):
    referral = received(cast.sara)
    with pytest.raises(Refused, match="names the referral"):
        triaged(cast, referral, "mark_duplicate")
    with pytest.raises(Refused, match="names the referral"):
        triaged(cast, referral, "mark_duplicate", same_as=referral)


def test_closing_ends_what_the_teams_saw_unless_they_go_on(cast):
    def joan_sees():
        return Person.objects.visible_to(cast.joan).filter(pk=cast.daniel.pk).exists()

    referral = received(cast.sara, cast.daniel, postcode="N12 0AA")
    assert joan_sees()
    triaged(cast, referral, "inform")
    assert not joan_sees()
    again = received(cast.sara, cast.daniel, postcode="N12 0AA")
    triaged(cast, again, "go_to_choice_meeting")
    assert joan_sees()


def test_another_open_referral_keeps_them_in_sight(cast):
    one, _other = received(cast.sara, cast.daniel, postcode="N12 0AA"), received(cast.sara, cast.daniel)
    triaged(cast, one, "inform")
    assert Person.objects.visible_to(cast.joan).filter(pk=cast.daniel.pk).exists()


def test_a_referral_that_waits_is_closed_only_without_an_appointment(cast):
    referral = awaiting(cast)
    booked(cast, referral)
    referral = reload(referral)
    with pytest.raises(Refused, match="still booked"):
        actions.close(referral=referral, version=referral.version, verb="withdraw", reason="Moved.", by=cast.tom)


# --- what upper rooms hear --------------------------------------------------------------------------------------------
@pytest.fixture
def heard():
    from bep.audit.events import SUBSCRIBERS

    heard, names = [], ["referrals.sent_to_amhp", "referrals.safeguarding_raised", "referrals.appointment_attended"]
    before = {name: list(SUBSCRIBERS.get(name, [])) for name in names}
    for name in names:
        subscribe(name)(lambda record, by, name=name: heard.append((name, record)))
    yield heard
    SUBSCRIBERS.update(before)


def test_upper_rooms_hear_of_amhp_and_safeguarding(cast, heard):
    triaged(cast, received(cast.sara, cast.priya), "send_to_amhp")
    triaged(cast, received(cast.sara, cast.priya), "raise_safeguarding")
    assert [name for name, _ in heard] == ["referrals.sent_to_amhp", "referrals.safeguarding_raised"]
    assert all(record.person == cast.priya for _, record in heard)


def test_a_concern_may_go_beside_another_decision(cast, heard):
    referral = triaged(cast, received(cast.sara, cast.priya), "offer_appointment", also_safeguarding=True)
    assert referral.state == "awaiting_appointment"
    assert [name for name, _ in heard] == ["referrals.safeguarding_raised"]
    assert [d.outcome for d in referral.decisions.all()] == ["safeguarding_concern", "awaiting_appointment"]


def test_the_outcome_of_an_appointment_is_told_with_it(cast, heard):
    attended(cast, booked(cast, awaiting(cast)), "begin_brief_support")
    name, appointment = heard[-1]
    assert name == "referrals.appointment_attended"
    assert appointment.referral.state == "brief_support"


def test_the_log_says_who_decided_what_and_why(cast):
    referral = triaged(cast, received(cast.sara, cast.priya), "inform")
    event = Event.objects.get(name="referrals.triaged")
    assert event.actor_id == cast.sara.pk
    assert event.person_ids == [cast.priya.pk]
    assert event.object_id == str(referral.pk)
    assert event.detail["outcome"] == "information_and_advice"


# --- appointments -----------------------------------------------------------------------------------------------------
A_VERBS = sorted({m.verb for m in APPOINTMENT.moves})
A_ALLOWED = {(m.start, m.verb): m for m in APPOINTMENT.moves}


def appointment_in(cast, state):
    appointment = booked(cast, awaiting(cast))
    verb = next((m.verb for m in APPOINTMENT.moves if m.end == state), None)
    if verb:
        do(cast, appointment, verb)
    return reload(appointment)


def do(cast, appointment, verb):
    appointment = reload(appointment)
    common = {"appointment": appointment, "version": appointment.version, "by": cast.sara, "reason": "As agreed."}
    if verb in ("attend", "miss"):
        begin(appointment)
    if verb == "attend":
        return actions.attend(verb="inform", **common)
    if verb == "miss":
        return actions.miss(**common)
    if verb == "cancel":
        return actions.cancel(whose="service", **common)
    return actions.move(session=makers.session(days=5), whose="person", chose_later=True, **common)


@pytest.mark.parametrize("state", APPOINTMENT.states)
def test_appointments_keep_to_their_table(cast, state):
    appointment = appointment_in(cast, state)
    for verb in A_VERBS:
        with then_as_before():
            if (state, verb) in A_ALLOWED:
                do(cast, appointment, verb)
                assert reload(appointment).state == A_ALLOWED[state, verb].end
            else:
                with pytest.raises(WrongMoment):
                    do(cast, appointment, verb)
                assert reload(appointment).state == state, verb
