"""What the pages of the duty desk do alike."""

from django.urls import reverse


def page_of(record):
    return reverse("amhp:request", args=[record.pk])
