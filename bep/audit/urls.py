from django.urls import path

from bep.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.index, name="index"),
    path("person/", views.person, name="person"),
    path("person/copy/", views.copy, name="copy"),
    path("worker/", views.worker, name="worker"),
    path("refused/", views.refused, name="refused"),
    path("<slug:which>/file/", views.export, name="export"),
    path("record/", views.record, name="record"),
]
