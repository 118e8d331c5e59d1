"""Long work as one process sees it. What happens when processes die is in test_jobs_kill.py."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from bep.access.actors import actor
from bep.access.models import Locality
from bep.audit.models import Event
from bep.kit.jobs import LostLease, enqueue, stop
from bep.kit.jobs.run import run
from bep.kit.jobs.work import Work, claim
from bep.kit.models import Job
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment
from tests.cast import given
from tests.kit import long_work

CLOCK = actor("the test's clock")


def places(name):
    return Locality.objects.filter(name__startswith=name).count()


def let_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


@pytest.fixture
def rung(monkeypatch):
    """The job ids that were rung for."""
    bells = []
    monkeypatch.setattr("bep.kit.tasks.run_job.delay", bells.append)
    monkeypatch.setattr("bep.kit.tasks.run_job.apply_async", lambda args, **options: bells.append(args[0]))
    return bells


def test_a_job_rings_only_once_its_transaction_is_committed(cast, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("test.steps", by=cast.amara, name="Acton")
        assert rung == []
    assert rung == [job.pk]
    assert (job.state, job.requested_by, job.args) == ("waiting", cast.amara, {"name": "Acton"})


def test_a_job_does_its_work_as_whoever_asked(cast):
    job = enqueue("test.steps", by=cast.amara, name="Acton")
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.progress, job.result, job.attempt) == ("done", 100, {"steps": 3}, 1)
    assert places("Acton") == 3
    assert set(Event.objects.filter(name="test.place_added").values_list("actor_id", flat=True)) == {cast.amara.pk}


def test_a_named_actor_may_ask_too(db):
    job = enqueue("test.steps", by=CLOCK, name="Acton")
    run(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert Event.objects.filter(actor="the test's clock").count() == 3


def test_the_same_key_is_the_same_job(cast, rung):
    first = enqueue("test.steps", by=cast.amara, key="acton", name="Acton")
    assert enqueue("test.steps", by=cast.ben, key="acton", name="Acton") == first
    with pytest.raises(ValueError, match="already names another job"):
        enqueue("test.steps", by=cast.amara, key="acton", name="Brent")


def test_ringing_twice_does_it_once(cast):
    job = enqueue("test.steps", by=cast.amara, name="Acton")
    run(job.pk)
    run(job.pk)
    assert places("Acton") == 3


def test_a_failed_attempt_waits_and_goes_on_from_its_memo(cast):
    job = enqueue("test.steps", by=cast.amara, name="Acton", fail_at=1)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.memo) == ("waiting", {"done": 2})
    assert "Attempt 1 of 3" in job.words
    run(job.pk)
    assert places("Acton") == 2, "it waits before it tries again"
    Job.objects.filter(pk=job.pk).update(run_after=Now())
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, places("Acton")) == ("done", 2, 3)


def test_work_that_never_works_fails_with_a_sentence(cast):
    job = enqueue("test.broken", by=cast.amara)
    for _ in range(3):
        run(job.pk)
        Job.objects.filter(pk=job.pk).update(run_after=Now())
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("failed", 2)
    assert job.words.startswith("Something went wrong")


def test_a_refusal_is_not_tried_again_and_says_its_rule(cast):
    job = enqueue("test.refused", by=cast.amara)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.words) == ("failed", "The period is not over. Come back in April.")


def test_nobody_claims_a_job_that_is_being_done(cast):
    job = enqueue("test.slow", by=cast.amara, name="Acton")
    assert claim(job.pk)
    assert claim(job.pk) is None
    let_lease_run_out(job)
    assert claim(job.pk).token == 2


def test_who_lost_the_lease_can_write_nothing(cast):
    job = enqueue("test.slow", by=cast.amara, name="Acton")
    late = Work(claim(job.pk))
    let_lease_run_out(job)
    run(job.pk)
    assert places("Acton") == 1
    with pytest.raises(LostLease):
        late.progress(50)
    with pytest.raises(LostLease), late.effects():
        long_work.add_place(name="Acton", by=cast.amara)
    with pytest.raises(LostLease), late.finishing():
        long_work.add_place(name="Acton", by=cast.amara)
    assert places("Acton") == 1


def test_a_job_that_takes_its_workers_with_it_is_given_up(cast):
    job = enqueue("test.broken", by=cast.amara)
    for _ in range(3):
        claim(job.pk)
        let_lease_run_out(job)
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("failed", 2)
    assert "broke off 2 times" in job.words


def test_a_leaver_s_job_does_nothing(cast):
    job = enqueue("test.steps", by=cast.amara, name="Acton")
    with given():
        cast.amara.is_active = False
        cast.amara.save()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, places("Acton")) == ("failed", 0)
    assert "Amara Bell may no longer do this work" in job.words


def test_only_those_who_may_can_ask(cast, monkeypatch):
    from dataclasses import replace

    from bep.kit.jobs import kinds

    monkeypatch.setitem(kinds.KINDS, "test.steps", replace(kinds.KINDS["test.steps"], needs="access.manage_settings"))
    with pytest.raises(NotAllowed):
        enqueue("test.steps", by=cast.amara, name="Acton")
    with pytest.raises(Refused, match="No room registers"):
        enqueue("test.unheard", by=cast.amara)


def test_stopping(cast):
    waiting = enqueue("test.steps", by=cast.amara, name="Acton")
    stop(job=waiting, by=cast.amara)
    run(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, places("Acton")) == ("stopped", 0)
    with pytest.raises(WrongMoment, match="already over"):
        stop(job=waiting, by=cast.amara)

    running = enqueue("test.steps", by=cast.amara, name="Brent")
    work = Work(claim(running.pk))
    stop(job=running, by=cast.amara)
    assert work.stop_requested
    let_lease_run_out(running)
    run(running.pk)
    running.refresh_from_db()
    assert running.state == "stopped"


def test_a_running_job_stops_at_its_next_sign_of_life(cast, monkeypatch):
    job = enqueue("test.steps", by=cast.amara, name="Acton")
    monkeypatch.setattr(Work, "stop_requested", property(lambda work: places("Acton") == 2))
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, places("Acton")) == ("stopped", 2)


def test_stopping_has_limits(cast):
    job = enqueue("test.steady", by=cast.amara)
    with pytest.raises(Refused, match="cannot be stopped half-way"):
        stop(job=job, by=cast.amara)
    with pytest.raises(NotFound):
        stop(job=job, by=cast.ben)


def test_the_sweeper_rings_for_what_is_due_and_not_being_done(cast, rung):
    from bep.kit.tasks import ring_waiting_jobs

    waiting, running, expired, later, done = [enqueue("test.slow", by=cast.amara, name=str(n)) for n in range(5)]
    claim(running.pk)
    claim(expired.pk)
    let_lease_run_out(expired)
    Job.objects.filter(pk=later.pk).update(run_after=Now() + timedelta(minutes=1))
    run(done.pk)
    rung.clear()
    ring_waiting_jobs()
    assert sorted(rung) == [waiting.pk, expired.pk]


def test_a_broker_that_is_away_loses_nothing(cast, monkeypatch, django_capture_on_commit_callbacks, caplog):
    def nobody_there(job_id):
        raise ConnectionError

    monkeypatch.setattr("bep.kit.tasks.run_job.delay", nobody_there)
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("test.steps", by=cast.amara, name="Acton")
    assert Job.objects.due().filter(pk=job.pk).exists()
