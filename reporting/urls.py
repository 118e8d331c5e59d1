from django.urls import path

from reporting import views

app_name = "reporting"
urlpatterns = [
    path("reports/", views.performance, name="performance"),
    path("reports/numbers.csv", views.performance_file, name="performance_file"),
    path("returns/", views.returns, name="returns"),
    path("returns/safeguarding/", views.freeze, name="freeze"),
    path("returns/<int:pk>/", views.statutory_return, name="return"),
    path("returns/<int:pk>/progress/", views.return_progress, name="return_progress"),
    path("returns/<int:pk>/rules/<slug:rule>/", views.return_errors, name="return_errors"),
    path("returns/<int:pk>/rows/", views.return_rows, name="return_rows"),
    path("returns/<int:pk>/rows/<int:number>/", views.return_row, name="return_row"),
    path("returns/<int:pk>/cells/<int:number>/", views.return_cell, name="return_cell"),
    path("returns/<int:pk>/file/", views.return_file, name="return_file"),
    path("returns/<int:pk>/sign/", views.sign, name="sign_return"),
    path("reports/<slug:key>/", views.measure, name="measure"),
    path("reports/<slug:key>/list/", views.behind, name="behind"),
]
