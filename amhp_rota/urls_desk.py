"""The duty desk's addresses."""

from django.urls import path

from amhp_rota.views import desk_activity as activity
from amhp_rota.views import desk_assessment as assessment
from amhp_rota.views import desk_board as board
from amhp_rota.views import desk_calls as calls
from amhp_rota.views import desk_cases as cases
from amhp_rota.views import desk_doctors as doctors
from amhp_rota.views import desk_outside as outside
from amhp_rota.views import desk_papers as papers
from amhp_rota.views import desk_request as request
from amhp_rota.views import desk_sections as sections
from amhp_rota.views import desk_shift as shift

patterns = [
    path("amhp/desk/", board.desk, name="desk"),
    path("people/<int:pk>/mental-health-act-request/", request.new, name="new_request"),
    path("amhp/requests/<int:pk>/", request.page, name="request"),
    path("amhp/requests/<int:pk>/take/", request.take, name="take"),
    path("amhp/requests/<int:pk>/move/<slug:verb>/", request.move, name="move"),
    path("amhp/requests/<int:pk>/held/", request.held, name="held"),
    path("amhp/requests/<int:pk>/longer/", request.extend, name="extend"),
    path("amhp/requests/<int:pk>/no-longer-held/", request.release, name="release"),
    path("amhp/requests/<int:pk>/outcome/", request.decide, name="decide"),
    path("amhp/requests/<int:pk>/reasons-to-relative/", request.relative_reasons, name="relative_reasons"),
    path("amhp/requests/<int:pk>/close/", request.close, name="close"),
    path("amhp/requests/<int:pk>/call/", calls.call, name="call"),
    path("amhp/requests/<int:pk>/note/", calls.note, name="note"),
    path("amhp/requests/<int:pk>/instead/", calls.option, name="option"),
    path("amhp/requests/<int:pk>/delay/", calls.delay, name="delay"),
    path("amhp/outside/<int:pk>/", outside.outside, name="outside"),
    path("amhp/delays/<int:pk>/over/", calls.delay_over, name="delay_over"),
    path("amhp/doctors/", doctors.doctors, name="doctors"),
    path("amhp/doctors/new/", doctors.doctor, name="new_doctor"),
    path("amhp/doctors/<int:pk>/", doctors.doctor, name="doctor"),
    path("amhp/requests/<int:pk>/examination/", doctors.recommendation, name="recommendation"),
    path("amhp/requests/<int:pk>/conflicts/", doctors.declare, name="declare"),
    path("amhp/requests/<int:pk>/fee/", doctors.fee, name="fee"),
    path("amhp/fees/", doctors.fees, name="fees"),
    path("amhp/fees/file/", doctors.fees_file, name="fees_file"),
    path("amhp/fees/<int:pk>/settle/", doctors.settle, name="settle_fee"),
    path("amhp/handovers/", shift.handovers, name="handovers"),
    path("amhp/handovers/new/", shift.hand_over, name="hand_over"),
    path("amhp/handovers/<int:pk>/acknowledge/", shift.acknowledge, name="acknowledge"),
    path("amhp/requests/<int:pk>/set-off/", shift.set_off, name="set_off"),
    path("amhp/visits/<int:pk>/", shift.visit, name="visit"),
    path("amhp/visits/<int:pk>/still/", shift.check_in, name="check_in"),
    path("amhp/visits/<int:pk>/back/", shift.come_back, name="come_back"),
    path("amhp/visits/<int:pk>/reached/", shift.reached, name="reached"),
    path("amhp/requests/<int:pk>/assessment/", assessment.write, name="assessment"),
    path("amhp/requests/<int:pk>/nearest-relative/", assessment.relative, name="relative"),
    path("amhp/requests/<int:pk>/nearest-relative/other/", assessment.override, name="override_relative"),
    path("amhp/requests/<int:pk>/assessment/sign/", assessment.sign, name="sign_assessment"),
    path("amhp/requests/<int:pk>/report/", papers.report, name="report"),
    path("amhp/requests/<int:pk>/papers/", papers.papers, name="papers"),
    path("amhp/requests/<int:pk>/papers/<slug:form>/", papers.write, name="paper"),
    path("amhp/requests/<int:pk>/papers/<slug:form>/begin/", papers.begin, name="begin_paper"),
    path("amhp/requests/<int:pk>/papers/<slug:form>/sign/", papers.sign, name="sign_paper"),
    path("amhp/requests/<int:pk>/papers/<slug:form>/not-used/", papers.spoil, name="spoil_paper"),
    path("amhp/requests/<int:pk>/papers/<slug:form>/print/", papers.pdf_of, name="paper_pdf"),
    path("amhp/requests/<int:pk>/admission/", papers.admission, name="admission"),
    path("amhp/requests/<int:pk>/section/", sections.became, name="section_became"),
    path("amhp/requests/<int:pk>/papers-attached/new/", sections.attach, name="attach_paper"),
    path("amhp/papers-attached/<int:pk>/", sections.file, name="paper_file"),
    path("amhp/timers/<int:pk>/", cases.do_timer, name="do_timer"),
    path("people/<int:pk>/mental-health-act-casework/", cases.cases, name="cases"),
    path("people/<int:pk>/mental-health-act-casework/new/", cases.new, name="new_case"),
    path("amhp/casework/<int:pk>/", cases.case, name="case"),
    path("amhp/casework/<int:pk>/report/", cases.report, name="case_report"),
    path("amhp/casework/<int:pk>/renew/", cases.renew, name="renew_case"),
    path("amhp/casework/<int:pk>/close/", cases.close, name="close_case"),
    path("amhp/activity/", activity.activity, name="activity"),
    path("amhp/activity/file/", activity.file, name="activity_file"),
]
