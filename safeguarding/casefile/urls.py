"""The addresses of the case-file audit; included by safeguarding/urls.py."""

from django.urls import path

from safeguarding.casefile import report_views, views

urlpatterns = [
    path("safeguarding/audits/", views.audits, name="audits"),
    path("safeguarding/audits/draw/", views.draw_now, name="audit_draw"),
    path("safeguarding/audits/report/", report_views.report, name="audit_report"),
    path("safeguarding/audits/<int:pk>/", views.audit, name="audit"),
    path("safeguarding/audits/<int:pk>/close/", views.close_audit, name="close_audit"),
    path("safeguarding/audited/<int:pk>/", views.audited, name="audited"),
    path("safeguarding/audited/<int:pk>/reviewers/", views.assign, name="audit_assign"),
    path("safeguarding/audited/<int:pk>/hand-on/", views.hand_on, name="audit_hand_on"),
    path("safeguarding/audited/<int:pk>/take-out/", views.withdraw, name="audit_withdraw"),
    path("safeguarding/audited/<int:pk>/review/", views.review, name="audit_review"),
    path("safeguarding/audited/<int:pk>/differ/", views.rule, name="audit_rule"),
    path("safeguarding/audited/<int:pk>/read/", views.read, name="audit_read"),
    path("safeguarding/audited/<int:pk>/actions/add/", views.add_action, name="audit_add_action"),
    path("safeguarding/audit-actions/<int:pk>/done/", views.finish_action, name="audit_finish_action"),
]
