"""The gallery of components: accessible, by keyboard, on a phone, zoomed, and without JavaScript."""

import pytest

from tests.browser.axe import DESK, PHONE, assert_accessible

pytestmark = pytest.mark.browser
GALLERY, WITH_ERRORS = "/gallery/", "/gallery/?errors"
# A window of 1280 pixels zoomed to 400 % is one of 320.
ZOOMED = {"width": 320, "height": 256}


@pytest.mark.parametrize("viewport", [DESK, PHONE, ZOOMED], ids=["desk", "phone", "zoomed"])
def test_every_component_is_accessible(page_as, cast, viewport):
    page = page_as(cast.amara, viewport=viewport)
    for address in (GALLERY, WITH_ERRORS):
        page.goto(address)
        assert_accessible(page)


def test_everything_is_reached_by_keyboard(page_as, cast):
    page = page_as(cast.amara)
    page.goto(GALLERY)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    slash_goes_to_the_search_box_but_not_out_of_a_field(page)
    a_menu_opens_and_closes_on_escape(page)
    an_answer_reveals_what_belongs_to_it(page)


def slash_goes_to_the_search_box_but_not_out_of_a_field(page):
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.focus("#id_name")
    page.keyboard.type("and/or")
    assert page.input_value("#id_name") == "and/or"


def a_menu_opens_and_closes_on_escape(page):
    menu = page.locator("details.bep-menu").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None


def an_answer_reveals_what_belongs_to_it(page):
    assert not page.is_visible("#id_practice")
    page.focus("#id_route_0")
    page.keyboard.press("ArrowDown")
    assert page.is_visible("#id_practice")
    page.keyboard.press("ArrowUp")
    assert not page.is_visible("#id_practice")


def test_errors_take_the_cursor_and_lead_to_their_fields(page_as, cast):
    page = page_as(cast.amara)
    page.goto(WITH_ERRORS)
    assert page.title().startswith("Error: ")
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    page.click("text=Date of birth must be a real date")
    assert page.evaluate("document.activeElement.id") == "id_dob_0"
    assert page.input_value("#id_dob_0") == "31"


def test_without_javascript_nothing_is_out_of_reach(page_as, cast):
    page = page_as(cast.amara, java_script_enabled=False)
    page.goto(GALLERY)
    assert page.is_visible("#id_practice")
    page.click("form.bep-form button[type=submit]")
    assert page.is_visible("text=Enter full name")
