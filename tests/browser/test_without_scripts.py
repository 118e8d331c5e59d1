"""The forms that matter most, in a browser that runs no script: nothing is hidden, and what is typed arrives."""

import pytest

from people.models import CaseNote
from referrals.models import Referral

pytestmark = pytest.mark.browser


def fill(page, **fields):
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)


def press(page, words):
    page.click(f"main button:has-text('{words}')")
    assert not page.locator(".govuk-error-summary").count(), page.inner_text("main")


def test_somebody_asks_for_help(page_as, cast):
    page = page_as(None, java_script_enabled=False)
    page.goto("/refer/")
    page.check("[name=danger][value=no]")
    press(page, "Start")
    page.check("[name=about][value=me]")
    press(page, "Go on")
    fill(page, given_name="Maya", family_name="Lind", birth_date_day="14", birth_date_month="6", birth_date_year="1994")
    press(page, "Go on")
    fill(page, reason="I have not left the flat for three weeks.")
    press(page, "Go on")
    fill(page, phone="020 7946 0123")
    press(page, "Go on")
    page.check("[name=agree]")
    press(page, "Send")
    assert Referral.objects.get().reference in page.inner_text("main")


def test_a_worker_records_a_contact(page_as, cast):
    page = page_as(cast.amara, java_script_enabled=False)
    page.goto(f"/people/{cast.priya.pk}/contacts/new/")
    page.check("[name=way][value=visit]")
    page.check("[name=seen][value=alone]")
    fill(page, what_happened="Met at home for an hour.")
    page.get_by_role("button", name="Save", exact=True).click()
    assert CaseNote.objects.get().what_happened == "Met at home for an hour."


def test_a_worker_finds_somebody(page_as, cast):
    page = page_as(cast.amara, java_script_enabled=False)
    page.goto("/my-work/")
    page.fill("header [name=q]", "Nair")
    page.click("header button:has-text('Find')")
    assert "Pri Nair" in page.inner_text("main")
