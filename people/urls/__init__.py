from people.urls.day import urlpatterns as day
from people.urls.person import urlpatterns as person

app_name = "people"
urlpatterns = [*day, *person]
