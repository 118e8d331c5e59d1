"""What this room puts on shared screens, and what it loads from a preset."""

from amhp_rota import loaders, registrations_desk, registrations_rota, subscriptions_desk  # noqa: F401
from amhp_rota.actions import register, rota_changes, rota_rules  # noqa: F401 (so that each event is known, whoever asks)
