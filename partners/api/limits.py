"""How often one may ask: a number a minute, counted in Redis, told with every answer."""

import logging
import time
from functools import cache

import redis
from django.conf import settings

from partners.api.problems import Problem, error

WINDOW = 60
log = logging.getLogger(__name__)


@cache
def server(url):
    return redis.Redis.from_url(url, socket_timeout=1)


def count(whose, limit, who="This client", on_first_refusal=None):
    """The headers for this request's answer; a Problem when it was one too many, of which the first of a minute may be told.

    Limits share a service fairly, and guard no secret: while Redis is away, nobody is turned back for it.
    """
    minute, second = divmod(int(time.time()), WINDOW)
    try:
        used = taken(f"bep:partners:{whose}:{minute}")
    except redis.RedisError:
        log.warning("Requests of partners are not counted: Redis does not answer.")
        return {}
    headers = said(limit, max(limit - used, 0), WINDOW - second)
    if used > limit:
        if used == limit + 1 and on_first_refusal:
            on_first_refusal()
        raise too_many(limit, headers, who)
    return headers


def taken(key):
    with server(settings.REDIS_URL).pipeline(transaction=False) as pipe:
        pipe.incr(key).expire(key, 2 * WINDOW)
        return pipe.execute()[0]


def said(limit, left, reset):
    return {
        "RateLimit-Limit": str(limit), "RateLimit-Remaining": str(left), "RateLimit-Reset": str(reset),
        "RateLimit-Policy": f"{limit};w={WINDOW}",
    }  # fmt: skip


def too_many(limit, headers, who="This client"):
    rule = f"{who} may ask {limit} times a minute."
    return Problem(
        429, "too-many-requests", "Too many requests", rule,
        [error("", rule, "Wait as long as Retry-After says, in seconds.")],
        headers={**headers, "Retry-After": headers["RateLimit-Reset"]},
    )  # fmt: skip
