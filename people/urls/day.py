"""The worker's day: part of people.urls."""

from django.urls import path

from people.views import caseload, contacts, my_work, risk, steps, team

urlpatterns = [
    path("my-work/", my_work.my_work, name="my_work"),
    path("my-work/seen/", my_work.acknowledge, name="acknowledge"),
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/of/<int:worker_pk>/", caseload.caseload, name="caseload_of"),
    path("caseload/export/<str:kind>/", caseload.export, name="caseload_export"),
    path("caseload/of/<int:worker_pk>/export/<str:kind>/", caseload.export, name="caseload_of_export"),
    path("team/", team.board, name="team_board"),
    path("team/cover/", team.cover, name="cover_new"),
    path("team/cover/<int:pk>/end/", team.end_cover, name="cover_end"),
    path("people/<int:pk>/allocate/", team.allocate, name="allocate"),
    path("people/<int:pk>/contacts/new/", contacts.new, name="contact_new"),
    path("contacts/<int:pk>/", contacts.show, name="contact"),
    path("contacts/<int:pk>/add/", contacts.add, name="contact_add"),
    path("contacts/<int:pk>/countersign/", contacts.countersign, name="contact_countersign"),
    path("people/<int:pk>/next-steps/new/", steps.new, name="step_new"),
    path("next-steps/<int:pk>/", steps.close, name="step"),
    path("people/<int:pk>/risk-plan/", risk.show, name="risk_plan"),
    path("people/<int:pk>/risk-plan/write/", risk.write, name="risk_plan_write"),
    path("risk-plans/<int:pk>/countersign/", risk.countersign, name="risk_plan_countersign"),
    path("people/<int:pk>/children/", risk.children, name="home_children"),
]
