"""A county's rota with three areas, loaded as data: the solver makes four legal weeks of it, and the calendar shows the areas."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amhp_rota import rota_check, rota_problem
from amhp_rota.actions import rota as act
from amhp_rota.loaders import load_rules, load_shifts
from amhp_rota.models import Amhp, Approval, CoverRule, Duty, Rota, RotaRule, ShiftKind
from amhp_rota.solver.checker import check
from amhp_rota.solver.solve import solve
from bep.access.models import Worker
from bep.kit import clock
from bep.presets import PRESETS, read
from tests.amhp_rota.register import service
from tests.cast import given

AREAS = ("North", "South", "West")


@pytest.fixture
def county(cast):
    """Eight AMHPs for each area; every third works no nights."""
    service(cast)
    with given():
        CoverRule.objects.all().delete()
        RotaRule.objects.all().delete()
        ShiftKind.objects.all().delete()
        Amhp.objects.update(on_rota=False)
        preset = read(PRESETS / "county-rota.toml")
        load_shifts(preset["amhp_shift"])
        load_rules(preset["amhp_rule"])
        for n in range(24):
            worker = Worker.objects.create(email=f"c{n}@county.example", name=f"County {n:02}", password="!")
            amhp = Amhp.objects.create(
                worker=worker, profession="social_worker", hours=37, areas=[AREAS[n % 3]], nights=n % 3 != 1 or n > 12
            )
            first = clock.today() - timedelta(days=300)
            Approval.objects.create(amhp=amhp, council="County", first=first, last=first + timedelta(days=1800))
        monday = clock.today() + timedelta(days=7 - clock.today().weekday())
        cast.rota = Rota.objects.create(first=monday, last=monday + timedelta(days=27))
    return cast


def test_four_legal_weeks_with_each_area_served_by_its_own(county, as_):
    problem, seen = rota_problem.build(county.rota), []
    outcome = solve(
        problem, seconds=30, on_progress=lambda step: seen.append(step.roster), should_stop=lambda: any(seen)
    )
    assert outcome.made
    assert check(problem, outcome.roster) == []
    proposal = act.keep_proposal(rota=county.rota, outcome=outcome, memory=1, by=county.mona)
    act.take_proposal(proposal=proposal, version=1, by=county.mona)
    assert rota_check.breaches(county.rota) == []
    for duty in Duty.objects.exclude(area="").select_related("amhp"):
        assert duty.area in duty.amhp.areas
    browser = as_(county.mona)
    month = f"{county.rota.first:%Y-%m}"
    shown = browser.get(reverse("amhp:rota_calendar"), {"month": month}).content.decode()
    assert all(f"Day, {area}" in shown for area in AREAS)
    north = browser.get(reverse("amhp:rota_calendar"), {"month": month, "area": "North"}).content.decode()
    assert "Day, North" in north
    assert "Day, South" not in north


def test_whoever_serves_one_area_also_shares_the_county_s_nights(county):
    problem = rota_problem.build(county.rota)
    north = next(person for person in problem.people if person.areas == {"North"} and person.nights)
    first, day = county.rota.first, timedelta(days=1)
    roster = [
        rota_problem.p.Duty(first, "night", north.id),
        rota_problem.p.Duty(first + 3 * day, "day", north.id, "South"),
    ]
    found = [breach.days for breach in check(problem, roster) if breach.rule == "areas"]
    assert found == [(first + 3 * day,)]
