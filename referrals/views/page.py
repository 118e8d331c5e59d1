"""One referral: its page, and the small verbs beside it."""

from django.contrib import messages
from django.shortcuts import redirect, render

from bep.access.gate import needs
from bep.audit.record import shown
from bep.kit.middleware import or_404
from people import permissions as people_may
from referrals import actions, files
from referrals import permissions as may
from referrals.forms.decide import AnswerAlarmForm
from referrals.forms.files import AttachForm
from referrals.models import Attachment
from referrals.queries import page as query
from referrals.verbs import verbs
from referrals.views.pages import form_page, get_referral, settle, to_referral

SEES = (may.INBOX, may.TRIAGE, may.RECEIVE, may.ANSWER_ALARM, people_may.VIEW)


@needs(*SEES)
def referral(request, pk):
    found = get_referral(request, pk)
    page = query.ReferralPage(found, request.user)
    context = {
        "page_title": found.name, "page": page, "referral": found, "summary": query.summary(found),
        "previous": query.previous(found, request.user),
        "verbs": verbs(page, request.user), "may_attach": request.user.has_perm(may.RECEIVE),
    }  # fmt: skip
    return render(request, "referrals/referral.html", context)


@needs(may.ANSWER_ALARM)
def answer_alarm(request, pk):
    """Takes an alarm in hand."""
    found = get_referral(request, pk)
    form = AnswerAlarmForm(request.POST or None, initial={"version": found.version})
    if form.is_valid() and settle(
        form, lambda: actions.answer_alarm(referral=found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "You have answered the alarm.")
        return redirect(to_referral(found))
    return form_page(request, form, "In danger now", found, button="I have this in hand", lead=danger_words(found))


def danger_words(found):
    phone = found.phone or "none given"
    return f"{found.given_as}. Phone: {phone}. Where: {found.address or found.postcode or 'not given'}. {found.reason}"


@needs(may.RECEIVE)
def attach(request, pk):
    """Attaches one file."""
    found = get_referral(request, pk)
    form = AttachForm(request.POST or None, request.FILES or None)
    if form.is_valid() and settle(
        form, lambda: actions.attach(referral=found, upload=form.cleaned_data["file"], by=request.user)
    ):
        messages.success(request, "The file is attached.")
        return redirect(to_referral(found))
    return form_page(request, form, "Attach a file", found, button="Attach")


@needs(*SEES)
def attachment(request, pk):
    """Downloads a file; never shown inside a page, and never from an address of its own."""
    held = or_404(Attachment.objects.visible_to(request.user).select_related("referral__person").filter(pk=pk).first())
    shown(held.referral.person_id)
    return files.download(held.file, held.name, held.kind)
