"""The addresses of trusts' files; included by partners/urls.py."""

from django.urls import path

from partners.trust_import import views

urlpatterns = [
    path("trust-files/", views.files, name="trust_files"),
    path("trust-files/<int:pk>/", views.file, name="trust_file"),
    path("trust-files/<int:pk>/lines/", views.lines, name="trust_lines"),
    path("trust-files/<int:pk>/report/", views.report_file, name="trust_report"),
    path("trust-files/<int:pk>/refused/", views.refused_file, name="trust_refused"),
    path("trust-records/", views.queue, name="trust_queue"),
    path("trust-records/<int:pk>/", views.record, name="trust_record"),
]
