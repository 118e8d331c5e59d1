"""What no well-meant client sends, and what some do: each is answered by a problem that a program can read, none by a fault."""

import gzip
import json

import pytest
from django.test import Client as Browser

from partners.api import bodies
from partners.api.problems import Problem
from referrals.models import Referral
from tests.partners.trusts import BROWSER, a_referral, make_trust

pytestmark = pytest.mark.django_db
WHOLE = json.dumps(a_referral())


def post(trust, body=WHOLE, kind="application/json", path="referrals", **headers):
    headers = {"Authorization": f"Bearer {trust.token}", "Idempotency-Key": "k-1"} | headers
    return BROWSER.generic("POST", f"/api/v1/{path}", body, content_type=kind, headers=headers)


def problem(answer, status, field=None, what=""):
    said = json.loads(answer.content)  # as a program would: lone surrogates and all
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), (what, answer.content)
    assert all({"field", "rule", "remedy"} == one.keys() and one["rule"] and one["remedy"] for one in said["errors"])
    if field is not None:
        assert field in [one["field"] for one in said["errors"]], what
    return said


KINDS = ["text/plain", "application/x-www-form-urlencoded", "application/merge-patch+json", "text/json", "", "x", "*/*",
         "application/json; charset=iso-8859-1", 'application/json; charset="utf-16"']  # fmt: skip


def test_another_kind_or_charset_is_refused_and_not_guessed(trust):
    for kind in KINDS:
        problem(post(trust, kind=kind), 415, what=kind)


def test_json_in_utf_8_is_read_however_it_says_so(trust):
    for kind in ("application/json", "application/json;charset=utf-8", 'Application/JSON; Charset="UTF-8"'):
        assert post(trust, kind=kind).status_code == 201, kind


def test_a_compressed_body_is_refused_as_such(trust):
    problem(post(trust, gzip.compress(WHOLE.encode()), **{"Content-Encoding": "gzip"}), 415)


def test_a_body_in_chunks_is_told_that_its_length_is_missing(trust):
    headers = {"Authorization": f"Bearer {trust.token}", "Idempotency-Key": "k", "Transfer-Encoding": "chunked"}
    answer = BROWSER.generic("POST", "/api/v1/referrals", "", CONTENT_TYPE="application/json", headers=headers)
    problem(answer, 411)


def nested(deep):
    return "[" * deep + "]" * deep


BODIES = {
    "white space": " ",
    "null": "null",
    "a list": "[]",
    "a word": '"x"',
    "a number": "7",
    "a name twice": '{"source": "police", "source": "self"}',
    "a name twice within": '{"person": {"age": 1, "age": 2}}',
    "NaN": '{"person": {"age": NaN}}',
    "infinity": '{"person": {"age": -Infinity}}',
    "a number of five thousand figures": '{"person": {"age": ' + "9" * 5000 + "}}",
    "too deep": '{"a": ' + nested(50) + "}",
    "so deep that Python gives up": '{"a": ' + nested(20000) + "}",
    "a byte order mark": b"\xef\xbb\xbf" + WHOLE.encode(),
    "UTF-16": WHOLE.encode("utf-16"),
    "half a letter of UTF-8": b'{"reason": "\xc3"}',
    "a letter spelt longer than it is": b'{"reason": "\xc0\xaf"}',
    "something after it": WHOLE + "{}",
    "a comma too many": '{"source": "police",}',
    "single quotes": "{'source': 'police'}",
    "a comment": '{"source": "police" /* us */}',
    "too many values": json.dumps({"a": list(range(600))}),
}


@pytest.mark.parametrize("why", BODIES)
def test_what_is_no_json_object_is_unreadable(why):
    raw = BODIES[why]
    with pytest.raises(Problem) as told:
        bodies.check(bodies.read(raw.encode() if isinstance(raw, str) else raw))
    assert (told.value.status, bool(told.value.errors[0]["remedy"])) == (400, True)


def test_a_body_that_is_too_long_is_not_read(trust):
    problem(post(trust, json.dumps({"a": "x" * 70_000})), 413)


