"""Fields read what people type, keep it as it was when they cannot, and say what to do in a sentence naming the field."""

from datetime import date, time
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from bep.access.models import Team
from bep.kit import fields


def refusal(field, value):
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages[0]


class WithDate(forms.Form):
    dob = fields.DateField3(label="Date of birth", past=True)


def with_date(day="", month="", year=""):
    return WithDate({"dob_day": day, "dob_month": month, "dob_year": year})


@pytest.mark.parametrize(
    "typed",
    [
        ("12", "3", "1992"),
        ("12", "03", "1992"),
        (" 12 ", "March", "1992"),
        ("12", "mar.", "1992"),
        ("12 3 1992", "", ""),
        ("12/03/1992", "", ""),
        ("12th March 1992", "", ""),
        ("", "", "1992-03-12"),
    ],
)
def test_a_date_is_read_however_it_is_typed(typed):
    form = with_date(*typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["dob"] == date(1992, 3, 12)


def test_a_date_may_come_under_its_own_name():
    assert WithDate({"dob": "1992-03-12"}).is_valid()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("12", "3", ""), "Date of birth must include a year"),
        (("", "3", ""), "Date of birth must include a day and a year"),
        (("31", "2", "1992"), "Date of birth must be a real date"),
        (("12", "13", "1992"), "Date of birth must have a month from 1 to 12, or its name"),
        (("12", "3", "92"), "Date of birth must have a year of four figures, like 1992"),
        (("x", "3", "1992"), "Date of birth must be a real date"),
        (("1", "1", "2999"), "Date of birth must be today or in the past"),
        (("1", "1", "1066"), "Date of birth must be after 1880"),
    ],
)
def test_a_date_refused_says_what_is_missing_and_keeps_what_was_typed(typed, sentence):
    form = with_date(*typed)
    assert form.errors["dob"] == [sentence]
    html = str(form["dob"])
    for part in filter(None, typed):
        assert f'value="{part}"' in html


@given(st.dates(min_value=date(1880, 1, 1), max_value=date(2020, 12, 31)))
def test_every_date_shown_is_read_back(day):
    boxes = fields.DateInput3().decompress(day)
    assert fields.DateField3().clean(boxes) == day
    assert fields.read_date(f"{day:%d %B %Y}") == fields.read_date(f"{day:%Y-%m-%d}") == day


@given(st.text(max_size=20))
@example("²")  # a digit to isdigit(), and no number to int()
@example("9" * 5000)  # more digits than int() reads
@example("² " + "9" * 5000 + " ²026")
def test_no_text_breaks_the_reading_of_a_date(words):
    fields.read_date(words)
    fields.read_month(words)


def test_nhs_number_spaces_and_sentences():
    field = fields.NHSNumberField(label="NHS number", required=False)
    assert field.clean("943 476 5919") == field.clean("943-476-5919") == "9434765919"
    assert field.clean("") == ""
    assert field.prepare_value("9434765919") == "943 476 5919"
    assert "10 figures" in refusal(field, "943 476")
    assert refusal(field, "943 476 5918").startswith("NHS number is not a real one")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nw44be", "NW4 4BE"),
        ("nw91ci", "NW9 1CI"),
        ("NW4 4BE", "NW4 4BE"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("m1 1ae", "M1 1AE"),
    ],
)
def test_postcodes_are_kept_in_one_form(typed, kept):
    assert fields.PostcodeField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["NW4", "12345", "NW4 4B", "NW4 4CE C"])
def test_half_a_postcode_is_refused(typed):
    assert refusal(fields.PostcodeField(), typed) == "Postcode must be a full UK postcode, like NW4 4BE"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("020 8359 2000", "02083592000"),
        ("+44 7700 900982", "07700900982"),
        ("0044 (0)20 8359 2000", "02083592000"),
        ("999", "999"),
        ("+33 1 70 18 99 00", "+33170189900"),
    ],
)
def test_telephone_numbers(typed, kept):
    assert fields.PhoneField().clean(typed) == kept


def test_words_are_no_telephone_number():
    assert refusal(fields.PhoneField(label="Phone"), "ring my sister").startswith("Phone must be a full number")


def test_money():
    field = fields.MoneyField(label="Weekly cost", required=False)
    assert field.clean("£1,234.50") == Decimal("1234.50")
    assert field.clean("457") == Decimal(457)
    assert field.clean("") is None
    assert refusal(field, "4.575") == "Weekly cost must have at most two figures of pence, like 457.50"
    assert refusal(field, "-1") == "Weekly cost must be £0 or more"
    assert "pounds and pence" in refusal(field, "a lot")
    assert "two figures" in refusal(field, "NaN")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("2:30pm", time(14, 30)),
        ("9 am", time(9)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("0905", time(9, 5)),
    ],
)
def test_times(typed, kept):
    assert fields.TimeField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["half two", "25:00", "13pm", "14:75", "9"])
def test_no_time(typed):
    assert refusal(fields.TimeField(label="Time of the visit"), typed).startswith("Time of the visit must be")


# --- one of a list of names -------------------------------------------------------------------------------------------
class WithTeam(forms.Form):
    team = fields.FewOrNamed(Team.objects.filter(closed=None), label="Team", required=False, empty_label="Any team")


def with_team(**data):
    return WithTeam(data)


def test_few_names_are_a_select_of_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        html = str(with_team()["team"])
    assert html.count("<option") == Team.objects.filter(closed=None).count() + 1


def test_many_names_are_a_box_to_type_one_in(cast, monkeypatch):
    monkeypatch.setattr(fields.FewOrNamed, "MANY", 2)
    team = Team.objects.first()
    for said in (team.name, f" {team.name.upper()} ", str(team.pk)):
        form = with_team(team=said)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["team"] == team
    assert f'value="{team.name}"' in str(with_team(team=team.pk)["team"])
    assert "<option" not in str(with_team()["team"])


def test_a_name_of_nothing_is_refused_with_what_to_do(cast):
    form = with_team(team="Nowhere")
    assert form.errors["team"] == ["Team: nothing is called “Nowhere”. Type its whole name."]
