"""The Celery application. The broker is only a doorbell: truth about long work is in `kit.Job` rows."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bep.settings")

app = Celery("bep")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
