"""Nobody is told what they may not be: every address × scope × organisation × agreement × person, generated from the URLconf.

Expected, said apart from the code that answers:
  no token, an ended one, a revoked client, a closed organisation  -> 401, in the same words
  a token without the scope of that method                          -> 403, noted as refused
  a record of another organisation, of somebody restricted, or none -> 404, in the same words and the same queries
  a field that no agreement in force holds                          -> absent, or 403 where it is all that is asked for
"""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from oauth2_provider.models import AccessToken

from bep.access.checks import all_patterns, unscoped
from bep.access.gate import access_of
from bep.audit.models import Event
from bep.kit import clock
from partners import queries, shared
from partners.models import Client, Organisation, Sent, SentConcern, SharingAgreement
from partners.scopes import SCOPES
from referrals.models import Referral
from safeguarding.concern.actions import new_reference
from safeguarding.models import Concern
from tests.cast import given, make_person
from tests.partners.trusts import agree, give_token, make_trust

pytestmark = pytest.mark.django_db
FLOOR = 30  # cells: a sweep that looks at nothing finds nothing


def addresses():
    """(path, method, scope) of every address for clients."""
    for route, pattern in all_patterns():
        if (access := access_of(pattern)) and access.kind == "client":
            for method, scope in pattern.callback.cls.scopes.items():
                yield route.removeprefix("api/v1/"), method, scope


def about_one(path):
    return "<" in path


@pytest.fixture
def world(cast, trust):
    """Two trusts, and of each kind of record one that the first may see and others that it may not."""
    other = make_trust("TBX", cast.ada)
    agree(other.organisation, cast)
    with given():
        known = make_person("BEP-900010", "Known", "Person")
        hidden = make_person("BEP-900011", "Hidden", "Person", restricted=True)
        theirs = make_person("BEP-900012", "Their", "Person")
        whose = {"mine": (trust, known), "restricted": (trust, hidden), "another's": (other, theirs)}
        rows = {
            "referrals": {kind: refer(*of) for kind, of in whose.items()} | {"nobody's": "R-2222-2222"},
            "mental-health-act-requests": {kind: refer(*of, mha_asked=True) for kind, of in whose.items()},
            "safeguarding-concerns": {kind: concern(*of) for kind, of in whose.items()} | {"nobody's": "S-2222-2222"},
            "people": {kind: of[1].reference for kind, of in whose.items()} | {"unknown to them": cast.priya.reference},
            "lists": {"mine": "gender", "nobody's": "no_list"},
        }  # fmt: skip
    return SimpleNamespace(trust=trust, other=other, cast=cast, rows=rows)


def refer(trust, person, **facts):
    referral = Referral.objects.create(
        reference=new_reference(), channel="api", first_contact=clock.today(), triage_due=clock.now(), person=person,
        source="mental_health_trust", given_name="Given", family_name="Name", route_of_access="x", **facts,
    )  # fmt: skip
    Sent.objects.create(referral=referral, organisation=trust.organisation, client=trust.client, changed_at=clock.now())
    return referral.reference


def concern(trust, person):
    made = Concern.objects.create(
        reference=new_reference("S"), channel="partner", decision_due=clock.now(), person=person, what="Something."
    )
    SentConcern.objects.create(concern=made, organisation=trust.organisation, client=trust.client)
    return made.reference


def ask(world, path, method, reference, **more):
    headers = {"If_Match": "*"} if method == "post" else {}
    return world.trust.ask(method, re.sub(r"<\w+:\w+>", reference, path), **headers, **more)


def mine(world, path):
    """The name of a record of that kind that they may see."""
    return world.rows[path.split("/")[0]]["mine"] if about_one(path) else ""


def without(response):
    """The words of an answer, but for the address that was asked for."""
    return {name: value for name, value in response.json().items() if name != "instance"}


# --- who asks ---------------------------------------------------------------------------------------------------------
def ended(world):
    return give_token(world.trust.client, minutes=-1)


def revoked(world):
    AccessToken.objects.filter(application=world.trust.client).delete()
    return world.trust.token


def shut_out(world):
    with given():
        Client.objects.filter(pk=world.trust.client.pk).update(revoked_at=clock.now())
    return world.trust.token


def closed(world):
    with given():
        Organisation.objects.filter(pk=world.trust.organisation.pk).update(closed=clock.today())
    return world.trust.token


@pytest.mark.parametrize("spoil", [lambda world: "x" * 30, ended, revoked, shut_out, closed])
def test_a_token_that_is_not_good_opens_nothing(world, spoil):
    token, said = spoil(world), set()
    for path, method, _ in addresses():
        answer = ask(world, path, method, mine(world, path), token=token)
        assert answer.status_code == 401, path
        assert "invalid_token" in answer["WWW-Authenticate"]
        said.add(str(without(answer)))
    assert len(said) == 1


