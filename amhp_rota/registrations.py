"""What this room puts on shared screens, and what it loads from a preset."""

from amhp_rota import loaders, registrations_desk, registrations_rota, subscriptions_desk  # noqa: F401
