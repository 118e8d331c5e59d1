"""The same request twice does a thing once: `Idempotency-Key`, kept in the transaction of what it did.

The first to come locks the key for its transaction. Its answer is written in that same transaction: after a crash either
both are there, and the client who asks again is told what happened, or neither is, and it happens now.
"""

import hashlib
import re
from dataclasses import dataclass, field

from django.db import connection, transaction

from partners.api.problems import Problem, error, header_missing
from partners.models import IdempotencyKey

KEY = "Idempotency-Key"
SHAPE = re.compile(r"[\x21-\x7e]{1,80}")
KEPT_DAYS = 30
REPLAYED = "Idempotent-Replayed"


@dataclass
class Answer:
    """What is said to a client: the status, the body as text, and the headers that belong to it."""

    status: int
    body: str
    headers: dict = field(default_factory=dict)


def once(client_id, key, fingerprint, act):
    """The answer of `act()`, or the one that it gave when this client sent the same request by this key before."""
    with transaction.atomic():
        if not locked(client_id, key):
            raise in_flight()
        if kept := IdempotencyKey.objects.filter(client_id=client_id, key=key).first():
            return replayed(kept, fingerprint)
        made = act()
        IdempotencyKey.objects.create(
            client_id=client_id,
            key=key,
            fingerprint=fingerprint,
            status=made.status,
            headers=made.headers,
            body=made.body,
        )
        return made


def locked(client_id, key):
    """Held until the transaction ends, whatever ends it. Asked by itself, so that what is read next is what was committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, %s))", [key, client_id])
        return cursor.fetchone()[0]


def replayed(kept, fingerprint):
    if kept.fingerprint != fingerprint:
        raise other_request()
    return Answer(kept.status, kept.body, {**kept.headers, REPLAYED: "true"})


def key_of(request):
    key = request.headers.get(KEY, "")
    if not SHAPE.fullmatch(key):
        raise header_missing(KEY, "Send a new one for each new thing, such as a UUID: 1 to 80 visible ASCII letters.")
    return key


def fingerprint_of(request, raw):
    """Of the address and the body byte for byte: a retry sends what it sent before."""
    return hashlib.sha256(request.path.encode() + b"\n" + raw).hexdigest()


def in_flight():
    rule = "The same request is being worked on just now."
    return Problem(
        409, "in-flight", "Being worked on", rule,
        [error(KEY, rule, "Ask again in a second, with the same key: you will be told what came of it.")],
        headers={"Retry-After": "1"},
    )  # fmt: skip


def other_request():
    rule = "This key was sent before, with another request."
    return Problem(422, "key-used", "This key was used", rule, [error(KEY, rule, "Send a new key for a new request.")])
