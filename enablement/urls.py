from django.urls import path

from enablement.views import care_plan, closing, overview, pathway, plan, review, service, support, wording

app_name = "enablement"
of_person = "people/<int:person_pk>/"
urlpatterns = [
    path("enablement/", overview.overview, name="overview"),
    path("enablement/tiers/<slug:tier>/", overview.tier, name="tier"),
    path("enablement/approvals/", care_plan.approvals, name="approvals"),
    path("enablement/reviews/", review.queue, name="reviews"),
    # one person's pathway
    path(f"{of_person}pathway/", pathway.episode, name="episode"),
    path(f"{of_person}pathway/open/", pathway.open_pathway, name="open"),
    path(f"{of_person}pathway/move-on/", closing.move_on, name="move_on"),
    path(f"{of_person}pathway/close/", closing.close, name="close"),
    path(f"{of_person}pathway/close/check/", closing.close_for_good, name="close_check"),
    path(f"{of_person}pathway/closed/", closing.closed, name="closed"),
    path(f"{of_person}pathway/welcome-back/", closing.welcome_back, name="welcome_back"),
    path(f"{of_person}support/start/", support.start, name="start_spell"),
    path(f"{of_person}plans/", plan.versions, name="plan_versions"),
    path(f"{of_person}plans/start/", plan.start, name="start_plan"),
    path(f"{of_person}care-plans/start/<slug:kind>/", care_plan.start, name="start_care_plan"),
    path(f"{of_person}reviews/ask/", review.ask, name="ask_review"),
    path(f"{of_person}reviews/unplanned/<slug:of>/", review.unplanned, name="unplanned_review"),
    # support
    path("support/<int:pk>/move/", support.move, name="move_spell"),
    path("support/<int:pk>/end/", support.end, name="end_spell"),
    path("support/<int:pk>/after/", support.after_brief, name="after_brief"),
    # the one-page plan
    path("plans/<int:pk>/", plan.plan, name="plan"),
    path("plans/<int:pk>/write/", plan.write, name="write_plan"),
    path("plans/<int:pk>/agree/", plan.agree, name="agree_plan"),
    path("plans/<int:pk>/progress/", plan.progress, name="progress"),
    path("plans/<int:pk>/set-aside/", plan.set_aside, name="set_aside_plan"),
    path("plans/<int:pk>/paper/", plan.paper, name="plan_paper"),
    path("plans/<int:pk>/language/", wording.begin, name="begin_wording"),
    path("plan-wordings/<int:pk>/", wording.write, name="write_wording"),
    path("plan-wordings/<int:pk>/paper/", wording.paper, name="wording_paper"),
    # the care and support plan behind it
    path("care-plans/<int:pk>/", care_plan.care_plan, name="care_plan"),
    path("care-plans/<int:pk>/write/", care_plan.write, name="write_care_plan"),
    path("care-plans/<int:pk>/ask/", care_plan.ask, name="ask_approval"),
    path("care-plans/<int:pk>/approve/", care_plan.approve, name="approve_care_plan"),
    path("care-plans/<int:pk>/send-back/", care_plan.send_back, name="send_back_care_plan"),
    path("care-plans/<int:pk>/end/", care_plan.end, name="end_care_plan"),
    path("care-plans/<int:pk>/services/add/", service.add, name="add_service"),
    path("care-plans/<int:pk>/services/<int:service_pk>/change/", service.change, name="change_service"),
    path("services/<int:pk>/withdraw/", service.withdraw, name="withdraw_service"),
    path("services/<int:pk>/suspend/", service.suspend, name="suspend_service"),
    path("services/<int:pk>/resume/", service.resume, name="resume_service"),
    path("services/<int:pk>/end/", service.end, name="end_service"),
    # reviews
    path("reviews/<int:pk>/hold/", review.hold, name="hold_review"),
    path("reviews/<int:pk>/book/", review.book, name="book_review"),
    path("reviews/<int:pk>/call-off/", review.call_off, name="call_off_review"),
]
