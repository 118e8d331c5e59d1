"""Safeguarding in a browser: a public concern on a Friday evening to its closure; a provider with six adults."""

from datetime import timedelta

import pytest

from bep.kit import clock
from safeguarding.models import Concern, Enquiry, ProviderEnquiry
from tests.browser.axe import PHONE, assert_accessible
from tests.cast import given, make_person
from tests.safeguarding import by_form
from tests.safeguarding.enquiries import MET, NOT_MET
from tests.safeguarding.given import make, provider, reload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def choose(page, **answers):
    for name, value in answers.items():
        page.locator(f'[name={name}][value="{value}"]').check()


def write(page, **words):
    for name, text in words.items():
        page.locator(f"[name={name}]").fill(text)


def fill_day(page, name, day):
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


def friday_evening():
    now = clock.now().astimezone(clock.LONDON)
    friday = now.date() - timedelta(days=(now.weekday() - 4) % 7 or 7)
    return clock.at(friday, 21, 10)


def told_by_the_public(page):
    page.goto("/worried-about-an-adult/")
    assert page.get_by_text("999").first.is_visible()
    assert_accessible(page)
    choose(page, danger="no")
    press(page, "Start")
    choose(page, about="other")
    press(page, "Go on")
    write(page, given_name="Daniel", family_name="Osei", postcode="NW9 0ZZ", address="4 Elm Road")
    fill_day(page, "birth_date", clock.today().replace(year=1992, month=3, day=12))
    press(page, "Go on")
    write(page, what="His cousin takes his pension and shouts at him.", place="At home")
    choose(page, safe_now="no")
    press(page, "Go on")
    write(page, views="He wants his money left alone.")
    choose(page, consent="yes")
    press(page, "Go on")
    choose(page, reporter_kind="family", known="yes")
    write(page, reporter_name="Nina Quill")
    press(page, "Go on")
    page.locator("[name=agree]").check()
    press(page, "Send")
    page.wait_for_url("**/sent/")
    assert Concern.objects.get().reference in page.content()


def test_from_a_friday_evening_to_closure(page_as, as_, cast, monkeypatch):
    sunita, olive = make("sunita"), make("olive")
    evening = friday_evening()
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: evening)
        told_by_the_public(page_as(None, viewport=PHONE))
    concern = Concern.objects.get()
    assert (concern.received_at, concern.received_at.astimezone(clock.LONDON).weekday()) == (evening, 4)
    assert concern.due_day.weekday() == 0  # decided by Monday

    # 1. The manager finds it, on her phone; who told us stands in a sealed part.
    phone = page_as(sunita, viewport=PHONE)
    phone.goto("/safeguarding/")
    phone.get_by_role("link", name="Daniel Osei").first.click()
    assert f"{evening:%-d %b}" in phone.locator("main").inner_text()
    assert "21:10" in phone.locator("main").inner_text()
    assert "counts from the next working day" in phone.locator("main").inner_text()
    assert "Nina Quill" in phone.locator("#sealed-title").locator("xpath=ancestor::section").inner_text()
    assert_accessible(phone)

    # 2. At her desk: who he is, the three criteria, and an officer who is not she.
    page = page_as(sunita)
    page.goto(f"/safeguarding/concerns/{concern.pk}/match/")
    page.get_by_label("Daniel Osei").first.check()
    press(page, "Save")
    page.goto(f"/safeguarding/concerns/{concern.pk}/decide/")
    assert_accessible(page)
    choose(page, has_needs="yes", at_risk="yes", cannot_protect="yes", verb="start_enquiry", lacks="no")
    write(
        page,
        **{name: MET[name] for name in ("has_needs_why", "at_risk_why", "cannot_protect_why")},
        reason="All three.",
    )
    page.locator("[name=officer]").select_option(label="Olive Marsh")
    press(page, "Save")
    page.wait_for_url("**/enquiries/*/")
    enquiry = Enquiry.objects.get()
    home = f"/safeguarding/enquiries/{enquiry.pk}/"

    # 3. Planned with him; what he wants, in his words.
    page.goto(f"{home}plan/")
    write(
        page,
        attendees="PC Lee, police",
        adult_came="There, at home",
        minutes="What is known.",
        scope="Where does it go?",
    )
    choose(page, likelihood="4", impact="3", lacks="no")
    write(page, risk_words="The cousin has his card.")
    press(page, "Save")
    page.wait_for_url(f"**{home}")
    officer = page_as(olive, viewport=PHONE)
    officer.goto(f"{home}wishes/add/")
    write(officer, words="Leave my money alone.")
    press(officer, "Save")
    officer.wait_for_url(f"**{home}")
    # Forms that another test has looked at are sent as they stand: taking part, the bank's own enquiry, meeting, sharing, action.
    by_form.send(as_, olive, "add_asked", enquiry, asked="expressed", advocate="not_needed", advocate_name="")
    by_form.others_asked(as_, sunita, olive, enquiry)
    by_form.worked_on(as_, olive, enquiry)
    officer.goto(f"{home}report/")
    write(officer, report="The cousin drew it four times.")
    press(officer, "Save")
    officer.wait_for_url(f"**{home}")

    # 4. He is asked again, risk is rated anew, the allegation is decided; then the council decides, and plans with him.
    by_form.ready(as_, sunita, olive, enquiry)
    page.goto(f"{home}outcome/")
    choose(page, risk_outcome="risk_action", risk_now="removed", lacks="no")
    write(page, conclusion="The card is his alone now.")
    press(page, "Save")
    page.wait_for_url(f"**{home}")
    by_form.protected(as_, sunita, enquiry)
    page.goto(f"{home}close/")
    choose(page, lacks="no")
    write(page, remaining_risk="The bank calls Ben if it is tried again.", felt="You listened.")
    press(page, "Save")
    page.wait_for_url(f"**{home}")
    assert "Leave my money alone." in page.content()
    assert_accessible(page)
    assert Enquiry.objects.get().state == "closed"


