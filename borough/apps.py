from django.apps import AppConfig


class BoroughConfig(AppConfig):
    """The synthetic borough, and what is measured and pictured on it. It may use every room; no room may use it."""

    name = "borough"
