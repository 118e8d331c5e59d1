from amhp_rota.urls_desk import patterns as desk
from amhp_rota.urls_rota import patterns as rota

app_name = "amhp"
urlpatterns = [*desk, *rota]