def test_a_provider_with_six_adults(page_as, as_, cast):
    sunita, olive = make("sunita"), make("olive")
    home = provider()
    names = ["Abel", "Bena", "Cato", "Dora", "Emil", "Fern"]
    with given():
        people = [make_person(f"BEP-91000{n}", name, "Resident") for n, name in enumerate(names)]
    page = page_as(sunita)
    page.goto("/safeguarding/providers/")
    assert_accessible(page)
    page.goto(f"/safeguarding/providers/{home.pk}/enquiry/")
    write(page, title="Night staff asleep")
    press(page, "Save")
    page.wait_for_url("**/provider-enquiries/*/")
    whole = ProviderEnquiry.objects.get()
    for person in people[1:]:  # five by the same form, sent as it stands
        said = {"person": person.reference, "kinds": ["neglect"], "safe_now": "no", "consent": "not_asked"}
        by_form.send(as_, sunita, "add_adult", whole, **said)
    for person in people[:1]:
        page.goto(f"/safeguarding/provider-enquiries/{whole.pk}/adults/add/")
        write(page, person=person.reference)
        choose(page, kinds="neglect", safe_now="no", consent="not_asked")
        press(page, "Raise a concern about them")
        page.wait_for_url(f"**/provider-enquiries/{whole.pk}/")
    assert page.locator("#adults-title").locator("xpath=ancestor::section").locator("li").count() == 6
    assert_accessible(page)

    # The early-warning list has it first; each adult is decided on apart.
    page.goto("/safeguarding/providers/")
    assert "Early warning" in page.locator("tbody tr").first.inner_text()
    concern = Concern.objects.get(person=people[0])
    page.goto(f"/safeguarding/concerns/{concern.pk}/decide/")
    choose(page, has_needs="yes", at_risk="yes", cannot_protect="yes", verb="start_enquiry", lacks="unknown")
    write(
        page,
        **{name: MET[name] for name in ("has_needs_why", "at_risk_why", "cannot_protect_why")},
        reason="All three.",
    )
    page.locator("[name=officer]").select_option(label="Olive Marsh")
    press(page, "Save")
    page.wait_for_url("**/enquiries/*/")
    assert Enquiry.objects.get().provider_enquiry == whole

    # It does not end while adults wait.
    page.goto(f"/safeguarding/provider-enquiries/{whole.pk}/close/")
    write(page, learned="Rotas are checked at night.")
    press(page, "Save")
    assert "Finish with each adult first" in page.content()

    # Each is done with: one enquiry to its closure, five with other help. Then it closes.
    by_form.from_plan_to_end(as_, sunita, olive, Enquiry.objects.get())
    for waiting in Concern.objects.filter(state="received"):
        by_form.send(as_, sunita, "decide", waiting, **NOT_MET, verb="end_here", reason="As the three criteria say.")
    page.goto(f"/safeguarding/provider-enquiries/{whole.pk}/close/")
    write(page, learned="Rotas are checked at night.")
    press(page, "Save")
    page.wait_for_url(f"**/provider-enquiries/{whole.pk}/")
    assert "Rotas are checked at night." in page.content()
    assert (reload(whole).state, Concern.objects.filter(provider_enquiry=whole).count()) == ("closed", 6)
    phone = page_as(sunita, viewport=PHONE)
    for url in (f"/safeguarding/provider-enquiries/{whole.pk}/", "/safeguarding/patterns/", "/safeguarding/return/"):
        phone.goto(url)
        assert_accessible(phone)
