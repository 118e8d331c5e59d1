from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bep.access"
    label = "access"
    verbose_name = "Who may do and see what"

    def ready(self):
        from bep.access import checks, mail, permissions, registrations  # noqa: F401
