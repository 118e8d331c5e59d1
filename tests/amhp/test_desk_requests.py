"""Every pair of state and verb; who may ask, see, decide and close; what the hub sends, and what it hears back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amhp_rota import actions
from amhp_rota.actions.desk_requests import close_at_death
from amhp_rota.models import AssessmentRequest, Delay, LogLine
from amhp_rota.states_desk import REQUEST
from bep.audit.models import Event
from bep.kit import clock
from bep.kit.rules import NotAllowed, NotFound, Refused, Stale, WrongMoment
from people.models import Person
from people.timeline import timeline
from tests.amhp.desk import STATES, arrived, asked, decided, facts, in_state, moved, reload, second_amhp, taken
from tests.cast import given, make_person
from tests.referrals.makers import received, triaged

ALLOWED = {(m.start, m.verb): m for m in REQUEST.moves}
VERBS = sorted({m.verb for m in REQUEST.moves})


def perform(cast, request, verb):
    if verb == "decide":
        return decided(cast, request)
    if verb == "stand_down":
        return decided(cast, request, "not_assessed")
    if verb == "note_death":
        with given():
            return close_at_death(request=request, by=cast.ruth)
    if verb == "close":
        return actions.close(request=request, version=request.version, by=cast.ruth)
    return moved(cast, request, verb)


@pytest.mark.parametrize("state", STATES)
def test_the_table_and_nothing_else(cast, state):
    request = in_state(cast, state)
    for verb in VERBS:
        with transaction.atomic():
            if move := ALLOWED.get((state, verb)):
                assert perform(cast, reload(request), verb).state == move.end, verb
            else:
                with pytest.raises(Refused):
                    perform(cast, reload(request), verb)
                assert reload(request).state == state, verb
            transaction.set_rollback(True)


def test_a_refused_step_says_where_the_request_is(cast):
    with pytest.raises(WrongMoment, match="“Set off to hospital” cannot be done now: this request is “Received”"):
        moved(cast, asked(cast), "convey")


def test_asking_opens_the_person_to_the_service_and_closing_ends_it(cast):
    def ruth_sees():
        return Person.objects.visible_to(cast.ruth).filter(pk=cast.priya.pk).exists()

    assert not ruth_sees()
    request = taken(cast)
    assert ruth_sees()
    request = decided(cast, moved(cast, request, "triage", "assess"))
    assert ruth_sees()
    actions.close(request=request, version=request.version, by=cast.ruth)
    assert not ruth_sees()


def test_a_restricted_person_is_absent_without_a_grant(cast):
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(restricted=False)
    request = taken(cast)
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(restricted=True)
    assert not AssessmentRequest.objects.visible_to(cast.ruth).exists()
    with pytest.raises(NotFound):
        moved(cast, request, "triage")


@pytest.mark.parametrize("field", ["asked_by", "reason", "place"])
def test_a_request_says_who_why_and_where(cast, field):
    with pytest.raises(Refused, match="who asks, why now, and where") as refusal:
        asked(cast, **{field: " "})
    assert refusal.value.field == field


def test_held_means_since_when(cast):
    with pytest.raises(Refused, match="since when") as refusal:
        asked(cast, power="s136")
    assert refusal.value.field == "held_from"
    with pytest.raises(Refused, match="still to come"):
        asked(cast, power="s136", held_from=clock.now() + timedelta(hours=1))


def test_one_open_request_for_each_person_also_in_the_database(cast):
    request = asked(cast)
    with pytest.raises(Refused, match="already"):
        asked(cast)
    with pytest.raises(IntegrityError), given():
        AssessmentRequest.objects.create(person=cast.priya, **facts())
    assert request.is_open


def test_who_may_not_see_somebody_cannot_ask_about_them(cast):
    with pytest.raises(NotFound):
        asked(cast, person=cast.daniel)
    with pytest.raises(NotAllowed):
        asked(cast, by=cast.pia)


def test_the_second_to_move_it_is_told(cast):
    request = asked(cast)
    moved(cast, request, "triage")
    with pytest.raises(Stale):
        actions.move(request=request, version=1, verb="triage", by=cast.ruth)


def test_whoever_is_not_approved_today_takes_nothing_on(cast):
    request = asked(cast)
    with pytest.raises(Refused, match="whose approval as an AMHP stands"):
        actions.take(request=request, version=request.version, by=cast.ruth)


# --- nobody decides for an AMHP ---------------------------------------------------------------------------------------
def test_only_the_amhp_who_took_it_on_decides(cast):
    request = moved(cast, taken(cast), "triage", "assess")
    with pytest.raises(NotAllowed, match="Nobody approves, edits or directs"):
        decided(cast, request, by=second_amhp())
    assert decided(cast, reload(request)).outcome == "not_detained"


def test_a_manager_decides_nothing(cast):
    request = moved(cast, taken(cast), "triage", "assess")
    with pytest.raises(NotAllowed):
        decided(cast, request, by=cast.joan)


def test_a_decision_that_is_made_cannot_be_made_again(cast):
    request = decided(cast, moved(cast, taken(cast), "triage", "assess"))
    with pytest.raises(WrongMoment):
        decided(cast, request, "s2")


def test_a_decision_has_its_reason(cast):
    request = moved(cast, taken(cast), "triage", "assess")
    with pytest.raises(Refused, match="needs its reason"):
        actions.decide(request=request, version=request.version, outcome="s2", reason=" ", by=cast.ruth)


def test_a_nearest_relative_who_asked_has_reasons_in_writing_before_it_is_closed(cast):
    request = taken(cast, asked(cast, source="nearest_relative"))
    request = decided(cast, request, "not_assessed")
    with pytest.raises(Refused, match="reasons in writing"):
        actions.close(request=request, version=request.version, by=cast.ruth)
    request = actions.give_reasons_to_relative(
        request=request, version=request.version, words="Dear Mrs Nair, …", by=cast.ruth
    )
    assert actions.close(request=request, version=request.version, by=cast.ruth).state == "closed"


def test_nobody_is_closed_away_while_they_are_held(cast):
    request = decided(cast, moved(cast, taken(cast, arrived(cast)), "triage", "assess"), "discharged")
    with pytest.raises(Refused, match="held"):
        actions.close(request=request, version=request.version, by=cast.ruth)
    request = actions.record_release(request=request, version=request.version, at=clock.now(), by=cast.ruth)
    assert actions.close(request=request, version=request.version, by=cast.ruth).closed_at


# --- one tap ----------------------------------------------------------------------------------------------------------
def call(cast, request, result, cause="doctor", **more):
    return actions.log_call(request=request, cause=cause, result=result, by=cast.ruth, **more)


def test_calls_build_the_minutes_of_delay(cast):
    request, now = asked(cast), clock.now()
    call(cast, request, "tried", at=now - timedelta(minutes=95))
    call(cast, request, "tried", at=now - timedelta(minutes=60))
    call(cast, request, "agreed", at=now - timedelta(minutes=15), who="Dr Rahman")
    delay = Delay.objects.get()
    assert (delay.cause, delay.minutes) == ("doctor", 80)
    assert [line.sentence for line in request.lines.filter(kind="call")] == [
        "Called for a doctor: tried, no answer.", "Called for a doctor: tried, no answer.", "Dr Rahman: agreed.",
    ]  # fmt: skip


def test_a_delay_that_goes_on_counts_until_now_and_ends_with_the_decision(cast):
    request = moved(cast, taken(cast), "triage", "assess", "wait_for_bed")
    call(cast, request, "tried", "bed", at=clock.now() - timedelta(minutes=30))
    assert Delay.objects.get().minutes == 30
    decided(cast, reload(request), "s2")
    assert Delay.objects.get().ended_at


def test_a_finger_that_taps_twice_makes_one_call(cast):
    request = asked(cast)
    assert call(cast, request, "tried").pk == call(cast, request, "tried").pk
    assert request.lines.filter(kind="call").count() == 1


def test_a_delay_that_no_call_shows(cast):
    request = asked(cast)
    delay = actions.start_delay(request=request, cause="unfit", why="asleep after medication", by=cast.ruth)
    with pytest.raises(Refused, match="already"):
        actions.start_delay(request=request, cause="unfit", why="still asleep", by=cast.ruth)
    assert actions.stop_delay(delay=delay, by=cast.ruth).ended_at
    assert "No longer waits" in request.lines.last().words


def test_what_was_tried_instead_of_detention(cast):
    request = asked(cast)
    line = actions.log_option(request=request, option="crisis_team", result="declined", words="Full.", by=cast.ruth)
    assert line.sentence == "Crisis or home treatment team: declined. Full."


def test_the_log_cannot_be_rewritten(cast):
    line = actions.log_note(request=asked(cast), words="Neighbour rang.", by=cast.ruth)
    with pytest.raises(Exception, match=r"written once|never changed|may not be changed"), given():
        LogLine.objects.filter(pk=line.pk).update(words="Nothing.")


# --- the hub ----------------------------------------------------------------------------------------------------------
def test_urgent_to_amhp_lands_on_the_board_and_its_outcome_on_the_timeline(cast):
    referral = triaged(cast, received(cast.sara, cast.priya), "send_to_amhp")
    request = AssessmentRequest.objects.get()
    assert (request.referral, request.source, request.asked_by) == (referral, "hub", "Dr Ada Lamb")
    request = moved(cast, taken(cast, request), "triage", "assess")
    decided(cast, request, "informal")
    titles = [h.face.title for h in timeline(cast.priya, cast.amara)[0]]
    assert "Mental Health Act request: Admitted informally." in titles


def test_somebody_on_the_board_already_gets_a_line_not_a_second_request(cast):
    asked(cast)
    triaged(cast, received(cast.sara, cast.priya), "send_to_amhp")
    assert AssessmentRequest.objects.count() == 1
    assert "The hub sends referral" in LogLine.objects.last().words


def test_the_log_says_codes_never_words(cast):
    decided(cast, moved(cast, taken(cast), "triage", "assess"))
    event = Event.objects.get(name="amhp_rota.decided")
    assert event.detail == {"outcome": "not_detained"}
    assert event.person_ids == [cast.priya.pk]


# --- two records of one person ----------------------------------------------------------------------------------------
def merged(cast, twin):
    from people.actions import merge

    return merge(kept=cast.priya, lost=twin, reason="Same passport", by=cast.ida)


def test_a_merge_takes_the_open_request_along(cast):
    with given():
        twin = make_person("BEP-940001", "Priya", "Nair", lead=cast.amara)
    request = asked(cast, person=twin)
    merged(cast, twin)
    assert reload(request).person == cast.priya
    assert reload(request).lines.first().person == cast.priya


def test_no_open_request_vanishes_in_a_merge(cast):
    with given():
        twin = make_person("BEP-940001", "Priya", "Nair", lead=cast.amara)
    asked(cast, person=twin)
    asked(cast)
    with pytest.raises(Refused, match="Both records have an open request"):
        merged(cast, twin)
    assert AssessmentRequest.objects.open().count() == 2
