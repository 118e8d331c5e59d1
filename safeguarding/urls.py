from django.urls import path

from safeguarding.casefile.urls import urlpatterns as casefile
from safeguarding.concern import public_views as public
from safeguarding.concern import views as concern
from safeguarding.dols.urls import urlpatterns as dols
from safeguarding.enquiry import part_views as part
from safeguarding.enquiry import views as enquiry
from safeguarding.governance import views as governance
from safeguarding.patterns import views as pattern
from safeguarding.provider import views as provider
from safeguarding.sac import views as sac
from safeguarding.sealed import views as sealed

app_name = "safeguarding"
urlpatterns = [
    # for anybody, not signed in
    path("worried-about-an-adult/", public.start, name="public_start"),
    path("worried-about-an-adult/in-danger/", public.danger, name="public_danger"),
    path("worried-about-an-adult/check/", public.check, name="public_check"),
    path("worried-about-an-adult/sent/", public.sent, name="public_sent"),
    path("worried-about-an-adult/<slug:name>/", public.step, name="public_step"),
    # concerns
    path("safeguarding/", concern.concerns, name="concerns"),
    path("safeguarding/raise/", concern.raise_unknown, name="raise"),
    path("people/<int:person_pk>/safeguarding/raise/", concern.raise_about, name="raise_about"),
    path("safeguarding/concerns/<int:pk>/", concern.concern, name="concern"),
    path("safeguarding/concerns/<int:pk>/answer/", concern.answer_alarm, name="answer_alarm"),
    path("safeguarding/concerns/<int:pk>/match/", concern.match, name="match"),
    path("safeguarding/concerns/<int:pk>/unmatch/", concern.unmatch, name="unmatch"),
    path("safeguarding/concerns/<int:pk>/talk/", concern.talk, name="talk"),
    path("safeguarding/concerns/<int:pk>/decide/", enquiry.decide, name="decide"),
    path("safeguarding/concerns/<int:pk>/set-aside/", enquiry.set_aside, name="set_aside"),
    path("safeguarding/concerns/<int:pk>/again/", enquiry.look_again, name="look_again"),
    # enquiries
    path("safeguarding/enquiries/", enquiry.enquiries, name="enquiries"),
    path("safeguarding/enquiries/<int:pk>/", enquiry.enquiry, name="enquiry"),
    path("safeguarding/enquiries/<int:pk>/workers/", enquiry.name_workers, name="name_workers"),
    path("safeguarding/enquiries/<int:pk>/plan/", enquiry.plan, name="plan_enquiry"),
    path("safeguarding/enquiries/<int:pk>/report/", enquiry.report, name="report_enquiry"),
    path("safeguarding/enquiries/<int:pk>/send-back/", enquiry.send_back, name="send_back_enquiry"),
    path("safeguarding/enquiries/<int:pk>/outcome/", enquiry.conclude, name="conclude_enquiry"),
    path("safeguarding/enquiries/<int:pk>/stop/", enquiry.stop, name="stop_enquiry"),
    path("safeguarding/enquiries/<int:pk>/protection-plan/", enquiry.protect, name="protect_enquiry"),
    path("safeguarding/enquiries/<int:pk>/review/", enquiry.review, name="review_enquiry"),
    path("safeguarding/enquiries/<int:pk>/close/", enquiry.close, name="close_enquiry"),
    path("safeguarding/enquiries/<int:pk>/reopen/", enquiry.reopen, name="reopen_enquiry"),
    # their parts
    path("safeguarding/enquiries/<int:pk>/taking-part/", part.asked, name="add_asked"),
    path("safeguarding/enquiries/<int:pk>/wishes/add/", part.wish, name="add_wish"),
    path("safeguarding/enquiries/<int:pk>/capacity/add/", part.capacity, name="add_capacity"),
    path("safeguarding/enquiries/<int:pk>/allegations/add/", part.allegation, name="add_allegation"),
    path("safeguarding/enquiries/<int:pk>/risk/add/", part.risk, name="add_risk"),
    path("safeguarding/enquiries/<int:pk>/actions/add/", part.todo, name="add_action"),
    path("safeguarding/enquiries/<int:pk>/meetings/add/", part.meeting, name="add_meeting"),
    path("safeguarding/enquiries/<int:pk>/shared/add/", part.sharing, name="add_sharing"),
    path("safeguarding/enquiries/<int:pk>/others/add/", part.ask_others, name="add_ask_others"),
    path("safeguarding/wishes/<int:pk>/achieved/", part.revisit, name="revisit_wish"),
    path("safeguarding/allegations/<int:pk>/outcome/", part.outcome, name="decide_allegation"),
    path("safeguarding/allegations/<int:pk>/source-died/", part.source_died, name="source_died"),
    path("safeguarding/actions/<int:pk>/done/", part.finish, name="finish_action"),
    path("safeguarding/others/<int:pk>/returned/", part.returned, name="record_return"),
    path("safeguarding/others/<int:pk>/accept/", part.accept, name="accept_return"),
    path("safeguarding/others/<int:pk>/send-back/", part.send_back, name="send_back_return"),
    path("safeguarding/others/<int:pk>/withdraw/", part.withdraw, name="withdraw_ask"),
    # sealed parts
    path("safeguarding/concerns/<int:pk>/seal/", sealed.seal, name="seal"),
    path("safeguarding/sealed/<int:pk>/let-in/", sealed.let_in, name="let_in"),
    path("safeguarding/readers/<int:pk>/end/", sealed.shut_out, name="shut_out"),
    # providers and patterns
    path("safeguarding/patterns/", pattern.patterns, name="patterns"),
    path("safeguarding/providers/", provider.providers, name="providers"),
    path("safeguarding/providers/add/", provider.add_provider, name="add_provider"),
    path("safeguarding/providers/<int:pk>/edit/", provider.edit_provider, name="edit_provider"),
    path("safeguarding/providers/<int:pk>/enquiry/", provider.open_enquiry, name="open_provider_enquiry"),
    path("safeguarding/provider-enquiries/<int:pk>/", provider.provider_enquiry, name="provider_enquiry"),
    path("safeguarding/provider-enquiries/<int:pk>/adults/add/", provider.add_adult, name="add_adult"),
    path("safeguarding/provider-enquiries/<int:pk>/close/", provider.close_enquiry, name="close_provider_enquiry"),
    # governance and reviews
    path("safeguarding/withheld/", governance.withheld, name="withheld"),
    path("safeguarding/withheld/add/", governance.withhold, name="withhold"),
    path("safeguarding/withheld/<int:pk>/end/", governance.end_withholding, name="end_withholding"),
    path("safeguarding/adult-reviews/", governance.reviews, name="reviews"),
    path("safeguarding/adult-reviews/begin/", governance.begin_review, name="begin_review"),
    path("safeguarding/adult-reviews/<int:pk>/adults/add/", governance.add_reviewed, name="add_reviewed"),
    path("safeguarding/adult-reviews/<int:pk>/conclude/", governance.conclude_review, name="conclude_review"),
    *dols,
    *casefile,
    # the return
    path("safeguarding/return/", sac.sac, name="sac"),
    path("safeguarding/return/file/", sac.sac_file, name="sac_file"),
    path("safeguarding/return/list/", sac.sac_list, name="sac_list"),
]
