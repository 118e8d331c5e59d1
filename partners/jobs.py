"""The long work of this room."""

from django.urls import reverse

from bep.kit.jobs import job_kind
from partners import permissions as may
from partners.models import TrustFile
from partners.trust_import import actions

SIGN_OF_LIFE = 20  # lines


@job_kind(
    "partners.read_trust_file",
    label="Reading a trust’s file",
    needs=may.IMPORT_TRUST,
    readers=may.IMPORT_TRUST,
    opens=lambda job: ("Open its report", reverse("partners:trust_file", args=[job.args["file_id"]])),
)
def read_trust_file(job, *, file_id):
    """A line is a transaction: what it became and that it was read are one. A next attempt goes on with what waits."""
    file = TrustFile.objects.get(pk=file_id)
    waiting = list(file.lines.filter(outcome="waiting").order_by("number"))
    for done, line in enumerate(waiting, file.number - len(waiting)):
        if done % SIGN_OF_LIFE == 0:
            job.progress(100 * done // file.number, f"{done:,} of {file.number:,} lines")
        with job.effects():
            actions.read_line(line=line, by=job.by)
    return {"file": file_id}
