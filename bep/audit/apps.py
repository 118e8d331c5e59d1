from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "bep.audit"
    label = "audit"
    verbose_name = "What happened"

    def ready(self):
        from bep.audit import registrations  # noqa: F401
