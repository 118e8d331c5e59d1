"""The API's description: complete, one with the code, and every example in it is true."""

import json
from uuid import uuid4

import jsonschema_rs
import pytest

from partners.api.described import description, undescribed
from partners.api.examples import EXAMPLES
from partners.scopes import SCOPES
from tests.partners.trusts import BROWSER

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def operations():
    return [(path, verb, one) for path, verbs in description()["paths"].items() for verb, one in verbs.items()]


def ours():
    return [(path, verb, one) for path, verb, one in operations() if "/oauth/" not in path]


def shape(name):
    """Strict: an answer with a field that is not described fails as well."""
    closed = {n: {"additionalProperties": False} | s for n, s in description()["components"]["schemas"].items()}
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": closed}}, validate_formats=True
    )


def kind_answered(path, verb):
    found = description()["paths"][path][verb]["responses"]
    return (found.get("200") or found["201"])["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]


def test_it_is_served_as_it_is_written(client):
    answer = client.get("/api/schema/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == json.loads(json.dumps(description()))
    assert answer.json()["openapi"].startswith("3.1")


def test_every_operation_says_who_what_and_how_it_refuses():
    for path, verb, one in ours():
        (scopes,) = (need["client"] for need in one["security"])
        assert set(scopes) <= SCOPES.keys()
        assert one["summary"], path
        assert {"400", "401", "403", "406", "429"} <= one["responses"].keys(), path
        if verb == "post":
            assert {"$ref": "#/components/parameters/Idempotency-Key"} in one["parameters"]
            assert {"409", "413", "415", "422"} <= one["responses"].keys(), path
        if "{" in path:
            assert "404" in one["responses"], path


def test_every_scope_is_used():
    assert {s for _, _, one in ours() for need in one["security"] for s in need["client"]} == SCOPES.keys()


def test_a_view_that_does_not_say_what_it_answers_does_not_start():
    class Forgetful:
        scopes, answers, sends = {"get": "a", "post": "b"}, {}, {}

    assert list(undescribed(Forgetful)) == [("get", "answers"), ("post", "answers"), ("post", "takes")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_the_shape_that_is_described(name):
    shape(name).validate(EXAMPLES[name])


def test_an_example_of_a_refusal_is_a_problem():
    for status, response in description()["components"]["responses"].items():
        for one in response.get("content", {}).get(PROBLEM, {}).get("examples", {}).values():
            shape("Problem").validate(one["value"])
            assert one["value"]["status"] == int(status)


def test_what_the_examples_send_is_taken_and_what_is_answered_is_as_described(trust):
    made = {}
    for path, verb, one in ours():
        if verb != "post" or "{" in path:
            continue
        answer = trust.post(path.removeprefix("/api/v1/"), one["requestBody"]["content"]["application/json"]["example"])
        assert answer.status_code == 201, answer.content
        made[path] = answer
        check(path, verb, one, answer)
    for path, verb, one in ours():
        if verb == "get" and (asked := filled(path, made)):
            answer = trust.get(asked.removeprefix("/api/v1/"))
            assert answer.status_code == 200, (asked, answer.content)
            check(path, verb, one, answer)
    taken = made["/api/v1/referrals"]
    path = "/api/v1/referrals/{reference}/withdrawal"
    answer = trust.post(
        f"referrals/{taken.json()['id']}/withdrawal", EXAMPLES["WithdrawalSent"], If_Match=taken["ETag"]
    )
    check(path, "post", description()["paths"][path]["post"], answer)


def filled(path, made):
    """Its address with what was made before, or None where nothing of that kind was."""
    if "{name}" in path:
        return path.replace("{name}", "referral_source")
    if "{" not in path:
        return path
    found = made.get(path.partition("/{")[0])
    return found and path.replace("{reference}", found.json()["id"])


def check(path, verb, one, answer):
    shape(kind_answered(path, verb)).validate(answer.json())
    described = one["responses"][str(answer.status_code)]["headers"]
    told = {name for name in described if name not in {"Deprecation", "Sunset", "Idempotent-Replayed"}}
    assert told <= set(answer.headers), (path, told - set(answer.headers))


def test_the_example_of_a_token_is_asked_for_as_described(trust):
    one = description()["paths"]["/api/oauth/token"]["post"]
    form = one["requestBody"]["content"]["application/x-www-form-urlencoded"]["example"]
    answer = BROWSER.post(
        "/api/oauth/token", form | {"client_id": trust.client.client_id, "client_secret": trust.secret}
    )
    assert answer.status_code == 200
    shape("Token").validate(answer.json())


def test_the_page_for_people_shows_every_address_and_nothing_from_elsewhere(client):
    page = client.get("/api/docs/").content.decode()
    for path, verb, one in operations():
        assert f"{verb.upper()} {path}" in page
        assert f'id="{one["operationId"]}"' in page
    assert "https://" not in page.replace("https://www.nationalarchives.gov.uk", "")


def test_an_address_that_will_end_says_so(trust, monkeypatch):
    from datetime import UTC, datetime

    from partners.api.about_nobody import Lists

    monkeypatch.setattr(Lists, "deprecated_on", datetime(2027, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(Lists, "sunset_on", datetime(2027, 8, 1, tzinfo=UTC))
    answer = trust.get("lists", Idempotency_Key=str(uuid4()))
    assert answer["Deprecation"] == "@1798761600"
    assert answer["Sunset"] == "Sun, 01 Aug 2027 00:00:00 GMT"
    description.cache_clear()
    try:
        assert description()["paths"]["/api/v1/lists"]["get"]["deprecated"]
    finally:
        description.cache_clear()
