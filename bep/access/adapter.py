"""allauth's adapters: what we make of its sign-in. It calls these methods, so nothing of sign-in goes unrecorded."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError

from bep.access import secrets
from bep.access.actions import account
from bep.access.models import Worker
from bep.audit.events import register
from bep.audit.record import note

SIGNED_IN = register("access.signed_in", "Signed in")
SIGNED_OUT = register("access.signed_out", "Signed out")
FAILED = register("access.sign_in_failed", "Tried to sign in with a wrong password")
LOCKED_OUT = register("access.locked_out", "Was locked out for a while after wrong passwords")
STRANGER = "somebody not signed in"
# What allauth would tell by mail, as our actions: recorded, and sent through the outbox.
TELL = {
    "account/email/password_changed": account.tell_of_password,
    "account/email/password_reset": account.tell_of_password,
    "account/email/password_set": account.tell_of_password,
}


TOLD_ALREADY = {"mfa/email/totp_activated", "mfa/email/totp_deactivated", "mfa/email/recovery_codes_generated"}


class WorkerAccounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "too_many_login_attempts": "There were too many wrong tries, so we have stopped looking for five minutes."
        " Wait, then try again, or choose a new password below.",
        "incorrect_password": "This is not your password. Try again.",
        "rate_limited": "There were too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request):
        """Sign-up is closed: workers are made by an administrator or by command."""
        return False

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note(LOCKED_OUT.name, by=STRANGER, worker=known(credentials))
            raise

    def authenticate(self, request, **credentials):
        """Whoever has left is told no more than whoever never was: allauth would say that the account is inactive."""
        found = super().authenticate(request, **credentials)
        if found is None or found.works_here:
            return found
        self.authentication_failed(request, **credentials)
        return None

    def authentication_failed(self, request, **credentials):
        note(FAILED.name, by=STRANGER, worker=known(credentials))

    def login(self, request, user):
        super().login(request, user)
        request.session["began"] = request.session["seen"] = time.time()
        note(SIGNED_IN.name, by=user)

    def logout(self, request):
        note(SIGNED_OUT.name, by=request.user)
        super().logout(request)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever has only just signed in need not say again who they are."""
        recent = time.time() - self.request.session.get("began", 0) < app_settings.REAUTHENTICATION_TIMEOUT
        return not recent and super().is_reauthentication_required(app=app, **kwargs)

    def set_password(self, user, password):
        account.set_password(worker=user, password=password, by=user)

    def send_password_reset_mail(self, user, email, context):
        account.ask_for_new_password(worker=user, by=user)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Of the second factor its own views have told already, in the transaction that changed it (second_factor.py)."""
        if template_prefix not in TOLD_ALREADY:
            TELL[template_prefix](worker=user, by=user)

    def send_mail(self, template_prefix, email, context):
        raise NotImplementedError(
            f"{template_prefix}: mail goes through the outbox only (bep/access/actions/account.py)."
        )


def known(credentials):
    """The worker whom a try at signing in is about, or None: the log keeps no address that somebody merely typed."""
    return Worker.objects.filter(email__iexact=credentials.get("email") or "").values_list("pk", flat=True).first()


class SecondFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or it is too old. Wait for the next one and try again.",
    }

    def encrypt(self, text):
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text):
        return secrets.decrypt(encrypted_text)
