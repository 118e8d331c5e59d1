"""Mental Health Act assessments that a partner asks for, and how far they are."""

from partners import actions, queries
from partners.api import shapes
from partners.api.base import Endpoint, answered
from partners.api.problems import not_found
from partners.api.sent import MHA_PATHS, MhaSent, mha_columns, outside_columns
from partners.sight import REFERRED


class MhaEndpoint(Endpoint):
    def row(self, reference):
        found = queries.mha_request(self.bearer, reference)
        if found is None:
            raise not_found()
        return found

    def said(self, row):
        return queries.said_of_mha(row, self.bearer.fields_of_referrals)


class MhaRequests(MhaEndpoint):
    scopes = {"post": "mha:write"}
    sends, answers = {"post": MhaSent}, {"post": shapes.MhaRequest}
    paths = MHA_PATHS

    def post(self, request):
        """Asks that an AMHP consider somebody's case, whatever their age. It stands on the AMHP duty desk's board at once."""
        return self.do_once(MhaSent, self.take)

    def take(self, asked, found):
        sent = actions.ask_mha(
            facts=mha_columns(asked, found, self.bearer), asked=outside_columns(asked), bearer=self.bearer,
            their_reference=asked.get("your_reference", ""), by=self.bearer.actor,
        )  # fmt: skip
        reference = sent.referral.reference
        where = f"/api/v1/mental-health-act-requests/{reference}"
        return answered(201, self.said(self.row(reference)), Location=where)


class OneMhaRequest(MhaEndpoint):
    scopes, answers = {"get": "mha:read"}, {"get": shapes.MhaRequest}

    def get(self, request, reference):
        """How far it is; and, where an agreement says so, what was decided."""
        row = self.row(reference)
        return self.tell(
            self.said(row), rests_on=self.bearer.relying_on(REFERRED), people=[row["person_id"]], referrals=[reference]
        )
