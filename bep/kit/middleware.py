"""A refusal that no form caught becomes a friendly page with its sentence, never a stack trace."""

from django.http import Http404
from django.shortcuts import render

from bep.kit.rules import NotFound, Refused


class RefusalsAsPages:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, NotFound):
            return self.page(request, "404.html", 404, exception)
        if isinstance(exception, Refused):
            return self.page(request, "refused.html", exception.status, exception)
        return None

    def page(self, request, template, status, refusal):
        return render(request, template, {"refusal": refusal}, status=status)


def or_404(value):
    if value is None:
        raise Http404
    return value
