"""One's own authenticator app: what changes, and the event that says so, are one transaction.

allauth tells of it only after its commit; a process killed between the two would leave a change that the log does not know.
"""

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import HttpRequest

from bep.access.actions import account
from bep.access.gate import THIRD_PARTY


class Recorded:
    """A form of allauth's whose taking is an action of ours."""

    tell: staticmethod
    request: HttpRequest

    def form_valid(self, form):
        with transaction.atomic():
            # It stands before a view of allauth's.
            answer = super().form_valid(form)  # type: ignore[misc]
            self.tell(worker=self.request.user, by=self.request.user)
        return answer


class SetUp(Recorded, ActivateTOTPView):
    tell = staticmethod(account.tell_of_second_factor)


class Remove(Recorded, DeactivateTOTPView):
    tell = staticmethod(account.tell_of_removed_factor)

    def form_valid(self, form):
        answer = super().form_valid(form)
        self.request.session.pop("second_factor", None)
        return answer


class MakeCodes(Recorded, GenerateRecoveryCodesView):
    tell = staticmethod(account.tell_of_recovery_codes)


def as_theirs(view, name):
    """Opens for whom allauth's own view of this name does."""
    view.access = THIRD_PARTY[name]
    return view


set_up = as_theirs(SetUp.as_view(), "mfa_activate_totp")
remove = as_theirs(Remove.as_view(), "mfa_deactivate_totp")
make_codes = as_theirs(MakeCodes.as_view(), "mfa_generate_recovery_codes")
