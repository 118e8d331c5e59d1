"""How many public referrals one internet address may send in an hour. The count is in the cache and forgets by itself."""

import hashlib
import logging

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache

from bep.kit import targets

HOUR = 60 * 60
# A call for help is let through far longer than an ordinary referral.
DANGER_TIMES = 5
log = logging.getLogger(__name__)


def too_many(request, *, danger=False):
    """Counts this attempt and says whether it is one too many. Without its cache it lets people through: they need help."""
    most = int(targets.target("public_referral.per_hour").value) * (DANGER_TIMES if danger else 1)
    key = f"public-referral:{danger:d}:{digest(get_client_ip(request))}"
    try:
        cache.add(key, 0, HOUR)
        return cache.incr(key) > most
    except Exception:
        log.exception("The limit on public referrals could not be checked.")
        return False


def digest(address):
    """The address itself is not kept."""
    return hashlib.sha256(str(address).encode()).hexdigest()[:24]
