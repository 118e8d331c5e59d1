"""What every address of the API does alike: who asks, how often, by which scope, what they are told, and that it is recorded."""

import hashlib
import json
from datetime import UTC

from django.http import HttpResponse
from django.utils.http import http_date
from rest_framework.views import APIView

from bep.access.gate import for_clients
from bep.audit.events import REFUSED, register
from bep.audit.record import note, watching
from partners.api import bodies, limits, problems
from partners.api.described import Described
from partners.api.once import REPLAYED, Answer, fingerprint_of, key_of, once
from partners.sight import REFERRED

DISCLOSED = register("partners.disclosed", "Was told by us")
JSON = "application/json"


class Endpoint(APIView):
    """A resource for other organisations' systems. A subclass names the scope of each of its methods, or does not start."""

    http_method_names = ["get", "head", "post"]
    scopes: dict = {}
    paths: dict = {}  # {what a rule calls a field: what this resource calls it}
    # For the description (partners/api/described.py): {method: the shape of its answer}, {method: of what is sent}, what may
    # be asked for in the query, and whether a change needs If-Match.
    answers: dict = {}
    sends: dict = {}
    asks: tuple = ()
    if_match = False
    named_in_log = "referrals"  # what the record of a disclosure calls the references that it spoke of
    schema = Described()
    deprecated_on = sunset_on = None

    @classmethod
    def as_view(cls, **initkwargs):
        return for_clients(cls.scopes)(super().as_view(**initkwargs))

    # --- before -------------------------------------------------------------------------------------------------------
    def initial(self, request, *args, **kwargs):
        """In this order: who asks, how often, by which scope."""
        self.told = {}
        bearer = self.bearer = request.user
        self.told |= limits.count(bearer.client_id, bearer.per_minute)
        method = request.method.lower()
        if method not in self.http_method_names or not hasattr(self, method):
            self.http_method_not_allowed(request)
        scope = self.scopes.get("get" if method == "head" else method)
        if scope not in bearer.scopes:
            note(REFUSED.name, by=bearer.actor, page=request.path, needed=scope or "a scope that nobody has named")
            raise problems.no_scope(scope)
        if unknown := [name for name in request.GET if name not in self.asks]:
            raise problems.unknown_parameters(unknown, self.asks)
        if not acceptable(request.META.get("HTTP_ACCEPT", "*/*")):
            raise problems.plain(406)

    def perform_content_negotiation(self, request, force=False):
        """One renderer, which is ours: nothing to choose."""
        return None, JSON

    # --- answers ------------------------------------------------------------------------------------------------------
    def finalize_response(self, request, response, *args, **kwargs):
        for name, value in getattr(self, "told", {}).items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "no-store")
        if self.deprecated_on:
            response.headers["Deprecation"] = f"@{int(self.deprecated_on.timestamp())}"
        if self.sunset_on:
            response.headers["Sunset"] = http_date(self.sunset_on.astimezone(UTC).timestamp())
        return response

    def dispatch(self, request, *args, **kwargs):
        """Whom an action names within is no business of the browser's log: what a client is told is recorded by `tell`."""
        with watching() as self.shown:
            return super().dispatch(request, *args, **kwargs)

    def tell(self, content, *, rests_on=(), people=(), **facts):
        """The answer to a read, recorded with its purpose before it is given."""
        self.record(rests_on, people, facts)
        return self.give(content)

    def give(self, content):
        """An answer about nobody, or one that has been recorded."""
        body = as_json(content)
        tag = etag_of(body)
        if same(tag, self.request.headers.get("If-None-Match", "")):
            return HttpResponse(status=304, headers={"ETag": tag})
        return HttpResponse(body, content_type=JSON, headers={"ETag": tag})

    def record(self, rests_on, people, facts):
        """One event for each answer: whom it spoke of, to whom, why, and by which agreements."""
        note(
            DISCLOSED.name, by=self.bearer.actor, people=[*self.shown, *filter(None, people)],
            reason="; ".join(dict.fromkeys(held.purpose for held in rests_on)),
            agreements=[held.id for held in rests_on], page=self.request.path, organisation=self.bearer.ods_code, **facts,
        )  # fmt: skip

    def do_once(self, kind, act):
        """The answer to a request that changes something, sent as `kind` describes it; `act(what was sent)` -> Answer."""
        key = key_of(self.request)
        found, raw = bodies.sent(self.request._request)
        asked = kind.checked(found)
        made = once(self.bearer.client_id, key, fingerprint_of(self.request, raw), lambda: act(asked, found))
        if REPLAYED in made.headers:
            made = self.told_again(made)
        return HttpResponse(made.body, status=made.status, content_type=JSON, headers=made.headers)

    def told_again(self, made):
        """What was answered before, by today's sight: not found where it is out of that, without what no agreement holds any
        more, and recorded like any other answer."""
        told = json.loads(made.body)
        row = self.row(told["id"])
        today = self.said(row)
        content = {name: value for name, value in told.items() if name in today}
        self.record(self.bearer.relying_on(REFERRED), [row["person_id"]], {self.named_in_log: [told["id"]]})
        return answered(made.status, content, **{n: v for n, v in made.headers.items() if n != "ETag"})


def acceptable(accept):
    """Whether JSON is among what a client reads; one that does not say so reads anything."""
    kinds = [[word.strip().lower() for word in kind.split(";")] for kind in accept.split(",") if kind.strip()]
    return not kinds or any(kind in ("*/*", "application/*", JSON) and "q=0" not in more for kind, *more in kinds)


def same(tag, known):
    """Whether a tag is among those of If-None-Match, which are compared weakly (RFC 9110 section 13.1.2)."""
    return known.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in known.split(",")]


def as_json(content):
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def etag_of(body):
    return f'"{hashlib.sha256(body.encode()).hexdigest()[:24]}"'


def answered(status, content, **headers):
    body = as_json(content)
    return Answer(status, body, {"ETag": etag_of(body), **headers})
