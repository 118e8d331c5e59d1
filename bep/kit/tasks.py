"""The doorbell, and the sweeper who rings again for those whose bell was lost."""

from celery import shared_task

from bep.kit.models import Job

SWEEP = 10  # seconds, as in CELERY_BEAT_SCHEDULE
AT_ONCE = 50


@shared_task
def run_job(job_id):
    from bep.kit.jobs.run import run

    run(job_id)


@shared_task
def ring_waiting_jobs():
    """Rings for jobs that are due and not being done: their bell was lost, they waited, or their worker died."""
    for job_id in Job.objects.due().order_by("run_after").values_list("pk", flat=True)[:AT_ONCE]:
        # A bell that nobody heard before the next sweep is thrown away, so bells never pile up.
        run_job.apply_async([job_id], expires=SWEEP)
