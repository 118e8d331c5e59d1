"""Run as its own process on one database: makes a partner with referrals, then asks whatever it is told to, many times over.

First it says the partner's client id and secret; then it reads lines, each the name of an address, and answers with the
milliseconds of one request, the middle one of a few. Requests go straight to the WSGI application, tokens and all.
"""

import secrets
import sys
from datetime import timedelta
from io import BytesIO
from statistics import median
from time import perf_counter

from borough.bench.pages import ready, say

AT_ONCE = 9
ADDRESSES = {
    "list": "/api/v1/referrals",
    "constant": "/api/bench/constant",
    "stock": "/api/bench/stock",
    "bare": "/api/bench/bare",
}


def main():
    ready()
    from django.core.wsgi import get_wsgi_application

    application, partner = get_wsgi_application(), make_partner()
    ask = {name: asking(application, address, partner["token"]) for name, address in ADDRESSES.items()}
    for call in ask.values():
        call()  # the first ones fill what is remembered
    say(partner | {"queries": queries(ask["list"])})
    for line in sys.stdin:
        say(milliseconds(ask[line.strip()]))


def asking(application, address, token):
    def call():
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": "", "SERVER_NAME": "testserver", "SERVER_PORT": "80",
            "HTTP_HOST": "testserver", "HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_ACCEPT": "application/json",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        heard = []
        response = application(environ, lambda status, headers: heard.append(status))
        body = b"".join(response)
        response.close()
        if not heard[0].startswith("200"):
            raise SystemExit(f"{address} answered {heard[0]}: {body.decode()}")

    return call


def milliseconds(call):
    return median(timed(call) for _ in range(AT_ONCE)) * 1000


def timed(call):
    start = perf_counter()
    call()
    return perf_counter() - start


def queries(call):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        call()
        asked = [q["sql"] for q in captured.captured_queries]
    return len([sql for sql in asked if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))])


# --- who asks ---------------------------------------------------------------------------------------------------------
def make_partner():
    """A trust that sent half of all referrals, with an agreement on them and a token: what the client needs to know."""
    from bep.access.actors import actor
    from bep.audit.record import ANYBODY, action

    writing = action("bench.partner_made", "Made a partner to measure with", needs=ANYBODY)(write_partner)
    made = writing(by=actor("the bench"))
    analyse()
    return made


def write_partner(*, by):
    from oauth2_provider.models import AccessToken, set_token_value

    from bep.access.models import Worker
    from bep.kit import clock
    from borough.sandbox import CLIENT_ID, make_sandbox
    from partners.models import Client, ClientSecret
    from partners.models.client import hashed

    workers = list(Worker.objects.order_by("pk")[:2])
    client = Client.objects.filter(client_id=CLIENT_ID).first() or make_sandbox(workers=workers, by=by)
    Client.objects.filter(pk=client.pk).update(per_minute=10_000_000)
    secret, token = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    ClientSecret.objects.create(client=client, hash=hashed(secret), ending=secret[-4:], made_at=clock.now())
    row = AccessToken(application=client, scope=" ".join(client.scopes), expires=clock.now() + timedelta(days=1))
    set_token_value(row, token)
    row.save()
    send_half(client)
    return {"client_id": client.client_id, "secret": secret, "token": token}


def send_half(client):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO partners_sent (referral_id, organisation_id, client_id, their_reference, changed_at)"
            " SELECT id, %s, %s, 'W-' || id, received_at FROM referrals_referral WHERE id %% 2 = 0",
            [client.organisation_id, client.pk],
        )


def analyse():
    """As PostgreSQL does by itself some time after such a change; the application's role may not."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE partners_sent")


if __name__ == "__main__":
    main()
