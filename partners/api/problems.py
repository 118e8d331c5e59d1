"""How the API says no: RFC 9457 problem details, each with the field, the rule and the remedy, in the same words as a screen."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from rest_framework import exceptions

from bep.kit.rules import NotFound, Refused

CONTENT_TYPE = "application/problem+json"
TYPES = "/api/problems/"


@dataclass
class Problem(Exception):
    """`slug` names the kind, for a program; `title` says the kind, `detail` this one, for a reader."""

    status: int
    slug: str
    title: str
    detail: str
    errors: list = field(default_factory=list)
    headers: dict = field(default_factory=dict)

    def __str__(self):
        return self.detail

    def body(self, instance):
        said = {
            "type": TYPES + self.slug, "title": self.title, "status": self.status, "detail": self.detail,
            "instance": instance, "errors": self.errors,
        }  # fmt: skip
        return json.dumps(said, ensure_ascii=False)


def error(field, rule, remedy):
    return {"field": field, "rule": rule, "remedy": remedy}


def answer(problem, request):
    # Half a letter (a surrogate) that was sent in a name is told back as JSON spells it.
    body = problem.body(request.path).encode("utf-8", "backslashreplace")
    return HttpResponse(body, status=problem.status, content_type=CONTENT_TYPE, headers=problem.headers)


# --- the kinds --------------------------------------------------------------------------------------------------------
class NotSignedIn(exceptions.AuthenticationFailed):
    """Told alike whatever is wrong with a token: it never was, it is over, or it was revoked."""

    def __init__(self, code=""):
        super().__init__()
        self.code = code


def not_signed_in(code=""):
    challenge = f'Bearer realm="api", error="{code}"' if code else 'Bearer realm="api"'
    return Problem(
        401, "not-signed-in", "Not signed in",
        "This request carries no token that is good now. Ask for one at /api/oauth/token, and send it as a Bearer token.",
        headers={"WWW-Authenticate": challenge},
    )  # fmt: skip


def no_scope(scope):
    return Problem(
        403, "scope-missing", "The token lacks a scope", f"This needs the scope {scope}, which the token does not have.",
        [error("", f"The scope {scope} is needed.", "Ask for it with the token; if it is refused, ask this council for it.")],
        headers={"WWW-Authenticate": f'Bearer realm="api", error="insufficient_scope", scope="{scope}"'},
    )  # fmt: skip


def not_found():
    return Problem(
        404, "not-found", "Not found",
        "There is nothing here that your organisation may see. Check the reference, and which agreement covers it.",
    )  # fmt: skip


def not_allowed_by_agreement(field, sentence):
    return Problem(
        403, "agreement-missing", "No sharing agreement covers this", sentence,
        [error("", f"An agreement in force must hold “{field}”.", "Ask this council’s information governance for one.")],
    )  # fmt: skip


def unreadable(detail, remedy="Send one JSON object, in UTF-8."):
    return Problem(400, "unreadable", "The request could not be read", detail, [error("", detail, remedy)])


def header_missing(name, remedy, status=400):
    slug = "precondition-required" if status == 428 else "header-missing"
    rule = f"This request needs the header {name}."
    return Problem(status, slug, "A header is missing", rule, [error(name, rule, remedy)])


def changed():
    rule = "This referral has changed since you read it."
    return Problem(412, "changed", "It has changed", rule, [error("If-Match", rule, "Read it again, then decide.")])


def refused(errors, detail="", status=422):
    return Problem(
        status,
        "refused",
        "A rule stands against this",
        detail or " ".join(f"{one['rule'].rstrip('.')}." for one in errors),
        errors,
    )


def unknown_parameters(names, known):
    """A parameter that is not known is a mistake: answering as if it had not been sent would tell too much or too little."""
    remedy = f"Known are: {', '.join(known)}." if known else "Leave it out: this address takes none."
    return refused([error(name, "This parameter is not known here.", remedy) for name in names], status=400)


TITLES = {
    411: ("length-required", "The length of the request is not said", "Send Content-Length, not a body in chunks."),
    400: ("unreadable", "The request could not be read", "Send what the description of the API says."),
    404: ("not-found", "Not found", "Check the address."),
    405: ("method-not-allowed", "This address does not take that method", "The header Allow says which it takes."),
    406: ("not-acceptable", "Only JSON is answered", "Accept application/json."),
    413: ("too-large", "The request is too large", "Send less at a time."),
    415: ("not-json", "Only JSON is read", "Send the body as application/json, in UTF-8 and uncompressed."),
}


def plain(status, headers=None):
    """A problem that no rule of ours words: what HTTP itself says of it."""
    phrase = HTTPStatus(status).phrase
    slug, title, remedy = TITLES.get(status, (phrase.lower().replace(" ", "-"), phrase, "Try again later, or tell us."))
    if status == 404:
        return not_found()
    return Problem(status, slug, title, f"{title}.", [error("", f"{title}.", remedy)], headers or {})


# --- from what was raised ---------------------------------------------------------------------------------------------
def problem_of(exception):
    """The problem that an exception is, or None for a fault of ours."""
    if isinstance(exception, Problem):
        return exception
    if isinstance(exception, (Http404, NotFound)):
        return not_found()
    if isinstance(exception, NotSignedIn):
        return not_signed_in(exception.code)
    if isinstance(exception, Refused):
        return of_refusal(exception)
    if isinstance(exception, ValidationError):
        return of_model(exception)
    if isinstance(exception, exceptions.APIException):
        return plain(exception.status_code)
    return plain(403) if isinstance(exception, PermissionDenied) else None


def of_model(fault):
    """What a model refuses that no rule of ours has worded before it."""
    found = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
    remedy = "Send it as the description at /api/schema/ says."
    named = {name: "" if name == "__all__" else name for name in found}
    return refused([error(named[name], words, remedy) for name, messages in found.items() for words in messages])


SLUGS = {403: "not-allowed", 409: "wrong-moment"}


def of_refusal(refusal):
    said = [error(refusal.field or "", refusal.sentence, refusal.remedy)]
    problem = refused(said, refusal.sentence, refusal.status)
    problem.slug = SLUGS.get(refusal.status, "refused")
    return problem


def handle(exception, context):
    """REST framework's way in. A fault of ours goes on to be logged, and is answered as a problem by the middleware."""
    problem, view = problem_of(exception), context["view"]
    if problem is None:
        return None
    if problem.status == 405:
        problem.headers["Allow"] = ", ".join(view.allowed_methods)
    for one in problem.errors:
        one["field"] = view.paths.get(one["field"], one["field"])
    return answer(problem, context["request"])
