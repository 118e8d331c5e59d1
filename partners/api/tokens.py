"""Who asks: from the token to the client, its organisation and its agreements, in one query of each request.

Nothing is remembered between requests, so that a token, a client or an agreement that is ended is ended at once.
"""

import hashlib
import json

from django.db import connection
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.permissions import BasePermission

from bep.kit import clock
from partners.api.problems import NotSignedIn
from partners.sight import Bearer, Held

BEARER = """
SELECT c.id, c.name, c.per_minute, o.id, o.name, o.ods_code, o.sources, t.scope, c.scopes,
       ARRAY(SELECT jsonb_build_array(a.id, a.purpose, a.covers, a.fields)::text FROM partners_sharingagreement a
              WHERE a.organisation_id = o.id AND a.state = 'agreed' AND a.starts <= %(today)s
                AND (a.ends IS NULL OR a.ends >= %(today)s) ORDER BY a.id)
  FROM oauth2_provider_accesstoken t
  JOIN partners_client c ON c.id = t.application_id AND c.revoked_at IS NULL
  JOIN partners_organisation o ON o.id = c.organisation_id AND (o.closed IS NULL OR o.closed > %(today)s)
 WHERE t.token_checksum = %(checksum)s AND t.expires > %(now)s
"""


class ClientToken(BaseAuthentication):
    """`Authorization: Bearer …`, and no other way in: no cookie, no query string."""

    def authenticate(self, request):
        kind, _, token = get_authorization_header(request).partition(b" ")
        if kind.lower() != b"bearer" or not token:
            raise NotSignedIn()
        bearer = find(token.strip())
        if bearer is None:
            raise NotSignedIn("invalid_token")
        return bearer, None

    def authenticate_header(self, request):
        return "Bearer"


def find(token):
    """The Bearer of a token that is good now, or None."""
    with connection.cursor() as cursor:
        now = {"now": clock.now(), "today": clock.today()}
        cursor.execute(BEARER, now | {"checksum": hashlib.sha256(token).hexdigest()})
        row = cursor.fetchone()
    return row and bearer_of(*row)


def bearer_of(
    client_id, client, per_minute, organisation_id, organisation, ods_code, sources, scope, given, agreements
):
    held = tuple(
        Held(pk, purpose, covers, tuple(fields)) for pk, purpose, covers, fields in map(json.loads, agreements)
    )
    scopes = frozenset(scope.split()) & frozenset(given)
    return Bearer(client_id, client, per_minute, organisation_id, organisation, ods_code, tuple(sources), scopes, held)


class Nobody(BasePermission):
    """What REST framework asks of a view that is not an Endpoint of ours: such a view opens for nobody."""

    def has_permission(self, request, view):
        return False
