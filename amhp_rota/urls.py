from amhp_rota.urls_desk import patterns as desk

app_name = "amhp"
urlpatterns = [*desk]
