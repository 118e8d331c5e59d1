"""The long work of this room."""

import time

from django.urls import reverse

from amhp_rota import permissions as may
from amhp_rota import rota_check, rota_problem
from amhp_rota.actions import rota as actions
from amhp_rota.models import Rota
from amhp_rota.solver.child import Child
from bep.kit import clock
from bep.kit.jobs import job_kind

LOOK = 2.0  # seconds between two signs of life


@job_kind(
    "amhp_rota.solve",
    label="Working out a rota",
    needs=may.MAKE_ROTA,
    readers=may.MAKE_ROTA,
    lease=60,
    opens=lambda job: ("Open the rota", reverse("amhp:rota", args=[job.args["rota_id"]])),
)
def solve_rota(job, *, rota_id, seconds):
    """The solver runs in a process of its own. Stopped, it ends politely and what was best is kept; killed with its worker,
    the job is taken up again from the start, and nothing of the rota has changed."""
    rota = Rota.objects.get(pk=rota_id)
    with Child(asked(rota), seconds=seconds) as child:
        watch(job, child, seconds)
        outcome, memory = child.outcome, child.memory
    with job.finishing() as result:
        proposal = actions.keep_proposal(rota=rota, outcome=outcome, memory=memory, by=job.by)
        result.update(proposal=proposal.pk, state=outcome.state, memory=memory)


def asked(rota):
    """A draft from its first day; a published rota from tomorrow on, with as few changes as may be."""
    if rota.state == Rota.State.DRAFT:
        return rota_problem.build(rota)
    first = max(rota.first, clock.today() + rota_problem.DAY)
    previous = [duty for duty in rota_check.roster(rota) if duty.day >= first]
    return rota_problem.build(rota, first=first, previous=previous)


def watch(job, child, seconds):
    """Keeps what is best so far in the job's row, where its page reads it."""
    began, stopping = time.monotonic(), False
    while not child.over:
        step = child.next(LOOK)
        if job.stop_requested and not stopping:
            stopping = True
            child.stop()
        with job.effects() as memo:
            memo["seconds"] = round(time.monotonic() - began)
            if step:
                memo.update(penalty=step.penalty, bound=step.bound, duties=len(step.roster))
        told = min(99, round(100 * memo["seconds"] / max(seconds, 1)))
        job.keep(progress=told, words=words(memo))


def words(memo):
    if not memo.get("duties"):
        return "Looking for a rota that keeps every rule."
    off = memo["penalty"] - memo["bound"]
    best = "It cannot be bettered." if off <= 0 else f"At best {off} points better is possible."
    return f"Best so far: {memo['penalty']} points for {memo['duties']} duties. {best}"
