"""Changes of access that wait for their day."""

from bep.access.actions.workers import move_worker
from bep.access.models import Role, Team, Worker
from bep.access.permissions import MANAGE_WORKERS
from bep.kit.jobs import job_kind


@job_kind("access.move_worker", label="Change a worker’s roles and teams", needs=MANAGE_WORKERS, readers=MANAGE_WORKERS)
def move(job, *, worker, roles, teams, manages, reason):
    with job.finishing():
        move_worker(
            worker=Worker.objects.get(pk=worker),
            roles=list(Role.objects.filter(key__in=roles).select_related("group")),
            teams=list(Team.objects.filter(pk__in=teams)),
            manages=list(Team.objects.filter(pk__in=manages)),
            reason=reason,
            by=job.by,
        )
