from django.urls import path

from reporting import views

app_name = "reporting"
urlpatterns = [
    path("reports/", views.performance, name="performance"),
    path("reports/numbers.csv", views.performance_file, name="performance_file"),
    path("reports/<slug:key>/", views.measure, name="measure"),
    path("reports/<slug:key>/list/", views.behind, name="behind"),
]
