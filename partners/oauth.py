"""Tokens, by django-oauth-toolkit, narrowed to what a machine needs: client credentials, two secrets side by side, own scopes."""

import base64
import hashlib
import json
from ipaddress import ip_address, ip_network
from urllib.parse import unquote

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes
from oauth2_provider.views import RevokeTokenView, TokenView

from bep.access.adapter import STRANGER
from bep.audit.events import register
from bep.audit.record import note
from partners.api import limits
from partners.api.problems import Problem, answer
from partners.models import client as clients
from partners.scopes import SCOPES

GIVEN = register("partners.token_given", "Was given a token for its system")
REFUSED = register("partners.token_refused", "Was refused a token for a system")
HELD_BACK = register("partners.token_held_back", "Was held back after asking for too many tokens")
# A client needs four an hour. Several of them may share an address.
PER_CLIENT, PER_ADDRESS = 30, 300
FORM = "Send grant_type=client_credentials as a form (application/x-www-form-urlencoded), not as JSON."


class ClientsAlone(OAuth2Validator):
    """Knows a client by any secret of its that is valid now, so that a key is changed without an outage."""

    def _load_application(self, client_id, request):
        client = super()._load_application(client_id, request)
        if client is not None:
            # Where the toolkit looks for a secret it finds the hashes of all that are valid; nothing of it is saved.
            client.client_secret = " ".join(client.secrets.valid().values_list("hash", flat=True))
        return client

    def _check_secret(self, provided_secret, stored_secret):
        given = clients.hashed(provided_secret)
        return any([constant_time_compare(given, one) for one in stored_secret.split()])

    def validate_grant_type(self, client_id, grant_type, client, request, *args, **kwargs):
        return grant_type == "client_credentials"

    def _create_access_token(self, expires, request, token, source_refresh_token=None):
        """Who was given a token is in the log, in the transaction that keeps it."""
        client = request.client
        by = f"{client.organisation}: {client.name}"
        note(GIVEN.name, by=by[:120], client=client.pk, scopes=sorted(token["scope"].split()))
        return super()._create_access_token(expires, request, token, source_refresh_token)


class Counted(View):
    """Both addresses of OAuth count whoever asks, before any secret is looked at, and the log keeps who was refused."""

    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        try:
            told = counted(request)
        except Problem as problem:
            return answer(problem, request)
        response = super().dispatch(request, *args, **kwargs)
        for name, value in told.items():
            response[name] = value
        if response.status_code in (400, 401):
            refused(request, error_of(response))
        if response.status_code == 401:
            response["WWW-Authenticate"] = 'Basic realm="api"'  # how a client signs in here (RFC 6749 section 5.2)
        return response


def counted(request):
    """An address as a whole, and each client from there: whoever knows only a client's name cannot use up its own tries."""
    address, client_id = address_of(request), named_by(request)

    def tell():
        note(HELD_BACK.name, by=STRANGER, client=known(client_id))

    if address:
        limits.count(f"address:{address}", PER_ADDRESS, "An address", tell)
    whose = hashlib.sha256(f"{address} {client_id}".encode("utf-8", "replace")).hexdigest()[:32]
    return limits.count(f"token:{whose}", PER_CLIENT, on_first_refusal=tell)


def address_of(request):
    """As sign-in reads it, behind so many proxies; of IPv6 the network, for whoever has one has all its addresses. Empty where
    a server in front tells none."""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""
    return str(address if address.version == 4 else ip_network((address, 64), strict=False))


def named_by(request):
    """The client id that a request gives, in its header or its form; no proof of anything."""
    kind, _, pair = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return request.POST.get("client_id", "")
    try:
        return unquote(base64.b64decode(pair, validate=True).decode().partition(":")[0])
    except ValueError:
        return ""


def known(client_id):
    """The client of that id, or None: the log keeps no words that somebody merely sent."""
    if not client_id or "\0" in client_id:
        return None
    return clients.Client.objects.filter(client_id=client_id).values_list("pk", flat=True).first()


def refused(request, error):
    note(REFUSED.name, by=STRANGER, client=known(named_by(request)), page=request.path, error=error)


def error_of(response):
    """The code of RFC 6749 that was answered, such as invalid_client."""
    try:
        return json.loads(response.content).get("error", "")
    except ValueError:
        return ""


@method_decorator(csrf_exempt, name="dispatch")
class GiveToken(Counted, TokenView):
    """The toolkit’s own view knows more ways to a token than this service has: they are refused before it looks at them."""

    def post(self, request, *args, **kwargs):
        if request.POST.get("grant_type") != "client_credentials":
            said = {"error": "unsupported_grant_type", "error_description": FORM}
            return JsonResponse(said, status=400)
        return super().post(request, *args, **kwargs)


@method_decorator(csrf_exempt, name="dispatch")
class TakeTokenBack(Counted, RevokeTokenView):
    pass


class ScopesOfTheClient(BaseScopes):
    """A client may ask for the scopes it was given; one that asks for none gets them all."""

    def get_all_scopes(self):
        return {name: scope.sentence for name, scope in SCOPES.items()}

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        given = application.scopes if application else ()
        return [name for name in given if name in SCOPES]

    get_default_scopes = get_available_scopes
