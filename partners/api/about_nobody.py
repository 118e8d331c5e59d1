"""Hubs with free places, and lists of values: about nobody, so nothing of it is a disclosure."""

from partners import queries
from partners.api import shapes
from partners.api.base import Endpoint
from partners.api.problems import not_found

DAYS = 28
READ = "reference:read"


class Hubs(Endpoint):
    scopes, answers = {"get": READ}, {"get": shapes.Hubs}

    def get(self, request):
        """Open hubs and the places that are free in the next four weeks. A place is booked by us, with the person."""
        return self.give({"items": queries.hubs(DAYS)})


class Lists(Endpoint):
    scopes, answers = {"get": READ}, {"get": shapes.Lists}

    def get(self, request):
        """The lists of values that we read, each with its version."""
        return self.give({"items": queries.lists()})


class OneList(Endpoint):
    scopes, answers = {"get": READ}, {"get": shapes.ReferenceListValues}

    def get(self, request, name):
        """The values of a list, with its version: keep it, and ask again when the version has moved on."""
        if name not in queries.LISTS:
            raise not_found()
        return self.give(queries.one_list(name))
