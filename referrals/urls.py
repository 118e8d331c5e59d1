from django.urls import path

from referrals.views import attend, book, decide, directory, hubs, inbox, page, public, take

app_name = "referrals"
urlpatterns = [
    path("referrals/", inbox.inbox, name="inbox"),
    path("referrals/waiting/", inbox.waiting_list, name="waiting"),
    # Taking one.
    path("referrals/new/", take.begin, name="new"),
    path("referrals/new/<slug:token>/", take.about_person, name="take"),
    path("referrals/new/<slug:token>/match/", take.match, name="take_match"),
    path("referrals/new/<slug:token>/about/", take.about_referral, name="take_about"),
    # One referral.
    path("referrals/<int:pk>/", page.referral, name="referral"),
    path("referrals/<int:pk>/match/", decide.match, name="match"),
    path("referrals/<int:pk>/unmatch/", decide.unmatch, name="unmatch"),
    path("referrals/<int:pk>/triage/", decide.triage, name="triage"),
    path("referrals/<int:pk>/close/", decide.close, name="close"),
    path("referrals/<int:pk>/reopen/", decide.reopen, name="reopen"),
    path("referrals/<int:pk>/alarm/", page.answer_alarm, name="answer_alarm"),
    path("referrals/<int:pk>/attach/", page.attach, name="attach"),
    path("referrals/attachments/<int:pk>/", page.attachment, name="attachment"),
    # Its appointment.
    path("referrals/<int:pk>/book/", book.book, name="book"),
    path("referrals/<int:pk>/home-visit/", book.visit_home, name="visit_home"),
    path("referrals/<int:pk>/drop-in/", attend.arrive, name="arrive"),
    path("appointments/<int:pk>/move/", book.move, name="move"),
    path("appointments/<int:pk>/cancel/", book.cancel, name="cancel"),
    path("appointments/<int:pk>/attended/", attend.attend, name="attend"),
    path("appointments/<int:pk>/missed/", attend.miss, name="miss"),
    path("appointments/<int:pk>/letter/", book.make_letter, name="make_letter"),
    path("appointments/letters/<int:pk>/", book.letter, name="letter"),
    # Hubs.
    path("hubs/", hubs.week, name="week"),
    path("hubs/new/", hubs.edit_hub, name="new_hub"),
    path("hubs/<int:pk>/", hubs.hub, name="hub"),
    path("hubs/<int:pk>/edit/", hubs.edit_hub, name="edit_hub"),
    path("hubs/<int:hub_pk>/sessions/new/", hubs.edit_rule, name="new_rule"),
    path("hubs/<int:hub_pk>/sessions/<int:pk>/edit/", hubs.edit_rule, name="edit_rule"),
    path("hubs/sessions/<int:pk>/", hubs.session, name="session"),
    path("hubs/sessions/<int:pk>/edit/", hubs.change_session, name="change_session"),
    path("hubs/sessions/<int:pk>/cancel/", hubs.cancel_session, name="cancel_session"),
    # The community directory.
    path("directory/", directory.directory, name="directory"),
    path("directory/new/", directory.edit_organisation, name="new_organisation"),
    path("directory/<int:pk>/edit/", directory.edit_organisation, name="edit_organisation"),
    path("directory/did-it-help/", directory.to_ask, name="to_ask"),
    path("directory/did-it-help/<int:pk>/", directory.heard_back, name="heard_back"),
    # The public form.
    path("refer/", public.start, name="public_start"),
    path("refer/in-danger/", public.danger, name="public_danger"),
    path("refer/younger/", public.too_young_page, name="public_too_young"),
    path("refer/check/", public.check, name="public_check"),
    path("refer/sent/", public.sent, name="public_sent"),
    path("refer/<slug:name>/", public.step, name="public_step"),
]
