"""One event for each request that showed people, with the ids of all of them. No event, no page: it fails closed."""

from django.http import FileResponse, HttpResponse

from bep.audit.events import SHOWN
from bep.audit.record import note, watching


class RecordWhoWasShown:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with watching() as people:
            response = at_once(self.get_response(request))
            if people and shows_its_content(response):
                match = request.resolver_match
                note(
                    SHOWN.name,
                    by=request.user if request.user.is_authenticated else "the public",
                    people=people,
                    page=match.view_name if match else "",
                    method=request.method,
                )
        return response


def shows_its_content(response):
    """A refusal or a fault shows its own page and nobody; any other answer, a form with errors included, what it drew."""
    return response.status_code not in {403, 404} and response.status_code < 500


def at_once(response):
    """A stream is drawn to its end before any of it is sent: nobody is shown before the log has said so."""
    if not response.streaming or isinstance(response, FileResponse):
        return response
    return HttpResponse(b"".join(response), status=response.status_code, headers=dict(response.items()))
