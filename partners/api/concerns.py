"""Safeguarding concerns that a partner raises, and that we say we have them."""

from partners import actions, queries
from partners.api import shapes
from partners.api.base import Endpoint, answered
from partners.api.problems import not_found
from partners.api.sent import CONCERN_PATHS, ConcernSent, concern_columns
from partners.sight import REFERRED


class ConcernEndpoint(Endpoint):
    named_in_log = "concerns"

    def row(self, reference):
        found = queries.concern(self.bearer, reference)
        if found is None:
            raise not_found()
        return found

    def said(self, row):
        return queries.said_of_concern(row, self.bearer.fields_of_referrals)


class Concerns(ConcernEndpoint):
    scopes = {"post": "concerns:write"}
    sends, answers = {"post": ConcernSent}, {"post": shapes.SentConcern}
    paths = CONCERN_PATHS

    def post(self, request):
        """Raises a concern about an adult. In danger now: call 999 first; duty is alarmed by it as well."""
        return self.do_once(ConcernSent, self.take)

    def take(self, asked, found):
        sent = actions.raise_concern(
            facts=concern_columns(asked, self.bearer), bearer=self.bearer, by=self.bearer.actor
        )  # fmt: skip
        reference = sent.concern.reference
        where = f"/api/v1/safeguarding-concerns/{reference}"
        return answered(201, self.said(self.row(reference)), Location=where)


class OneConcern(ConcernEndpoint):
    scopes, answers = {"get": "concerns:read"}, {"get": shapes.SentConcern}

    def get(self, request, reference):
        """The acknowledgement; and, where an agreement says so, whether it has been decided on."""
        row = self.row(reference)
        return self.tell(
            self.said(row), rests_on=self.bearer.relying_on(REFERRED), people=[row["person_id"]], concerns=[reference]
        )
