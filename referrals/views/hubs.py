"""Hubs: the week, one session, and their keeping."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date

from bep.access.gate import needs
from bep.kit import clock
from referrals import actions
from referrals import permissions as may
from referrals.forms.decide import ReasonForm
from referrals.forms.hubs import HubForm, SessionChangeForm, SessionRuleForm, WeekFilter
from referrals.models import Hub, HubSession, SessionRule
from referrals.queries import hubs as query
from referrals.views.inbox import subnav
from referrals.views.pages import form_page, settle

SEES = (may.BOOK, may.ATTENDANCE, may.INBOX, may.TRIAGE, may.MANAGE_HUBS)


@needs(*SEES)
def week(request):
    """A week of hub sessions with their free places."""
    form = WeekFilter(request.GET or None)
    hub = form.cleaned_data.get("hub") if form.is_valid() else None
    monday = query.monday_of(parse_day(request.GET.get("week")))
    context = {
        "page_title": f"Hub sessions, week of {monday.day} {monday:%B %Y}", "days": query.week(monday, hub=hub), "form": None,
        "filter_form": form, "monday": monday, "earlier": monday - timedelta(7), "later": monday + timedelta(7),
        "subnav": subnav("week", request.user), "hubs": query.open_hubs(), "may_manage": request.user.has_perm(may.MANAGE_HUBS),
    }  # fmt: skip
    return render(request, "referrals/week.html", context)


def parse_day(text):
    """The day asked for, else the next working day: at the weekend one looks at the week to come."""
    try:
        asked = parse_date(text or "")
    except ValueError:
        asked = None
    return asked or clock.add_working_days(clock.today() - timedelta(days=1), 1)


@needs(*SEES)
def session(request, pk):
    """One session: who comes, who is there."""
    found = get_object_or_404(HubSession.objects.select_related("hub"), pk=pk)
    seen, unseen = query.programme(found, request.user)
    title = f"{found.hub}, {found.date:%A} {found.date.day} {found.date:%B}"
    context = {
        "page_title": title, "session": found, "appointments": seen, "unseen": unseen, "back_url": reverse("referrals:week"),
        "may_manage": request.user.has_perm(may.MANAGE_HUBS), "may_attend": request.user.has_perm(may.ATTENDANCE),
    }  # fmt: skip
    return render(request, "referrals/session.html", context)


@needs(may.MANAGE_HUBS)
def change_session(request, pk):
    """Changes one session."""
    found = get_object_or_404(HubSession, pk=pk)
    names = ("version", "starts", "ends", "places", "drop_in", "partners")
    form = SessionChangeForm(request.POST or None, initial={n: getattr(found, n) for n in names})
    back = reverse("referrals:session", args=[pk])
    if form.is_valid():
        facts = dict(form.cleaned_data)
        if settle(
            form,
            lambda: actions.save_session(session=found, version=facts.pop("version"), facts=facts, by=request.user),
        ):
            return redirect(back)
    return form_page(request, form, f"Change {found}", button="Save", back=back)


@needs(may.MANAGE_HUBS)
def cancel_session(request, pk):
    """Cancels one session; whoever was booked waits again."""
    found = get_object_or_404(HubSession.objects.select_related("hub"), pk=pk)
    form = ReasonForm(request.POST or None, initial={"version": found.version})
    back = reverse("referrals:session", args=[pk])
    if form.is_valid() and settle(
        form, lambda: actions.cancel_session(session=found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Cancelled. Whoever was booked is on the waiting list again: tell them.")
        return redirect(back)
    lead = "Everybody who is booked goes back to the waiting list, counted as our doing and not their choice."
    return form_page(request, form, f"Cancel {found}", button="Cancel this session", back=back, lead=lead)


@needs(*SEES)
def hub(request, pk):
    """One hub: how to get there, and when it has sessions."""
    found = get_object_or_404(Hub.objects.select_related("locality"), pk=pk)
    context = {
        "page_title": found.name, "hub": found, "rules": found.rules.order_by("weekday", "starts"),
        "back_url": reverse("referrals:week"), "may_manage": request.user.has_perm(may.MANAGE_HUBS),
    }  # fmt: skip
    return render(request, "referrals/hub.html", context)


@needs(may.MANAGE_HUBS)
def edit_hub(request, pk=None):
    """A new hub, or an open one changed."""
    found = get_object_or_404(Hub, pk=pk) if pk else None
    form = HubForm(request.POST or None, instance=found)
    if form.is_valid():
        saved = settle(form, lambda: save_model(actions.save_hub, "hub", found, form, request))
        if saved:
            return redirect("referrals:hub", pk=saved.pk)
    back = reverse("referrals:hub", args=[pk]) if pk else reverse("referrals:week")
    return form_page(request, form, f"Change {found}" if found else "A new hub", button="Save", back=back, record=found)


@needs(may.MANAGE_HUBS)
def edit_rule(request, hub_pk, pk=None):
    """When a hub has sessions: each week from a day on."""
    place = get_object_or_404(Hub, pk=hub_pk)
    found = get_object_or_404(SessionRule, pk=pk, hub=place) if pk else None
    form = SessionRuleForm(request.POST or None, instance=found, initial={} if found else {"first_day": clock.today()})
    back = reverse("referrals:hub", args=[hub_pk])
    if form.is_valid() and settle(form, lambda: save_model(actions.save_rule, "rule", found, form, request, hub=place)):
        messages.success(request, "Saved, and its sessions are made.")
        return redirect(back)
    return form_page(request, form, f"Weekly session at {place}", button="Save", back=back, record=found)


def save_model(action, name, found, form, request, **more):
    """A model form's facts to the action; the version that its reader opened goes along."""
    version = request.POST.get("version") or (found.version if found else None)
    record = type(found).objects.get(pk=found.pk) if found else None
    return action(facts=form.cleaned_data | more, by=request.user, version=version, **{name: record})
