"""The page of a job: how far it is, what it made, and a way to stop it. Without JavaScript it reloads itself."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bep.access.gate import signed_in
from bep.kit.jobs import asking
from bep.kit.jobs.kinds import KINDS
from bep.kit.models import Job

OWN = "one's own jobs, and those of kinds one may watch"


@require_GET
@signed_in(OWN)
def mine(request):
    rows = [face(job) for job in Job.objects.filter(requested_by=request.user)[:50]]
    return render(request, "jobs/mine.html", {"rows": rows, "page_title": "Your long work"})


@require_GET
@signed_in(OWN)
def page(request, pk):
    return render(request, "jobs/job.html", shown(request, pk))


@require_GET
@signed_in(OWN)
def progress(request, pk):
    return render(request, "components/job.html", shown(request, pk))


@require_POST
@signed_in(OWN)
def stop(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    asking.stop(job=job, by=request.user)
    return redirect("jobs:job", pk)


def shown(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    drawn = face(job)
    return {
        "job": drawn,
        "page_title": drawn["title"],
        "page_url": drawn["url"],
        "poll_url": reverse("jobs:progress", args=[pk]),
    }


def face(job):
    """A job as components/job.html draws it. A kind that the code no longer knows is shown by its name."""
    kind = KINDS.get(job.kind)
    result_label, result_url = (job.state == "done" and kind and kind.opens(job)) or ("", "")
    return {
        "id": job.pk,
        "title": kind.label if kind else job.kind,
        "state": job.state,
        "state_label": job.get_state_display(),
        "open": not job.is_over,
        "done": job.progress,
        "total": 100,
        "words": words(job),
        "url": reverse("jobs:job", args=[job.pk]),
        "result_url": result_url,
        "result_label": result_label,
        "can_stop": bool(kind and kind.stoppable and not job.is_over and not job.stop_requested),
        "asked_at": job.created_at,
    }


def words(job):
    if job.stop_requested and not job.is_over:
        return "Stopping at the next place where nothing is half done."
    return job.words or {"waiting": "Waiting for its turn.", "stopped": "Stopped."}.get(job.state, "Working.")
