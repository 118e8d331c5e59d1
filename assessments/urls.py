from django.urls import path

from assessments import views
from assessments.capacity import views as capacity

app_name = "assessments"
urlpatterns = [
    path("assessments/", views.mine, name="mine"),
    path("people/<int:person_pk>/choice-meeting/ask/", views.ask, name="ask"),
    path("choice-meetings/<int:pk>/", views.meeting, name="meeting"),
    path("choice-meetings/<int:pk>/arrange/", views.arrange, name="arrange"),
    path("choice-meetings/<int:pk>/move/", views.move, name="move"),
    path("choice-meetings/<int:pk>/missed/", views.miss, name="miss"),
    path("choice-meetings/<int:pk>/held/", views.hold, name="hold"),
    path("choice-meetings/<int:pk>/off/", views.cancel, name="cancel"),
    path("people/<int:person_pk>/profile/", views.profile, name="profile"),
    path("people/<int:person_pk>/profile/<int:number>/", views.profile, name="profile_version"),
    path("people/<int:person_pk>/profile/write/", views.write_profile, name="write_profile"),
    path("people/<int:person_pk>/assessments/start/<slug:kind>/", views.start, name="start"),
    path("people/<int:person_pk>/assessments/start/", views.start, {"kind": "needs"}, name="start_needs"),
    path("people/<int:person_pk>/assessments/start-carers/", views.start, {"kind": "carer"}, name="start_carer"),
    path("assessments/<int:pk>/", views.assessment, name="assessment"),
    path("assessments/<int:pk>/page/<slug:key>/", views.part, name="part"),
    path("assessments/<int:pk>/outcomes/<slug:key>/", views.outcome, name="outcome"),
    path("assessments/<int:pk>/wellbeing/", views.wellbeing, name="wellbeing"),
    path("assessments/<int:pk>/check/", views.check, name="check"),
    path("assessments/<int:pk>/submit/", views.submit, name="submit"),
    path("assessments/<int:pk>/decide/", views.decide, name="decide"),
    path("assessments/<int:pk>/send-back/", views.send_back, name="send_back"),
    path("assessments/<int:pk>/stop/", views.stop, name="stop"),
    path("assessments/<int:pk>/add/", views.add, name="add"),
    path("assessments/<int:pk>/record.pdf", views.pdf_record, name="pdf"),
    # mental capacity and best interests
    path("people/<int:person_pk>/capacity/", capacity.of_person, name="capacity_of"),
    path("people/<int:person_pk>/capacity/assess/", capacity.assess, name="assess_capacity"),
    path("capacity/<int:pk>/", capacity.capacity, name="capacity"),
    path("capacity/<int:pk>/countersign/", capacity.countersign, name="countersign_capacity"),
    path("capacity/<int:pk>/best-interests/", capacity.open_decision, name="open_best_interests"),
    path("best-interests/<int:pk>/", capacity.best_interests, name="best_interests"),
    path("best-interests/<int:pk>/checklist/", capacity.checklist, name="checklist"),
    path("best-interests/<int:pk>/consulted/", capacity.consult, name="consult"),
    path("best-interests/<int:pk>/options/", capacity.option, name="option"),
    path("best-interests/<int:pk>/meetings/", capacity.meeting, name="best_interests_meeting"),
    path("best-interests/<int:pk>/advocate/", capacity.imca, name="imca"),
    path("best-interests/<int:pk>/decide/", capacity.decide, name="decide_best_interests"),
    path("best-interests/<int:pk>/stop/", capacity.stop, name="stop_best_interests"),
]
