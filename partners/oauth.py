"""Tokens, by django-oauth-toolkit, narrowed to what a machine needs: client credentials, two secrets side by side, own scopes."""

from django.http import JsonResponse
from django.utils.crypto import constant_time_compare
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes
from oauth2_provider.views import TokenView

from bep.audit.events import register
from bep.audit.record import note
from partners.models import client as clients
from partners.scopes import SCOPES

GIVEN = register("partners.token_given", "Was given a token for its system")


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


class GiveToken(TokenView):
    """The toolkit’s own view knows more ways to a token than this service has: they are refused before it looks at them."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if request.POST.get("grant_type") != "client_credentials":
            said = {"error": "unsupported_grant_type", "error_description": "Send grant_type=client_credentials."}
            return JsonResponse(said, status=400)
        return super().post(request, *args, **kwargs)


class ScopesOfTheClient(BaseScopes):
    """A client may ask for the scopes it was given; one that asks for none gets them all."""

    def get_all_scopes(self):
        return {name: scope.sentence for name, scope in SCOPES.items()}

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        given = application.scopes if application else ()
        return [name for name in given if name in SCOPES]

    get_default_scopes = get_available_scopes
