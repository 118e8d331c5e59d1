"""Information governance restricts a record and grants access to it by name: for a time, with a reason, never to oneself."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from bep.access.models import Grant, Worker
from bep.audit.models import Event
from bep.kit.rules import NotAllowed, Refused, WrongMoment
from people.actions import grant_access, lift_restriction, restrict, revoke_access
from people.models import Person
from tests.cast import given

pytestmark = pytest.mark.django_db


def sees(worker, person):
    return Person.objects.visible_to(Worker.objects.get(pk=worker.pk)).filter(pk=person.pk).exists()


def url(name, person, *more):
    return reverse(f"people:{name}", args=[person.pk, *more])


def test_restricting_takes_the_record_from_everybody_but_those_who_keep_it(cast, as_):
    data = {"reason": "Her brother-in-law works here", "keep": [cast.amara.pk]}
    assert as_(cast.ida).post(url("restrict", cast.priya), data).status_code == 302
    assert sees(cast.amara, cast.priya)
    assert not sees(cast.joan, cast.priya)
    assert not sees(cast.theo, cast.priya)


def test_lifting_gives_it_back_to_those_who_work_with_them(cast, as_):
    restrict(person=cast.priya, reason="Asked for", by=cast.ida)
    assert as_(cast.ida).post(url("lift_restriction", cast.priya), {"reason": "No longer asked for"}).status_code == 302
    assert sees(cast.amara, cast.priya)


def test_a_grant_opens_one_record_to_one_worker_until_it_ends(cast, as_):
    until = timezone.localdate() + timedelta(days=7)
    data = {"worker": "amara@barnet.example", "reason": "Allocated by the head of service", "until": until.isoformat()}
    assert as_(cast.ida).post(url("grant_access", cast.rosa), data).status_code == 302
    assert sees(cast.amara, cast.rosa)
    assert not sees(cast.joan, cast.rosa)
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        with given():  # the database's own clock decides: let the grant lie in its past
            Grant.objects.update(until=timezone.now() - timedelta(days=30))
    assert not sees(cast.amara, cast.rosa)


def test_a_grant_is_revoked_at_once(cast, as_):
    grant_access(person=cast.rosa, worker=cast.amara, reason="Needed", by=cast.ida)
    assert "Amara Bell" in as_(cast.ida).get(url("access", cast.rosa)).text
    assert (
        as_(cast.ida).post(url("revoke_access", cast.rosa, cast.amara.pk), {"reason": "Moved team"}).status_code == 302
    )
    assert not sees(cast.amara, cast.rosa)
    with pytest.raises(WrongMoment):
        revoke_access(person=cast.rosa, worker=cast.amara, reason="x", by=cast.ida)


def test_the_log_tells_what_was_granted_and_why(cast):
    grant_access(person=cast.rosa, worker=cast.amara, reason="Needed", by=cast.ida)
    event = Event.objects.get(name="people.access_granted")
    assert (event.person_ids, event.reason, event.detail) == (
        [cast.rosa.pk], "Needed", {"worker": cast.amara.pk, "until": None},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"worker": "ida"}, "Nobody grants access to themselves"),
        ({"worker": "cora"}, "role that sees no person"),
        ({"reason": " "}, "needs a reason"),
        ({"until": timezone.now() - timedelta(1)}, "in the future"),
    ],
)
def test_refusals(cast, changes, words):
    found = {name: getattr(cast, value) if name == "worker" else value for name, value in changes.items()}
    with pytest.raises(Refused, match=words):
        grant_access(**({"person": cast.rosa, "worker": cast.amara, "reason": "Needed", "by": cast.ida} | found))


def test_what_is_done_is_not_done_twice(cast):
    with pytest.raises(WrongMoment, match="already restricted"):
        restrict(person=cast.rosa, reason="x", by=cast.ida)
    with pytest.raises(WrongMoment, match="not restricted"):
        lift_restriction(person=cast.priya, reason="x", by=cast.ida)


@pytest.mark.parametrize("who", ["amara", "joan", "tom", "cora", "ada"])
def test_nobody_else_has_these_screens_or_actions(cast, as_, who):
    client = as_(getattr(cast, who))
    for name in ("access", "restrict", "lift_restriction", "grant_access"):
        assert client.get(url(name, cast.rosa)).status_code == 403
    assert client.get(reverse("people:records")).status_code == 403
    with pytest.raises(NotAllowed):
        grant_access(person=cast.rosa, worker=cast.amara, reason="x", by=getattr(cast, who))


def test_governing_finds_the_restricted_but_opens_no_record(cast, as_):
    client = as_(cast.ida)
    text = client.get(reverse("people:records"), {"q": "Rosa Hale"}).text
    assert "BEP-900003" in text
    assert client.get(reverse("people:person", args=[cast.rosa.pk])).status_code == 404
    event = Event.objects.filter(name="people.shown").latest("pk")
    assert event.person_ids == [cast.rosa.pk]


def test_an_unknown_address_is_refused_at_its_field(cast, as_):
    data = {"worker": "nobody@barnet.example", "reason": "x"}
    assert "Nobody here has this email address" in as_(cast.ida).post(url("grant_access", cast.rosa), data).text
