"""What the API refuses: each answer names the field, the rule and the remedy, and nothing that was sent is lost."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from bep.kit import clock
from partners.api.bodies import MOST_BYTES
from referrals.models import Referral
from tests.cast import given, make_person
from tests.partners.trusts import a_referral

pytestmark = pytest.mark.django_db


def person(**changes):
    return a_referral(person=a_referral()["person"] | changes)


def without(*names):
    return {name: value for name, value in a_referral().items() if name not in names}


def born(years):
    today = clock.today()
    return str(today.replace(year=today.year - years) - timedelta(days=1))


REFUSED = {
    "a bad NHS number": (person(nhs_number="9434765918"), "person.nhs_number"),
    "a birth date to come": (person(birth_date=str(clock.today() + timedelta(days=2))), "person.birth_date"),
    "a date that is none": (person(birth_date="2026-02-30"), "person.birth_date"),
    "somebody of 16": (person(birth_date=born(16)), "person.birth_date"),
    "a source not agreed": (a_referral(source="police"), "source"),
    "a source not in the list": (a_referral(source="moon"), "source"),
    "an unknown field": (a_referral(colour="blue"), "colour"),
    "an unknown field within": (person(colour="blue"), "person.colour"),
    "a number for a name": (person(given_name=7), "person.given_name"),
    "a NUL": (person(given_name="a\0b"), "person.given_name"),
    "half a letter": (person(given_name="a\ud800b"), "person.given_name"),
    "a name too long": (person(family_name="x" * 81), "person.family_name"),
    "no name": (person(given_name="", family_name=""), "person.given_name"),
    "no reason": (without("reason"), "reason"),
    "nobody who refers": (a_referral(referrer={"name": "Dr Shaw"}), "referrer.phone"),
    "no agreement and no why": (a_referral(consent="no"), "consent_note"),
    "a contact to come": (a_referral(first_contact=str(clock.today() + timedelta(days=1))), "first_contact"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refusal_names_field_rule_and_remedy(trust, why):
    sent, field = REFUSED[why]
    answer = trust.post("referrals", sent)
    said = answer.json()
    assert answer.status_code == 422, said
    assert answer["Content-Type"] == "application/problem+json"
    assert set(said) == {"type", "title", "status", "detail", "instance", "errors"}
    assert field in [one["field"] for one in said["errors"]], said["errors"]
    assert all(one["rule"] and one["remedy"] for one in said["errors"])
    assert not Referral.objects.exists()


def test_somebody_too_young_is_pointed_to_childrens_services(trust):
    said = trust.post("referrals", person(birth_date=born(16))).json()
    assert "children" in said["errors"][0]["remedy"]


def test_a_17_year_old_is_taken_for_their_transition(trust):
    made = trust.post("referrals", person(birth_date=born(17)))
    assert Referral.objects.get(reference=made.json()["id"]).transition


def test_somebody_whom_we_know_is_answered_as_somebody_whom_we_do_not(trust, cast):
    """One of three, exactly one, somebody restricted, nobody: the same shape, the same words, the same matching by hand."""
    with given():
        for n, restricted in enumerate((False, False, True)):
            make_person(f"BEP-90002{n}", "Noor", "Aziz", birth_date=f"1990-04-0{n + 1}", restricted=restricted)
    shapes = set()
    for sent in (a_referral(), person(family_name="Zzyxq", birth_date="1971-01-01"), person(birth_date="1990-04-03")):
        answer = trust.post("referrals", sent)
        shapes.add((answer.status_code, tuple(answer.json()), answer.json()["state"]))
    assert len(shapes) == 1
    assert not Referral.objects.exclude(person=None).exists()


def test_what_is_too_large_is_not_read_and_what_is_too_long_is_named(trust):
    assert trust.post("referrals", b" " * (MOST_BYTES + 1)).status_code == 413
    assert trust.post("referrals", {"a": "x" * 10_001}).status_code == 422


def test_every_refusal_under_api_is_a_problem(trust):
    browser = Browser(raise_request_exception=False)
    key = {"Authorization": f"Bearer {trust.token}"}
    answers = {
        404: browser.get("/api/nowhere"), 401: browser.get("/api/v1/referrals"), 400: browser.get("/api/v1/referrals?a=%00"),
        405: browser.delete("/api/v1/referrals", headers=key), 406: trust.get("referrals", Accept="text/html"),
        415: browser.post("/api/v1/referrals", {"a": 1}, headers=key | {"Idempotency-Key": "1"}),
    }  # fmt: skip
    for status, answer in answers.items():
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
    assert answers[405]["Allow"] == "GET, HEAD, POST"


def test_a_fault_of_ours_is_a_problem_too(trust, monkeypatch):
    from tests.partners import trusts

    def fall(*args):
        raise RuntimeError

    monkeypatch.setattr("partners.queries.hubs", fall)
    monkeypatch.setattr(trusts.BROWSER, "raise_request_exception", False)
    answer = trust.get("hubs")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")


def test_a_client_asks_so_many_times_a_minute(trust):
    from partners.models import Client

    with given():
        Client.objects.filter(pk=trust.client.pk).update(per_minute=2)
    answers = [trust.get("lists") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
