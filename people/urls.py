from people.urls_day import urlpatterns as day
from people.urls_person import urlpatterns as person

app_name = "people"
urlpatterns = [*day, *person]
