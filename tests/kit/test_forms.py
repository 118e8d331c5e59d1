"""Any form is drawn as GOV.UK draws it: labels, hints and errors belong to their controls, and nothing typed is lost."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from bep.kit import forms as kit
from bep.kit.fields import DateField3
from bep.kit.views_gallery import EveryField


def drawn(data=None):
    form = EveryField(data)
    return form, str(form)


def control(html, name):
    return re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', html)[0]


def test_every_control_has_a_label_and_every_label_a_control():
    _, html = drawn()
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    ids = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html))
    assert labelled == ids


def test_ids_are_unique_and_descriptions_lead_somewhere():
    _, html = drawn({"nhs_number": "1"})
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert set(described.split()) <= set(ids)


def test_an_error_is_told_at_its_field_and_tied_to_it():
    _, html = drawn({"nhs_number": "1"})
    assert 'aria-invalid="true"' in control(html, "nhs_number")
    assert "id_nhs_number_helptext id_nhs_number_error" in control(html, "nhs_number")
    assert 'value="1"' in control(html, "nhs_number")


def test_optional_is_said_and_required_is_not_marked():
    _, html = drawn()
    assert html.count("(optional)") == sum(not f.required for f in EveryField.base_fields.values())
    assert " required" not in html


def test_a_long_paste_is_never_cut_by_the_browser():
    _, html = drawn()
    assert "maxlength=" not in html.replace("data-maxlength=", "")
    assert 'data-maxlength="200"' in html
    assert 'id="id_story-info"' in html


def test_a_field_that_belongs_to_an_answer_stands_under_it_and_only_there():
    _, html = drawn()
    assert html.count('name="practice"') == 1
    assert html.index('value="gp"') < html.index('name="practice"') < html.index('value="other"')
    assert 'data-reveals="id_route_1_more"' in html


def test_a_chosen_answer_comes_back_chosen_with_its_part_open():
    _, html = drawn({"route": "gp", "practice": "Oak Lane", "needs": ["large", "easy"], "told": "on"})
    assert "checked" in re.search(r'<input[^>]*value="gp"[^>]*>', html)[0]
    assert '<div class="bep-reveal" id="id_route_1_more">' in html
    assert 'value="Oak Lane"' in html
    assert html.count(" checked") == 4


def test_fields_stand_in_their_groups_and_none_is_forgotten():
    form, html = drawn()
    headings = [heading for heading, _ in kit.field_groups(form)]
    assert headings == ["Who is it about?", "How we came to know", ""]
    assert all(f'name="{name}' in html for name in form.fields)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (forms.CharField(label="Full name"), "", "Enter full name"),
        (forms.CharField(label="NHS trust"), "", "Enter NHS trust"),
        (forms.CharField(label="What happened?"), "", "Answer: what happened?"),
        (forms.ChoiceField(label="Hub", choices=[("1", "A")]), "", "Select hub"),
        (forms.ChoiceField(label="Hub", choices=[("1", "A")]), "9", "Hub: choose one of the answers offered"),
        (forms.BooleanField(label="They know"), "", "Tick the box: they know"),
        (forms.CharField(label="Name", max_length=3), "Leah", "Name must be 3 characters or fewer; it has 4"),
        (forms.IntegerField(label="Places", min_value=1), "0", "Places must be 1 or more"),
        (forms.IntegerField(label="Places"), "six", "Places must be a number, like 12"),
        (forms.EmailField(label="Email"), "x", "Email: enter an email address in the correct format, like name@example.com"),
        (DateField3(label="Review date"), "", "Enter review date"),
        (forms.CharField(label="Why", error_messages={"required": "Say why, for the audit"}), "", "Say why, for the audit"),
    ],
)  # fmt: skip
def test_every_refusal_names_the_field_and_the_remedy(field, value, sentence):
    form = type("One", (forms.Form,), {"one": field})({"one": value})
    assert list(kit.sentences(form["one"])) == [sentence]


def test_the_summary_links_every_error_in_the_order_of_the_page():
    form = EveryField({"dob_day": "31", "dob_month": "2", "dob_year": "1992"})
    form.add_error(None, "This person is known already.")
    links = list(kit.error_links(form))
    assert links[0] == {"words": "This person is known already.", "target": ""}
    assert {"words": "Date of birth must be a real date", "target": "id_dob_0"} in links
    assert {"words": "Answer: who is asking?", "target": "id_route_0"} in links
    html = str(form)
    assert all(f'id="{link["target"]}"' in html for link in links if link["target"])


def test_the_summary_speaks_for_formsets_too():
    formset = forms.formset_factory(EveryField, extra=1, min_num=1, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    )
    words = [link["words"] for link in kit.error_links(formset)]
    assert "Enter full name" in words


def test_a_form_not_sent_has_no_summary():
    assert list(kit.error_links(EveryField())) == []
    assert render_to_string("components/error_summary.html", {"links": []}).strip() == ""


def test_what_was_typed_is_escaped():
    _, html = drawn({"name": '"><script>alert(1)</script>', "story": "</textarea><script>"})
    assert "<script" not in html
