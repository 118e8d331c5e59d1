"""Two versions of one record: what differs, in words, and what the editor keeps."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from bep.kit import conflict
from bep.kit.fields import DateField3
from people.models import Person


class EditForm(forms.Form):
    given_name = forms.CharField(label="Given names")
    gender = forms.ChoiceField(
        label="Gender", choices=[("", "Not said"), ("Female", "Female"), ("Male", "Male")], required=False
    )
    birth_date = DateField3(label="Date of birth", required=False)
    birth_date_estimated = forms.BooleanField(label="Estimated", required=False)
    communication_needs = forms.MultipleChoiceField(
        label="Needs", choices=[("Print", [("large", "Large print")]), ("easy", "Easy read")], required=False
    )


THEIRS = Person(
    pk=1, given_name="Priya", gender="Female", birth_date=date(1992, 3, 12), birth_date_estimated=False,
    communication_needs=["easy"], version=4,
)  # fmt: skip


def sent(**change):
    words = {
        "given_name": "Priya", "gender": "Female", "birth_date_day": "12", "birth_date_month": "3",
        "birth_date_year": "1992", "communication_needs": ["easy"], "csrfmiddlewaretoken": "x", "version": "3",
    } | change  # fmt: skip
    post = QueryDict(mutable=True)
    for name, value in words.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    form = EditForm(post)
    assert form.is_valid(), form.errors
    form.conflict = THEIRS
    return form


def test_the_same_words_are_no_difference():
    assert list(conflict.sides(sent())) == []


@pytest.mark.parametrize(
    ("change", "side"),
    [
        ({"given_name": "Pria"}, ("Given names", "Pria", "Priya")),
        ({"gender": ""}, ("Gender", "", "Female")),
        ({"birth_date_day": "13"}, ("Date of birth", "13 March 1992", "12 March 1992")),
        ({"birth_date_estimated": "on"}, ("Estimated", "Yes", "No")),
        ({"communication_needs": ["large", "easy"]}, ("Needs", "Large print, Easy read", "Easy read")),
    ],
)
def test_a_difference_is_said_in_words(change, side):
    (found,) = conflict.sides(sent(**change))
    assert (found.label, found.mine, found.theirs) == side


def test_what_is_chosen_is_kept():
    form = sent(given_name="Pria", gender="Male", keep_given_name="theirs", keep_gender="mine")
    conflict.settle(form, THEIRS)
    assert (form.cleaned_data["given_name"], form.cleaned_data["gender"]) == ("Priya", "Male")


def test_nothing_chosen_changes_nothing():
    form = sent(given_name="Pria")
    conflict.settle(form, THEIRS)
    assert form.cleaned_data["given_name"] == "Pria"


def test_all_that_was_sent_is_sent_again_but_for_version_and_choices():
    names = {name for name, _ in conflict.sent(sent(keep_gender="mine"))}
    assert {"given_name", "birth_date_day", "communication_needs"} <= names
    assert not names & {"version", "csrfmiddlewaretoken", "keep_gender"}


@pytest.mark.django_db
def test_who_saved_comes_from_the_log(cast):
    assert conflict.last_saved(cast.priya) == ("Somebody else", None)
