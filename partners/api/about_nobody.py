"""Hubs with free places, and lists of values: about nobody, so nothing of it is a disclosure."""

from partners import queries
from partners.api.base import Endpoint
from partners.api.problems import not_found

DAYS = 28
READ = "reference:read"


class Hubs(Endpoint):
    scopes = {"get": READ}

    def get(self, request):
        """Open hubs and the places that are free in the next four weeks. A place is booked by us, with the person."""
        return self.give({"items": queries.hubs(DAYS)})


class Lists(Endpoint):
    scopes = {"get": READ}

    def get(self, request):
        return self.give({"items": queries.lists()})


class OneList(Endpoint):
    scopes = {"get": READ}

    def get(self, request, name):
        """The values of a list, with its version: keep it, and ask again when the version has moved on."""
        if name not in queries.LISTS:
            raise not_found()
        return self.give(queries.one_list(name))
