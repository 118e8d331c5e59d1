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
from bep.access.views.pages import done, form_page
from bep.kit import conflict
from bep.kit.views import opened_version, submitted


@needs(MANAGE_TEAMS)
def teams(request):
    members = Count("memberships", filter=Q(memberships__ends=None))
    found = Team.objects.select_related("locality").annotate(members=members).order_by("closed", "name")
    return render(request, "access/teams.html", {"teams": found, "page_title": "Teams"})


@needs(MANAGE_TEAMS)
def add_team(request):
    form = TeamForm(request.POST or None)
    if made := submitted(request, form, lambda: actions.add_team(by=request.user, **form.cleaned_data)):
        return done(request, f"{made.name} is added.", "administration:teams")
    return form_page(request, form, "Add a team", button="Add", back=reverse("administration:teams"))


@needs(MANAGE_TEAMS)
def change_team(request, pk):
    team = get_object_or_404(Team, pk=pk, closed=None)
    form = TeamForm(request.POST or None, initial={name: getattr(team, name) for name in TeamForm.base_fields})
    version = opened_version(request, team)

    def save():
        conflict.settle(form, team)
        return actions.change_team(team=team, version=version, by=request.user, **form.cleaned_data)

    if submitted(request, form, save):
        return done(request, "The team is changed.", "administration:teams")
    back = reverse("administration:teams")
    return form_page(request, form, f"Change {team.name}", button="Save", back=back, version=version)


@needs(MANAGE_TEAMS)
def close_team(request, pk):
    team = get_object_or_404(Team, pk=pk, closed=None)
    form = ReasonForm(request.POST or None)
    if submitted(request, form, lambda: actions.close_team(team=team, by=request.user, **form.cleaned_data)):
        return done(request, f"{team.name} is closed.", "administration:teams")
    return form_page(request, form, f"Close {team.name}", button="Close it", back=reverse("administration:teams"))


@needs(MANAGE_TEAMS)
def localities(request):
    return render(request, "access/localities.html", {"localities": Locality.objects.all(), "page_title": "Localities"})


@needs(MANAGE_TEAMS)
def add_locality(request):
    form = LocalityForm(request.POST or None)
    if made := submitted(request, form, lambda: actions.add_locality(by=request.user, **form.cleaned_data)):
        return done(request, f"{made.name} is added.", "administration:localities")
    return form_page(request, form, "Add a locality", button="Add", back=reverse("administration:localities"))


@needs(MANAGE_TEAMS)
def change_locality(request, pk):
    locality = get_object_or_404(Locality, pk=pk)
    now = {"name": locality.name, "postcodes": " ".join(locality.postcodes)}
    form = LocalityForm(request.POST or None, initial=now)
    version = opened_version(request, locality)

    def save():
        conflict.settle(form, locality)
        return actions.change_locality(locality=locality, version=version, by=request.user, **form.cleaned_data)

    if submitted(request, form, save):
        return done(request, "The locality is changed.", "administration:localities")
    back = reverse("administration:localities")
    return form_page(request, form, f"Change {locality.name}", button="Save", back=back, version=version)
