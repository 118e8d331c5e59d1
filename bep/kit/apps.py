from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "bep.kit"
    label = "kit"
    verbose_name = "Shared pieces"
