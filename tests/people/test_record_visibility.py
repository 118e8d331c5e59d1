"""Every screen about a person is 404 for whoever may not see them, whichever verb is tried, and a restricted person for all."""

from datetime import date

import pytest
from django.urls import reverse

from people.models import Alert, Relationship
from people.urls.person import urlpatterns
from tests.cast import given

pytestmark = pytest.mark.django_db
OF_A_PERSON = [
    ("person", {}), ("chronology", {}), ("chronology_pdf", {}), ("details", {}), ("edit", {"section": "names"}),
    ("safe_contact", {}), ("alerts", {}), ("alert_add", {}), ("relationships", {}), ("relationship_add", {}), ("status", {}),
    ("status_record", {"kind": "employment"}), ("workers", {}), ("death", {}), ("death_correct", {}),
]  # fmt: skip
OF_A_ROW = ["alert_end", "relationship_edit", "relationship_end"]
GOVERNING = [
    "records",
    "access",
    "restrict",
    "lift_restriction",
    "grant_access",
    "revoke_access",
    "merge",
    "merged",
    "merge_undo",
]


def rows_of(person):
    """The pk that each screen about a row of the person's takes."""
    alert = Alert.objects.create(
        person=person, kind="other", words="x", person_told=True, starts=date(2026, 1, 1), review_on=date(2027, 1, 1)
    )
    row = Relationship.objects.create(person=person, kind="friend", other_name="Somebody")
    return {"alert_end": alert.pk, "relationship_edit": row.pk, "relationship_end": row.pk}


def addresses(person):
    with given():
        rows = rows_of(person)
    yield from (reverse(f"people:{name}", kwargs={"pk": person.pk, **more}) for name, more in OF_A_PERSON)
    yield from (reverse(f"people:{name}", args=[rows[name]]) for name in OF_A_ROW)


@pytest.mark.parametrize("who", ["amara", "joan"])
def test_those_who_work_with_somebody_open_every_screen(cast, as_, who):
    client = as_(getattr(cast, who))
    answers = {url: client.get(url).status_code for url in addresses(cast.priya)}
    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["ben", "wendy", "sara", "ruth"])
def test_others_find_nothing(cast, as_, who, method):
    client = as_(getattr(cast, who))
    answers = {url: getattr(client, method)(url).status_code for url in addresses(cast.priya)}
    assert set(answers.values()) <= {404, 403}, answers  # 403 where the role itself has no such screen
    assert 404 in answers.values()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["amara", "joan"])
def test_a_restricted_person_is_nowhere(cast, as_, who, method):
    client = as_(getattr(cast, who))
    answers = {url: getattr(client, method)(url).status_code for url in addresses(cast.rosa)}
    assert set(answers.values()) == {404}, answers


def test_every_screen_of_the_record_is_in_this_test():
    """So that a screen added later is not left out: these two are not about one person, `open_on_duty` has its own test."""
    named = {pattern.name for pattern in urlpatterns} - {"search", "register", "open_on_duty"}
    assert named == {name for name, _ in OF_A_PERSON} | set(OF_A_ROW) | set(GOVERNING)
