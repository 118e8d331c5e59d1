"""Shifts that nobody has: managers are told once; the fairest few are asked, and the next few when nobody answers."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings

from amhp_rota.actions import rota_changes as change
from amhp_rota.actions.rota_absence import GAP_CLOCK, alarm_gaps
from amhp_rota.models import ApprovalWarning, CoverRule, Rota, ShiftKind
from bep.kit import clock
from bep.kit.models import Message
from tests.amhp_rota.register import colleague, entry, service
from tests.cast import given


@pytest.fixture
def team(cast):
    """One night a fortnight ahead that nobody has; eight AMHPs could take it."""
    service(cast)
    with given():
        cast.amhps += [entry(colleague(f"gap{n}", f"Gap {n}")) for n in range(2)]
        day = clock.today() + timedelta(days=14)
        cast.rota = Rota.objects.create(first=day, last=day, state="published")
        CoverRule.objects.exclude(kind__code="night").delete()
        cast.night = ShiftKind.objects.get(code="night")
    return cast


def asked():
    return set(Message.objects.filter(subject__startswith="Could you").values_list("to", flat=True))


def later(**by):
    return time_machine.travel(clock.now() + timedelta(**by), tick=False)


def test_three_are_asked_then_the_next_three_after_a_day_then_the_rest(team):
    alarm_gaps(by=GAP_CLOCK)
    first = asked()
    assert len(first) == 3
    with later(hours=23):
        alarm_gaps(by=GAP_CLOCK)
        assert asked() == first
    with later(hours=25):
        alarm_gaps(by=GAP_CLOCK)
        assert len(asked()) == 6
        assert asked() > first
    assert Message.objects.filter(subject__startswith="Nobody is on duty").count() == 1
    assert not Message.objects.exclude(body__contains=f"{settings.PUBLIC_URL}/rota/gaps/").exists()


def test_once_somebody_has_offered_nobody_else_is_asked(team):
    alarm_gaps(by=GAP_CLOCK)
    change.offer_for_gap(rota=team.rota, day=team.rota.first, kind=team.night, by=team.ruth)
    with later(hours=49):
        alarm_gaps(by=GAP_CLOCK)
    assert len(asked()) == 3


def test_near_the_shift_hours_are_waited_and_not_a_day(team):
    with later(days=12):
        alarm_gaps(by=GAP_CLOCK)
    with time_machine.travel(clock.now() + timedelta(days=12, hours=5), tick=False):
        alarm_gaps(by=GAP_CLOCK)
    assert len(asked()) >= 3


def test_each_warning_of_six_three_and_one_months_is_one_item_until_it_is_seen(team, as_):
    approval = team.amhps[1].approvals.get()
    shown = {}
    with given():
        type(approval).objects.filter(pk=approval.pk).update(last=clock.today() + timedelta(days=80))
    for step in ("warned", "seen"):
        page = as_(team.mona).get("/my-work/").content.decode()
        shown[step] = page.count("approval as an AMHP ends")
        as_(team.mona).post(f"/rota/approvals/{approval.pk}/warning/")
    assert shown == {"warned": 1, "seen": 0}
    assert ApprovalWarning.objects.get().months == 3
    with given():
        type(approval).objects.filter(pk=approval.pk).update(last=clock.today() + timedelta(days=20))
    assert "1 month or less" in as_(team.mona).get("/my-work/").content.decode()
