"""An alert is said plainly, told to the person unless there is a reason not to, reviewed, and ended with why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bep.kit.rules import NotFound, Refused, WrongMoment
from people.actions import add_alert, end_alert
from people.models import Alert

pytestmark = pytest.mark.django_db


def later(days=90):
    return timezone.localdate() + timedelta(days=days)


def alert(cast, **changes):
    facts = {"kind": "call_first", "words": "call before visiting", "person_told": True, "review_on": later()}
    return add_alert(**({"person": cast.priya, "by": cast.amara} | facts | changes))


def test_it_is_added_on_the_screen_and_stands_at_the_head_of_every_page(cast, as_):
    client = as_(cast.amara)
    data = {
        "kind": "weapon",
        "words": "keeps a knife by the door",
        "person_told": "no",
        "review_on": later().isoformat(),
    }
    response = client.post(reverse("people:alert_add", args=[cast.priya.pk]), data)
    assert "needs a reason" in response.text
    data["why_not_told"] = "Telling her would put the worker at risk"
    assert client.post(reverse("people:alert_add", args=[cast.priya.pk]), data).status_code == 302
    text = client.get(reverse("people:alerts", args=[cast.priya.pk])).text
    assert "keeps a knife by the door, they have not been told" in text
    assert "No: Telling her" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"person_told": False}, "was not told of needs a reason"),
        ({"kind": "nonsense"}, "not in the list"),
        ({"review_on": timezone.localdate()}, "later day"),
    ],
)
def test_refusals(cast, changes, words):
    with pytest.raises(Refused, match=words):
        alert(cast, **changes)


def test_it_ends_once_with_a_reason_and_stays_in_the_history(cast, as_):
    made = alert(cast)
    client = as_(cast.joan)
    where = reverse("people:alert_end", args=[made.pk])
    assert "Enter why does the alert end?" in client.post(where, {"reason": ""}).text.replace("Answer:", "Enter")
    assert client.post(where, {"reason": "She moved"}).status_code == 302
    text = client.get(reverse("people:alerts", args=[cast.priya.pk])).text
    assert "No alert stands" in text
    assert "She moved" in text
    with pytest.raises(WrongMoment):
        end_alert(alert=made, reason="Again", by=cast.joan)
    assert Alert.objects.get(pk=made.pk).ended_by == cast.joan


def test_others_may_not(cast):
    with pytest.raises(NotFound):
        alert(cast, by=cast.ben)
    with pytest.raises(NotFound):
        end_alert(alert=alert(cast), reason="x", by=cast.ben)
