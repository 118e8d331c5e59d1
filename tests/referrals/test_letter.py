"""The confirmation letter: what it says, large when that is needed, and never made when a letter is not safe."""

import io
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bep.kit.rules import NotAllowed, Refused, WrongMoment
from people.models import Person, SafeContact
from referrals import actions
from referrals.models import Letter
from tests.cast import given
from tests.referrals.makers import awaiting, booked, reload, session


@pytest.fixture(autouse=True)
def private_folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def appointment(cast):
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(address="12 Example Lane\nLondon", postcode="N12 0AA")
    return booked(cast, awaiting(cast, reload(cast.priya)), session(partners="Barnet Voice"))


def made(cast, appointment):
    return actions.make_letter(appointment=reload(appointment), by=cast.tom)


def text(letter):
    pages = PdfReader(io.BytesIO(letter.file.read())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_it_says_when_where_how_to_get_there_and_whom_to_call(cast, appointment):
    words = text(made(cast, appointment))
    assert "Pri Nair 12 Example Lane London N12 0AA" in words
    assert "Dear Pri," in words
    assert f"{appointment.day:%A} {appointment.day.day} {appointment.day:%B} {appointment.day.year}" in words
    assert "08:00 to 08:30" in words
    assert "West Finchley underground" in words
    assert "step-free" in words
    assert "Barnet Voice" in words
    assert "020 7946 0000" in words
    assert "999" in words
    assert appointment.referral.reference in words


def test_an_ordinary_letter_is_one_sheet(cast, appointment):
    assert len(PdfReader(io.BytesIO(made(cast, appointment).file.read())).pages) == 1


def test_it_does_not_say_why(cast, appointment):
    assert "stopped going out" not in text(made(cast, appointment))


def test_it_is_tagged_and_has_a_language_and_a_title(cast, appointment):
    reader = PdfReader(io.BytesIO(made(cast, appointment).file.read()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata.title == "Your choice appointment"


def test_large_print_when_it_is_needed(cast, appointment):
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(communication_needs=["large_print"])
    letter = made(cast, appointment)
    assert letter.large_print
    sizes = set()
    for page in PdfReader(io.BytesIO(letter.file.read())).pages:
        page.extract_text(
            visitor_text=lambda t, cm, tm, font, size: (
                sizes.add(round(size * abs(tm[3] or 1) * abs(cm[3]))) if t.strip() else None
            )
        )
    assert max(sizes) >= 18


def say_no_letters(cast, **more):
    with given():
        SafeContact.objects.update_or_create(person=cast.priya, defaults={"letter": "no"} | more)


def test_no_letter_where_a_letter_is_not_safe(cast, appointment):
    say_no_letters(cast)
    with pytest.raises(Refused, match="not safe") as refusal:
        made(cast, appointment)
    assert refusal.value.remedy
    assert not Letter.objects.exists()


def test_it_goes_to_the_safe_address(cast, appointment):
    say_no_letters(cast, letter="yes", safe_address="c/o Library\n2 Example Grove")
    words = text(made(cast, appointment))
    assert "c/o Library 2 Example Grove" in words
    assert "Example Lane" not in words


def test_no_letter_to_somebody_who_has_died(cast, appointment):
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(death_date=date(2026, 1, 1))
    with pytest.raises(Refused, match="died"):
        made(cast, appointment)


def test_only_a_booked_appointment_is_confirmed(cast, appointment):
    actions.cancel(appointment=appointment, version=1, whose="person", reason="Ill.", by=cast.tom)
    with pytest.raises(WrongMoment):
        made(cast, appointment)


def test_a_home_visit_says_who_comes_and_how_to_check(cast):
    from datetime import timedelta

    from bep.kit import clock

    referral = awaiting(cast)
    at = clock.at(clock.today() + timedelta(days=5), 14)
    visit = actions.visit_home(referral=referral, version=referral.version, worker=cast.amara, starts=at, by=cast.tom)
    words = text(made(cast, visit))
    assert "At your home" in words
    assert "You will meet Amara Bell" in words
    assert "badge" in words


def test_the_screen_makes_it_once_asked_and_shows_the_very_file(cast, as_, appointment):
    browser = as_(cast.tom)
    url = reverse("referrals:make_letter", args=[appointment.pk])
    assert browser.get(url).status_code == 405
    answer = browser.get(browser.post(url)["Location"])
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == Letter.objects.get().file.read()


def test_an_unsafe_letter_is_refused_with_a_page(cast, as_, appointment):
    say_no_letters(cast)
    answer = as_(cast.tom).post(reverse("referrals:make_letter", args=[appointment.pk]))
    assert answer.status_code == 422
    assert "not safe" in answer.content.decode()


def test_whose_letter_it_is_not(cast, as_, appointment):
    letter = made(cast, appointment)
    assert as_(cast.wendy).get(reverse("referrals:letter", args=[letter.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        actions.make_letter(appointment=appointment, by=cast.pia)
