"""What this room puts on shared screens."""

from amhp_rota import registrations_desk, subscriptions_desk  # noqa: F401
