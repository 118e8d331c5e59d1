"""Reference client of the API for partner organisations: the standard library and nothing else, so that it can be copied.

    export BEP_API=https://bep.example.gov.uk/api BEP_CLIENT_ID=… BEP_CLIENT_SECRET=…
    python -m partners.client send referral.json     # sends it, and says its reference
    python -m partners.client show R-7KQM-2F9D       # where it stands
    python -m partners.client outcome R-7KQM-2F9D    # what was decided; --wait waits until something has been
    python -m partners.client changes                # all that changed, from a bookmark on with --after
    python -m partners.client ask-mha request.json   # asks for a Mental Health Act assessment, and says its reference
    python -m partners.client mha R-7KQM-2F9D        # how far it is

What it shows of a good client: a request that changes something names itself by a key and is sent again by the same key
when the connection breaks, so that it is done once; it waits as long as it is told to; it says what is wrong in our words.
"""

import argparse
import base64
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TRIES = 5
AGAIN = {409, 429, 500, 502, 503, 504}  # 409 only where it says when to come back: the same request is being worked on
TIMEOUT = 30  # seconds
EXPORT = "export BEP_API=https://bep.example.gov.uk/api BEP_CLIENT_ID=… BEP_CLIENT_SECRET=…"


class Refusal(Exception):
    """What the API refused, as it said it (RFC 9457)."""

    def __init__(self, status, said):
        self.status, self.said = status, said
        super().__init__(said.get("detail") or said.get("error") or f"It answered {status}.")

    def lines(self):
        yield f"Refused ({self.status}): {self}"
        for one in self.said.get("errors", []):
            where = f"{one['field']}: " if one["field"] else ""
            yield f"  {where}{one['rule']} {one['remedy']}"


class Unreachable(Exception):
    """It did not answer, however often we asked."""


@dataclass
class Api:
    """`address` ends in /api. `sleep` is there for tests."""

    address: str
    client_id: str
    secret: str
    sleep: Callable = time.sleep
    token: str = ""
    seen: Any = field(default_factory=dict)  # the headers of the last answer

    # --- what can be done -----------------------------------------------------------------------------------------
    def send(self, referral, key=None):
        """Sends a referral. The same key again, today or tomorrow, is answered the same and sends nothing twice."""
        return self.post("/v1/referrals", referral, key or str(uuid.uuid4()))

    def show(self, reference):
        return self.get(f"/v1/referrals/{urllib.parse.quote(reference, safe='')}")

    def outcome(self, reference):
        return self.get(f"/v1/referrals/{urllib.parse.quote(reference, safe='')}/outcome")["outcome"]

    def ask_mha(self, request, key=None):
        """Asks for a Mental Health Act assessment. It does not replace the telephone call of your own procedure."""
        return self.post("/v1/mental-health-act-requests", request, key or str(uuid.uuid4()))

    def mha(self, reference):
        return self.get(f"/v1/mental-health-act-requests/{urllib.parse.quote(reference, safe='')}")

    def changes(self, after=""):
        """Every referral that changed after a bookmark, and the bookmark to keep: (items, bookmark)."""
        items, more = [], True
        while more:
            page = self.get("/v1/referrals" + ("?" + urllib.parse.urlencode({"after": after}) if after else ""))
            items, after, more = items + page["items"], page["bookmark"] or after, page["more"]
        return items, after

    # --- how it is said -------------------------------------------------------------------------------------------
    def get(self, path):
        return self.signed_in("GET", path, None, {})

    def post(self, path, body, key):
        sent = json.dumps(body, ensure_ascii=False).encode()
        return self.signed_in("POST", path, sent, {"Content-Type": "application/json", "Idempotency-Key": key})

    def signed_in(self, method, path, body, headers):
        """With a token; a new one where it has ended meanwhile."""
        for last in (False, True):
            self.token = self.token or self.sign_in()
            try:
                return self.patiently(method, path, body, headers | {"Authorization": f"Bearer {self.token}"})
            except Refusal as refusal:
                if refusal.status != 401 or last:
                    raise
                self.token = ""
        raise AssertionError("not reached")

    def sign_in(self):
        """A token by our own id and secret, good for a quarter of an hour."""
        pair = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        form = urllib.parse.urlencode({"grant_type": "client_credentials"}).encode()
        return self.patiently("POST", "/oauth/token", form, {"Authorization": f"Basic {pair}"})["access_token"]

    def patiently(self, method, path, body, headers):
        """The very same request again, key and all, while it is worth it."""
        for tried in range(1, TRIES + 1):
            try:
                return self.once(method, path, body, headers)
            except Refusal as refusal:
                wait = self.wait_of(refusal, tried)
                if wait is None or tried == TRIES:
                    raise
            except OSError as fault:
                if tried == TRIES:
                    raise Unreachable(f"{self.address} does not answer: {fault}.") from fault
                wait = 2**tried / 4
            self.sleep(wait)
        raise AssertionError("not reached")

    def wait_of(self, refusal, tried):
        """Seconds until it is worth asking again, or None where it is not."""
        told = self.seen.get("Retry-After", "")
        if refusal.status not in AGAIN or (refusal.status == 409 and not told):
            return None
        return float(told) if told.isdecimal() else 2**tried / 4

    def once(self, method, path, body, headers):
        request = urllib.request.Request(self.address + path, body, headers, method=method)  # noqa: S310 (as configured)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                self.seen = answer.headers
                return read(answer, self.address)
        except urllib.error.HTTPError as answer:
            self.seen = answer.headers
            raise Refusal(answer.code, problem_in(answer)) from None


