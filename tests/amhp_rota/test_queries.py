"""Each page of the rota and the register takes at most ten queries, and as many with three times the people and duties."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amhp_rota.models import Absence, Duty, GapOffer, Rota, RotaVersion, ShiftKind, Swap
from amhp_rota.rules.rota import times
from bep.kit import clock
from tests.amhp_rota.register import colleague, entry, service
from tests.cast import given

PAGES = [
    "rota_calendar", "my_duties", "swaps", "gaps", "absences", "claims", "rotas", "register", "rota_rules",
    "rota", "rota_version", "candidates", "shift", "offer_duty", "give_duty", "entry", "new_wish",
    "record_absence", "ask_leave", "change_entry",
]  # fmt: skip


@pytest.fixture
def team(cast):
    service(cast)
    with given():
        monday = clock.today() + timedelta(days=7 - clock.today().weekday())
        cast.rota = Rota.objects.create(first=monday, last=monday + timedelta(days=27), state="published")
        entry(cast.mona)
    return cast


def filled(team, days, amhps):
    """So many days with a duty, a gap, a swap, an absence and an offer each."""
    kind = ShiftKind.objects.get(code="day")
    with given():
        for n in days:
            day, amhp = team.rota.first + timedelta(days=n), amhps[n % len(amhps)]
            starts, ends = times(kind, day)
            duty = Duty.objects.create(rota=team.rota, amhp=amhp, kind=kind, day=day, starts=starts, ends=ends)
            Swap.objects.create(duty=duty, giver=amhp)
            Absence.objects.create(amhp=amhp, kind="leave", first=day, last=day, asked_by=amhp.worker)
            GapOffer.objects.create(rota=team.rota, kind=kind, day=day, amhp=amhp)
        RotaVersion.objects.create(rota=team.rota, number=days[0] + 1, duties=[], made_by=team.mona)


def address(team, name):
    where = f"?day={team.rota.first + timedelta(days=20)}&kind=night&area="
    places = {
        "rota": team.rota.pk, "candidates": team.rota.pk, "shift": team.rota.pk,
        "rota_version": team.rota.versions.last().pk, "entry": team.amhps[1].pk, "change_entry": team.amhps[1].pk,
        "offer_duty": Duty.objects.first().pk, "give_duty": Duty.objects.first().pk,
    }  # fmt: skip
    args = [places[name]] if name in places else []
    return reverse(f"amhp:{name}", args=args) + (where if name in {"candidates", "shift"} else "")


def count(browser, url):
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = browser.get(url)
    assert answer.status_code in {200, 302}, (url, answer.status_code)
    return [q["sql"] for q in found.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]


@pytest.mark.parametrize("name", PAGES)
def test_ten_at_most_and_no_more_with_more(team, as_, name):
    browser = as_(team.mona)
    filled(team, range(4), team.amhps)
    url = address(team, name)
    count(browser, url)  # what is kept in memory for a while is read now
    few = count(browser, url)
    with given():
        more = [entry(colleague(f"more{n}", f"More {n:02}")) for n in range(12)]
    filled(team, range(4, 16), more)
    count(browser, url)
    many = count(browser, url)
    assert len(many) <= 10, many
    assert len(many) == len(few)