VALUES = {
    "a number beyond all": ({"person": {"age": 10**30}}, "person.age"),
    "a number with a point": ({"person": {"age": 36.0}}, "person.age"),
    "a number beyond every float": ('{"person": {"age": 1e400}}', "person.age"),
    "true for an age": ({"person": {"age": True}}, "person.age"),
    "a NUL in a name of a field": ({"a\0b": "x"}, ""),
    "half a letter in a name of a field": ('{"\\ud800": {"x": "\\u0000"}}', ""),
    "half a letter within a list": (
        '{"person": {"communication_needs": ["\\udfff"]}}',
        "person.communication_needs[0]",
    ),
    "a list for words": ({"reason": ["x"]}, "reason"),
    "words for a person": ({"person": "Noor"}, "person"),
    "nothing for a person": ({"person": None}, "person"),
    "a list of lists": ({"person": {"communication_needs": [["x"]]}}, "person.communication_needs[0]"),
    "white space for a reason": ({"reason": " \t\n"}, "reason"),
    "Arabic figures for a date": ({"person": {"birth_date": "١٩٩٠-٠٤-٠١"}}, "person.birth_date"),
    "a date with a time": ({"person": {"birth_date": "1990-04-01T00:00:00Z"}}, "person.birth_date"),
    "a day that is none": ({"person": {"birth_date": "1990-02-30"}}, "person.birth_date"),
    "the year nought": ({"person": {"birth_date": "0000-01-01"}}, "person.birth_date"),
    "an NHS number in words": ({"person": {"nhs_number": "ninefour"}}, "person.nhs_number"),
    "an NHS number of noughts": ({"person": {"nhs_number": "0000000000"}}, "person.nhs_number"),
    "an email of two": ({"referrer": {"name": "A", "email": "a@b.example, c@d.example"}}, "referrer.email"),
    "an email with a line in it": (
        {"referrer": {"name": "A", "email": "a@b.example\nBcc: x@y.example"}},
        "referrer.email",
    ),
    "yes in words": ({"in_danger": "yes"}, "in_danger"),
}


def test_a_value_that_cannot_stand_is_named(trust):
    for why, (sent, field) in VALUES.items():
        problem(post(trust, sent if isinstance(sent, str) else json.dumps(sent)), 422, field, why)
    assert not Referral.objects.exists()


NAMES = ["😀👩🏽‍⚕️", "محمد عبد‌الله", "‮evil‬", "𠮷野家", "é", "Ὀδυσσεύς", "a’b-c d", "N̈oo", "<script>alert(1)</script>"]


def test_a_name_is_kept_letter_by_letter(trust):
    for n, name in enumerate(NAMES):
        sent = a_referral(person=a_referral()["person"] | {"given_name": name})
        assert post(trust, json.dumps(sent), **{"Idempotency-Key": f"k-{n}"}).status_code == 201, name
    kept = Referral.objects.order_by("pk")
    assert [row.given_name for row in kept] == [row.as_received["person"]["given_name"] for row in kept] == NAMES


# --- addresses and methods --------------------------------------------------------------------------------------------
def test_another_method_is_told_which_are_taken(trust):
    for method in ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        for path in ("referrals", "referrals/R-1", "lists"):
            answer = BROWSER.generic(method, f"/api/v1/{path}", headers={"Authorization": f"Bearer {trust.token}"})
            problem(answer, 405, what=method)
            assert "GET" in answer["Allow"]


def test_head_is_get_without_its_words(trust):
    made = post(trust)
    where = made["Location"].removeprefix("/api/v1/")
    answer = trust.ask("head", where)
    assert (answer.status_code, answer.content, answer["ETag"]) == (200, b"", made["ETag"])


PATHS = [
    "referrals/", "referrals/R-1/", "referrals/%ff", "referrals/..%2f..", "referrals/" + "x" * 3000, "nothing",
    "referrals//outcome", "lists/moon",
]  # fmt: skip


def test_a_nul_in_an_address_is_no_address(trust):
    for path in ("referrals/%00", "people/%00/plan", "referrals?after=%00", "lists?%00=1"):
        problem(trust.get(path), 400, what=path)


