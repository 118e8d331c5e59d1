"""A sign-in ends after half an hour without a sign of its worker, and after twelve hours whatever they do.

Neither eats a word: what somebody sends into an ended sign-in is kept (bep/access/unsent.py), and waits for them when
they have signed in again.
"""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse

from bep.access import unsent
from bep.audit.events import register
from bep.audit.record import note

TIMED_OUT = register("access.timed_out", "Was signed out after a time")
EACH_MINUTE = 60  # a page a second must not write a session row a second


class SessionsEnd:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and self.has_ended(request):
            return end(request)
        response = self.get_response(request)
        unsent.forget_if_sent(request, response)
        return response

    def has_ended(self, request):
        session, now = request.session, time.time()
        began, seen = session.setdefault("began", now), session.setdefault("seen", now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_ABSOLUTE_SECONDS:
            return True
        if now - seen > EACH_MINUTE and is_a_sign_of_life(request):
            session["seen"] = now
        return False


def is_a_sign_of_life(request):
    """A page that asks by itself how far something is (components/job.html) says nothing of who sits before it."""
    return "X-Asked-By-Clock" not in request.headers


def end(request):
    note(TIMED_OUT.name, by=request.user, page=request.path_info)
    back = unsent.keep(request) if request.method == "POST" else request.get_full_path()
    logout(request)
    if "HX-Request" in request.headers or request.content_type == "application/json":
        # A script asked: it must not swallow the sign-in page as if it were the answer.
        return HttpResponse("You are signed out. Sign in again.", status=401, headers={"HX-Refresh": "true"})
    minutes = settings.SESSION_IDLE_SECONDS // 60
    words = f"You were signed out, because nothing had happened here for {minutes} minutes or you signed in long ago."
    if request.method == "POST":
        words += " What you sent is kept: sign in, and you will find it as it was."
    messages.info(request, words)
    return redirect_to_login(back)
