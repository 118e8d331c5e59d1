"""Details change section by section; who somebody is changes with a reason; two editors are both heard."""

import pytest
from django.urls import reverse

from bep.audit.models import Event, RowHistory
from bep.kit import reference
from bep.kit.rules import NotAllowed, NotFound, Refused, Stale
from people.actions import edit_person
from people.forms.details import SECTIONS
from people.models import Person
from tests.cast import given

pytestmark = pytest.mark.django_db


def url(person, section):
    return reverse("people:edit", args=[person.pk, section])


def as_posted(client, person, section):
    """What a browser would send back of a section, unchanged."""
    form = client.get(url(person, section)).context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        data[bound.html_name] = "" if value is None else value
    return data


def test_every_recorded_field_is_on_the_page_once(cast, as_):
    shown = [name for section in SECTIONS.values() for name in section.fields]
    kept = {field.name for field in Person._meta.concrete_fields}
    elsewhere = {
        "id", "version", "reference", "restricted", "merged_into", "created_at", "death_date", "accommodation_status",
        "employment_status",
    }  # fmt: skip
    assert len(shown) == len(set(shown))
    assert set(shown) == kept - elsewhere
    assert "Given names (legal)" in as_(cast.amara).get(reverse("people:details", args=[cast.priya.pk])).text


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_saved_unchanged_changes_nothing(cast, as_, section):
    client = as_(cast.amara)
    before = Person.objects.values().get(pk=cast.priya.pk)
    response = client.post(url(cast.priya, section), as_posted(client, cast.priya, section))
    assert response.status_code == 302, response.context["form"].errors
    assert Person.objects.values().get(pk=cast.priya.pk) == before | {"version": 2}


def test_a_section_is_saved_and_the_log_says_which_fields_never_what(cast, as_):
    client = as_(cast.amara)
    data = as_posted(client, cast.priya, "background") | {"ethnicity": "Asian or Asian British: Indian"}
    client.post(url(cast.priya, "background"), data)
    assert Person.objects.get(pk=cast.priya.pk).ethnicity == "Asian or Asian British: Indian"
    event = Event.objects.get(name="people.edited")
    assert event.detail == {"fields": ["ethnicity"]}
    assert RowHistory.objects.filter(table="people_person").latest("pk").old["ethnicity"] == ""


def test_filling_a_blank_needs_no_reason_but_correcting_does(cast, as_):
    client = as_(cast.amara)
    data = as_posted(client, cast.priya, "identity") | {"nhs_number": "943 476 5919"}
    assert client.post(url(cast.priya, "identity"), data).status_code == 302
    data = as_posted(client, cast.priya, "identity") | {"nhs_number": "947 671 9931"}
    response = client.post(url(cast.priya, "identity"), data)
    assert "Correcting the NHS number needs a reason" in response.text
    response = client.post(url(cast.priya, "identity"), data | {"reason": "Seen on her NHS letter"})
    assert response.status_code == 302
    assert Event.objects.filter(name="people.edited").first().reason == "Seen on her NHS letter"


def test_the_second_saver_is_shown_both_versions_and_chooses(cast, as_):
    client = as_(cast.amara)
    mine = as_posted(client, cast.priya, "contact") | {"phone": "020 7946 0001"}
    edit_person(person=cast.priya, version=1, changes={"phone": "020 7946 0002"}, by=cast.joan)
    response = client.post(url(cast.priya, "contact"), mine)
    text = response.text
    assert "Joan Marsh" in text
    assert "02079460001" in text.replace(" ", "")
    assert "02079460002" in text.replace(" ", "")
    assert Person.objects.get(pk=cast.priya.pk).phone == "020 7946 0002"
    client.post(url(cast.priya, "contact"), mine | {"version": "2", "keep_phone": "theirs", "address": "1 Oak Road"})
    person = Person.objects.get(pk=cast.priya.pk)
    assert (person.phone, person.address, person.version) == ("020 7946 0002", "1 Oak Road", 3)


def test_an_unconfirmed_list_says_so_where_it_is_used(cast, as_):
    assert not reference.confirmed("autism")
    text = as_(cast.amara).get(url(cast.priya, "support")).text
    assert "not been confirmed" in text
    assert "not been confirmed" not in as_(cast.amara).get(url(cast.priya, "communication")).text


@pytest.mark.parametrize(
    ("section", "changes", "words"),
    [
        ("identity", {"nhs_number": "9434765918"}, "not a real one"),
        ("contact", {"postcode": "nowhere"}, "full UK postcode"),
        ("gp", {"gp_practice_code": "!"}, "letters and figures"),
        ("names", {"family_name": ""}, "Enter family name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast, as_, section, changes, words):
    client = as_(cast.amara)
    assert words in client.post(url(cast.priya, section), as_posted(client, cast.priya, section) | changes).text


def test_a_section_nobody_knows_is_not_there(cast, as_):
    assert as_(cast.amara).get(url(cast.priya, "nonsense")).status_code == 404


# --- the action -------------------------------------------------------------------------------------------------------
def test_the_action_refuses_the_stale_the_invisible_and_the_unpermitted(cast):
    changes = {"phone": "020 7946 0001"}
    with pytest.raises(Stale):
        edit_person(person=cast.priya, version=0, changes=changes, by=cast.amara)
    with pytest.raises(NotFound):
        edit_person(person=cast.priya, version=1, changes=changes, by=cast.ben)
    with pytest.raises(NotFound):
        edit_person(person=cast.rosa, version=1, changes=changes, by=cast.amara)
    with pytest.raises(NotAllowed):
        edit_person(person=cast.priya, version=1, changes=changes, by=cast.theo)


def test_the_action_does_not_write_what_has_an_action_of_its_own(cast):
    with pytest.raises(TypeError, match="restricted"):
        edit_person(person=cast.priya, version=1, changes={"restricted": True}, by=cast.amara)


def test_another_records_nhs_number_is_refused(cast):
    with given():
        Person.objects.filter(pk=cast.daniel.pk).update(nhs_number="9434765919")
    with pytest.raises(Refused, match="Another record already has this NHS number"):
        edit_person(person=cast.priya, version=1, changes={"nhs_number": "9434765919"}, by=cast.amara)
