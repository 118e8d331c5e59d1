from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("my-work/", views.my_work, name="my_work"),
    path("people/", views.search, name="search"),
]
