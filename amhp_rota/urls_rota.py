"""The addresses of the register and the rota."""

from django.urls import path

from amhp_rota.views import register
from amhp_rota.views import rota_calendar as calendar
from amhp_rota.views import rota_changes as changes
from amhp_rota.views import rota_claims as claims
from amhp_rota.views import rota_make as make
from amhp_rota.views import rota_rules as data

patterns = [
    path("rota/register/", register.register, name="register"),
    path("rota/register/new/", register.new, name="new_entry"),
    path("rota/register/<int:pk>/", register.entry, name="entry"),
    path("rota/register/<int:pk>/change/", register.change, name="change_entry"),
    path("rota/register/<int:pk>/approval/", register.approve, name="approve"),
    path("rota/register/<int:pk>/training/", register.training, name="training"),
    path("rota/register/<int:pk>/supervision/", register.supervision, name="supervision"),
    path("rota/register/<int:pk>/acts-for/", register.acting, name="acting_for"),
    path("rota/approvals/<int:pk>/end/", register.end, name="end_approval"),
    path("rota/approvals/<int:pk>/suspend/", register.suspend, name="suspend"),
    path("rota/suspensions/<int:pk>/end/", register.lift, name="lift_suspension"),
    path("rota/training/<int:pk>/agree/", register.agree, name="agree_training"),
    path("rota/training/<int:pk>/certificate/", register.certificate, name="certificate"),
    path("rota/", calendar.calendar, name="rota_calendar"),
    path("rota/mine/", calendar.mine, name="my_duties"),
    path("rota/link/", calendar.make_link, name="make_link"),
    path("rota/link/revoke/", calendar.revoke_link, name="revoke_link"),
    path("rota/calendar/<slug:secret>.ics", calendar.feed, name="feed"),
    path("rota/periods/", make.rotas, name="rotas"),
    path("rota/periods/new/", make.new, name="new_rota"),
    path("rota/periods/<int:pk>/", make.rota, name="rota"),
    path("rota/periods/<int:pk>/work-out/", make.solve, name="solve_rota"),
    path("rota/periods/<int:pk>/publish/", make.publish, name="publish_rota"),
    path("rota/periods/<int:pk>/shift/", make.shift, name="shift"),
    path("rota/proposals/<int:pk>/take/", make.take, name="take_proposal"),
    path("rota/versions/<int:pk>/", make.version, name="rota_version"),
    path("rota/rules/", data.rules, name="rota_rules"),
    path("rota/rules/shifts/new/", data.add_shift, name="add_shift"),
    path("rota/rules/shifts/<int:pk>/", data.change_shift, name="change_shift"),
    path("rota/rules/shifts/<int:pk>/end/", data.end_shift, name="end_shift"),
    path("rota/rules/cover/new/", data.set_cover, name="set_cover"),
    path("rota/rules/cover/<int:pk>/end/", data.end_cover, name="end_cover"),
    path("rota/rules/new/", data.add_rule, name="add_rule"),
    path("rota/rules/<int:pk>/", data.set_rule, name="set_rule"),
    path("rota/rules/<int:pk>/end/", data.end_rule, name="end_rule"),
    path("rota/swaps/", changes.swaps, name="swaps"),
    path("rota/duties/<int:pk>/offer/", changes.offer, name="offer_duty"),
    path("rota/duties/<int:pk>/move/", changes.give, name="give_duty"),
    path("rota/duties/<int:pk>/claim/", claims.claim, name="claim"),
    path("rota/swaps/<int:pk>/refuse/", changes.refuse_swap, name="refuse_swap"),
    path("rota/swaps/<int:pk>/do/<slug:verb>/", changes.swap_verb, name="swap_verb"),
    path("rota/gaps/", changes.gaps, name="gaps"),
    path("rota/periods/<int:pk>/who-could/", changes.candidates, name="candidates"),
    path("rota/periods/<int:pk>/take-gap/", changes.take_gap, name="take_gap"),
    path("rota/absences/", changes.absences, name="absences"),
    path("rota/absences/leave/", changes.ask_leave, name="ask_leave"),
    path("rota/absences/away/", changes.record_absence, name="record_absence"),
    path("rota/absences/<int:pk>/refuse/", changes.refuse_leave, name="refuse_leave"),
    path("rota/absences/<int:pk>/do/<slug:verb>/", changes.leave_verb, name="leave_verb"),
    path("rota/wishes/new/", changes.wish, name="new_wish"),
    path("rota/wishes/<int:pk>/drop/", changes.drop_wish, name="drop_wish"),
    path("rota/claims/", claims.claims, name="claims"),
    path("rota/claims/payroll.csv", claims.payroll, name="payroll"),
    path("rota/claims/<int:pk>/again/", claims.again, name="claim_again"),
    path("rota/claims/<int:pk>/sign/", claims.sign, name="sign_claim"),
    path("rota/claims/<int:pk>/send-back/", claims.send_back, name="send_back_claim"),
]
