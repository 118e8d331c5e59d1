"""A trust of the demonstration, whose system tries the API: organisation, client and agreement, made once and kept."""

from django.conf import settings
from django.utils.crypto import salted_hmac

from bep.access.actors import actor
from bep.access.models import Worker
from bep.audit.record import ANYBODY, action
from bep.kit import clock
from partners.models import Client, ClientSecret, Organisation, SharingAgreement
from partners.models.client import hashed
from partners.scopes import SCOPES
from partners.shared import SHARED

ODS_CODE, CLIENT_ID = "SANDBOX", "sandbox-trust"
MAKER = actor("the demonstration’s sandbox")


def secret():
    """Of this clone alone: made from its secret key, so it is the same at each start and nowhere written down."""
    return salted_hmac("the sandbox trust", CLIENT_ID, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def ensure(by):
    """The sandbox's client with its secret of today; None where the demonstration has no workers to agree anything."""
    workers = list(Worker.objects.filter(is_demo=True).order_by("pk")[:2])
    if len(workers) < 2:
        return None
    client = Client.objects.filter(client_id=CLIENT_ID).first() or make_sandbox(workers=workers, by=by)
    if not client.secrets.valid().filter(hash=hashed(secret())).exists():
        renew_secret(client=client, by=by)
    return client


@action("borough.sandbox_made", "Made the sandbox trust", needs=ANYBODY)
def make_sandbox(*, workers, by):
    officer, approver = workers
    organisation = Organisation.objects.create(
        ods_code=ODS_CODE, name="Sandbox Mental Health NHS Trust", kind="trust", sources=["mental_health_trust"],
        contact="Nobody: it is made up.",
    )  # fmt: skip
    SharingAgreement.objects.create(
        organisation=organisation, purpose="To try the API", lawful_basis="None: everybody in the demonstration is made up",
        fields=list(SHARED), covers=SharingAgreement.Covers.REFERRED, starts=clock.today(),
        state=SharingAgreement.State.AGREED, asked_by=officer, asked_at=clock.now(), decided_by=approver,
        decided_at=clock.now(), decided_because="For the demonstration.",
    )  # fmt: skip
    return Client.objects.create(
        client_id=CLIENT_ID, organisation=organisation, name="sandbox", scopes=sorted(SCOPES),
        client_type=Client.CLIENT_CONFIDENTIAL, authorization_grant_type=Client.GRANT_CLIENT_CREDENTIALS,
        client_secret="", hash_client_secret=False,
    )  # fmt: skip


@action("borough.sandbox_secret", "Gave the sandbox trust its secret", needs=ANYBODY)
def renew_secret(*, client, by):
    """Another secret key, another secret: the one before is worth nothing."""
    client.secrets.valid().update(ends=clock.now())
    return ClientSecret.objects.create(client=client, hash=hashed(secret()), ending=secret()[-4:], made_at=clock.now())
