"""What this room shows on screens. The API has its own list (partners/api/urls.py)."""

from django.urls import path

from partners.trust_import.urls import urlpatterns as trust_import
from partners.views import agreements, organisations

app_name = "partners"
urlpatterns = [
    path("", organisations.index, name="index"),
    path("organisations/add/", organisations.add_organisation, name="add_organisation"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/change/", organisations.change_organisation, name="change_organisation"),
    path("organisations/<int:pk>/systems/add/", organisations.add_client, name="add_client"),
    path("systems/<int:pk>/", organisations.change_client, name="change_client"),
    path("systems/<int:pk>/secret/", organisations.add_secret, name="add_secret"),
    path("systems/<int:pk>/shut-out/", organisations.revoke_client, name="revoke_client"),
    path("secrets/<int:pk>/end/", organisations.end_secret, name="end_secret"),
    path("organisations/<int:pk>/agreements/add/", agreements.ask_agreement, name="ask_agreement"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<int:pk>/decide/", agreements.decide_agreement, name="decide_agreement"),
    path("agreements/<int:pk>/end/", agreements.end_agreement, name="end_agreement"),
    path("agreements/<int:pk>/cover/", agreements.cover, name="cover"),
    path("agreements/<int:pk>/uncover/", agreements.uncover, name="uncover"),
    *trust_import,
]
