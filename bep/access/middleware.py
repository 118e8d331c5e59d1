"""Default deny: a view opens only for whom its `access` names. Not signed in: sign in. Not permitted: a sentence."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render

from bep.access.gate import access_of
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
        if access.kind == "public":
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
