"""What the clock does for the front door."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from referrals.tasks import forget_abandoned_forms


def test_words_never_sent_go_with_their_session(db):
    for expiry in (timedelta(hours=-1), timedelta(hours=1)):
        session = SessionStore()
        session["referral_being_written"] = {"person": {"given_name": "Lena"}}
        session.set_expiry(expiry)
        session.save()
    forget_abandoned_forms()
    assert Session.objects.count() == 1
