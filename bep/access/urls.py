from django.urls import path

from bep.access.unsent import unsent

app_name = "access"
urlpatterns = [
    path("unsent/<uuid:name>/", unsent, name="unsent"),
]
