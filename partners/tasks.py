from datetime import timedelta

from celery import shared_task
from oauth2_provider.models import AccessToken

from bep.kit import clock
from partners.api.once import KEPT_DAYS
from partners.models import IdempotencyKey


@shared_task
def forget_old_answers():
    """Answers kept for requests made twice: nobody asks again after thirty days."""
    IdempotencyKey.objects.filter(made_at__lt=clock.now() - timedelta(days=KEPT_DAYS)).delete()


@shared_task
def forget_old_tokens():
    """Tokens live a quarter of an hour; that they were given stays in the log."""
    AccessToken.objects.filter(expires__lt=clock.now() - timedelta(hours=1)).delete()
