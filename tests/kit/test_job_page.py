"""/jobs/…: watching long work, leaving it, coming back, stopping it."""

import pytest

from bep.kit.jobs import enqueue
from bep.kit.jobs.run import run
from bep.kit.jobs.work import Work, claim
from tests.kit import long_work  # noqa: F401 (registers the kinds)


@pytest.fixture
def job(cast):
    return enqueue("test.steps", by=cast.amara, name="Acton")


def test_the_page_says_how_far_it_is(as_, cast, job):
    page = as_(cast.amara).get(f"/jobs/{job.pk}/").content.decode()
    assert "Work in steps" in page
    assert "Waiting for its turn." in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    Work(claim(job.pk)).progress(40, "Checked 12 rows")
    assert "Checked 12 rows" in as_(cast.amara).get(f"/jobs/{job.pk}/").content.decode()


def test_the_fragment_asks_again_until_it_is_over(as_, cast, job):
    url = f"/jobs/{job.pk}/progress/"
    assert f'hx-get="{url}"' in as_(cast.amara).get(url).content.decode()
    run(job.pk)
    fragment = as_(cast.amara).get(url).content.decode()
    assert "hx-get" not in fragment
    assert "Done." in fragment
    assert "<html" not in fragment


def test_what_it_made_is_one_link_away(as_, cast, job, monkeypatch):
    from dataclasses import replace

    from bep.kit.jobs.kinds import KINDS

    made = replace(KINDS["test.steps"], opens=lambda job: ("Open the return", "/returns/7/"))
    monkeypatch.setitem(KINDS, "test.steps", made)
    run(job.pk)
    page = as_(cast.amara).get(f"/jobs/{job.pk}/").content.decode()
    assert 'href="/returns/7/">Open the return</a>' in page
    assert "Stop this work" not in page


def test_nobody_else_sees_it_unless_its_kind_says_so(as_, cast, job, monkeypatch):
    from dataclasses import replace

    from bep.kit.jobs.kinds import KINDS

    for verb in ("", "progress/"):
        assert as_(cast.joan).get(f"/jobs/{job.pk}/{verb}").status_code == 404
    assert as_(cast.joan).post(f"/jobs/{job.pk}/stop/").status_code == 404
    monkeypatch.setitem(KINDS, "test.steps", replace(KINDS["test.steps"], readers="people.allocate"))
    assert as_(cast.joan).get(f"/jobs/{job.pk}/").status_code == 200
    assert as_(cast.ben).get(f"/jobs/{job.pk}/").status_code == 404


def test_stopping(as_, cast, job):
    browser = as_(cast.amara)
    assert browser.get(f"/jobs/{job.pk}/stop/").status_code == 405
    answer = browser.post(f"/jobs/{job.pk}/stop/", follow=True)
    assert "Stopped." in answer.content.decode()
    assert browser.post(f"/jobs/{job.pk}/stop/").status_code == 409


def test_a_job_that_cannot_stop_offers_no_button(as_, cast):
    job = enqueue("test.steady", by=cast.amara)
    assert "Stop this work" not in as_(cast.amara).get(f"/jobs/{job.pk}/").content.decode()


def test_a_failed_job_says_why(as_, cast):
    job = enqueue("test.refused", by=cast.amara)
    run(job.pk)
    assert "Come back in April." in as_(cast.amara).get(f"/jobs/{job.pk}/").content.decode()


def test_the_list_is_one_s_own(as_, cast, job):
    assert f"/jobs/{job.pk}/" in as_(cast.amara).get("/jobs/").content.decode()
    assert "No long work yet" in as_(cast.joan).get("/jobs/").content.decode()
