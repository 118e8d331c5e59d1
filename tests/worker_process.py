"""A Celery worker of its own for a test, on the test's services: what is asked in a browser is then really done elsewhere."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings

from tests.database import QUEUE


@contextmanager
def celery_worker():
    """One process, ended with whatever it had started."""
    command = [sys.executable, "-m", "celery", "-A", "bep", "worker", "--pool=solo", f"--queues={QUEUE}"]
    command += ["--loglevel=WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    environment = os.environ | {"SECRET_KEY": "for this test", "ALLOWED_HOSTS": "localhost"}
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
