"""Addresses of deprivation of liberty and of the Court of Protection; part of this room's own."""

from django.urls import path

from safeguarding.court import views as court
from safeguarding.dols import return_views, views

urlpatterns = [
    path("safeguarding/dols/", views.queue, name="dols"),
    path("safeguarding/dols/return/", return_views.dols_return, name="dols_return"),
    path("safeguarding/dols/return/file/", return_views.dols_return_file, name="dols_return_file"),
    path("safeguarding/dols/return/check/", return_views.dols_return_check, name="dols_return_check"),
    path("people/<int:person_pk>/dols/request/", views.receive, name="dols_receive"),
    path("safeguarding/dols/<int:pk>/", views.application, name="dols_application"),
    path("safeguarding/dols/<int:pk>/assessors/", views.allocate, name="dols_allocate"),
    path("safeguarding/dols/<int:pk>/assess/", views.assess, name="dols_assess"),
    path("safeguarding/dols/<int:pk>/extend/", views.extend, name="dols_extend"),
    path("safeguarding/dols/<int:pk>/question/", views.question, name="dols_question"),
    path("safeguarding/dols/<int:pk>/send/", views.send, name="dols_send"),
    path("safeguarding/dols/<int:pk>/send-back/", views.send_back, name="dols_send_back"),
    path("safeguarding/dols/<int:pk>/authorise/", views.grant, name="dols_grant"),
    path("safeguarding/dols/<int:pk>/refuse/", views.refuse, name="dols_refuse"),
    path("safeguarding/dols/<int:pk>/withdraw/", views.withdraw, name="dols_withdraw"),
    path("safeguarding/dols/<int:pk>/review/", views.review, name="dols_review"),
    path("safeguarding/dols/<int:pk>/suspend/", views.suspend, name="dols_suspend"),
    path("safeguarding/dols/<int:pk>/resume/", views.resume, name="dols_resume"),
    path("safeguarding/dols/<int:pk>/end/", views.end, name="dols_end"),
    path("safeguarding/dols/<int:pk>/renew/", views.renew, name="dols_renew"),
    path("safeguarding/dols/<int:pk>/conditions/add/", views.condition, name="dols_add_condition"),
    path("safeguarding/dols/<int:pk>/supporters/add/", views.supporter, name="dols_add_supporter"),
    path("safeguarding/dols/<int:pk>/visits/add/", views.visit, name="dols_add_visit"),
    path("safeguarding/dols/<int:pk>/copies/add/", views.copy, name="dols_add_copy"),
    path("safeguarding/dols/conditions/<int:pk>/kept/", views.check_condition, name="dols_check_condition"),
    path("safeguarding/dols/supporters/<int:pk>/end/", views.end_supporter, name="dols_end_supporter"),
    path("safeguarding/court/", court.court, name="court"),
    path("people/<int:person_pk>/court-of-protection/begin/", court.identify, name="court_identify"),
    path("safeguarding/court/<int:pk>/", court.court_case, name="court_case"),
    path("safeguarding/court/<int:pk>/evidence/", court.gather, name="court_gather"),
    path("safeguarding/court/<int:pk>/apply/", court.apply, name="court_apply"),
    path("safeguarding/court/<int:pk>/order/", court.order, name="court_order"),
    path("safeguarding/court/<int:pk>/review/", court.review, name="court_review"),
    path("safeguarding/court/<int:pk>/renew/", court.renew, name="court_renew"),
    path("safeguarding/court/<int:pk>/close/", court.close, name="court_close"),
]
