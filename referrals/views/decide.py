"""Matching and deciding."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from bep.access.gate import needs
from people import permissions as people_may
from referrals import actions, taking
from referrals import permissions as may
from referrals.forms.decide import DecisionForm, ReasonForm, RematchForm, moves_for
from referrals.known import likely_duplicates
from referrals.queries import page as query
from referrals.views.pages import form_page, get_referral, settle, to_referral
from referrals.views.take import with_warnings


@needs(may.RECEIVE)
def match(request, pk):
    """Says whom a referral is about."""
    found = get_referral(request, pk)
    candidates = query.matches(found, request.user)
    form = RematchForm(
        request.POST or None, candidates=candidates, may_register=request.user.has_perm(people_may.REGISTER),
        initial={"version": found.version},
    )  # fmt: skip
    if form.is_valid() and settle(form, lambda: taking.match(found, form.cleaned_data, candidates, by=request.user)):
        messages.success(request, "Matched." if form.cleaned_data["match"] != form.LATER else "Left as it is.")
        return redirect(to_referral(found))
    rows = with_warnings(candidates)
    return render(
        request, "referrals/match.html",
        {"form": form, "page_title": "Who is it?", "page": query.ReferralPage(found, request.user), "candidates": rows,
         "referral": found, "back_url": to_referral(found)},
    )  # fmt: skip


@needs(may.TRIAGE)
def unmatch(request, pk):
    """Takes back a wrong match."""
    found = get_referral(request, pk)
    form = ReasonForm(request.POST or None, initial={"version": found.version})
    if form.is_valid() and settle(form, lambda: actions.unmatch(referral=found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The match is taken back.")
        return redirect(to_referral(found))
    return form_page(request, form, "Take back the match", found, button="Take back the match")


@needs(may.TRIAGE)
def triage(request, pk):
    """Decides what happens to a new referral."""
    found = get_referral(request, pk)
    duplicates = list(likely_duplicates(found, request.user))
    moves = moves_for(found, request.user, "referrals.triaged")
    form = DecisionForm(request.POST or None, moves=moves, same_as=duplicates, initial={"version": found.version})
    if form.is_valid() and (
        decided := settle(form, lambda: actions.triage(referral=found, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, f"Decided: {decided.get_state_display()}.")
        return redirect(after_triage(decided))
    context = {
        "form": form, "page_title": f"Triage {found.given_as}", "referral": found, "summary": query.summary(found),
        "page": query.ReferralPage(found, request.user), "previous": query.previous(found, request.user),
        "back_url": to_referral(found),
        "candidates": query.matches(found, request.user),
    }  # fmt: skip
    return render(request, "referrals/triage.html", context)


def after_triage(decided):
    """Whoever offers an appointment books it next."""
    if decided.state == decided.State.AWAITING:
        return reverse("referrals:book", args=[decided.pk])
    return reverse("referrals:inbox")


@needs(may.BOOK)
def close(request, pk):
    """Ends a referral that waits, without an appointment."""
    found = get_referral(request, pk)
    form = DecisionForm(
        request.POST or None,
        moves=moves_for(found, request.user, "referrals.closed"),
        initial={"version": found.version},
    )
    for name in ("organisations", "sent_to", "same_as", "also_safeguarding"):
        del form.fields[name]
    form.reveals = {}
    if form.is_valid() and settle(form, lambda: actions.close(referral=found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The referral is closed.")
        return redirect(to_referral(found))
    return form_page(request, form, "Close without an appointment", found, button="Close the referral")


@needs(may.TRIAGE)
def reopen(request, pk):
    """Opens a closed referral again."""
    found = get_referral(request, pk)
    form = ReasonForm(request.POST or None, initial={"version": found.version})
    if form.is_valid() and settle(form, lambda: actions.reopen(referral=found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The referral is open again.")
        return redirect(to_referral(found))
    return form_page(request, form, "Open again", found, button="Open again")
