"""The AMHP rota in Chromium: made by a real worker, published, then one sickness, one swap and one gap, as four people do it."""

import re
from datetime import timedelta

import pytest

from amhp_rota import rota_check
from amhp_rota.actions.rota_changes import exchanged
from amhp_rota.models import Amhp, Duty, Rota, RotaRule, Swap
from bep.kit import clock
from bep.kit.models import Message
from bep.kit.rules import Refused
from tests.amhp_rota.register import service
from tests.browser.axe import PHONE, assert_accessible
from tests.cast import given
from tests.worker_process import celery_worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(cast):
    """Six AMHPs for three days: enough, so long as a month is not full after two."""
    with given():
        RotaRule.objects.filter(code__in=["days_a_month", "nights_a_month"]).update(number=9)
    return service(cast)


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def fill_day(page, name, day):
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"[name={name}_{part}]", str(value))


def open_page(page, address):
    page.goto(address)
    assert_accessible(page)
    return page


def test_made_published_one_sickness_one_swap_one_gap(page_as, team):
    mona = page_as(team.mona)
    with celery_worker():
        rota = is_made(mona)
        is_published(mona, rota)
        one_sickness(mona, rota)
    one_swap(page_as, mona, rota)
    one_gap(page_as, mona, rota)


def is_made(mona):
    """Begun, worked out by the solver in a worker's child process, with its progress on the page, and taken."""
    monday = clock.today() + timedelta(days=7 - clock.today().weekday())
    open_page(mona, "/rota/periods/")
    mona.get_by_role("button", name="Begin a rota").click()
    fill_day(mona, "first", monday)
    fill_day(mona, "last", monday + timedelta(days=2))
    assert_accessible(mona)
    press(mona, "Begin")
    rota = Rota.objects.get()
    open_page(mona, f"/rota/periods/{rota.pk}/")
    is_worked_out(mona, "Work it out")
    assert "The best rota there is was found, and proven so." in mona.content()
    assert re.search(r"its process took \d+ MiB", mona.content())
    press(mona, "Take this rota")
    assert "every shift is covered and no rule is broken" in mona.content()
    return rota


def is_worked_out(mona, words):
    mona.select_option("[name=seconds]", "10")
    press(mona, words)
    assert mona.locator(".bep-job").count() == 1
    mona.get_by_role("button", name="Open the rota").click(timeout=30_000)
    assert_accessible(mona)


def is_published(mona, rota):
    press(mona, "Publish")
    assert "Version 1" in mona.content()
    open_page(mona, f"/rota/?month={rota.first:%Y-%m}")


def one_sickness(mona, rota):
    """Somebody rings in ill: their duties are free at once, and the rest is worked out anew with as few changes as can be."""
    ill = Duty.objects.filter(rota=rota).first().amhp
    before = rota_check.roster(rota)
    is_away(mona, ill, rota)
    open_page(mona, "/rota/gaps/")
    assert mona.get_by_role("link", name="Who could").count() == sum(d.person == str(ill.pk) for d in before)
    open_page(mona, f"/rota/periods/{rota.pk}/")
    is_worked_out(mona, "Work out the rest anew")
    press(mona, "Take this rota")
    after = rota_check.roster(rota)
    assert rota_check.breaches(rota) == []
    stayed = [duty for duty in before if duty.person != str(ill.pk)]
    assert set(stayed) <= set(after), "those who were well kept their duties"
    mona.get_by_role("link", name="Version 2").click()
    assert str(ill) in mona.inner_text("main")
    assert_accessible(mona)


def is_away(mona, amhp, rota):
    open_page(mona, "/rota/absences/")
    mona.get_by_role("button", name="Somebody is away").click()
    mona.select_option("[name=amhp]", str(amhp.pk))
    mona.get_by_label("Sickness").check()
    fill_day(mona, "first", rota.first)
    fill_day(mona, "last", rota.last)
    assert_accessible(mona)
    press(mona, "Save")


def one_swap(page_as, mona, rota):
    """Offered to one colleague by name, taken by them on a phone, approved by the manager."""
    duty, taker = a_swap_that_keeps_the_rules(rota)
    giver = page_as(duty.amhp.worker)
    open_page(giver, "/rota/mine/")
    giver.goto(f"/rota/duties/{duty.pk}/offer/")
    giver.select_option("[name=asked]", str(taker.pk))
    giver.fill("[name=reason]", "My sister's wedding")
    assert_accessible(giver)
    press(giver, "Offer")
    colleague = page_as(taker.worker, viewport=PHONE)
    open_page(colleague, "/my-work/")
    assert "asks you to take" in colleague.content()
    open_page(colleague, "/rota/swaps/")
    press(colleague, "I can take it")
    open_page(mona, "/rota/swaps/")
    assert "My sister's wedding" in mona.inner_text("main")
    press(mona, "Approve")
    assert Swap.objects.get().state == "approved"
    assert Duty.objects.get(pk=duty.pk).amhp == taker


def a_swap_that_keeps_the_rules(rota):
    """(a duty, a colleague who could take it)"""
    before = rota_check.roster(rota)
    for duty in Duty.objects.filter(rota=rota).select_related("amhp__worker", "kind", "rota"):
        for other in Amhp.objects.exclude(pk=duty.amhp_id).select_related("worker"):
            try:
                rota_check.refuse_new(rota, before, exchanged(before, Swap(duty=duty, giver=duty.amhp), other))
            except Refused:
                continue
            return duty, other
    raise AssertionError("Nobody can swap.")


def one_gap(page_as, mona, rota):
    """A second illness leaves a gap: manager and willing AMHPs are written to, the fairest first; they offer, and are put on."""
    is_away(mona, Duty.objects.filter(rota=rota).order_by("-day").first().amhp, rota)
    open_page(mona, "/rota/gaps/")
    missing = mona.get_by_role("link", name="Who could").count()
    mona.get_by_role("link", name="Who could").first.click()
    assert_accessible(mona)
    fairest = Amhp.objects.get(worker__name=mona.locator("main ol li").first.inner_text())
    told = Message.objects.filter(key__startswith="amhp-gap:")
    assert told.filter(to="mona@barnet.example", subject__startswith="Nobody is on duty").exists()
    assert told.filter(to=fairest.worker.email, subject__startswith="Could you take a shift?").exists()
    phone = open_page(page_as(fairest.worker, viewport=PHONE), "/rota/gaps/")
    press(phone, "I can take it")
    mona.get_by_role("link", name="Put somebody on").click()
    mona.select_option("[name=amhp]", str(fairest.pk))
    assert_accessible(mona)
    press(mona, "Save")
    open_page(mona, "/rota/gaps/")
    assert mona.get_by_role("link", name="Who could").count() == missing - 1
