"""The performance dashboard: expected against actual; a number is the length of its list; commissioners see numbers only."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import given as over
from hypothesis import strategies as st

from bep.access.models import Team
from bep.kit import clock
from bep.kit.suppression import HIDDEN, drawn, published
from enablement.models import Episode, SupportSpell
from reporting.activity import MEASURES, Scope, counted, expected, last_twelve_months, records
from tests.cast import given, make_person

EAST, WEST = "East Local Enablement Team", "West Local Enablement Team"


@pytest.fixture(autouse=True)
def nothing_kept():
    """Everybody's numbers are kept in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def spells(cast):
    """Seven people with brief enablement in East, two in West, all begun this month; one of East's is restricted."""
    day = clock.today().replace(day=1)
    with given():
        for number in range(9):
            name, lead = (EAST, cast.amara) if number < 7 else (WEST, cast.ben)
            team = Team.objects.get(name=name)
            person = make_person(
                f"BEP-91{number:04d}", f"Given{number}", f"Family{number}", lead=lead, team=name, restricted=number == 6
            )
            episode = Episode.objects.create(person=person, because="other", team=team, opened_on=day)
            SupportSpell.objects.create(
                person=person,
                episode=episode,
                tier="brief",
                team=team,
                starts=day,
                last_day=day,
                began_reason="x",
                began_on_say="person",
            )
    return day


def scope(worker=None, **more):
    return Scope(worker, *last_twelve_months(clock.today()), **more)


def test_a_number_is_the_length_of_the_list_behind_it(cast, as_, spells):
    month = {"first": spells.isoformat(), "last": spells.isoformat()}
    page = as_(cast.joan).get(reverse("reporting:behind", args=["brief"]), month)
    assert page.status_code == 200
    assert len(page.context["lines"]) == page.context["total"] == 6
    overview = as_(cast.joan).get(reverse("reporting:performance"), {"mode": "people"})
    line = next(row for row in overview.context["lines"] if row["measure"].key == "brief")
    assert line["actual"] == 6
    assert as_(cast.joan).get(line["url"]).context["total"] == 6


def test_lists_hold_only_people_the_worker_may_see(cast, as_, spells):
    shown = as_(cast.ben).get(reverse("reporting:behind", args=["brief"])).content.decode()
    assert "Family7" in shown
    assert "Family1<" not in shown
    assert "Family6" not in as_(cast.joan).get(reverse("reporting:behind", args=["brief"])).content.decode()


def test_a_commissioner_sees_rounded_numbers_and_no_person(cast, as_, spells):
    page = as_(cast.cora).get(reverse("reporting:measure", args=["brief"]))
    assert page.status_code == 200
    assert page.context["total"] == 10  # nine, rounded to five
    assert "/list/" not in page.content.decode()
    assert "Family" not in page.content.decode()
    assert as_(cast.cora).get(reverse("reporting:behind", args=["brief"])).status_code == 403


def test_small_numbers_are_hidden_in_pages_and_in_the_file(cast, as_, spells):
    west = Team.objects.get(name=WEST).pk
    page = as_(cast.cora).get(reverse("reporting:measure", args=["brief"]), {"team": west})
    assert page.context["total"] == HIDDEN
    lines = as_(cast.cora).get(reverse("reporting:performance_file"), {"team": west}).content.decode().splitlines()
    brief = next(line for line in lines if line.startswith("Brief"))
    assert HIDDEN in brief
    assert ",2," not in brief


def test_asking_for_lists_without_the_permission_gives_numbers(cast, as_, spells):
    page = as_(cast.cora).get(reverse("reporting:performance"), {"mode": "people"})
    assert page.context["view"].mode == "numbers"


@pytest.mark.parametrize("who", ["ada", "tom", "pia"])
def test_others_are_refused(cast, as_, who):
    assert as_(getattr(cast, who)).get(reverse("reporting:performance")).status_code == 403


def test_all_measures_are_counted_in_one_query(cast, spells, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = counted(MEASURES.values(), scope())
    assert sum(found["brief"].values()) == records(MEASURES["brief"], scope()).count() == 9


def test_a_year_of_months_expects_the_whole_of_table_15(db):
    whole = {key: round(sum(n for n in expected(m, scope()).values() if n)) for key, m in MEASURES.items()}
    assert whole["choice_appointments"] == 1310
    assert whole["standard"] == 770
    assert whole["residential_reviews"] == 0  # Table 15 says nothing of them


def test_with_one_team_chosen_nothing_is_expected(db):
    assert set(expected(MEASURES["brief"], scope(team=1)).values()) == {None}


def test_a_first_month_after_the_last_says_so_and_falls_back(cast, as_):
    month = clock.today().replace(day=1)
    page = as_(cast.joan).get(
        reverse("reporting:performance"), {"first": month.isoformat(), "last": date(month.year - 1, 1, 1).isoformat()}
    )
    assert "must not be before the first" in page.content.decode()
    assert page.context["scope"].months == scope().months


@over(st.integers(0, 100_000))
def test_a_published_number_never_gives_a_small_one_away(number):
    said = published(number)
    assert (said == HIDDEN) == (0 < number < 5)
    assert said == HIDDEN or (said % 5 == 0 and abs(said - number) <= 2)
    assert drawn(number) == (0 if said == HIDDEN else said)


# --- everybody's numbers are kept a while -----------------------------------------------------------------------------
def test_kept_numbers_are_the_lengths_of_the_lists(cast, spells):
    """For every measure, month, team and hub: what is kept was counted from the very rows."""
    whole = scope()
    for by in ("month", "team", "hub"):
        counted(list(MEASURES.values()), whole, by)  # the first keeps, the second finds
        kept = counted(list(MEASURES.values()), whole, by)
        for measure in MEASURES.values():
            if by == "month" or getattr(measure, by):
                assert sum(kept[measure.key].values()) == records(measure, whole).count(), (measure.key, by)
    for month in whole.months:
        of_month = Scope(None, month, month)
        assert counted([MEASURES["brief"]], whole)["brief"][month] == records(MEASURES["brief"], of_month).count()


def test_only_everybodys_numbers_are_kept(cast, as_, spells):
    """What opens a list is counted as it stands; what opens none may be as old as the page says."""
    brief = MEASURES["brief"]
    before = [sum(counted([brief], scope(worker))["brief"].values()) for worker in (None, cast.joan)]
    with given():
        SupportSpell.objects.filter(person__restricted=False, team__name=EAST).last().delete()
    after = [sum(counted([brief], scope(worker))["brief"].values()) for worker in (None, cast.joan)]
    assert (before[0] - after[0], before[1] - after[1]) == (0, 1)
    page = as_(cast.cora).get(reverse("reporting:performance")).content.decode()
    assert "counted anew every ten minutes" in page
