from django.apps import AppConfig


class EnablementConfig(AppConfig):
    name = "enablement"

    def ready(self):
        from enablement import permissions, registrations  # noqa: F401
