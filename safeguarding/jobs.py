"""The long work of this room."""

from datetime import date

from django.urls import reverse

from bep.kit.jobs import job_kind
from safeguarding import permissions as may
from safeguarding.casefile import actions


@job_kind(
    "safeguarding.draw_audit",
    label="Drawing a month’s case-file audit",
    needs=may.AUDIT_LEAD,
    readers=may.AUDIT_LEAD,
    opens=lambda job: ("Open the sample", reverse("safeguarding:audit", args=[job.result["sample"]])),
)
def draw_audit(job, *, month):
    """The sample and the job's end are one transaction: a worker that is killed has drawn nothing, and the next draws once."""
    with job.finishing() as result:
        result["sample"] = actions.draw(month=date.fromisoformat(month), by=job.by).pk
