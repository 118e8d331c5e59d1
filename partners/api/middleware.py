"""Whatever answers under /api/, Django's own refusals included, answers as a problem that a program can read."""

from partners.api import problems

PREFIX = "/api/"
READABLE = (problems.CONTENT_TYPE, "application/json")


class ProblemsForMachines:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(PREFIX):
            return response
        if response.get("Content-Type", "").split(";")[0] in READABLE:
            return response
        kept = {name: response[name] for name in ("Allow", "Retry-After", "WWW-Authenticate") if name in response}
        return problems.answer(problems.plain(response.status_code, kept), request)
