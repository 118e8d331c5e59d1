"""A refusal that no form caught becomes a friendly page with its sentence, never a stack trace and never a blank one."""

from urllib.parse import urlsplit

from django.http import Http404
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from bep.kit.rules import NotFound, Refused
from bep.kit.views_errors import bad_request


class ReadableWords:
    """A NUL in an address or a form is nobody's slip of the key, and no database holds one: 400 before any view sees it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Here, where the check of the form's token has read what was sent."""
        sent = [*request.GET.lists(), *request.POST.lists()]
        if "\0" in request.path_info or any("\0" in word for words in sent for word in flat(words)):
            return bad_request(request, None)
        return None


def flat(words):
    name, values = words
    return [name, *values]


class RefusalsAsPages:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        for_a_reader = answer.status_code == 405 and "problem" not in answer.get("Content-Type", "")
        return self.wrong_method(request, answer) if for_a_reader else answer

    def wrong_method(self, request, answer):
        """Django answers a method that a page does not take with nothing to read."""
        sending = request.method == "POST"
        page = render(request, "405.html", {"sending": sending}, status=405)
        page["Allow"] = answer.get("Allow", "")
        return page

    def process_exception(self, request, exception):
        if isinstance(exception, NotFound):
            return self.page(request, "404.html", 404, exception)
        if isinstance(exception, Refused):
            return self.page(request, "refused.html", exception.status, exception)
        return None

    def page(self, request, template, status, refusal):
        return render(request, template, {"refusal": refusal, "came_from": came_from(request)}, status=status)


def came_from(request):
    """Our own page from which this was sent, so that whoever was refused need not find it again; else nothing."""
    sent = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(sent, {request.get_host()}, require_https=request.is_secure())
    return sent if ours and urlsplit(sent).path != request.path else ""


def or_404(value):
    if value is None:
        raise Http404
    return value
