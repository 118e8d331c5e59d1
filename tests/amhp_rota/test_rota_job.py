"""Working a rota out as a job: its solver runs in a process of its own, tells how far it is, stops politely, may be killed."""

from datetime import timedelta

import pytest

from amhp_rota import jobs
from amhp_rota.actions import rota as act
from amhp_rota.models import Duty, Proposal, Rota, RotaRule
from amhp_rota.solver.child import Child
from bep.kit import clock
from bep.kit.jobs.run import run
from bep.kit.jobs.work import Work
from bep.kit.models import Job
from bep.kit.rules import WrongMoment
from tests.amhp_rota.register import service
from tests.cast import given

pytestmark = pytest.mark.slow


@pytest.fixture
def asked(cast):
    service(cast)
    with given():
        RotaRule.objects.filter(code__in=["days_a_month", "nights_a_month"]).update(number=9)
        monday = clock.today() + timedelta(days=7 - clock.today().weekday())
        cast.rota = Rota.objects.create(first=monday, last=monday + timedelta(days=6))
    act.ask_solver(rota=cast.rota, seconds=20, by=cast.mona)
    cast.job = Job.objects.get(kind="amhp_rota.solve")
    return cast


def test_it_leaves_a_proposal_its_progress_and_its_memory_and_changes_no_duty(asked):
    run(asked.job.pk)
    asked.job.refresh_from_db()
    proposal = Proposal.objects.get()
    assert (asked.job.state, proposal.state) == ("done", "optimal")
    assert asked.job.memo["duties"] == 14
    assert 20 < proposal.memory < 500
    assert not Duty.objects.exists()


def test_one_at_a_time_for_each_rota(asked):
    with pytest.raises(WrongMoment, match="being worked out already"):
        act.ask_solver(rota=asked.rota, seconds=20, by=asked.mona)


def test_stopped_it_keeps_the_best_so_far(asked, monkeypatch):
    monkeypatch.setattr(Work, "stop_requested", property(lambda work: bool(work.memo.get("duties"))))
    run(asked.job.pk)
    assert Proposal.objects.get().state in {"optimal", "legal"}


def test_a_killed_solver_leaves_nothing_and_the_job_is_tried_again(asked, monkeypatch):
    def killed(job, child, seconds):
        child.kill()
        child.next(10)

    monkeypatch.setattr(jobs, "watch", killed)
    run(asked.job.pk)
    asked.job.refresh_from_db()
    assert asked.job.state == "waiting"
    assert not Proposal.objects.exists()


def test_a_published_rota_is_worked_out_from_tomorrow_with_what_stands_as_previous(asked):
    run(asked.job.pk)
    act.take_proposal(proposal=Proposal.objects.get(), version=asked.rota.version, by=asked.mona)
    with given():
        asked.rota.refresh_from_db()
    act.publish(rota=asked.rota, version=asked.rota.version, by=asked.mona)
    with given():
        asked.rota.refresh_from_db()
    problem = jobs.asked(asked.rota)
    assert len(problem.previous) == 14
    with Child(problem, seconds=20) as child:
        while not child.over:
            child.next(5)
    assert child.outcome.explanation.taken == ()
