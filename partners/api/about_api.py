"""What the API's description says once for all: how to sign in, which headers there are, what a version promises."""

from partners.api import once, paging
from partners.scopes import SCOPES

INFO = {
    "title": "Barnet Enablement Pathway: API for partner organisations", "version": "1.0.0",
    "description": (
        "For the systems of other organisations: send a referral and follow it without anybody retyping. Sign in with "
        "OAuth 2.0 client credentials. What is told rests on a sharing agreement in force, field by field; each disclosure "
        "is recorded. What your organisation may not see is not found. Every refusal is a problem (RFC 9457) that names the "
        "field, the rule and the remedy; a fault of ours (5xx) is one too. Within a version fields and values of answers may be "
        "added, nothing is taken away or changes its meaning; what will end says so by the headers Deprecation and Sunset, "
        "six months ahead at least."
    ),
}  # fmt: skip

# --- headers ----------------------------------------------------------------------------------------------------------
LIMITS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy")
ALWAYS_TOLD = ("ETag", *LIMITS, "Deprecation", "Sunset")
WORDS, NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}


def header(description, schema=WORDS, example=None):
    return {"description": description, "schema": schema} | ({"example": example} if example is not None else {})


HEADERS = {
    "ETag": header("Names this very content. Send it as If-None-Match to read again, as If-Match to change.", example='"5b1f"'),
    "RateLimit-Limit": header("How many requests a minute this client may make.", NUMBER, 600),
    "RateLimit-Remaining": header("How many of them are left.", NUMBER, 599),
    "RateLimit-Reset": header("Seconds until they are counted anew.", NUMBER, 31),
    "RateLimit-Policy": header("The limit and its window in seconds.", example="600;w=60"),
    "Retry-After": header("Seconds to wait before asking again.", NUMBER, 31),
    "Deprecation": header("Sent once this address will end: since when, as a Unix time (RFC 9745).", example="@1764547200"),
    "Sunset": header("Sent once this address will end: when (RFC 8594).", example="Tue, 01 Jun 2027 00:00:00 GMT"),
    "Idempotent-Replayed": header("true where this is the answer that an earlier request of the same key was given."),
    "Location": header("Where what was made can be read.", example="/api/v1/referrals/R-7KQM-2F9D"),
    "WWW-Authenticate": header("How to sign in, or which scope is missing (RFC 6750).", example='Bearer realm="api"'),
}  # fmt: skip


# --- parameters -------------------------------------------------------------------------------------------------------
def parameter(name, where, description, schema=WORDS, *, required=False, example=None):
    found = {"name": name, "in": where, "description": description, "required": required, "schema": schema}
    return found | ({"example": example} if example is not None else {})


LIMIT = {"type": "integer", "minimum": 1, "maximum": paging.MOST, "default": paging.SIZE}
KEY_SHAPE = {"type": "string", "minLength": 1, "maxLength": 80, "pattern": "^[!-~]{1,80}$"}
PARAMETERS = {
    once.KEY: parameter(
        once.KEY, "header",
        f"A new one for each new thing, such as a UUID. The same key and body are answered the same for {once.KEPT_DAYS} days, "
        "as far as the agreements of the day allow: after a broken connection, send the very same again.",
        KEY_SHAPE, required=True, example="7f1d1c9e-52a8-4a57-9d62-6d7c2f6f0f6a",
    ),
    "If-Match": parameter("If-Match", "header", "The ETag of the answer that you decide upon, or *.", required=True, example="*"),
    "If-None-Match": parameter("If-None-Match", "header", "An ETag: unchanged is answered 304, without a body."),
    "after": parameter("after", "query", "The bookmark of the page before."),
    "changed_since": parameter(
        "changed_since", "query", "Only what changed at this moment or later; with its offset. Not with “after”.",
        {"type": "string", "format": "date-time"}, example="2026-11-22T10:00:00+00:00",
    ),
    "limit": parameter("limit", "query", "How many at most.", LIMIT),
}  # fmt: skip
NOT_CHANGED = {"304": {"description": "Not Modified", "headers": {"ETag": {"$ref": "#/components/headers/ETag"}}}}


