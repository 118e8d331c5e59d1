from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KitConfig(AppConfig):
    name = "bep.kit"
    label = "kit"
    verbose_name = "Shared pieces"

    def ready(self):
        from bep.kit import outbox  # noqa: F401

        autodiscover_modules("jobs")  # each room's kinds of long work
