"""Tokens: by client credentials and in no other way; two secrets side by side; ended at once."""

import secrets
from base64 import b64encode
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import NoReverseMatch, get_resolver, reverse
from oauth2_provider.models import AccessToken

from bep.audit.models import Event
from bep.kit import clock
from bep.kit.rules import WrongMoment
from partners import actions
from partners.models import ClientSecret
from partners.oauth import address_of
from tests.access.urls import routes
from tests.cast import given
from tests.partners.trusts import make_trust

pytestmark = pytest.mark.django_db


def ask(client, secret, **more):
    basic = b64encode(f"{client.client_id}:{secret}".encode()).decode()
    facts = {"grant_type": "client_credentials"} | more
    return Browser().post("/api/oauth/token", facts, headers={"Authorization": f"Basic {basic}"})


def opens(token):
    return Browser().get("/api/v1/lists", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_client_gets_a_token_for_a_quarter_of_an_hour(trust):
    said = ask(trust.client, trust.secret, scope="reference:read").json()
    assert (said["expires_in"], said["scope"], said["token_type"]) == (900, "reference:read", "Bearer")
    assert opens(said["access_token"])
    kept = AccessToken.objects.latest("pk")
    assert (kept.token, kept.user_id) == ("", None)
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        assert not opens(said["access_token"])


def test_who_asked_for_a_token_is_in_the_log(trust):
    ask(trust.client, trust.secret)
    assert "Trust TAF (TAF): records" in Event.objects.get(name="partners.token_given").actor


WAYS = [
    {"grant_type": "password", "username": "a", "password": "b"},
    {"grant_type": "authorization_code", "code": "x", "redirect_uri": "https://x.example"},
    {"grant_type": "refresh_token", "refresh_token": "x"},
    {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": "x"},
    {"grant_type": ""},
    {"scope": "everything"},
]


@pytest.mark.parametrize("way", WAYS)
def test_no_other_way_leads_to_a_token(trust, way):
    answer = ask(trust.client, trust.secret, **way)
    assert answer.status_code in (400, 401), answer.content
    assert AccessToken.objects.count() == 1  # the one it began with


@pytest.mark.parametrize("secret", ["", "wrong", "\0", "ß"])
def test_a_wrong_secret_gets_nothing(trust, secret):
    assert ask(trust.client, secret).status_code == 401


def test_the_toolkits_own_pages_are_not_mounted():
    mounted = {name for _, name, pattern in routes() if pattern.callback.__module__.startswith("oauth2_provider")}
    assert mounted == set()  # both addresses are views of our own, which know one grant alone and count who asks
    with pytest.raises(NoReverseMatch):
        reverse("oauth2_provider:register")
    assert "oauth2_provider" not in get_resolver().namespace_dict


def test_a_key_is_changed_without_an_outage(trust, cast):
    second = actions.add_secret(client=trust.client, by=cast.ada).told
    assert all(ask(trust.client, secret).status_code == 200 for secret in (trust.secret, second))
    with pytest.raises(WrongMoment, match="Two secrets are valid"):
        actions.add_secret(client=trust.client, by=cast.ada)
    with time_machine.travel(clock.now() + ClientSecret.OVERLAP + timedelta(minutes=1), tick=False):
        assert [ask(trust.client, secret).status_code for secret in (trust.secret, second)] == [401, 200]


def test_a_secret_that_is_ended_is_good_for_nothing_from_now_on(trust, cast):
    token = ask(trust.client, trust.secret).json()["access_token"]
    actions.end_secret(secret=trust.client.secrets.get(), reason="It was read aloud.", by=cast.ada)
    assert ask(trust.client, trust.secret).status_code == 401
    assert not opens(token)


def test_a_client_that_is_shut_out_is_out_at_once(trust, cast):
    actions.revoke_client(client=trust.client, reason="The contract is over.", by=cast.ada)
    assert not opens(trust.token)
    assert ask(trust.client, trust.secret).status_code == 401


def test_an_organisation_that_is_closed_is_given_no_token(trust):
    with given():
        type(trust.organisation).objects.update(closed=clock.today())
    assert ask(trust.client, trust.secret).status_code == 401


def test_a_client_gives_its_own_token_back_and_nobody_elses(trust, cast):
    other = make_trust("TBX", cast.ada)
    for who, left in ((other, True), (trust, False)):
        basic = b64encode(f"{who.client.client_id}:{who.secret}".encode()).decode()
        Browser().post("/api/oauth/revoke", {"token": trust.token}, headers={"Authorization": f"Basic {basic}"})
        assert opens(trust.token) == left


def test_a_secret_is_kept_as_its_hash_and_told_to_no_log(cast, trust):
    made = actions.make_client(
        organisation=trust.organisation, name="other", scopes=["reference:read"], per_minute=60, by=cast.ada
    )
    assert ask(made, made.told).status_code == 200
    kept = ClientSecret.objects.filter(client=made).values().get()
    assert made.told not in str(kept) + str(list(Event.objects.values()))


# --- whoever asks too often, and whoever is refused -------------------------------------------------------------------
@pytest.fixture
def few(monkeypatch):
    """Three tries a minute for a client, eight for an address, at an address of this test's own; the clock stands still."""
    monkeypatch.setattr("partners.oauth.PER_CLIENT", 3)
    monkeypatch.setattr("partners.oauth.PER_ADDRESS", 8)
    address = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
    monkeypatch.setattr("bep.access.adapter.WorkerAccounts.get_client_ip", lambda *whose: address)
    with time_machine.travel(clock.now().replace(second=10), tick=False):
        yield


def test_a_client_that_asks_too_often_is_told_how_long_to_wait(trust, few):
    answers = [ask(trust.client, trust.secret) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0", "0"]
    assert (answers[-1]["Retry-After"], answers[-1]["RateLimit-Policy"]) == ("50", "3;w=60")
    assert answers[-1]["Content-Type"] == "application/problem+json"
    held = Event.objects.get(
        name="partners.token_held_back"
    )  # the first of a minute, and no log is filled by asking on
    assert held.detail == {"client": trust.client.pk}


def test_whoever_knows_a_clients_name_alone_uses_up_no_tries_of_another(trust, cast, few):
    other = make_trust("TBX", cast.ada)
    for _ in range(4):
        ask(trust.client, "wrong")
    assert ask(other.client, other.secret).status_code == 200
    for n in range(8):
        ask(SimpleNamespace(client_id=f"nobody-{n}"), "wrong")
    assert (
        ask(other.client, other.secret).status_code == 429
    )  # an address that tries many names is held back as a whole


@pytest.mark.parametrize(("told", "counted"), [
    ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::7", "2001:db8:1:2::/64"), ("unknown", ""), (None, ""),
])  # fmt: skip
def test_what_counts_as_one_address(monkeypatch, rf, told, counted):
    monkeypatch.setattr("bep.access.adapter.WorkerAccounts.get_client_ip", lambda *whose: told)
    assert address_of(rf.post("/api/oauth/token")) == counted


def test_a_refused_try_is_in_the_log_without_what_was_sent(trust):
    ask(trust.client, "wrong-secret")
    ask(SimpleNamespace(client_id="typed-by-somebody"), "wrong-secret")
    ask(trust.client, trust.secret, grant_type="password")
    Browser().post(
        "/api/oauth/revoke", {"token": "x", "client_id": trust.client.client_id, "client_secret": "wrong-secret"}
    )
    rows = Event.objects.filter(name="partners.token_refused").order_by("pk")
    assert [(row.detail["client"], row.detail["error"]) for row in rows] == [
        (trust.client.pk, "invalid_client"), (None, "invalid_client"), (trust.client.pk, "unsupported_grant_type"),
        (trust.client.pk, "invalid_client"),
    ]  # fmt: skip
    kept = str(list(rows.values()))
    assert "typed-by-somebody" not in kept
    assert "wrong-secret" not in kept


@pytest.mark.parametrize(
    "header", ["Basic", "Basic !!!", "Basic /w==", "Basic AGE6Yg==", "Bearer x", "Basic " + "x" * 9000]
)
def test_no_strange_header_is_a_fault_of_ours(trust, header):
    facts = {"grant_type": "client_credentials", "client_id": "a\0b"}
    answer = Browser().post("/api/oauth/token", facts, headers={"Authorization": header})
    assert answer.status_code in (400, 401), answer.content


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_a_token_is_posted_for_and_nothing_else(trust, method):
    for address in ("token", "revoke"):
        answer = getattr(Browser(), method)(f"/api/oauth/{address}")
        assert (answer.status_code, answer["Allow"]) == (405, "POST")


FORMS = [
    b"%", b"a=%zz", b"\xff\xfe", b"grant_type=client_credentials&scope=%00", "grant_type=client_credentials&scope=ü".encode(),
    b"grant_type=client_credentials&grant_type=client_credentials", b"grant_type=client_credentials&scope=a%20a&x=%e2%82",
    b"grant_type=client_credentials&client_id=\x00", b"grant_type=client_credentials&" + b"x=1&" * 2000, b"{", b"token=%ff",
    b"grant_type=client_credentials&resource=%22%3c", b"grant_type=client_credentials;scope=x",
]  # fmt: skip


def test_no_strange_form_is_a_fault_of_ours(trust):
    for address in ("token", "revoke"):
        for form in FORMS:
            basic = b64encode(f"{trust.client.client_id}:{trust.secret}".encode()).decode()
            answer = Browser().generic(
                "POST", f"/api/oauth/{address}", form, content_type="application/x-www-form-urlencoded",
                headers={"Authorization": f"Basic {basic}"}, REMOTE_ADDR=f"10.9.8.{FORMS.index(form)}",
            )  # fmt: skip
            assert answer.status_code in (200, 400, 401, 413), (address, form, answer.content)
