"""Sends referrals to two real web processes, as fast as they are taken or so many a second, each by a key of its own."""

import json
import random
import subprocess
import threading
import time
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection

from bep import supervisor
from borough.bench.databases import ROOT
from borough.names import FAMILY
from partners.client import Api

SECONDS, SENDERS = 10, 6
WARMING = 24
NAMES = [name for names in FAMILY.values() for name in names]


@dataclass
class Found:
    times: list = field(default_factory=list)  # seconds
    errors: int = 0
    seconds: float = 0

    @property
    def rate(self):
        return len(self.times) / self.seconds

    def percentile(self, n):
        """Milliseconds."""
        return 1000 * sorted(self.times)[min(len(self.times) - 1, len(self.times) * n // 100)]


def sent(environment, partner, pace=None):
    """What came of sending for some seconds: by as many as wait for their answers, or `pace` a second whatever comes back."""
    with served(environment) as port:
        token = Api(f"http://{supervisor.HOST}:{port}/api", partner["client_id"], partner["secret"]).sign_in()
        lines = threading.local()
        for n in range(WARMING):
            post(lines, port, token, n)
        return paced(lines, port, token, pace) if pace else at_will(lines, port, token)


def at_will(lines, port, token):
    found, end = Found(), time.perf_counter() + SECONDS

    def keep_sending(sender):
        n = sender
        while time.perf_counter() < end:
            note(found, lines, port, token, n, time.perf_counter())
            n += SENDERS

    start = time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as senders:
        list(senders.map(keep_sending, range(SENDERS)))
    found.seconds = time.perf_counter() - start
    return found


def paced(lines, port, token, pace):
    """Timed from when it was due, so that waiting for a free sender counts."""
    found, start = Found(), time.perf_counter()

    def send_when_due(n):
        due = start + n / pace
        time.sleep(max(due - time.perf_counter(), 0))
        note(found, lines, port, token, n, due)

    with ThreadPoolExecutor(4 * SENDERS) as senders:
        list(senders.map(send_when_due, range(SECONDS * pace)))
    found.seconds = time.perf_counter() - start
    return found


def note(found, lines, port, token, n, start):
    try:
        good = post(lines, port, token, n) == 201
    except OSError:
        good = False
    found.errors += not good
    found.times.append(time.perf_counter() - start)


def post(lines, port, token, n):
    """The status that a referral is answered with. A sender keeps its connection open, as a good client does."""
    if not hasattr(lines, "open"):
        lines.open = HTTPConnection(supervisor.HOST, port, timeout=30)
    headers = {
        "Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json",
    }  # fmt: skip
    lines.open.request("POST", "/api/v1/referrals", json.dumps(referral(n)), headers)
    answer = lines.open.getresponse()
    answer.read()
    return answer.status


def referral(n):
    chance = random.Random(n)  # noqa: S311 (made-up people)
    person = {
        "given_name": chance.choice(NAMES), "family_name": chance.choice(NAMES), "postcode": "NW9 4AX",
        "birth_date": f"{chance.randint(1940, 2000)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    }  # fmt: skip
    return {
        "your_reference": f"W-{n}", "source": "mental_health_trust", "consent": "yes", "person": person,
        "reason": "Has been alone since the move, and sleeps badly.", "referrer": {"name": "Dr Shaw", "phone": "020 7946 0000"},
    }  # fmt: skip


@contextmanager
def served(environment):
    """The port of two web processes, as in the demo, on that database."""
    port = supervisor.free_port()
    command = [f"{supervisor.BIN}/gunicorn", "bep.wsgi", "--bind", f"{supervisor.HOST}:{port}"]
    own = {"WEB_WORKERS": "2", "PORT": str(port)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment | own)
    try:
        wait_for(f"http://{supervisor.HOST}:{port}/health/", process)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(address, process):
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit("The web process ended: see above.")
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own address)
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web process did not answer within a minute.")
