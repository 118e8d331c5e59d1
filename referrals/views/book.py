"""Booking, moving and cancelling choice appointments, and the letter that confirms them."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bep.access.gate import needs
from bep.audit.record import shown
from bep.kit.middleware import or_404
from referrals import actions, rules
from referrals import permissions as may
from referrals.forms.book import CancelForm, HomeVisitForm, MoveForm, SessionForm
from referrals.models import Appointment, Letter
from referrals.queries.offers import offers, visitors
from referrals.queries.page import appointment_clock
from referrals.views.pages import form_page, get_appointment, get_referral, settle, to_referral


@needs(may.BOOK)
def book(request, pk):
    """Offers the sessions that meet the target first, and books one."""
    found = get_referral(request, pk)
    offered = offers(found)
    form = SessionForm(request.POST or None, offers=offered, initial={"version": found.version})
    if form.is_valid():
        booked = settle(form, lambda: actions.book(referral=found, by=request.user, **form.cleaned_data))
        if booked:
            messages.success(request, f"Booked: {booked_words(booked)}.")
            return redirect(to_referral(found))
        form.fields["session"].choices = SessionForm(offers=offers(found)).fields["session"].choices
    return offers_page(request, form, "Book a choice appointment", found, offered, button="Book this place")


def offers_page(request, form, title, found, offered, *, button, **more):
    context = {
        "form": form, "page_title": title, "referral": found, "offers": offered, "clock": appointment_clock(found, None),
        "back_url": to_referral(found), "button": button, "days": rules.days_allowed(found.first_contact),
    }  # fmt: skip
    return render(request, "referrals/book.html", context | more)


def booked_words(booked):
    local = booked.starts.astimezone(rules.clock.LONDON)
    where = f" at {booked.session.hub}" if booked.session_id else " at home"
    return f"{local:%A} {local.day} {local:%B} at {local:%H:%M}{where}"


@needs(may.BOOK)
def visit_home(request, pk):
    """Books a visit at home with a worker who is free."""
    found = get_referral(request, pk)
    form = HomeVisitForm(request.POST or None, workers=visitors(found), initial={"version": found.version})
    if form.is_valid() and (booked := settle(form, lambda: write_visit(found, form, request.user))):
        messages.success(request, f"Booked: {booked_words(booked)}.")
        return redirect(to_referral(found))
    by = rules.takes_place_by(found.first_contact, Appointment.Setting.HOME)
    lead = f"To meet the target the visit takes place by {by:%A} {by.day} {by:%B}: 28 days after first contact."
    return form_page(request, form, "Book a home visit", found, button="Book the visit", lead=lead)


def write_visit(found, form, by):
    facts = form.cleaned_data
    return actions.visit_home(
        referral=found, version=facts["version"], worker=facts["worker"], starts=form.starts(), minutes=int(facts["minutes"]),
        chose_later=facts["chose_later"], by=by,
    )  # fmt: skip


@needs(may.BOOK)
def move(request, pk):
    """Moves an appointment to another session."""
    appointment = get_appointment(request, pk)
    offered = offers(appointment.referral)
    form = MoveForm(request.POST or None, offers=offered, initial={"version": appointment.version})
    if form.is_valid() and (
        booked := settle(form, lambda: actions.move(appointment=appointment, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, f"Moved to {booked_words(booked)}.")
        return redirect(to_referral(appointment.referral))
    return offers_page(request, form, "Move the appointment", appointment.referral, offered, button="Move it")


@needs(may.BOOK)
def cancel(request, pk):
    """Cancels an appointment; the referral waits again."""
    appointment = get_appointment(request, pk)
    form = CancelForm(request.POST or None, initial={"version": appointment.version})
    if form.is_valid() and settle(
        form, lambda: actions.cancel(appointment=appointment, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Cancelled. The referral is on the waiting list again.")
        return redirect(to_referral(appointment.referral))
    return form_page(request, form, "Cancel the appointment", appointment.referral, button="Cancel the appointment")


@require_POST
@needs(may.BOOK)
def make_letter(request, pk):
    """Makes the confirmation letter and opens it."""
    letter = actions.make_letter(appointment=get_appointment(request, pk), by=request.user)
    return redirect("referrals:letter", pk=letter.pk)


@needs(may.BOOK, may.TRIAGE)
def letter(request, pk):
    """A letter as it left."""
    held = or_404(Letter.objects.visible_to(request.user).filter(pk=pk).first())
    shown(held.person_id)
    answer = FileResponse(held.file.open(), filename="confirmation.pdf", content_type="application/pdf")
    answer["Cache-Control"] = "no-store"
    return answer
