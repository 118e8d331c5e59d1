"""Taking a referral: what is asked of it, who may see it, which team it goes to, and by when it is decided."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bep.access.models import Locality
from bep.kit import clock
from bep.kit.rules import NotAllowed, NotFound, Refused
from people.models import Involvement, Person
from referrals import actions, rules
from referrals.models import Referral
from tests.referrals.makers import facts, received, reload


def test_a_worker_takes_a_referral(cast):
    referral = received(cast.tom)
    assert referral.reference.startswith("R-")
    assert referral.state == "received"
    assert referral.received_by == cast.tom
    assert referral.route_of_access == "Community / Other route"


def test_the_team_is_the_one_that_serves_the_postcode(cast):
    assert received(cast.tom, postcode="N12 0AA").team.name == "East Local Enablement Team"
    assert received(cast.tom, postcode="HA8 1ZZ").team.name == "West Local Enablement Team"
    assert received(cast.tom, postcode="").team.name == "Hub front door"
    assert received(cast.tom, postcode="ZE1 0AA").team.name == "Hub front door"


def test_n1_is_not_taken_for_n12(cast):
    assert Locality.objects.get(name="East").postcodes.count("N12") == 1
    assert received(cast.tom, postcode="N1 2AA").team.name == "Hub front door"


def test_the_teams_see_a_known_person_while_the_referral_is_open(cast):
    received(cast.tom, cast.daniel, postcode="N12 0AA")
    assert Person.objects.visible_to(cast.joan).filter(pk=cast.daniel.pk).exists()
    roles = Involvement.objects.current().filter(person=cast.daniel, role="referral")
    assert {i.team.name for i in roles} == {"East Local Enablement Team", "Hub front door"}


def test_only_the_front_door_sees_a_referral_of_nobody_yet(cast):
    referral = received(cast.tom)
    for worker, sees in [
        (cast.tom, True),
        (cast.sara, True),
        (cast.amara, False),
        (cast.joan, False),
        (cast.ruth, False),
    ]:
        assert Referral.objects.visible_to(worker).filter(pk=referral.pk).exists() is sees, worker


def test_a_restricted_persons_referral_is_absent_from_the_front_door(cast):
    with pytest.raises(NotFound):
        received(cast.tom, cast.rosa)


def test_duty_amhps_see_an_alarm_and_nothing_else_of_the_front_door(cast):
    alarm, calm = received(cast.tom, in_danger=True), received(cast.tom)
    seen = Referral.objects.visible_to(cast.ruth)
    assert alarm in seen
    assert calm not in seen
    assert alarm.urgency == "same_day"


def test_a_commissioner_may_not_take_one(cast):
    with pytest.raises(NotAllowed):
        received(cast.cora)


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"referrer_name": ""}, "referrer_name", "who they are"),
        ({"referrer_phone": ""}, "referrer_phone", "how we can reach them"),
        ({"source": "a pigeon"}, "source", "list"),
        ({"consent": "no"}, "consent_note", "without somebody's agreement"),
        ({"first_contact": date(2999, 1, 1)}, "first_contact", "first contact"),
        ({"birth_date": None, "age_given": 15}, "birth_date", "aged 17 and over"),
    ],
)
def test_refusals_name_field_rule_and_remedy(cast, wrong, field, says):
    with pytest.raises(Refused, match=says) as refusal:
        received(cast.tom, **wrong)
    assert refusal.value.field == field
    assert refusal.value.remedy


def test_somebody_who_refers_themselves_names_nobody_else(cast):
    assert received(cast.tom, source="self", referrer_name="", referrer_phone="").pk


def test_without_agreement_a_reason_is_enough(cast):
    assert received(cast.tom, consent="no", consent_note="She may harm herself.").pk


# --- age --------------------------------------------------------------------------------------------------------------
def test_a_17_year_old_comes_by_planned_transition(cast):
    referral = received(
        cast.tom, birth_date=clock.today().replace(day=1) - timedelta(days=17 * 365 + 40), source="camhs"
    )
    assert referral.age == 17
    assert referral.transition
    assert referral.route_of_access == "Planned Entry (Transition)"


def test_the_refusal_says_where_younger_people_are_helped(cast):
    with pytest.raises(Refused) as refusal:
        received(cast.tom, birth_date=clock.today() - timedelta(days=16 * 365))
    assert "CAMHS" in refusal.value.remedy


def test_born_on_29_february_is_17_on_1_march(cast):
    with time_machine.travel(datetime(2025, 2, 28, 12, tzinfo=clock.LONDON)):
        with pytest.raises(Refused):
            received(cast.tom, birth_date=date(2008, 2, 29))
    with time_machine.travel(datetime(2025, 3, 1, 12, tzinfo=clock.LONDON)):
        assert received(cast.tom, birth_date=date(2008, 2, 29)).transition


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(born=some.dates(date(1990, 1, 1), date(2012, 12, 31)), today=some.dates(date(2025, 4, 1), date(2027, 12, 31)))
def test_the_age_rule_turns_on_the_birthday(cast, born, today):
    age = clock.age_on(born, today)
    seventeenth = born.replace(year=born.year + 17) if (born.month, born.day) != (2, 29) else date(born.year + 17, 3, 1)
    if today < seventeenth:
        with pytest.raises(Refused):
            rules.old_enough(age)
    else:
        rules.old_enough(age)
        assert rules.in_transition(age) is (age == 17)


# --- clocks -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("urgency", "received_at", "last_day"),
    [
        ("same_day", clock.at(date(2026, 5, 6), 16), date(2026, 5, 6)),  # Wednesday: the same day
        ("same_day", clock.at(date(2026, 5, 9), 10), date(2026, 5, 11)),  # Saturday: Monday
        ("routine", clock.at(date(2026, 5, 8), 10), date(2026, 5, 12)),  # Friday: Tuesday
        ("routine", clock.at(date(2026, 5, 1), 10), date(2026, 5, 6)),  # before the May bank holiday
        # Over Christmas; Boxing Day is a Saturday, so Monday is a holiday too.
        (
            "soon",
            clock.at(date(2026, 12, 24), 10),
            date(2026, 12, 29),
        ),
    ],
)
def test_triage_clock_counts_working_days_in_england(cast, urgency, received_at, last_day):
    due = rules.triage_due(urgency, received_at)
    assert clock.as_date(due - timedelta(seconds=1)) == last_day


@given(when=some.datetimes(datetime(2025, 4, 1), datetime(2029, 12, 31)))  # noqa: DTZ001
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_due_on_a_day_off_or_before_it_came(cast, when):
    when = when.replace(tzinfo=clock.LONDON)
    for urgency in Referral.Urgency.values:
        due = rules.triage_due(urgency, when)
        assert due > when
        assert clock.is_working_day(clock.as_date(due - timedelta(seconds=1)))


# --- matching ---------------------------------------------------------------------------------------------------------
def test_matching_keeps_what_was_given(cast):
    referral = received(cast.tom, given_name="Prya", family_name="Nayar")
    matched = actions.match(referral=referral, version=referral.version, person=cast.priya, by=cast.tom)
    assert matched.name == "Pri Nair"
    assert reload(referral).given_as == "Prya Nayar"


def test_a_match_with_a_child_is_refused(cast):
    from tests.cast import given as setting_up

    with setting_up():
        Person.objects.filter(pk=cast.priya.pk).update(birth_date=clock.today() - timedelta(days=5000))
    referral = received(cast.tom)
    with pytest.raises(Refused, match="aged 17"):
        actions.match(referral=referral, version=referral.version, person=reload(cast.priya), by=cast.tom)


def test_unmatching_ends_what_the_match_let_them_see(cast):
    referral = received(cast.tom, cast.daniel)
    assert Person.objects.visible_to(cast.joan).filter(pk=cast.daniel.pk).exists()
    actions.unmatch(referral=referral, version=referral.version, reason="Another Daniel.", by=cast.sara)
    assert not Person.objects.visible_to(cast.joan).filter(pk=cast.daniel.pk).exists()
    assert reload(referral).person is None


# --- alarms -----------------------------------------------------------------------------------------------------------
def test_an_alarm_is_answered_once_with_what_was_done(cast):
    referral = received(cast.tom, in_danger=True)
    with pytest.raises(Refused, match="reason"):
        actions.answer_alarm(referral=referral, version=1, reason=" ", by=cast.ruth)
    answered = actions.answer_alarm(referral=referral, version=1, reason="Called her; police on the way.", by=cast.ruth)
    assert answered.alarm_answered_by == cast.ruth
    with pytest.raises(Refused, match="Ruth Levy has answered"):
        actions.answer_alarm(referral=answered, version=answered.version, reason="Me too", by=cast.sara)


def test_facts_of_the_form_are_all_columns():
    columns = {f.name for f in Referral._meta.get_fields()}
    assert set(facts()) <= columns


def test_an_alarm_is_mailed_to_those_on_duty_and_names_nobody(cast):
    from bep.kit.models import Message

    referral = received(cast.tom, in_danger=True)
    messages = Message.objects.all()
    assert {m.to for m in messages} == {"hub-duty@barnet.example", "amhp-duty@barnet.example"}
    for message in messages:
        assert referral.reference in message.body
        assert not any(name in message.subject + message.body for name in ("Lena", "Fox", "N12"))
