"""Killing workers, for real: whatever dies, a job is done once. Worker processes are Celery's own, on the test's services."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from bep.access.models import Locality
from bep.kit.jobs import enqueue
from bep.kit.tasks import ring_waiting_jobs
from tests.cast import given, make_worker
from tests.database import QUEUE
from tests.kit import long_work  # noqa: F401 (registers the kinds)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def amara():
    with given():
        return make_worker("amara")


@pytest.fixture(scope="module")
def worker(django_db_setup):
    """worker(): the running Celery worker with two child processes; a new one when the last has been killed."""
    started = []

    def running():
        if not started or started[-1].poll() is not None:
            started.append(start())
        return started[-1]

    yield running
    for process in started:
        kill(process)


def start():
    command = [sys.executable, "-m", "celery", "-A", "bep", "worker", "--pool=prefork", "--concurrency=2"]
    command += [f"--queues={QUEUE}", "--include=tests.kit.long_work", "--loglevel=WARNING"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    environment = os.environ | {"SECRET_KEY": "for this test", "ALLOWED_HOSTS": "localhost"}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)


def kill(process):
    """The whole worker at once, children included, with no time to say goodbye."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def swept_until(job, holds, seconds=60):
    """Sweeps as beat does, only more often, until the job is as it should be."""
    for _ in range(seconds * 5):
        job.refresh_from_db()
        if holds(job):
            return job
        ring_waiting_jobs()
        time.sleep(0.2)
    raise AssertionError(f"After {seconds} seconds the job is {job.state} at attempt {job.attempt}: {job.words}")


def begun(job):
    return job.state == "running" and job.words.startswith("process ")


def done(job):
    return job.state == "done"


def process_of(job):
    return int(job.words.removeprefix("process "))


def effects():
    return Locality.objects.filter(name__startswith="Acton").count()


def test_a_killed_child_s_job_is_done_once(amara, worker):
    worker()
    job = enqueue("test.slow", by=amara, name="Acton", before=30)
    os.kill(process_of(swept_until(job, begun)), signal.SIGKILL)
    swept_until(job, done)
    assert (effects(), job.attempt, job.token) == (1, 2, 2)


def test_of_two_workers_only_the_one_with_the_newest_token_commits(amara, worker):
    worker()
    job = enqueue("test.slow", by=amara, name="Acton", before=1)
    sleeper = process_of(swept_until(job, begun))
    os.kill(sleeper, signal.SIGSTOP)  # alive, and silent for longer than its lease
    swept_until(job, done)
    assert job.result["process"] != sleeper
    os.kill(sleeper, signal.SIGCONT)
    time.sleep(1.5)  # it wakes, goes on, and is refused at its first write
    job.refresh_from_db()
    assert (effects(), job.attempt, job.token, job.state) == (1, 2, 2, "done")


def test_a_worker_killed_inside_its_last_transaction_has_done_nothing(amara, worker):
    job = enqueue("test.slow", by=amara, name="Acton", inside=30)
    first = worker()
    swept_until(job, begun)
    time.sleep(0.5)  # into the transaction, where it has written its effect and not yet committed
    kill(first)
    assert effects() == 0
    worker()
    swept_until(job, done)
    assert (effects(), job.attempt) == (1, 2)
