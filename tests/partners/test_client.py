"""The reference client, and the three lines of the API's documentation, against a server that really listens."""

import json
import os
import re
import shutil
import subprocess
from io import BytesIO
from urllib.error import HTTPError, URLError

import pytest
from django.conf import settings

from partners import client
from partners.api.about_api import THREE_LINES
from partners.client import Api, Refusal, Unreachable
from partners.models import Sent
from tests.cast import given, make_workers
from tests.partners.trusts import a_referral, agree, make_trust

DOCS = settings.BASE_DIR / "docs"


def three_lines():
    return re.search(r"```sh\n(.*?)```", (DOCS / "how-to" / "partners-api.md").read_text(), re.DOTALL)[1]


class Names(dict):
    __getattr__ = dict.__getitem__


@pytest.fixture
def live_trust(transactional_db, live_server):
    """(a trust whose rows a server sees, the address of its API)."""
    with given():
        workers = Names(make_workers(["ada", "ida"]))
    trust = make_trust("TAF", workers.ada)
    agree(trust.organisation, workers)
    return trust, f"{live_server.url}/api"


def test_the_documented_lines_send_a_referral_and_follow_it(live_trust, capsys):
    trust, address = live_trust
    lines = three_lines()
    assert lines == THREE_LINES, "the page for people says the same"
    assert [line.partition("=")[0] for line in lines.splitlines()[:2]] == ["TOKEN", "ID"]
    if shutil.which("curl"):
        facts = {"API": address, "CLIENT_ID": trust.client.client_id, "CLIENT_SECRET": trust.secret}
        done = subprocess.run(
            ["sh", "-e", "-c", lines], cwd=DOCS / "reference", env=os.environ | facts, capture_output=True, text=True
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == {"id": Sent.objects.get().referral.reference, "outcome": None}
    else:
        file = DOCS / "reference" / "referral.json"
        sent = command(live_trust, ["send", str(file), "--key", "W-2026-118"])
        assert command(live_trust, ["outcome", sent["id"]]) is None
    assert command(live_trust, ["changes"])["items"][0]["your_reference"] == "W-2026-118"


def command(live_trust, words):
    trust, address = live_trust
    said = []
    environ = {"BEP_API": address, "BEP_CLIENT_ID": trust.client.client_id, "BEP_CLIENT_SECRET": trust.secret}
    assert client.main(words, environ, said.append) == 0, said
    return json.loads(said[0])


# --- what goes wrong on the way ---------------------------------------------------------------------------------------
class Wire:
    """In place of the network: answers one after the other, and keeps what was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, request, timeout):
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        found = BytesIO(json.dumps(answer).encode())
        found.headers = {}
        return found


def refusing(status, headers=None, **said):
    return HTTPError("http://here", status, "", headers or {}, BytesIO(json.dumps(said).encode()))


@pytest.fixture
def api(monkeypatch):
    def made(*answers):
        wire, waits = Wire(*answers), []
        monkeypatch.setattr("urllib.request.urlopen", wire)
        return Api("http://here/api", "id", "secret", sleep=waits.append, token="t-1"), wire, waits

    return made


def test_a_broken_connection_is_tried_again_by_the_same_key(api):
    asking, wire, waits = api(URLError("reset"), refusing(503), {"id": "R-1"})
    assert asking.send(a_referral()) == {"id": "R-1"}
    keys = {request.get_header("Idempotency-key") for request in wire.asked}
    assert len(wire.asked) == 3
    assert len(keys) == 1
    assert len({request.data for request in wire.asked}) == 1
    assert waits == [0.5, 1]


def test_it_waits_as_long_as_it_is_told(api):
    asking, _, waits = api(refusing(429, {"Retry-After": "7"}), {"id": "R-1"})
    asking.show("R-1")
    assert waits == [7]


def test_a_token_that_has_ended_is_asked_for_anew(api):
    asking, wire, _ = api(refusing(401), {"access_token": "t-2"}, {"id": "R-1"})
    assert asking.show("R-1") == {"id": "R-1"}
    assert [r.get_header("Authorization").split()[0] for r in wire.asked] == ["Bearer", "Basic", "Bearer"]
    assert wire.asked[-1].get_header("Authorization") == "Bearer t-2"


def test_a_refusal_is_told_at_once_with_field_rule_and_remedy(api):
    asking, wire, waits = api(
        refusing(422, detail="No.", errors=[{"field": "a", "rule": "Not a.", "remedy": "Send b."}])
    )
    with pytest.raises(Refusal) as told:
        asking.send(a_referral())
    assert list(told.value.lines()) == ["Refused (422): No.", "  a: Not a. Send b."]
    assert (len(wire.asked), waits) == (1, [])


def test_it_gives_up_in_the_end_and_says_so(api):
    asking, _, _ = api(*[URLError("no route")] * client.TRIES)
    with pytest.raises(Unreachable, match="does not answer"):
        asking.show("R-1")


def asked(words, environ=None):
    """(how it ended, what it said, what it complained of) at the command line."""
    said, complained = [], []
    set_up = {"BEP_API": "http://here/api", "BEP_CLIENT_ID": "id", "BEP_CLIENT_SECRET": "secret"}
    return (
        client.main(words, set_up if environ is None else environ, said.append, complained.append),
        said,
        "\n".join(complained),
    )


def test_it_says_what_is_not_set():
    ended, said, complained = asked(["changes"], {})
    assert (ended, said) == (2, [])
    assert "BEP_API, BEP_CLIENT_ID, BEP_CLIENT_SECRET" in complained


def test_a_wrong_secret_is_said_in_plain_words(api):
    api(refusing(401, error="invalid_client"), refusing(401, error="invalid_client"))
    ended, _, complained = asked(["changes"])
    assert ended == 1
    assert "The client id or the secret is not right" in complained


@pytest.mark.parametrize("answer", [HTTPError("http://here", 404, "", {}, BytesIO(b"<html>")), "not JSON"])
def test_a_wrong_address_is_said_in_plain_words(api, monkeypatch, answer):
    api(answer)
    if answer == "not JSON":
        monkeypatch.setattr("json.load", lambda file: json.loads("<html>"))
    assert client.ADDRESS in asked(["changes"])[2]


def test_whoever_gives_up_is_told_the_key_to_send_it_again_by(api, tmp_path, monkeypatch):
    api(*[URLError("no route")] * 10)
    monkeypatch.setattr(client, "TRIES", 1)
    file = tmp_path / "referral.json"
    file.write_text(json.dumps(a_referral()))
    assert "Send it again with --key k-1" in asked(["send", str(file), "--key", "k-1"])[2]
    file.write_text("{")
    assert f"{file} is not JSON" in asked(["send", str(file)])[2]


def test_a_reference_that_is_none_is_asked_for_as_it_is(api):
    asking, wire, _ = api({"id": "R-1"})
    asking.show("R 1/é?")
    assert wire.asked[0].full_url == "http://here/api/v1/referrals/R%201%2F%C3%A9%3F"


def test_a_mental_health_act_assessment_is_asked_for_and_followed(api, tmp_path):
    _, wire, _ = api({"access_token": "t"}, {"id": "R-1"}, {"access_token": "t"}, {"id": "R-1", "state": "doctors"})
    file = tmp_path / "request.json"
    file.write_text('{"reason": "Has not eaten."}')
    assert [asked(words)[0] for words in (["ask-mha", str(file)], ["mha", "R-1"])] == [0, 0]
    assert [request.selector for request in wire.asked[1::2]] == [
        "/api/v1/mental-health-act-requests", "/api/v1/mental-health-act-requests/R-1",
    ]  # fmt: skip


def test_it_says_what_it_can_do(capsys):
    with pytest.raises(SystemExit):
        client.main(["--help"])
    words = capsys.readouterr().out
    assert all(verb in words for verb in ("where a referral stands", "what was decided about it", "BEP_CLIENT_SECRET"))
