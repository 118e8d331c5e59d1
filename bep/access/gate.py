"""Who may open a view. Every view says so with one of these, or the project does not start (bep/access/checks.py)."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import get_urlconf, resolve

from bep.access.permissions import PERMISSIONS


@dataclass(frozen=True)
class Access:
    """`kind` is "permission", "signed in", "public" or "client"; `why` says why no permission is needed.

    A client is another organisation's system. Its views ask for its token themselves, and each method names a scope.
    """

    kind: str
    permissions: tuple = ()
    why: str = ""

    def allows(self, worker):
        return self.kind != "permission" or any(worker.has_perm(p) for p in self.permissions)


def needs(*permissions):
    """The view is for workers who hold any of these permissions."""
    unknown = [p for p in permissions if p not in PERMISSIONS]
    if unknown or not permissions:
        raise ValueError(f"Not a named permission: {unknown or 'none given'}.")
    return _marks(Access("permission", permissions))


def signed_in(why):
    """The view is for any worker who is signed in: say why that is enough."""
    return _marks(Access("signed in", why=why))


def public(why):
    """The view is for anybody: say why that is safe."""
    return _marks(Access("public", why=why))


def for_clients(scopes):
    """The view is for other organisations' systems: {method: the scope that it asks for}."""
    return _marks(Access("client", tuple(sorted(set(scopes.values())))))


def _marks(access):
    def mark(view):
        view.access = access
        return view

    return mark


OWN_DOOR = {"public", "client"}  # nobody need be signed in: there is no door, or it is the view's own

# Views of others that we mount, by URL name. What is not here and not marked does not start.
THIRD_PARTY = {
    "account_login": Access("public", why="signing in"),
    "account_logout": Access("public", why="signing out"),
    "account_reauthenticate": Access("signed in", why="says again who you are"),
    "mfa_authenticate": Access("public", why="the second step of signing in"),
    "mfa_reauthenticate": Access("signed in", why="says again who you are"),
    "mfa_index": Access("signed in", why="your own second factor"),
    "mfa_activate_totp": Access("signed in", why="your own second factor"),
    "mfa_deactivate_totp": Access("signed in", why="your own second factor"),
    "mfa_view_recovery_codes": Access("signed in", why="your own recovery codes"),
    "mfa_generate_recovery_codes": Access("signed in", why="your own recovery codes"),
    "mfa_download_recovery_codes": Access("signed in", why="your own recovery codes"),
    "account_change_password": Access("signed in", why="your own password"),
    "account_set_password": Access("signed in", why="your own password"),
    "account_reset_password": Access("public", why="a forgotten password"),
    "account_reset_password_done": Access("public", why="a forgotten password"),
    "account_reset_password_from_key": Access("public", why="a forgotten password, by a secret link"),
    "account_reset_password_from_key_done": Access("public", why="a forgotten password"),
}


def access_of(match_or_pattern):
    """The Access of a resolved URL or a URL pattern, or None when nobody has said."""
    view = getattr(match_or_pattern, "func", None) or match_or_pattern.callback
    if access := getattr(view, "access", None):
        return access
    # By name, but only for what is really theirs: no view of ours gets in by taking such a name.
    name = getattr(match_or_pattern, "url_name", None) or getattr(match_or_pattern, "name", None) or ""
    return THIRD_PARTY.get(name) if view.__module__.startswith("allauth.") else None


def may_open(worker, url):
    """Whether the view behind an address is open to this worker, so that no page offers a button which ends in a refusal."""
    return access_at(urlsplit(url).path, get_urlconf() or settings.ROOT_URLCONF).allows(worker)


@lru_cache(maxsize=2048)
def access_at(path, urlconf):
    """Who an address is open to: it is looked for among hundreds of patterns, and a page asks about each of its buttons."""
    return access_of(resolve(path, urlconf))
