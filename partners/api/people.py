"""People whom an agreement covers: what is shared of each, field by field."""

from partners import queries, shared
from partners.api import paging, shapes
from partners.api.base import Endpoint
from partners.api.problems import not_allowed_by_agreement, not_found

READ = "people:read"


class PeopleEndpoint(Endpoint):
    scopes = {"get": READ}

    def row(self, reference):
        """The person of that reference, if an agreement covers them: one query, whatever the answer."""
        found = queries.people(self.bearer).filter(reference=reference).first()
        if found is None:
            raise not_found()
        return found

    def shared(self, row, *fields):
        """(the agreements that it rests on, which of these fields they hold); refused where they hold none of them."""
        held = [one for one in self.bearer.held_of(row) if set(one.fields) & set(fields)]
        if not held:
            raise not_allowed_by_agreement(
                fields[0], f"No agreement in force lets us tell you {shared.SHARED[fields[0]]}."
            )
        return held, {field for one in held for field in one.fields if field in fields}


class People(PeopleEndpoint):
    answers, asks = {"get": shapes.People}, ("after", "limit")

    def get(self, request):
        """Those of whom we may tell that we know them, in the order of their references."""
        rows, page = paging.of_references(queries.people(self.bearer), request.GET)
        told = [row for row in rows if self.identifying(row)]
        held = {one.id: one for row in told for one in self.identifying(row)}
        items = [{"id": row["reference"], "nhs_number": row["nhs_number"]} for row in told]
        return self.tell({"items": items, **page}, rests_on=held.values(), people=[row["pk"] for row in told])

    def identifying(self, row):
        return [held for held in self.bearer.held_of(row) if shared.IDENTITY in held.fields]


class Plan(PeopleEndpoint):
    answers = {"get": shapes.Plan}

    def get(self, request, reference):
        """The plan that the person agreed, as far as it is shared; null where there is none."""
        row = self.row(reference)
        held, fields = self.shared(row, shared.GOALS, shared.IF_HARD)
        return self.tell({"id": reference, "plan": queries.plan(row["pk"], fields)}, rests_on=held, people=[row["pk"]])


class Involved(PeopleEndpoint):
    answers = {"get": shapes.Involved}

    def get(self, request, reference):
        """Who works with the person now."""
        row = self.row(reference)
        held, _ = self.shared(row, shared.INVOLVED)
        return self.tell({"id": reference, "items": queries.involved(row["pk"])}, rests_on=held, people=[row["pk"]])
