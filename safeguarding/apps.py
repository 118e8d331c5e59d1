from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "safeguarding"

    def ready(self):
        from safeguarding import permissions, registrations  # noqa: F401
        from safeguarding.casefile import tools  # noqa: F401
