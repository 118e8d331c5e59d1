"""Home and work have a history; the present is the spell that began last."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bep.kit.rules import NotFound, Refused
from people.actions import record_status
from people.models import Person, StatusSpell

pytestmark = pytest.mark.django_db
TENANT = "Tenant: Private landlord"


def record(cast, value=TENANT, starts=date(2024, 5, 1), kind="accommodation", by=None):
    return record_status(person=cast.priya, kind=kind, value=value, starts=starts, by=by or cast.amara)


def home(cast):
    return Person.objects.get(pk=cast.priya.pk).accommodation_status


def test_a_change_is_recorded_on_the_screen(cast, as_):
    client = as_(cast.amara)
    where = reverse("people:status_record", args=[cast.priya.pk, "accommodation"])
    assert client.post(where, {"value": TENANT, "starts": "2024-05-01", "note": "Notice given"}).status_code == 302
    text = client.get(reverse("people:status", args=[cast.priya.pk])).text
    assert f"Home: {TENANT}" in text
    assert "Notice given" in text
    assert client.get(reverse("people:status_record", args=[cast.priya.pk, "nonsense"])).status_code == 404


def test_an_older_spell_added_late_does_not_change_the_present(cast):
    record(cast)
    record(cast, "Refuge", date(2023, 1, 1))
    assert home(cast) == TENANT
    record(cast, "Unknown", date(2025, 1, 1))
    assert home(cast) == "Unknown"
    assert StatusSpell.objects.about(cast.priya).count() == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"value": "A castle"}, "not in the list"), ({"starts": timezone.localdate() + timedelta(1)}, "future")],
)
def test_refusals(cast, changes, words):
    with pytest.raises(Refused, match=words):
        record(cast, **changes)


def test_others_may_not(cast):
    with pytest.raises(NotFound):
        record(cast, by=cast.ben)
