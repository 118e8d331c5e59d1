from django.apps import AppConfig


class AmhpRotaConfig(AppConfig):
    name = "amhp_rota"

    def ready(self):
        from amhp_rota import permissions, registrations  # noqa: F401
