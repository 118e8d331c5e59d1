from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self):
        from partners import permissions, registrations, subscriptions  # noqa: F401
        from partners.api import described  # noqa: F401
