"""The long work of this room."""

from django.urls import reverse

from bep.kit.jobs import job_kind
from reporting import actions, kinds
from reporting import permissions as may
from reporting.file import write_file
from reporting.models import Return


@job_kind(
    "reporting.build_return",
    label="Building a return",
    needs=may.BUILD,
    lease=120,
    opens=lambda job: ("Open the return", reverse("reporting:return", args=[job.args["return_id"]])),
)
def build_return(job, *, return_id):
    """A step a source, then the checks, then the file. Each step commits with the note of where to go on: a worker that is
    killed has either done a step or left nothing of it."""
    made = Return.objects.get(pk=return_id)
    steps = [*kinds.of(made).steps(made), ("Checking every row", None)]
    for number in range(job.memo.get("done", 0), len(steps)):
        words, step = steps[number]
        job.progress(90 * number // len(steps), words)
        with job.effects() as memo:
            if step is None:
                actions.check_return(return_id=return_id, by=job.by)
            else:
                actions.add_step(return_id=return_id, words=words, step=step, by=job.by)
            memo["done"] = number + 1
    job.progress(90, "Writing the file")
    written = write_file(made, job.job.token)
    with job.finishing() as result:
        actions.finish_return(return_id=return_id, written=written, by=job.by)
        result["sha256"] = written.sha256