def test_an_address_that_is_none_is_not_found_in_the_same_words(trust):
    for path in PATHS:
        assert problem(trust.get(path), 404, what=path)["detail"].startswith("There is nothing here")


def test_one_record_takes_no_parameters(trust):
    for query in ("colour=1", "access_token=x", "format=xml", "page=2", "%ff=1", "limit=5"):
        problem(trust.get(f"referrals/R-1?{query}"), 400, what=query)


STAND = [
    "limit=1&limit=0",
    "limit=%D9%A1",
    "limit=",
    "limit=1e1",
    "limit=+1",
    "changed_since=0001-01-01T00:00:00%2B14:00",
]


def test_a_parameter_that_cannot_stand_is_named(trust):
    for query in STAND:
        problem(trust.get(f"referrals?{query}"), 400, query.partition("=")[0], query)


# --- headers ----------------------------------------------------------------------------------------------------------
AUTHORIZATIONS = [
    "",
    "Bearer",
    "Bearer ",
    "Basic YTpi",
    "bearer",
    "Bearer a b",
    "Bearer \x00",
    "Bearer é",
    "Bearer " + "x" * 5000,
    "Token x",
]


def test_what_is_no_token_opens_nothing(db):
    for words in AUTHORIZATIONS:
        answer = BROWSER.get("/api/v1/lists", headers={"Authorization": words})
        assert "Bearer" in answer["WWW-Authenticate"]
        problem(answer, 401, what=words)


def test_a_token_in_the_address_or_in_a_form_opens_nothing(trust):
    assert Browser().get(f"/api/v1/lists?access_token={trust.token}").status_code == 401
    assert Browser().post("/api/v1/referrals", {"access_token": trust.token}).status_code == 401


ACCEPTS = [
    ("text/html", 406), ("application/xml", 406), ("text/html, */*;q=0.1", 200), ("application/json", 200), ("*/*", 200),
    ("", 200), ("application/*", 200), ("application/problem+json", 406), ("application/json;q=0", 406),
]  # fmt: skip


def test_json_alone_is_answered(trust):
    for accept, status in ACCEPTS:
        assert trust.get("lists", Accept=accept).status_code == status, accept


def test_a_key_is_ascii_that_one_can_see(trust):
    for key in ("ключ", "a\tb", "😀", "a\x00b", "é", "", " ", "x" * 81, "a b"):
        problem(post(trust, **{"Idempotency-Key": key}), 400, "Idempotency-Key", key)


def withdraw(trust, made, tag, key):
    return trust.post(
        made["Location"].removeprefix("/api/v1/") + "/withdrawal", {"reason": "Moved."}, key=key, If_Match=tag
    )


def test_a_change_rests_on_the_very_version_that_was_read(trust):
    made = post(trust)
    tag = made["ETag"]
    for n, other in enumerate(['"x"', f"W/{tag}", tag.strip('"'), "", f"{tag[:-3]}", '"x", "y"', "**"]):
        problem(withdraw(trust, made, other, f"w-{n}"), 412, "If-Match")
    assert withdraw(trust, made, f'"x", {tag}', "w").status_code == 200


def test_what_was_read_is_not_sent_again(trust):
    made = post(trust)
    where, tag = made["Location"].removeprefix("/api/v1/"), made["ETag"]
    for same in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answer = trust.get(where, If_None_Match=same)
        assert (answer.status_code, answer["ETag"], answer.content) == (304, tag, b""), same
    assert trust.get(where, If_None_Match=tag[1:8]).status_code == 200


def test_the_same_words_of_another_organisation_and_of_nobody_are_not_found_alike(trust, cast):
    other = make_trust("TBX", cast.ada)
    theirs = post(other)["Location"].removeprefix("/api/v1/")
    answers = [trust.get(path) for path in (theirs, "referrals/R-2222-2222")]
    said = [{n: v for n, v in answer.json().items() if n != "instance"} for answer in answers]
    assert said[0] == said[1]
    assert answers[0].headers.keys() == answers[1].headers.keys()