# --- by which scope ---------------------------------------------------------------------------------------------------
def test_a_method_opens_by_its_own_scope_alone(world):
    cells = 0
    for path, method, needed in addresses():
        for scopes, opens in ([needed], True), ([scope for scope in SCOPES if scope != needed], False):
            token = give_token(world.trust.client, scopes)
            answer = ask(world, path, method, mine(world, path), token=token)
            assert (answer.status_code == 403) != opens, (path, scopes, answer.content)
            cells += 1
    assert cells >= FLOOR
    assert Event.objects.filter(name="access.refused", detail__needed="referrals:read").exists()


def test_a_scope_taken_from_the_client_is_taken_from_its_tokens(world):
    with given():
        Client.objects.filter(pk=world.trust.client.pk).update(scopes=["reference:read"])
    assert world.trust.get("referrals").status_code == 403


# --- of whom ----------------------------------------------------------------------------------------------------------
def test_what_is_not_shared_is_not_there_in_the_same_words_and_queries(world):
    cells = 0
    for path, method, _ in filter(lambda found: about_one(found[0]), addresses()):
        told = {}
        for kind, reference in world.rows[path.split("/")[0]].items():
            with CaptureQueriesContext(connection) as asked:
                answer = ask(world, path, method, reference, body={"reason": "x"} if method == "post" else None)
            cells += 1
            assert (answer.status_code == 404) == (kind != "mine"), (path, kind, answer.content)
            if kind != "mine":
                told[kind] = (str(without(answer)), len(asked))
        assert len(set(told.values())) == 1, (path, told)
    assert cells >= FLOOR


def test_the_list_holds_ones_own_alone(world):
    items = world.trust.get("referrals").json()["items"]
    assert [item["id"] for item in items] == [mine(world, "referrals/<"), mine(world, "mental-health-act-requests/<")]
    people = world.trust.get("people").json()["items"]
    assert [item["id"] for item in people] == [mine(world, "people/<")]


def test_a_planted_hole_is_caught(world, monkeypatch):
    """The same question of a query that forgot whose referrals they are."""
    monkeypatch.setattr(
        queries, "referrals", lambda bearer: Referral.objects.order_by("sent__changed_at").values(*queries.COLUMNS)
    )
    with pytest.raises(AssertionError):
        test_what_is_not_shared_is_not_there_in_the_same_words_and_queries(world)


def test_a_method_without_a_scope_does_not_start():
    from partners.api.base import Endpoint

    class Forgetful(Endpoint):
        def get(self, request):
            """Names no scope."""

    from rest_framework.views import APIView

    assert unscoped(Forgetful.as_view()) == ["get"]
    assert "get" in unscoped(type("Theirs", (APIView,), {"get": lambda self, request: None}).as_view())
    assert not [route for route, pattern in all_patterns() if unscoped(pattern.callback)]


# --- by which agreement -----------------------------------------------------------------------------------------------
ENDS = {
    "asked only": {"state": "asked", "decided_by": None, "decided_at": None},
    "ended": {"state": "ended", "ended_by": F("asked_by")},
    "not yet begun": {"starts": lambda: clock.today() + timedelta(days=1)},
    "over": {"starts": lambda: clock.today() - timedelta(days=9), "ends": lambda: clock.today() - timedelta(days=1)},
    "of people named": {"covers": "named"},
    "without the field": {"fields": ["x"]},
}
# What is all that an address tells: 403 where no agreement holds it.
FIELD_OF = {
    "referrals/<str:reference>/outcome": shared.OUTCOME,
    "referrals/<str:reference>/appointments": shared.APPOINTMENTS,
}


@pytest.mark.parametrize("why", ENDS)
def test_nothing_is_told_but_by_an_agreement_in_force(world, why):
    changes = {name: value() if callable(value) else value for name, value in ENDS[why].items()}
    with given():
        SharingAgreement.objects.filter(organisation=world.trust.organisation).update(**changes)
    told = world.trust.get(f"referrals/{mine(world, 'referrals/<')}").json()
    assert set(told) == {"id", "your_reference", "received_at", "changed_at"}
    for path in FIELD_OF:
        answer = world.trust.get(path.replace("<str:reference>", mine(world, "referrals/<")))
        assert (answer.status_code, answer.json()["type"]) == (403, "/api/problems/agreement-missing")


def test_an_answer_says_what_its_agreement_holds_and_no_more(world):
    fields = {"state": shared.STATE, "outcome": shared.OUTCOME}
    for name, field in fields.items():
        with given():
            SharingAgreement.objects.filter(organisation=world.trust.organisation).update(fields=[field])
        told = world.trust.get(f"referrals/{mine(world, 'referrals/<')}").json()
        assert {known for known in fields if known in told} == {name}
