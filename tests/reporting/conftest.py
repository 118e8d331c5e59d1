"""Who builds a return, and a return that is built."""

import pytest

from bep.access.models import Role, Worker
from bep.kit.jobs.run import run
from reporting import actions
from tests.cast import given
from tests.reporting.cld_borough import FIRST, LAST, borough


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def make_officer(name="Rita Cole"):
    with given():
        worker = Worker.objects.create(email=f"{name.split()[0].lower()}@barnet.example", name=name, is_demo=True)
        worker.groups.add(Role.objects.get(key="returns_officer").group)
    return worker


@pytest.fixture
def officer(cast):
    return make_officer()


@pytest.fixture
def six(cast):
    return borough(cast)


@pytest.fixture
def built(officer, six):
    return build(officer)


def build(by):
    made = actions.ask_for_return(period_start=FIRST, period_end=LAST, by=by)
    run(made.job_id)
    made.refresh_from_db()
    made.job.refresh_from_db()
    assert made.job.state == "done", made.job.words
    return made
