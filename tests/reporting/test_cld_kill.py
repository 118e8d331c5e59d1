"""A worker process killed in the middle of building: the return is neither lost nor doubled. Real processes, real signals."""

import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from django.conf import settings

from bep.kit.tasks import ring_waiting_jobs
from reporting import actions
from reporting.models import Return, ReturnRow
from tests.cast import given, make_workers
from tests.database import QUEUE
from tests.reporting.cld_borough import FIRST, LAST, borough
from tests.reporting.conftest import make_officer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MIDDLE = 3  # steps that are done when the second worker dies


@pytest.fixture
def officer():
    with given():
        cast = SimpleNamespace(**make_workers())
    borough(cast)
    return make_officer()


@pytest.fixture
def worker(tmp_path):
    """worker(): a Celery worker of its own on the test's services, hurried by nobody and killed by us."""
    started = []

    def start():
        command = [sys.executable, "-m", "celery", "-A", "bep", "worker", "--pool=solo", f"--queues={QUEUE}"]
        command += ["--loglevel=WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        environment = os.environ | {
            "SECRET_KEY": "for this test", "ALLOWED_HOSTS": "localhost", "MEDIA_ROOT": str(tmp_path),
        }  # fmt: skip
        started.append(subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True))
        return started[-1]

    yield start
    for process in started:
        kill(process)


def kill(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def until(job, holds, seconds=60, sweep=True):
    for _ in range(seconds * 5):
        job.refresh_from_db()
        if holds(job):
            return job
        if sweep:
            ring_waiting_jobs()
        time.sleep(0.2)
    raise AssertionError(f"After {seconds} seconds: {job.state}, attempt {job.attempt}, {job.memo}, {job.words}")


def expire(job):
    """As if the dead worker's lease had run out: nobody wants to wait two minutes for a test."""
    type(job).objects.filter(pk=job.pk, state="running").update(lease_until="2000-01-01T00:00Z")


def blocked_writes():
    """Another session that holds the rows' table: the builder reaches its next INSERT and waits there."""
    import psycopg2

    connection = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE reporting_returnrow IN SHARE ROW EXCLUSIVE MODE")
    return connection


def build_undisturbed(officer, worker):
    made = actions.ask_for_return(period_start=FIRST, period_end=LAST, by=officer)
    until(made.job, lambda job: job.state == "done")
    return Return.objects.get(pk=made.pk)


def test_killed_while_it_writes_rows_it_is_built_once_and_the_same(officer, worker):
    first = worker()
    whole = build_undisturbed(officer, worker)
    lock = blocked_writes()
    made = actions.ask_for_return(period_start=FIRST, period_end=LAST, by=officer)
    until(made.job, lambda job: job.state == "running" and job.words)
    time.sleep(1)  # into the INSERT, which waits for the lock
    kill(first)
    lock.close()
    assert not ReturnRow.objects.filter(statutory_return=made).exists(), "what did not commit left nothing"
    expire(made.job)
    worker()
    job = until(made.job, lambda job: job.state == "done")
    made.refresh_from_db()
    assert job.attempt == 2
    assert (made.row_count, made.sha256) == (whole.row_count, whole.sha256)
    assert ReturnRow.objects.filter(statutory_return=made).count() == whole.row_count


def test_killed_between_steps_it_goes_on_where_it_was(officer, worker):
    """Some sources are written and committed; the next worker adds the rest and repeats none."""
    first = worker()
    whole = build_undisturbed(officer, worker)
    kill(first)
    made = actions.ask_for_return(period_start=FIRST, period_end=LAST, by=officer)
    some_steps(made, MIDDLE)
    half = ReturnRow.objects.filter(statutory_return=made).count()
    assert 0 < half < whole.row_count
    expire(made.job)
    worker()
    until(made.job, lambda job: job.state == "done")
    made.refresh_from_db()
    assert (made.row_count, made.sha256) == (whole.row_count, whole.sha256)


def some_steps(made, number):
    """A worker that dies after so many steps: a child process that kills itself, for real, with no time to say goodbye."""
    script = (
        "import django, os, signal; django.setup()\n"
        "from bep.kit.jobs.run import run\nfrom reporting import jobs\n"
        "original = jobs.actions.add_step\nseen = []\n"
        "def add_step(**facts):\n"
        f"    if len(seen) == {number}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    seen.append(1); return original(**facts)\n"
        "jobs.actions.add_step = add_step\n"
        f"run({made.job_id})\n"
    )
    environment = os.environ | {"SECRET_KEY": "for this test", "ALLOWED_HOSTS": "localhost"}
    environment["DJANGO_SETTINGS_MODULE"] = "bep.settings"
    done = subprocess.run([sys.executable, "-c", script], cwd=settings.BASE_DIR, env=environment, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
