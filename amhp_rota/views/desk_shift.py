"""Handover at the end of a shift; visits, and being heard of by one tap."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amhp_rota import actions
from amhp_rota import permissions as may
from amhp_rota.forms import desk_shift as forms
from amhp_rota.models import Handover
from amhp_rota.queries import desk as q
from amhp_rota.queries import desk_shift as of
from amhp_rota.rules.safety import escalation_list
from amhp_rota.views.desk_common import page_of
from bep.access.gate import needs
from bep.kit import drafts
from bep.kit.numbers import whole_number
from bep.kit.views import opened_version
from people.faces import banner
from people.views.pages import one_form


@needs(may.DESK)
def handovers(request):
    return render(request, "amhp_rota/handovers.html", {"handovers": of.handovers(request.user)})


@needs(may.DESK)
def hand_over(request):
    """Made from the log since the last handover, and edited by whoever goes home."""
    requests, lines, since = of.to_hand_over(request.user)
    draft = drafts.opening(request, "amhp_rota.handover:desk", title="Handover of the duty desk")
    form = forms.HandoverForm(
        request.POST or None, requests=requests, lines=lines, worker=request.user,
        initial={"words": of.untaken(request.user)},
    )  # fmt: skip
    lead = f"Made from the log since {since:%H:%M} on {since.day} {since:%B}. Change what should be otherwise."
    return one_form(
        request, form, lambda: actions.hand_over(since=since, by=request.user, **form.facts()), draft=draft, title="Hand over",
        done="Handed over. It alarms until somebody acknowledges it.", back=reverse("amhp:desk"), save_label="Hand over",
        wide=True, lead=lead,
    )  # fmt: skip


@require_POST
@needs(may.DESK)
def acknowledge(request, pk):
    found = get_object_or_404(Handover, pk=pk)
    actions.acknowledge(handover=found, version=opened_version(request, found), by=request.user)
    messages.success(request, "You have the desk.")
    return redirect("amhp:handovers")


@needs(may.DESK)
def set_off(request, pk):
    found = q.request(request.user, pk)
    initial = {"where": found.place, "phone": request.user.phone}
    form = forms.VisitForm(request.POST or None, worker=request.user, initial=initial)
    return one_form(
        request, form, lambda: actions.set_off(request=found, by=request.user, **form.cleaned_data),
        person=found.person, title="Set off", done="Check in by the time you gave.", back=page_of(found),
        to=lambda visit: reverse("amhp:visit", args=[visit.pk]), save_label="Set off",
    )  # fmt: skip


@needs(may.DESK)
def visit(request, pk):
    """Two large buttons for whoever is out; for a colleague, the list and who has been asked."""
    found = of.visit(request.user, pk)
    context = {
        "visit": found, "person": banner(found.person), "steps": list(found.steps.select_related("by")),
        "contacts": escalation_list(found), "own": found.worker_id == request.user.pk, "form": None,
        "reached_form": forms.ReachedForm(),
    }  # fmt: skip
    return render(request, "amhp_rota/visit.html", context)


@require_POST
@needs(may.DESK)
def check_in(request, pk):
    minutes = request.POST.get("minutes", "")
    found = of.visit(request.user, pk)
    actions.check_in(visit=found, minutes=min(whole_number(minutes, 30), 480), by=request.user)
    messages.success(request, "Good. Check in again by the new time.")
    return redirect("amhp:visit", pk)


@require_POST
@needs(may.DESK)
def come_back(request, pk):
    actions.come_back(visit=of.visit(request.user, pk), by=request.user)
    messages.success(request, "Good that you are back.")
    return redirect("amhp:desk")


@needs(may.DESK)
def reached(request, pk):
    found = of.visit(request.user, pk)
    form = forms.ReachedForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.reached(visit=found, by=request.user, **form.cleaned_data), person=found.person,
        title=f"{found.worker.name} is reached", done="The alarm is over.", back=reverse("amhp:visit", args=[pk]),
        to=reverse("amhp:desk"),
    )  # fmt: skip
