"""Teams and localities."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bep.access.actions import teams as actions
from bep.access.forms.settings import LocalityForm, TeamForm
from bep.access.forms.workers import ReasonForm
from bep.access.gate import needs
from bep.access.models import Locality, Team
from bep.access.permissions import MANAGE_TEAMS
from bep.kit.views import one_form, opened_version


@needs(MANAGE_TEAMS)
def teams(request):
    members = Count("memberships", filter=Q(memberships__ends=None))
    found = Team.objects.select_related("locality").annotate(members=members).order_by("closed", "name")
    return render(request, "access/teams.html", {"teams": found, "page_title": "Teams"})


@needs(MANAGE_TEAMS)
def add_team(request):
    form = TeamForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.add_team(by=request.user, **form.cleaned_data), title="Add a team", save_label="Add",
        done=lambda made: f"{made.name} is added.", back=reverse("administration:teams"),
    )  # fmt: skip


@needs(MANAGE_TEAMS)
def change_team(request, pk):
    team = get_object_or_404(Team, pk=pk, closed=None)
    form = TeamForm(request.POST or None, initial={name: getattr(team, name) for name in TeamForm.base_fields})
    facts = {"team": team, "version": opened_version(request, team), "by": request.user}
    return one_form(
        request, form, lambda: actions.change_team(**facts, **form.cleaned_data), title=f"Change {team.name}", record=team,
        done="The team is changed.", back=reverse("administration:teams"),
    )  # fmt: skip


@needs(MANAGE_TEAMS)
def close_team(request, pk):
    team = get_object_or_404(Team, pk=pk, closed=None)
    form = ReasonForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.close_team(team=team, by=request.user, **form.cleaned_data),
        title=f"Close {team.name}", save_label="Close it", done=f"{team.name} is closed.", back=reverse("administration:teams"),
    )  # fmt: skip


@needs(MANAGE_TEAMS)
def localities(request):
    return render(request, "access/localities.html", {"localities": Locality.objects.all(), "page_title": "Localities"})


@needs(MANAGE_TEAMS)
def add_locality(request):
    form = LocalityForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.add_locality(by=request.user, **form.cleaned_data), title="Add a locality",
        save_label="Add", done=lambda made: f"{made.name} is added.", back=reverse("administration:localities"),
    )  # fmt: skip


@needs(MANAGE_TEAMS)
def change_locality(request, pk):
    locality = get_object_or_404(Locality, pk=pk)
    now = {"name": locality.name, "postcodes": " ".join(locality.postcodes)}
    form = LocalityForm(request.POST or None, initial=now)
    facts = {"locality": locality, "version": opened_version(request, locality), "by": request.user}
    return one_form(
        request, form, lambda: actions.change_locality(**facts, **form.cleaned_data), title=f"Change {locality.name}",
        record=locality, done="The locality is changed.", back=reverse("administration:localities"),
    )  # fmt: skip
