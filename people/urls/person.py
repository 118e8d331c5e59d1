"""Addresses of the record of a person. Each verb has one."""

from django.urls import path

from people import views
from people.views import alerts, death, details, govern, merge, relationships, safe_contact, status, workers

urlpatterns = [
    path("people/", views.search, name="search"),
    path("people/register/", views.register, name="register"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/open/", workers.open_on_duty_page, name="open_on_duty"),
    path("people/<int:pk>/chronology/", views.chronology, name="chronology"),
    path("people/<int:pk>/chronology.pdf", views.chronology_pdf, name="chronology_pdf"),
    path("people/<int:pk>/details/", details.details, name="details"),
    path("people/<int:pk>/details/<slug:section>/", details.edit, name="edit"),
    path("people/<int:pk>/safe-contact/", safe_contact.safe_contact, name="safe_contact"),
    path("people/<int:pk>/alerts/", alerts.alerts, name="alerts"),
    path("people/<int:pk>/alerts/add/", alerts.add, name="alert_add"),
    path("alerts/<int:pk>/end/", alerts.end, name="alert_end"),
    path("people/<int:pk>/relationships/", relationships.relationships, name="relationships"),
    path("people/<int:pk>/relationships/add/", relationships.add, name="relationship_add"),
    path("relationships/<int:pk>/", relationships.edit, name="relationship_edit"),
    path("relationships/<int:pk>/end/", relationships.end, name="relationship_end"),
    path("people/<int:pk>/home-and-work/", status.status, name="status"),
    path("people/<int:pk>/home-and-work/<slug:kind>/", status.record, name="status_record"),
    path("people/<int:pk>/workers/", workers.workers, name="workers"),
    path("people/<int:pk>/death/", death.death, name="death"),
    path("people/<int:pk>/death/mistake/", death.death_correct, name="death_correct"),
    path("records/", govern.records, name="records"),
    path("records/<int:pk>/", govern.access, name="access"),
    path("records/<int:pk>/restrict/", govern.restrict_page, name="restrict"),
    path("records/<int:pk>/lift/", govern.lift_page, name="lift_restriction"),
    path("records/<int:pk>/grant/", govern.grant_page, name="grant_access"),
    path("records/<int:pk>/revoke/<int:worker_pk>/", govern.revoke_page, name="revoke_access"),
    path("records/merge/<int:one>/<int:other>/", merge.merge_page, name="merge"),
    path("records/merges/<int:pk>/", merge.merged, name="merged"),
    path("records/merges/<int:pk>/undo/", merge.merge_undo, name="merge_undo"),
]
