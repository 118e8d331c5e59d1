"""A worker killed in the middle of a trust's file: a real process, a real signal. Each line is taken exactly once."""

import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings

from bep.kit.jobs.run import run
from bep.kit.models import Job
from partners.models import TrustLine, TrustRecord
from people.models import Person
from safeguarding.models import Concern
from tests.cast import given, make_workers
from tests.partners.test_trust_import import NEW, line, outcomes, sent

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NUMBERS = ["9990011001", "9990022003", "9434765919", "9476719931"]
NAMES = ["Olwen", "Ithel", "Brychan", "Non"]
MIDDLE = 2  # lines that are taken when it dies, in the middle of the next

DIES = f"""
import django, os, signal
django.setup()
from bep.kit.jobs.run import run
from partners.trust_import import taking
original, seen = taking.take_in, []
def take_in(**facts):
    done = original(**facts)
    if len(seen) == {MIDDLE}:
        os.kill(os.getpid(), signal.SIGKILL)
    seen.append(1)
    return done
taking.take_in = take_in
"""


def a_worker_that_dies(job):
    environment = os.environ | {"SECRET_KEY": "for this test", "ALLOWED_HOSTS": "localhost"}
    environment["DJANGO_SETTINGS_MODULE"] = "bep.settings"
    command = [sys.executable, "-c", f"{DIES}run({job})\n"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def test_killed_in_the_middle_it_goes_on_and_takes_each_line_once():
    with given():
        tom = SimpleNamespace(**make_workers()).tom
    people = zip(NUMBERS, NAMES, strict=True)
    rows = [line(number, **NEW | {"NHS Number": number, "Forename": name}) for number, name in people]
    before = Person.objects.count()
    file = sent(tom, rows)
    a_worker_that_dies(file.job_id)
    assert outcomes(file)[MIDDLE:] == ["waiting"] * (len(rows) - MIDDLE)
    assert Concern.objects.count() == MIDDLE, "of the line that it died in, nothing stayed"
    with given():
        Job.objects.filter(pk=file.job_id).update(lease_until="2020-01-01T00:00Z")
    run(file.job_id)
    assert "waiting" not in outcomes(file)
    assert (Job.objects.get().state, Job.objects.get().attempt) == ("done", 2)
    taken = TrustRecord.objects.filter(state="taken").count()
    assert (TrustLine.objects.count(), TrustRecord.objects.count()) == (len(rows), len(rows))
    assert (Concern.objects.count(), Person.objects.count() - before) == (taken, taken)
    assert taken > MIDDLE
