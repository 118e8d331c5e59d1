from django.urls import path

from bep.kit import views_drafts as views

app_name = "drafts"
urlpatterns = [
    path("save/", views.save, name="save"),
    path("keep/", views.keep, name="keep"),
    path("discard/", views.discard, name="discard"),
]