def read(answer, address):
    try:
        return json.load(answer)
    except ValueError as fault:
        raise ValueError(f"{address} answered, but not as this API does. {ADDRESS}") from fault


def problem_in(answer):
    try:
        found = json.load(answer)
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}


# --- at the command line ----------------------------------------------------------------------------------------------
NEEDED = ("BEP_API", "BEP_CLIENT_ID", "BEP_CLIENT_SECRET")
SIGN_IN = "The client id or the secret is not right, or the system was shut out: ask the council’s administrator."
ADDRESS = "Is BEP_API the address that ends in /api?"


def to_stderr(words):
    sys.stderr.write(f"{words}\n")


def main(arguments, environ=os.environ, say=print, complain=to_stderr):
    asked = options().parse_args(arguments)
    if missing := [name for name in NEEDED if not environ.get(name)]:
        complain(f"Set {', '.join(missing)} first. {EXPORT}")
        return 2
    api = Api(environ["BEP_API"].rstrip("/"), environ["BEP_CLIENT_ID"], environ["BEP_CLIENT_SECRET"])
    try:
        say(json.dumps(asked.do(api, asked), indent=2, ensure_ascii=False))
    except Refusal as refusal:
        complain("\n".join(refusal.lines()))
        complain_of_setting(refusal, complain)
        return 1
    except (Unreachable, OSError, ValueError) as fault:
        complain(f"{fault}")
        return 1
    return 0


def complain_of_setting(refusal, complain):
    if refusal.said.get("error") == "invalid_client":
        complain(f"  {SIGN_IN}")
    elif not refusal.said:
        complain(f"  {ADDRESS}")


def options():
    parser = argparse.ArgumentParser(
        prog="python -m partners.client", description=__doc__.split("\n", 1)[0], epilog=f"Before the first: {EXPORT}"
    )
    verbs = parser.add_subparsers(required=True, metavar="send, show, outcome, changes, ask-mha or mha")
    for name, how, words in (
        ("send", Api.send, "send a referral from a JSON file"),
        ("ask-mha", Api.ask_mha, "ask for a Mental Health Act assessment, from a JSON file"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument(
            "file", type=argparse.FileType(encoding="utf-8"), help="what is sent; - reads what is piped in"
        )
        verb.add_argument("--key", help="a key of your own, to send it again after something broke off")
        verb.set_defaults(do=send, how=how)
    for name, do, words in (
        ("show", show, "where a referral stands"),
        ("outcome", outcome, "what was decided about it"),
        ("mha", lambda api, asked: api.mha(asked.reference), "how far a Mental Health Act request is"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("reference", help="ours, such as R-7KQM-2F9D")
        verb.set_defaults(do=do)
        if name == "outcome":
            verb.add_argument("--wait", action="store_true", help="ask each minute until something has been decided")
    changes = verbs.add_parser("changes", help="all that changed")
    changes.add_argument("--after", default="", help="the bookmark of last time")
    changes.set_defaults(do=lambda api, asked: dict(zip(("items", "bookmark"), api.changes(asked.after), strict=True)))
    return parser


def send(api, asked):
    """The key is told when nobody answered: what was sent may have come, and the same key sends nothing twice."""
    key = asked.key or str(uuid.uuid4())
    try:
        sent = json.load(asked.file)
    except ValueError as fault:
        raise ValueError(f"{asked.file.name} is not JSON: {fault}") from fault
    try:
        return asked.how(api, sent, key)
    except Unreachable as fault:
        raise Unreachable(f"{fault} It may have come all the same. Send it again with --key {key}") from fault


def show(api, asked):
    return api.show(asked.reference)


def outcome(api, asked):
    found = api.outcome(asked.reference)
    while found is None and asked.wait:
        api.sleep(60)
        found = api.outcome(asked.reference)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
