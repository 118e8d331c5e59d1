"""Shifts, cover and rules on screens: set from a day on by somebody named; a wrong value gets its sentence; the past stays."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amhp_rota import rota_problem
from amhp_rota.loaders import load_rules, load_shifts
from amhp_rota.models import CoverRule, Rota, RotaRule, ShiftKind
from bep.kit import clock
from bep.presets import PRESETS, read
from tests.amhp_rota.register import colleague, service
from tests.cast import given


@pytest.fixture
def team(cast):
    return service(cast)


def url(name, *args):
    return reverse(f"amhp:{name}", args=args)


def of_rule(code="nights_a_month", **more):
    rule = RotaRule.objects.get(code=code, last=None)
    said = {"number": rule.number, "of": rule.of, "kinds": rule.kinds, "sentence": rule.sentence, "weight": rule.weight}
    said |= {"hard": "yes", "bend": rule.bend, "source": rule.source, "status": rule.status}
    return rule, said | {"first": clock.today().isoformat(), "version": rule.version} | more


def rota(weeks):
    monday = clock.today() + timedelta(days=7 * weeks - clock.today().weekday())
    return Rota(first=monday, last=monday + timedelta(days=6))


def held_to(rota, code):
    return next(rule for rule in rota_problem.build(rota).rules if rule.code == code)


def test_a_rule_is_set_from_a_day_on_and_says_who_did(team, as_):
    soon = rota(3).first
    rule, facts = of_rule(number="3", sentence="Nobody works more than three nights a month.", first=soon.isoformat())
    assert as_(team.mona).post(url("set_rule", rule.pk), facts).status_code == 302
    assert held_to(rota(1), "nights_a_month").most == 2
    assert held_to(rota(3), "nights_a_month").most == 3
    shown = as_(team.mona).get(url("rota_rules")).content.decode()
    assert "Nobody works more than three nights a month." in shown
    assert "set by Mona Park" in shown
    assert "From memory: check" in shown


def test_a_rule_that_may_be_broken_has_its_cost_and_ends_on_a_day(team, as_):
    rule, facts = of_rule(hard="no", weight="7")
    as_(team.mona).post(url("set_rule", rule.pk), facts)
    soft = held_to(rota(1), "nights_a_month")
    assert (soft.hard, soft.weight) == (False, 7)
    newest = RotaRule.objects.get(code="nights_a_month", first=clock.today())
    as_(team.mona).post(url("end_rule", newest.pk), {"last": rota(1).last.isoformat(), "version": newest.version})
    assert held_to(rota(1), "nights_a_month")
    assert "nights_a_month" not in [rule.code for rule in rota_problem.build(rota(2)).rules]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"number": "300"}, "300 duties in a month cannot be meant. Give 0 to 31 duties in a month."),
        ({"number": "2.5"}, "Half of one cannot be counted among duties in a month. Give a whole number."),
        ({"number": "4"}, "The sentence does not say the number that is kept. Write 4 in it"),
        ({"first": "2026-01-01"}, "Shifts, numbers and rules of the rota are set from today or a later day"),
        ({"number": "some"}, "The number must be a number, like 12"),
    ],
)
def test_a_wrong_value_gets_a_clear_sentence(team, as_, more, sentence):
    rule, facts = of_rule(**more)
    shown = as_(team.mona).post(url("set_rule", rule.pk), facts).content.decode()
    assert sentence in shown
    assert RotaRule.objects.filter(code=rule.code).count() == 1


def test_every_weekend_of_several_is_no_rule(team, as_):
    rule, facts = of_rule("weekends", number="2", of="2")
    assert (
        "2 of 2 weekends is every one of them" in as_(team.mona).post(url("set_rule", rule.pk), facts).content.decode()
    )


def test_a_rule_nobody_checked_says_so_wherever_its_sentence_is_met(team, as_):
    assert held_to(rota(1), "rest").sentence.endswith("(from memory: check).")
    rule, facts = of_rule("rest", status="VERIFIED", source="Working Time Regulations 1998 reg 10, read today")
    as_(team.mona).post(url("set_rule", rule.pk), facts)
    assert "from memory" not in held_to(rota(1), "rest").sentence
    with given():
        made = rota(1)
        made.save()
    shown = as_(team.mona).get(url("rota", made.pk)).content.decode()
    assert "The rules of this rota" in shown
    assert shown.count("From memory: check") == 1, "the hours of a week are still from memory"


def test_how_many_a_shift_needs_is_set_and_ended(team, as_):
    night, first = ShiftKind.objects.get(code="night"), rota(2).first
    as_(team.mona).post(
        url("set_cover"), {"kind": night.pk, "days": "weekend", "need": 2, "first": first.isoformat(), "area": ""}
    )
    needed = {(c.day.weekday() > 4, c.need) for c in rota_problem.build(rota(2)).cover if c.kind == "night"}
    assert needed == {(False, 1), (True, 2)}
    assert {c.need for c in rota_problem.build(rota(1)).cover if c.kind == "night"} == {1}
    row = CoverRule.objects.get(first=first)
    as_(team.mona).post(url("end_cover", row.pk), {"last": rota(2).last.isoformat(), "version": 1})
    assert {c.need for c in rota_problem.build(rota(3)).cover if c.kind == "night"} == {1}


def test_a_shift_is_added_changed_and_ended_but_keeps_the_hours_it_was_worked(team, as_):
    browser = as_(team.mona)
    facts = {"name": "Twilight", "starts": "14:00", "hours": "8", "unsocial": "08:00-20:00"}
    browser.post(url("add_shift"), facts)
    made = ShiftKind.objects.get(code="twilight")
    assert (made.minutes, made.night, made.set_by) == (480, False, team.mona)
    stale = facts | {"name": "Dusk", "version": 1}
    browser.post(url("change_shift", made.pk), stale | {"hours": "9"})
    answer = browser.post(url("change_shift", made.pk), stale | {"name": "Evening"})
    assert answer.status_code == 409
    assert "Keep Mona Park’s" in answer.content.decode()
    browser.post(url("set_cover"), {"kind": made.pk, "days": "every", "need": 1, "first": clock.today().isoformat()})
    browser.post(url("end_shift", made.pk), {"closed": rota(2).first.isoformat(), "version": 2})
    assert "twilight" in {c.kind for c in rota_problem.build(rota(1)).cover}
    assert "twilight" not in {c.kind for c in rota_problem.build(rota(2)).cover}
    assert "must be like 08:00-20:00" in browser.post(url("add_shift"), facts | {"unsocial": "late"}).content.decode()


def test_what_somebody_has_set_outlasts_the_preset(team, as_):
    rule, facts = of_rule(number="3", sentence="Nobody works more than three nights a month.")
    as_(team.mona).post(url("set_rule", rule.pk), facts)
    preset = read(PRESETS / "barnet.toml")
    with given():
        load_shifts(preset["amhp_shift"])
        load_rules(preset["amhp_rule"])
    assert held_to(rota(1), "nights_a_month").most == 3


def test_managers_and_administrators_set_them_and_nobody_else(team, as_):
    assert as_(team.ada).get(url("rota_rules")).status_code == 200
    assert as_(team.ruth).get(url("rota_rules")).status_code == 403
    with given():
        other = colleague("nell", "Nell Ash")
    assert as_(other).post(url("add_rule"), {}).status_code == 403


def test_the_page_takes_the_same_few_queries_however_much_is_set(team, as_, django_assert_max_num_queries):
    browser = as_(team.mona)
    browser.get(url("rota_rules"))
    with given():
        for n in range(30):
            RotaRule.objects.create(
                code=f"r{n}", form="most", number=n, sentence=f"{n}", source="x", set_by=team.mona, order=n
            )
    with django_assert_max_num_queries(10):
        browser.get(url("rota_rules"))
