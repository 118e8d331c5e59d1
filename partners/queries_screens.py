"""What the screens of this room list."""

from django.db.models import Count, F, Prefetch, Q

from bep.kit import clock
from partners.models import Client, ClientSecret, Organisation, SharingAgreement


def organisations():
    today = clock.today()
    in_force = Q(agreements__state=SharingAgreement.State.AGREED, agreements__starts__lte=today) & (
        Q(agreements__ends=None) | Q(agreements__ends__gte=today)
    )
    return Organisation.objects.annotate(
        systems=Count("clients", filter=Q(clients__revoked_at=None), distinct=True),
        in_force=Count("agreements", filter=in_force, distinct=True),
        waiting=Count("agreements", filter=Q(agreements__state=SharingAgreement.State.ASKED), distinct=True),
    )


def clients_of(organisation):
    """Its systems, those shut out last, each with the secrets that are valid now."""
    valid = Prefetch("secrets", ClientSecret.objects.valid(), to_attr="valid_secrets")
    found = Client.objects.filter(organisation=organisation).prefetch_related(valid)
    return found.order_by(F("revoked_at").desc(nulls_first=True), "name")
