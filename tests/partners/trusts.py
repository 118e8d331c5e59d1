"""The trusts of these tests, each with a system that signs in, and what they are told under which agreement."""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client as Browser
from oauth2_provider.models import AccessToken, set_token_value

from bep.kit import clock
from partners.models import Client, ClientSecret, Organisation, SharingAgreement
from partners.models.client import hashed
from partners.scopes import SCOPES
from partners.shared import SHARED
from tests.cast import given

BROWSER = Browser()


@dataclass
class Trust:
    organisation: Organisation
    client: Client
    secret: str
    token: str

    def ask(self, method, path, body=None, token=None, key=None, **headers):
        headers = {
            "Authorization": f"Bearer {token or self.token}",
            **{n.replace("_", "-"): v for n, v in headers.items()},
        }
        if method == "post":
            headers.setdefault("Idempotency-Key", key or str(uuid4()))
            sent = body if isinstance(body, (str, bytes)) else json.dumps(body or {})
            return BROWSER.post(f"/api/v1/{path}", sent, content_type="application/json", headers=headers)
        return getattr(BROWSER, method)(f"/api/v1/{path}", headers=headers)

    def get(self, path, **headers):
        return self.ask("get", path, **headers)

    def post(self, path, body=None, **headers):
        return self.ask("post", path, body, **headers)


def make_trust(ods_code, by, *, sources=("mental_health_trust",), scopes=tuple(SCOPES), **facts):
    with given():
        organisation = Organisation.objects.create(
            ods_code=ods_code, name=f"Trust {ods_code}", kind="trust", sources=list(sources)
        )
        client = Client.objects.create(
            organisation=organisation, name="records", scopes=list(scopes), client_type="confidential",
            authorization_grant_type="client-credentials", client_secret="", hash_client_secret=False, made_by=by, **facts,
        )  # fmt: skip
        secret = secrets.token_urlsafe(32)
        ClientSecret.objects.create(client=client, hash=hashed(secret), ending=secret[-4:], made_by=by)
    return Trust(organisation, client, secret, give_token(client))


def give_token(client, scopes=None, minutes=15):
    token = secrets.token_urlsafe(24)
    row = AccessToken(
        application=client, scope=" ".join(client.scopes if scopes is None else scopes),
        expires=clock.now() + timedelta(minutes=minutes),
    )  # fmt: skip
    set_token_value(row, token)
    row.save()
    return token


def agree(organisation, cast, *, fields=tuple(SHARED), covers="referred", **facts):
    facts = {"starts": clock.today(), "state": "agreed", "decided_at": clock.now()} | facts
    with given():
        return SharingAgreement.objects.create(
            organisation=organisation, asked_by=cast.ida, decided_by=cast.ada, fields=list(fields), covers=covers,
            purpose="Direct care", lawful_basis="UK GDPR Article 6(1)(e), 9(2)(h)", **facts,
        )  # fmt: skip


@pytest.fixture
def trust(cast):
    """A mental-health trust with an agreement on whom it refers."""
    made = make_trust("TAF", cast.ada)
    agree(made.organisation, cast)
    return made


def a_referral(**changes):
    """What a trust sends, whole and in order."""
    sent = {
        "your_reference": "W-1", "source": "mental_health_trust", "reason": "Alone since the move.", "consent": "yes",
        "person": {"given_name": "Noor", "family_name": "Aziz", "birth_date": "1990-04-01", "postcode": "NW9 4AX"},
        "referrer": {"name": "Dr Shaw", "phone": "020 7946 0000"},
    }  # fmt: skip
    return sent | changes
