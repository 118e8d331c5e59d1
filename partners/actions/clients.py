"""Organisations and the systems of theirs that sign in here: made, given a further secret, revoked."""

import secrets

from oauth2_provider.models import AccessToken

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from partners import permissions as may
from partners.models import Client, ClientSecret, Organisation
from partners.models.client import hashed
from partners.scopes import SCOPES

LENGTH = 32  # bytes


@action("partners.organisation_added", "Added a partner organisation", needs=may.MANAGE_CLIENTS)
def add_organisation(*, by, **facts):
    return created(Organisation(**facts))


@action("partners.organisation_changed", "Changed a partner organisation", needs=may.MANAGE_CLIENTS)
def change_organisation(*, organisation, version, by, **facts):
    return saved(locked(organisation, version), **facts)


@action("partners.client_made", "Let a partner’s system sign in", needs=may.MANAGE_CLIENTS)
def make_client(*, organisation, name, scopes, per_minute, by):
    """A client with its first secret, which is `client.told` and never seen again."""
    if Client.objects.filter(organisation=organisation, name__iexact=name).exists():
        raise Refused("This organisation has a system of that name.", field="name", remedy="Choose another name.")
    check_scopes(scopes)
    client = Client.objects.create(
        organisation=organisation, name=name, scopes=sorted(scopes), per_minute=per_minute, made_by_id=by.pk,
        client_type=Client.CLIENT_CONFIDENTIAL, authorization_grant_type=Client.GRANT_CLIENT_CREDENTIALS,
        client_secret="", hash_client_secret=False,
    )  # fmt: skip
    detail(organisation=organisation.ods_code, scopes=client.scopes)
    return with_secret(client, by)


@action("partners.client_changed", "Changed what a partner’s system may do", needs=may.MANAGE_CLIENTS)
def change_client(*, client, scopes, per_minute, by):
    """Counts at once, also for the tokens that it holds."""
    client = usable(client)
    check_scopes(scopes)
    detail(before=client.scopes, scopes=sorted(scopes))
    client.scopes, client.per_minute = sorted(scopes), per_minute
    client.save(update_fields=["scopes", "per_minute"])
    return client


@action("partners.secret_added", "Gave a partner’s system a further secret", needs=may.MANAGE_CLIENTS)
def add_secret(*, client, by):
    """A new secret beside the one in use, which ends by itself after the overlap: a key is changed without an outage."""
    client = usable(client)
    valid = list(client.secrets.valid())
    if len(valid) > 1:
        raise WrongMoment("Two secrets are valid already.", remedy="End the older one first, or wait until it ends.")
    for older in valid:
        older.ends = clock.now() + ClientSecret.OVERLAP
        older.save(update_fields=["ends"])
    return with_secret(client, by)


@action("partners.secret_ended", "Ended a secret of a partner’s system", needs=may.MANAGE_CLIENTS)
def end_secret(*, secret, reason, by):
    """From now on it is good for nothing; nor are the tokens that it was good for, for we cannot tell them apart."""
    must_say(reason, "Ending a secret needs a reason.")
    secret.ends = clock.now()
    secret.save(update_fields=["ends"])
    end_tokens(secret.client)
    return secret


@action("partners.client_revoked", "Shut a partner’s system out", needs=may.MANAGE_CLIENTS)
def revoke_client(*, client, reason, by):
    """At once: it is given no token, and those it holds are worth nothing."""
    client = usable(client)
    must_say(reason, "Shutting a system out needs a reason.")
    client.secrets.valid().update(ends=clock.now())
    end_tokens(client)
    client.revoked_at, client.revoked_because = clock.now(), reason
    client.save(update_fields=["revoked_at", "revoked_because"])
    return client


def usable(client):
    client = Client.objects.select_for_update().get(pk=client.pk)
    if client.revoked_at:
        raise WrongMoment("This system was shut out.", remedy="Make another one for the organisation.")
    return client


def check_scopes(scopes):
    if not scopes or set(scopes) - SCOPES.keys():
        raise Refused("A system needs at least one scope of the list.", field="scopes", remedy="Tick what it may do.")


def with_secret(client, by):
    client.told = secrets.token_urlsafe(LENGTH)
    ClientSecret.objects.create(
        client=client, hash=hashed(client.told), ending=client.told[-4:], made_by_id=by.pk, made_at=clock.now()
    )
    return client


def end_tokens(client):
    AccessToken.objects.filter(application=client).delete()
