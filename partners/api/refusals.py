"""Every refusal as the API's description shows it: made by the very functions that refuse, so that neither can drift."""

import json
from http import HTTPStatus

from partners.api import about_api, limits, once, problems
from partners.api.problems import CONTENT_TYPE, error

WORDS = {"type": "string"}
ERROR = {
    "type": "object", "required": ["field", "rule", "remedy"],
    "description": "The field by its path in what was sent (empty where it is none), the rule, and what mends it.",
    "properties": {"field": WORDS, "rule": WORDS, "remedy": WORDS},
}  # fmt: skip
SCHEMAS = {
    "Problem": {
        "type": "object", "required": ["type", "title", "status", "detail", "instance", "errors"],
        "description": "RFC 9457. `type` names the kind, for a program; `detail` and `errors` say it to a reader.",
        "properties": {
            "type": WORDS | {"examples": ["/api/problems/refused"]}, "title": WORDS,
            "status": {"type": "integer", "minimum": 400, "maximum": 599}, "detail": WORDS,
            "instance": WORDS | {"description": "The address that was asked."},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemError"}},
        },
    },
    "ProblemError": ERROR,
}  # fmt: skip
TOLD = {401: ["WWW-Authenticate"], 403: ["WWW-Authenticate"], 409: ["Retry-After"], 429: ["Retry-After"]}


def kinds():
    """{status: the problems that have it}."""
    rule = error("person.nhs_number", "This is not a real NHS number.", "Check it, or leave it out.")
    moment = error("", "This referral has been decided on.", "Ask the hub.")
    return {
        400: [problems.unreadable("The body is not JSON as RFC 8259 has it, in UTF-8."),
              problems.header_missing(once.KEY, "Send a new one for each new thing, such as a UUID.")],
        401: [problems.not_signed_in("invalid_token")],
        403: [problems.no_scope("referrals:read"),
              problems.not_allowed_by_agreement("referral.outcome", "No agreement in force lets us tell you that.")],
        404: [problems.not_found()],
        406: [problems.plain(406)],
        409: [once.in_flight(), problems.Problem(409, "wrong-moment", "It is too late", moment["rule"], [moment])],
        411: [problems.plain(411)],
        412: [problems.changed()],
        413: [problems.plain(413)],
        415: [problems.plain(415)],
        422: [problems.refused([rule]), once.other_request()],
        428: [problems.header_missing("If-Match", "Send the ETag of the answer that you decide upon.", 428)],
        429: [limits.too_many(600, limits.said(600, 0, 31))],
    }  # fmt: skip


def responses():
    return {str(status): response(status, found) for status, found in kinds().items()}


def response(status, found):
    examples = {one.slug: {"summary": one.title, "value": json.loads(one.body("/api/v1/referrals"))} for one in found}
    headers = [*TOLD.get(status, ()), *(about_api.LIMITS if status != 401 else ())]
    return {
        "description": HTTPStatus(status).phrase,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}},
    }
