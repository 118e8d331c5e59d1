"""The worker's day in Chromium: a note that survives its window, and two writers of one plan."""

import pytest
from playwright.sync_api import expect

from bep.kit.models import Draft
from people.models import CaseNote, RiskPlan
from tests.browser.axe import PHONE

pytestmark = pytest.mark.browser
SAVED = "[data-saved][data-state=saved]"


def test_a_note_survives_its_window_and_is_handed_in(page_as, cast):
    address = f"/people/{cast.priya.pk}/contacts/new/"
    page = page_as(cast.amara, viewport=PHONE)
    page.goto(address)
    page.fill("#id_what_happened", "We walked to the hub.")
    expect(page.locator(SAVED)).to_be_visible(timeout=5000)
    page.close()
    assert Draft.objects.get().title == "Case note, Pri Nair"

    again = page_as(cast.amara, viewport=PHONE)
    again.goto("/my-work/")
    again.click("text=Carry on")
    expect(again.locator("#id_what_happened")).to_have_value("We walked to the hub.")
    again.check("input[name=way][value=hub]")
    again.check("input[name=seen][value=alone]")
    again.get_by_role("button", name="Save", exact=True).click()
    expect(again.locator("h1")).to_contain_text("At a hub or office")
    assert CaseNote.objects.get().what_happened == "We walked to the hub."
    assert not Draft.objects.exists()


def test_two_writers_of_one_plan_choose_without_a_script(page_as, cast):
    address = f"/people/{cast.priya.pk}/risk-plan/write/"
    mine, theirs = page_as(cast.amara, java_script_enabled=False), page_as(cast.joan, java_script_enabled=False)
    for page, words in ((mine, "Ring her sister."), (theirs, "Ring the crisis line.")):
        page.goto(address)
        for kind in ("self", "from_others", "others", "neglect", "children"):
            page.check(f"input[name={kind}_concern][value=none]")
        page.fill("#id_plan", words)
    for page in (theirs, mine):
        page.click("text=Save the plan")
    assert_no_script_needed(mine)
    mine.check("input[name=keep_plan][value=theirs]")
    mine.click("text=Save what I chose")
    assert [plan.plan for plan in RiskPlan.objects.all()] == ["Ring the crisis line."] * 2


def assert_no_script_needed(page):
    assert "Joan Marsh" in page.inner_text(".bep-conflict")
    assert "Ring her sister." in page.inner_text(".bep-conflict")