# --- signing in -------------------------------------------------------------------------------------------------------
def security():
    scopes = {name: f"may {scope.sentence}" for name, scope in SCOPES.items()}
    flow = {"clientCredentials": {"tokenUrl": "/api/oauth/token", "scopes": scopes}}
    return {
        "client": {"type": "oauth2", "flows": flow, "description": "A token lives a quarter of an hour."},
        "secret": {"type": "http", "scheme": "basic", "description": "The client id and secret."},
    }


TOKEN_ASKED = {
    "type": "object", "required": ["grant_type"],
    "properties": {
        "grant_type": {"type": "string", "enum": ["client_credentials"]},
        "scope": WORDS | {"description": "Divided by spaces; without it, all that the client was given."},
        "client_id": WORDS | {"description": "Here with client_secret, or both in the header Authorization."},
        "client_secret": WORDS,
    },
}  # fmt: skip
TOKEN = {
    "type": "object", "required": ["access_token", "expires_in", "token_type", "scope"],
    "properties": {
        "access_token": WORDS, "expires_in": {"type": "integer"}, "token_type": {"const": "Bearer"}, "scope": WORDS,
    },
}  # fmt: skip
REVOKED = {"type": "object", "required": ["token"], "properties": {"token": WORDS, "token_type_hint": WORDS}}
OAUTH_ERROR = {
    "type": "object", "required": ["error"], "properties": {"error": WORDS, "error_description": WORDS},
    "description": "As RFC 6749 section 5.2 says it.",
}  # fmt: skip
TOKEN_SCHEMAS = {
    "TokenAsked": TOKEN_ASKED, "Token": TOKEN, "TokenGivenBack": REVOKED, "OAuthError": OAUTH_ERROR,
}  # fmt: skip


def in_form(kind, example):
    content = {"schema": {"$ref": f"#/components/schemas/{kind}"}, "example": example}
    return {"required": True, "content": {"application/x-www-form-urlencoded": content}}


def as_json(kind, description, example):
    content = {"schema": {"$ref": f"#/components/schemas/{kind}"}, "example": example}
    return {"description": description, "content": {"application/json": content}}


UNREADABLE = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
NOT_GIVEN = as_json(
    "OAuthError", "What was asked for is not given; a problem where it could not be read", {"error": "invalid_scope"}
)
SHARED_BY_BOTH = {
    "400": NOT_GIVEN | {"content": NOT_GIVEN["content"] | UNREADABLE},
    "401": as_json("OAuthError", "No client by this id and secret", {"error": "invalid_client"}),
    **{status: {"$ref": f"#/components/responses/{status}"} for status in ("413", "429")},
}
COUNTED = {"headers": {name: {"$ref": f"#/components/headers/{name}"} for name in LIMITS}}
GIVEN = {
    "access_token": "example-token", "expires_in": 900, "token_type": "Bearer", "scope": "referrals:read referrals:write",
}  # fmt: skip
TOKEN_PATHS = {
    "/api/oauth/token": {"post": {
        "operationId": "token", "tags": ["oauth"], "summary": "Ask for a token", "security": [{"secret": []}, {}],
        "requestBody": in_form("TokenAsked", {"grant_type": "client_credentials", "scope": "referrals:read referrals:write"}),
        "responses": {"200": as_json("Token", "A token, good for a quarter of an hour.", GIVEN) | COUNTED, **SHARED_BY_BOTH},
    }},
    "/api/oauth/revoke": {"post": {
        "operationId": "revoke", "tags": ["oauth"], "summary": "Give a token back", "security": [{"secret": []}, {}],
        "requestBody": in_form("TokenGivenBack", {"token": "example-token"}),
        "responses": {"200": {"description": "It is worth nothing any more, if it ever was."} | COUNTED, **SHARED_BY_BOTH},
    }},
}  # fmt: skip

# --- to try it --------------------------------------------------------------------------------------------------------
# A token, a referral (referral.json holds the example of ReferralSent), its outcome; docs/how-to/partners-api.md says the same.
THREE_LINES = r"""
TOKEN=$(curl -sS -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials "$API/oauth/token" | sed 's/.*"access_token": *"\([^"]*\).*/\1/')
ID=$(curl -sS -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: W-2026-118" --json @referral.json "$API/v1/referrals" | sed 's/.*"id": *"\([^"]*\).*/\1/')
curl -sS -H "Authorization: Bearer $TOKEN" "$API/v1/referrals/$ID/outcome"
""".lstrip()  # noqa: E501 (a line is a line)
