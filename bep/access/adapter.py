"""allauth's adapter: sign-up is closed; workers are made by an administrator or by command."""

from allauth.account.adapter import DefaultAccountAdapter


class WorkerAccounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
