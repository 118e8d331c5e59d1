"""Default deny: a view opens only for whom its `access` names. Not signed in: sign in. Not permitted: a sentence."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render

from bep.access.gate import OWN_DOOR, access_of
from bep.audit.events import REFUSED
from bep.audit.record import note
from bep.kit.rules import NotAllowed


class DenyByDefault:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        access = access_of(request.resolver_match)
        if access is None:
            return self.refuse(request, "nobody has said who may open it")
        if access.kind in OWN_DOOR:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not access.allows(request.user):
            return self.refuse(request, ", ".join(access.permissions))
        return None

    def refuse(self, request, needed):
        note(REFUSED.name, by=request.user, page=request.resolver_match.view_name, needed=needed)
        refusal = NotAllowed(
            "Your role does not include this page.",
            remedy="Go back to My work, or ask an administrator if your role should include it.",
        )
        return render(request, "403.html", {"refusal": refusal}, status=403)


class SecondFactorFirst:
    """Whoever has no authenticator app sets one up before anything else. Demo workers may do without, in the demo only."""

    MAY_OPEN = frozenset({"account_logout", "account_reauthenticate", "mfa_activate_totp"})

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if access_of(match).kind == "client" or not request.user.is_authenticated or has_second_factor(request):
            return None
        if access_of(match).kind == "public" or match.url_name in self.MAY_OPEN:
            return None
        return redirect("mfa_activate_totp")


def has_second_factor(request):
    """Asked of the database once in a sign-in; removing the app, or having it reset, forgets the answer."""
    if request.session.get("second_factor") or (settings.DEMO and request.user.is_demo):
        return True
    request.session["second_factor"] = found = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    return found
