"""One event for each request that showed people, with the ids of all of them. No event, no page: it fails closed."""

from bep.audit.events import SHOWN
from bep.audit.record import note, watching


class RecordWhoWasShown:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with watching() as people:
            response = self.get_response(request)
            if people and response.status_code < 400:
                match = request.resolver_match
                note(
                    SHOWN.name,
                    by=request.user if request.user.is_authenticated else "the public",
                    people=people,
                    page=match.view_name if match else "",
                    method=request.method,
                )
        return response
