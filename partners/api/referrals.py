"""Referrals that a partner sends us, and what came of them."""

from partners import actions, queries, shared
from partners.api import paging, shapes
from partners.api.base import Endpoint, answered, as_json, etag_of
from partners.api.problems import changed, header_missing, not_allowed_by_agreement, not_found
from partners.api.sent import PATHS, ReferralSent, WithdrawalSent, columns
from partners.sight import REFERRED
from referrals.models import Referral

READ, WRITE = "referrals:read", "referrals:write"
IF_MATCH = "Send the ETag of the answer that you decide upon, so that nothing is changed that you have not seen."


class ReferralEndpoint(Endpoint):
    """What the addresses under /referrals share: one row or nothing, told as the agreements allow."""

    def rows(self):
        return queries.referrals(self.bearer)

    def row(self, reference):
        """The referral of that name, if this organisation may see it: one query, whatever the answer."""
        found = self.rows().filter(reference=reference).first()
        if found is None:
            raise not_found()
        return found

    def said(self, row):
        return queries.said(row, self.bearer.fields_of_referrals)

    def tell_of(self, rows, content):
        return self.tell(
            content, rests_on=self.bearer.relying_on(REFERRED), people=[row["person_id"] for row in rows],
            referrals=[row["reference"] for row in rows],
        )  # fmt: skip

    def must_share(self, field):
        if field not in self.bearer.fields_of_referrals:
            raise not_allowed_by_agreement(field, f"No agreement in force lets us tell you {shared.SHARED[field]}.")


class Referrals(ReferralEndpoint):
    """All that this organisation sent, and a new one."""

    scopes = {"get": READ, "post": WRITE}
    sends, answers = {"post": ReferralSent}, {"get": shapes.Referrals, "post": shapes.Referral}
    asks = ("after", "changed_since", "limit")
    paths = PATHS

    def get(self, request):
        """Those that changed since a moment or a bookmark, in the order of their last change."""
        rows, page = paging.page(self.bearer, request.GET)
        return self.tell_of(rows, {"items": [self.said(row) for row in rows], **page})

    def post(self, request):
        """Takes a referral. Whether we know the person is neither asked nor answered here."""
        return self.do_once(ReferralSent, self.take)

    def take(self, asked, found):
        sent = actions.send_referral(
            facts=columns(asked, found, self.bearer), their_reference=asked.get("your_reference", ""),
            bearer=self.bearer, by=self.bearer.actor,
        )  # fmt: skip
        reference = sent.referral.reference
        return answered(201, self.said(self.row(reference)), Location=f"/api/v1/referrals/{reference}")


class OneReferral(ReferralEndpoint):
    scopes, answers = {"get": READ}, {"get": shapes.Referral}

    def get(self, request, reference):
        """One referral that you sent, and where it stands."""
        row = self.row(reference)
        return self.tell_of([row], self.said(row))


class Outcome(ReferralEndpoint):
    scopes, answers = {"get": READ}, {"get": shapes.ReferralOutcome}

    def get(self, request, reference):
        """What was decided; null while nothing has been."""
        row = self.row(reference)
        self.must_share(shared.OUTCOME)
        return self.tell_of([row], {"id": reference, "outcome": queries.outcome(row)})


class Appointments(ReferralEndpoint):
    scopes, answers = {"get": READ}, {"get": shapes.Appointments}

    def get(self, request, reference):
        """Its appointments; where a visit at home is, is not said."""
        row = self.row(reference)
        self.must_share(shared.APPOINTMENTS)
        return self.tell_of([row], {"id": reference, "items": queries.appointments(row["pk"])})


class Withdrawal(ReferralEndpoint):
    scopes, sends, answers = {"post": WRITE}, {"post": WithdrawalSent}, {"post": shapes.Referral}
    if_match = True

    def post(self, request, reference):
        """Takes back a referral that nobody has decided on."""
        if "If-Match" not in request.headers:
            raise header_missing("If-Match", IF_MATCH, 428)
        return self.do_once(WithdrawalSent, lambda asked, found: self.withdraw(reference, asked["reason"]))

    def withdraw(self, reference, reason):
        row = self.row(reference)
        referral = Referral.objects.select_for_update().get(pk=row["pk"])
        self.check_unchanged(reference)
        actions.withdraw_referral(referral=referral, reason=reason, by=self.bearer.actor)
        return answered(200, self.said(self.row(reference)))

    def check_unchanged(self, reference):
        """Read again under the lock: what the client decided upon must still be so."""
        now, wanted = etag_of(as_json(self.said(self.row(reference)))), self.request.headers["If-Match"]
        if wanted.strip() != "*" and now not in [one.strip() for one in wanted.split(",")]:
            raise changed()
