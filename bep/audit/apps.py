from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "bep.audit"
    label = "audit"
    verbose_name = "What happened"
