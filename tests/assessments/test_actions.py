"""The room's actions: who may, what is refused and how it says so, and what the database itself keeps."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assessments import actions
from assessments.models import ChoiceMeeting, NeedsAssessment, OutcomeAnswer
from bep.audit.models import Event
from bep.kit import clock
from bep.kit.rules import NotAllowed, NotFound, Refused, Stale, WrongMoment
from people.models import Involvement
from tests.assessments.conftest import answer, arrange, complete, decide, reread, tomorrow
from tests.cast import given


# --- the meeting ------------------------------------------------------------------------------------------------------
def test_asking_starts_the_target_clock_and_asks_once(cast, meeting):
    assert meeting.due == clock.today() + timedelta(days=28)
    assert actions.ask_for_meeting(person=cast.priya, by=cast.amara) == meeting


def test_asking_about_somebody_out_of_reach_finds_nobody(cast):
    with pytest.raises(NotFound):
        actions.ask_for_meeting(person=cast.daniel, by=cast.amara)


def test_arranging_lets_the_worker_see_the_person(cast, meeting, second_social_worker):
    actions.arrange(
        meeting=meeting, version=1, starts_at=tomorrow(), place="home", address="", worker=cast.ben, who_comes="",
        interpreter="Gujarati", by=cast.amara,
    )  # fmt: skip
    assert Involvement.objects.of(cast.ben).filter(person=cast.priya).exists()


@pytest.mark.parametrize(
    ("change", "field"), [({"starts_at": clock.now() - timedelta(hours=1)}, "starts_at"), ({"worker": "pia"}, "worker")]
)
def test_arranging_refuses_the_past_and_whoever_cannot_hold_it(cast, meeting, change, field):
    if "worker" in change:
        change = {"worker": getattr(cast, change["worker"])}
    facts = {"starts_at": tomorrow(), "place": "hub", "address": "", "worker": cast.amara, "who_comes": ""} | change
    with pytest.raises(Refused) as refusal:
        actions.arrange(meeting=meeting, version=1, interpreter="", by=cast.amara, **facts)
    assert refusal.value.field == field
    assert refusal.value.remedy


def test_not_attending_and_choosing_another_day_are_counted_apart(cast, arranged):
    facts = {"starts_at": tomorrow(16), "place": "hub", "address": "", "worker": cast.amara, "who_comes": ""}
    moved = actions.move(
        meeting=arranged, version=arranged.version, chosen_by_person=True, interpreter="", by=cast.amara, **facts
    )
    with given():
        ChoiceMeeting.objects.filter(pk=moved.pk).update(starts_at=clock.now() - timedelta(hours=1))
    missed = actions.miss(meeting=moved, version=moved.version, by=cast.amara)
    assert (missed.state, missed.missed, missed.moved_by_person) == ("to_arrange", 1, 1)
    assert missed.due == arranged.due, "the clock goes on"


def test_nobody_has_missed_what_has_not_begun(cast, arranged):
    with pytest.raises(Refused, match="has not begun"):
        actions.miss(meeting=arranged, version=arranged.version, by=cast.amara)


def test_an_outcome_without_an_assessment_needs_a_reason(cast, arranged):
    with pytest.raises(Refused) as refusal:
        actions.hold(
            meeting=arranged,
            version=arranged.version,
            held_on=clock.today(),
            outcome="declined",
            words=" ",
            by=cast.amara,
        )
    assert refusal.value.field == "words"
    held = actions.hold(
        meeting=arranged, version=arranged.version, held_on=clock.today(), outcome="assess", words="", by=cast.amara
    )
    assert held.state == "held"
    assert Event.objects.filter(name="assessments.meeting_held", person_ids__contains=[cast.priya.pk]).exists()


def test_business_support_arranges_but_does_not_hold(cast, meeting):
    with given():
        Involvement.objects.create(person=cast.priya, worker=cast.tom, role="worker")
    tom = type(cast.tom).objects.get(pk=cast.tom.pk)
    facts = {"place": "hub", "address": "", "worker": cast.amara, "who_comes": "", "interpreter": ""}
    found = actions.arrange(meeting=meeting, version=1, starts_at=tomorrow(), by=tom, **facts)
    with pytest.raises(NotAllowed):
        actions.hold(meeting=found, version=found.version, held_on=clock.today(), outcome="assess", words="", by=tom)


# --- the profile ------------------------------------------------------------------------------------------------------
WORDS = {"what_matters": "To cook for my daughter again.", "who_i_am": "", "strengths": "", "what_helps": ""}


def agree(cast, base, what_matters="To cook for my daughter again."):
    return actions.agree_profile(
        person=cast.priya, base=base, words=WORDS | {"what_matters": what_matters, "what_makes_it_worse": ""},
        people=[{"name": "Meera", "who_to_me": "sister", "how_they_help": "rings"}], agreed_on=clock.today(),
        agreed_how="together", by=cast.amara,
    )  # fmt: skip


def test_each_agreed_version_is_kept(cast):
    first = agree(cast, 0)
    second = agree(cast, 1, "And to sleep.")
    assert [first.number, second.number] == [1, 2]
    assert reread(first).what_matters == "To cook for my daughter again."
    assert [row.name for row in first.people.all()] == ["Meera"]


def test_a_second_writer_of_the_same_version_is_shown_the_first(cast):
    first = agree(cast, 0)
    with pytest.raises(Stale) as stale:
        agree(cast, 0, "Something else.")
    assert stale.value.current == first


def test_the_database_keeps_an_agreed_version(cast):
    profile = agree(cast, 0)
    with pytest.raises(DatabaseError, match="kept as it was agreed"), given():
        type(profile).objects.filter(pk=profile.pk).update(what_matters="Nothing")


# --- writing ----------------------------------------------------------------------------------------------------------
def test_starting_twice_opens_the_same(cast, underway):
    assert actions.start(person=cast.priya, kind="needs", by=cast.amara) == underway
    assert underway.outcomes.count() == 10


def test_a_carers_assessment_asks_eight(cast):
    assert actions.start(person=cast.priya, kind="carer", by=cast.amara).outcomes.count() == 8


def test_two_workers_write_about_two_outcomes_at_once(cast, underway, second_social_worker):
    one, two = underway.outcomes.all()[:2]
    answer(one, cast.amara, unable=True)
    answer(two, second_social_worker, unable=False)
    with pytest.raises(Stale):
        answer(one, second_social_worker, unable=False)
    assert reread(one).answer == "unable"


def test_unable_says_in_what_way(cast, underway):
    row = underway.outcomes.first()
    with pytest.raises(Refused) as refusal:
        actions.answer_outcome(
            answer=row, version=1, words="", wish="", strengths="", view="", verdict="unable", limbs=[], by=cast.amara
        )
    assert refusal.value.field == "limbs"


def test_longer_is_not_kept_for_a_carer(cast):
    row = actions.start(person=cast.priya, kind="carer", by=cast.amara).outcomes.first()
    facts = {"words": "", "wish": "", "strengths": "", "view": "", "verdict": "unable"}
    kept = actions.answer_outcome(answer=row, version=1, limbs=["help", "longer"], by=cast.amara, **facts)
    assert kept.limbs == ["help"]


def test_a_part_writes_only_its_own_answers(cast, underway):
    with pytest.raises(ValueError, match="has no"):
        actions.write_part(assessment=underway, version=1, part="how", answers={"state": "decided"}, by=cast.amara)


def test_somebody_elses_assessment_is_not_there(cast, underway):
    with pytest.raises(NotFound):
        actions.write_part(assessment=underway, version=1, part="family", answers={"children": "no"}, by=cast.ben)
    with pytest.raises(NotFound):
        answer(underway.outcomes.first(), cast.ben, unable=False)


# --- deciding ---------------------------------------------------------------------------------------------------------
def test_nothing_is_decided_while_answers_are_missing(cast, underway):
    with pytest.raises(Refused, match="still missing"):
        decide(underway, cast.amara)


def test_deciding_keeps_what_the_rule_suggested_line_by_line(cast, decided):
    assert (decided.state, decided.suggested, decided.differs) == ("decided", decided.eligibility, False)
    assert [line["met"] for line in decided.suggestion_lines] == [True, True, True]
    event = Event.objects.get(name="assessments.eligibility_decided")
    assert event.person_ids == [cast.priya.pk]
    assert "forget" not in str(event.detail), "the log keeps codes, never a person's words"


def test_a_decision_that_differs_says_why(cast, complete_one):
    otherwise = {"eligibility": "Non-eligible needs identified"}
    with pytest.raises(Refused) as refusal:
        decide(complete_one, cast.amara, **otherwise)
    assert refusal.value.field == "differs_because"
    done = decide(complete_one, cast.amara, differs_because="Her sister cooks and is glad to.", **otherwise)
    assert done.differs


@pytest.mark.parametrize(
    ("change", "field"),
    [({"reason": " "}, "reason"), ({"wants_needs_met": ""}, "wants_needs_met"), ({"resident": ""}, "resident")],
)
def test_s13_reasons_and_questions(cast, complete_one, change, field):
    with pytest.raises(Refused) as refusal:
        decide(complete_one, cast.amara, **change)
    assert refusal.value.field == field


def test_s13_advice_where_nothing_is_eligible(cast, underway):
    found = complete(underway, cast.amara, unable=())
    with pytest.raises(Refused) as refusal:
        decide(found, cast.amara, eligibility="No needs identified", advice="")
    assert refusal.value.field == "advice"


def test_a_trainee_proposes_and_a_social_worker_signs(cast, submitted):
    with pytest.raises(NotAllowed):
        decide(submitted, cast.theo)
    done = decide(submitted, cast.amara)
    assert (done.submitted_by, done.decided_by) == (cast.theo, cast.amara)


def test_whoever_asked_cannot_sign(cast, complete_one, second_social_worker):
    sent = actions.submit(
        assessment=complete_one,
        version=complete_one.version,
        proposed="Eligible needs identified",
        reason="Two.",
        by=cast.amara,
    )
    with pytest.raises(Refused, match="cannot sign it"):
        decide(sent, cast.amara)
    assert decide(sent, second_social_worker).decided_by == second_social_worker


def test_the_database_refuses_one_who_asks_and_approves(cast, submitted):
    with pytest.raises(DatabaseError, match="asker_is_not_the_approver"), given():
        NeedsAssessment.objects.filter(pk=submitted.pk).update(
            state="decided", decided_by=cast.theo, decided_at=clock.now(), decided_on=clock.today(),
            eligibility="No needs identified", decision_reason="-",
        )  # fmt: skip


def test_sent_back_with_a_reason_it_can_be_written_again(cast, submitted):
    with pytest.raises(Refused):
        actions.send_back(assessment=submitted, version=submitted.version, reason="", by=cast.amara)
    back = actions.send_back(assessment=submitted, version=submitted.version, reason="Ask Meera.", by=cast.amara)
    assert (back.state, back.submitted_by) == ("underway", None)


def test_a_submitted_assessment_is_not_written_in(cast, submitted):
    with pytest.raises(WrongMoment):
        answer(submitted.outcomes.first(), cast.theo, unable=False)


# --- stopping ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("exception", ["lacks_capacity", "abuse"])
def test_s11_a_refusal_does_not_end_the_duty_in_two_cases(cast, underway, exception):
    with pytest.raises(Refused, match="must still be made"):
        actions.stop(
            assessment=underway, version=1, why="refused", words="She said no.", by=cast.amara, **{exception: True}
        )
    stopped = actions.stop(assessment=underway, version=1, why="refused", words="She said no.", by=cast.amara)
    assert stopped.state == "stopped"


# --- after the decision -----------------------------------------------------------------------------------------------
def test_a_decided_assessment_is_added_to_never_changed(cast, decided):
    actions.write_addendum(assessment=decided, words="Meera's number was wrong.", by=cast.amara)
    actions.copy_given(assessment=decided, words="Handed to Pri.", by=cast.amara)
    assert [row.kind for row in decided.addenda.all()] == ["note", "copy_given"]
    with pytest.raises(WrongMoment):
        actions.write_part(
            assessment=decided, version=decided.version, part="family", answers={"children": "no"}, by=cast.amara
        )


WAYS = {
    "update": lambda rows: rows.update(decision_reason="Other"),
    "answer": lambda rows: OutcomeAnswer.objects.filter(assessment__in=rows).update(words="Nothing"),
    "delete": lambda rows: rows._raw_delete(rows.db),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_database_keeps_what_was_decided(decided, way):
    rows = NeedsAssessment.objects.filter(pk=decided.pk)
    with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic(), given():
        WAYS[way](rows)


def test_merging_two_records_may_still_move_it(cast, decided):
    with given():
        NeedsAssessment.objects.filter(pk=decided.pk).update(person=cast.daniel)
    assert reread(decided).person == cast.daniel


def test_assessing_again_opens_with_the_last_answers_and_keeps_the_old(cast, decided):
    again = actions.start(person=cast.priya, kind="needs", follows=decided, follows_as="correction", by=cast.amara)
    assert again.wishes == "To cook for my daughter again."
    assert again.outcomes.get(outcome="nutrition").limbs == ["help"]
    assert (again.eligibility, again.decision_reason, again.state) == ("", "", "underway")
    assert reread(decided).state == "decided"


def test_only_a_decided_assessment_of_the_same_person_is_followed(cast, decided):
    with given():
        Involvement.objects.create(person=cast.daniel, worker=cast.amara, role="worker")
    amara = type(cast.amara).objects.get(pk=cast.amara.pk)
    with pytest.raises(Refused, match="of this person"):
        actions.start(person=cast.daniel, kind="needs", follows=decided, follows_as="correction", by=amara)


def test_arranging_needs_the_version_that_was_opened(cast, meeting):
    arrange(meeting, cast.amara)
    with pytest.raises(Stale):
        arrange(meeting, cast.amara)
