"""What this room puts on shared screens."""

from referrals import loaders  # noqa: F401
