from django.urls import path

from people import views
from people.urls_day import urlpatterns as day

app_name = "people"
urlpatterns = [
    *day,
    path("people/", views.search, name="search"),
]
