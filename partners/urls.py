"""What this room shows on screens. The API has its own list (partners/api/urls.py)."""

app_name = "partners"
urlpatterns: list = []
