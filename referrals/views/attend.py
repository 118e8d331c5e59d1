"""What came of an appointment."""

from django.contrib import messages
from django.shortcuts import redirect

from bep.access.gate import needs
from referrals import actions
from referrals import permissions as may
from referrals.forms.book import ArriveForm, MissForm
from referrals.forms.decide import DecisionForm, moves_for
from referrals.queries.hubs import drop_ins_today
from referrals.views.pages import form_page, get_appointment, get_referral, settle, to_referral


@needs(may.ATTENDANCE)
def attend(request, pk):
    """They came: what came of it."""
    appointment = get_appointment(request, pk)
    moves = moves_for(appointment.referral, request.user, "referrals.appointment_attended")
    form = DecisionForm(request.POST or None, moves=moves, initial={"version": appointment.version})
    del form.fields["same_as"]
    form.reveals = {"verb": {k: v for k, v in DecisionForm.reveals["verb"].items() if k != "mark_duplicate"}}
    form.fields["verb"].label = "What came of it?"
    if form.is_valid() and settle(
        form, lambda: actions.attend(appointment=appointment, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Recorded.")
        return redirect(to_referral(appointment.referral))
    return form_page(request, form, "They came", appointment.referral, button="Save the outcome")


@needs(may.ATTENDANCE)
def miss(request, pk):
    """They did not come."""
    appointment = get_appointment(request, pk)
    form = MissForm(request.POST or None, initial={"version": appointment.version})
    if form.is_valid() and settle(
        form, lambda: actions.miss(appointment=appointment, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Recorded. Book another appointment, or close the referral with a reason.")
        return redirect(to_referral(appointment.referral))
    lead = "The referral goes back to the waiting list; from there it is booked again or closed."
    return form_page(request, form, "They did not come", appointment.referral, button="Save", lead=lead)


@needs(may.ATTENDANCE)
def arrive(request, pk):
    """Somebody who waits dropped in."""
    found = get_referral(request, pk)
    form = ArriveForm(request.POST or None, sessions=drop_ins_today(), initial={"version": found.version})
    if form.is_valid() and (
        here := settle(form, lambda: actions.arrive(referral=found, by=request.user, **form.cleaned_data))
    ):
        return redirect("referrals:attend", pk=here.pk)
    lead = "" if drop_ins_today().exists() else "No hub has a drop-in today."
    return form_page(request, form, "They dropped in", found, button="They are here", lead=lead)
