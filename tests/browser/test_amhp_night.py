"""A night at the AMHP desk: brought in under section 136, two doctors, an application, a bed found, and the desk handed over."""

from datetime import timedelta

import pytest

from amhp_rota.models import AssessmentRequest, Handover
from bep.kit import clock
from tests.amhp.desk import approve, doctor, second_amhp, second_doctor
from tests.browser.axe import PHONE, assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def fill_day(page, name, day):
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


def local(**ago):
    return (clock.now() - timedelta(**ago)).astimezone(clock.LONDON)


def test_from_the_suite_to_a_bed_and_the_morning(page_as, cast):
    approve(cast.ruth)
    ayo, first, second = second_amhp(), doctor(), second_doctor()
    page = page_as(cast.ruth)

    # 1. The police bring Daniel in: nobody at the desk works with him, so Ruth says why she opens his record.
    page.goto("/people/?q=Daniel+Osei")
    page.get_by_role("link", name="Daniel Osei").first.click()
    page.locator("[name=reason]").fill("Brought to St Ann's under section 136.")
    page.locator("main form button[type=submit]").first.click()
    page.goto(f"/people/{cast.daniel.pk}/mental-health-act-request/")
    arrived = local(hours=20)
    page.get_by_label("Police", exact=True).check()
    page.locator("[name=asked_by]").fill("PC Wren")
    page.locator("[name=reason]").fill("Found on the bridge, says he must stop the trains.")
    page.locator("[name=place]").fill("St Ann's suite")
    page.get_by_label("s136, by the police from a public place").check()
    fill_day(page, "held_on", arrived.date())
    page.locator("[name=held_time]").fill(f"{arrived:%H:%M}")
    assert_accessible(page)
    press(page, "Send to the AMHP service")
    page.wait_for_url("**/amhp/requests/*/")
    request = AssessmentRequest.objects.get()
    home = f"/amhp/requests/{request.pk}/"

    # 2. On the board with its legal clock; Ruth takes it on and rings for doctors, one tap a call.
    page.goto("/amhp/desk/")
    assert "next legal clock (s136) runs out in" in page.content()
    assert_accessible(page)
    page.goto(home)
    press(page, "Take it on")
    press(page, "Triage")
    press(page, "Find doctors")
    for tap in ("Tried", "Agreed"):
        page.locator("#calls form", has=page.locator("[value=doctor]")).get_by_role("button", name=tap).click()
    assert "Called for a doctor: agreed." in page.content()

    # 3. Out on a visit with her phone: safe, one tap.
    phone = page_as(cast.ruth, viewport=PHONE)
    phone.goto(f"{home}set-off/")
    phone.locator("[name=phone]").fill("07700 900982")
    press(phone, "Set off")
    phone.wait_for_url("**/amhp/visits/*/")
    assert_accessible(phone)
    press(phone, "Safe, 30 minutes more")
    press(phone, "I am safe, and finished")

    # 4. Both doctors examine; the record, then the application.
    page.goto(home)
    press(page, "Begin the assessment")
    seen = local(hours=2)
    for who in (first, second):
        page.goto(f"{home}examination/")
        page.locator("[name=doctor]").select_option(str(who.pk))
        page.get_by_label("Section 2", exact=True).check()
        fill_day(page, "on", seen.date())
        page.locator("[name=time]").fill(f"{seen:%H:%M}")
        fill_day(page, "signed_on", seen.date())
        press(page, "Save")
    page.goto(f"{home}assessment/")
    fill_day(page, "seen_on", seen.date())
    page.locator("[name=seen_time]").fill(f"{seen:%H:%M}")
    page.get_by_label("Not: it was not reasonably practicable").check()
    page.locator("[name=relative_told_how]").fill("No relative is known; his phone is locked.")
    page.locator("[name=no_acquaintance]").fill("His GP is closed until Monday.")
    page.locator("[name=alternatives]").fill("Crisis team declined; he will not stay informally.")
    page.get_by_label("Detained, section 2").check()
    page.locator("[name=reasons]").fill("No less restrictive way keeps him safe tonight.")
    press(page, "Save")
    press(page, "Sign the record")
    page.goto(f"{home}papers/")
    press(page, "Begin A2")
    page.locator("[name=addressed_to]").fill("The managers, Dennis Scott Unit")
    now = local()
    fill_day(page, "applied_on", now.date())
    page.locator("[name=applied_time]").fill(f"{now:%H:%M}")
    press(page, "Save")
    press(page, "Sign what is saved")
    assert "A2 is signed." in page.content()

    # 5. The wait for a bed, the morning's handover made of the night, and Ayo has the desk.
    page.goto(home)
    press(page, "Wait for a bed")
    page.locator("#calls form", has=page.locator("[value=bed]")).get_by_role("button", name="Tried").click()
    page.goto("/amhp/handovers/new/")
    paragraph = page.locator(f"[name=line_{request.pk}]").input_value()
    assert "Form A2 signed." in paragraph
    assert "Waits for a bed" in paragraph
    page.locator("[name=words]").fill("Quiet but for Daniel.")
    press(page, "Hand over")
    morning = page_as(ayo)
    morning.goto("/amhp/handovers/")
    assert_accessible(morning)
    press(morning, "I have read it and have the desk")
    assert Handover.objects.get().acknowledged_by == ayo

    # 6. The bed is found: he is admitted, the hold under section 136 is over, and section 2 has its clock.
    morning.goto(home)
    morning.locator("#calls form", has=morning.locator("[value=bed]")).get_by_role("button", name="Agreed").click()
    press(morning, "Set off to hospital")
    morning.goto(f"{home}admission/")
    morning.get_by_label("Section 2", exact=True).check()
    at = local()
    fill_day(morning, "on", at.date())
    morning.locator("[name=time]").fill(f"{at:%H:%M}")
    press(morning, "Save")
    assert "Section 2 ends" in morning.content()
