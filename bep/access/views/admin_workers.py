"""Workers: joiners, movers, leavers, lost authenticators."""

from allauth.mfa.models import Authenticator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bep.access import queries
from bep.access.actions import workers as actions
from bep.access.forms.workers import DetailsForm, FindForm, JoinerForm, LeaveForm, LostFactorForm, MoveForm, ReasonForm
from bep.access.gate import needs
from bep.access.handover import left_behind
from bep.access.models import Worker
from bep.access.permissions import MANAGE_WORKERS
from bep.access.views.pages import done, form_page
from bep.kit import conflict, paging
from bep.kit.views import opened_version, submitted


@needs(MANAGE_WORKERS)
def workers(request):
    form = FindForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found, page = paging.page_of(request, queries.workers(**asked), order=("name", "pk"), size=50, label="workers")
    context = {"form": form, "workers": found, "page": page, "page_title": "Workers"}
    return render(request, "access/workers.html", context)


@needs(MANAGE_WORKERS)
def worker(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    context = {
        "worker": worker,
        "roles": worker.groups.order_by("role__order").select_related("role"),
        "memberships": queries.open_memberships().filter(worker=worker),
        "signed_in": queries.last_signed_in(worker),
        "has_app": Authenticator.objects.filter(user=worker, type="totp").exists(),
        "planned": queries.planned_moves(worker),
        "left_behind": left_behind(worker) if worker.ends or not worker.is_active else [],
        "own": worker.pk == request.user.pk,
    }
    return render(request, "access/worker.html", context | {"page_title": worker.name, "back_url": list_url()})


@needs(MANAGE_WORKERS)
def add(request):
    form = JoinerForm(request.POST or None)
    if made := submitted(request, form, lambda: actions.add_worker(by=request.user, **form.cleaned_data)):
        return done(request, f"{made.name} is added. An invitation is on its way to {made.email}.", *page_of(made))
    return form_page(request, form, "Add a worker", button="Add and invite", back=list_url())


@needs(MANAGE_WORKERS)
def change(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = DetailsForm(request.POST or None, initial={name: getattr(worker, name) for name in DetailsForm.base_fields})
    version = opened_version(request, worker)

    def save():
        conflict.settle(form, worker)
        return actions.change_worker(worker=worker, version=version, by=request.user, **form.cleaned_data)

    if submitted(request, form, save):
        return done(request, "The details are changed.", *page_of(worker))
    title = f"Change the details of {worker.name}"
    return form_page(request, form, title, button="Save", back=url_of(worker), version=version)


@needs(MANAGE_WORKERS)
def move(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = MoveForm(request.POST or None, initial=access_of_now(worker))
    if submitted(request, form, lambda: actions.plan_move(worker=worker, by=request.user, **form.cleaned_data)):
        return done(request, f"What {worker.name} may do is changed, or will be on its day.", *page_of(worker))
    title = f"Roles and teams of {worker.name}"
    return form_page(request, form, title, button="Change", back=url_of(worker))


@needs(MANAGE_WORKERS)
def leave(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = LeaveForm(request.POST or None)
    if submitted(request, form, lambda: actions.leave(worker=worker, by=request.user, **form.cleaned_data)):
        return done(request, f"The last day of {worker.name} is set.", *page_of(worker))
    more = {"left_behind": left_behind(worker), "template": "access/leave.html"}
    return form_page(request, form, f"{worker.name} leaves", button="Set the last day", back=url_of(worker), **more)


@needs(MANAGE_WORKERS)
def stay(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = ReasonForm(request.POST or None)
    if submitted(request, form, lambda: actions.stay(worker=worker, by=request.user, **form.cleaned_data)):
        return done(request, f"{worker.name} may sign in again. Check their roles and teams.", *page_of(worker))
    return form_page(request, form, f"{worker.name} stays, or is back", button="Let them sign in", back=url_of(worker))


@needs(MANAGE_WORKERS)
def invite(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    if request.method == "POST":
        actions.invite_again(worker=worker, by=request.user)
        return done(request, f"Another invitation is on its way to {worker.email}.", *page_of(worker))
    context = {
        "question": f"Invite {worker.name} again?",
        "confirm_label": "Send an invitation",
        "consequences": [f"A link to choose a password goes to {worker.email}. It works for three days."],
        "cancel_url": url_of(worker),
    }
    return render(request, "confirm.html", context)


@needs(MANAGE_WORKERS)
def lost_app(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = LostFactorForm(request.POST or None)
    if submitted(
        request, form, lambda: actions.reset_second_factor(worker=worker, by=request.user, **form.cleaned_data)
    ):
        return done(request, f"{worker.name} sets up an app at the next sign-in, and is told so.", *page_of(worker))
    more = {"template": "access/lost_app.html", "worker": worker}
    title = f"{worker.name} has lost their authenticator app"
    return form_page(request, form, title, button="Reset it", back=url_of(worker), **more)


def access_of_now(worker):
    open_now = list(queries.open_memberships().filter(worker=worker))
    return {
        "roles": list(worker.groups.values_list("role__key", flat=True)),
        "teams": [membership.team_id for membership in open_now],
        "manages": [membership.team_id for membership in open_now if membership.manages],
    }


def list_url():
    return reverse("administration:workers")


def url_of(worker):
    return reverse("administration:worker", args=[worker.pk])


def page_of(worker):
    return "administration:worker", worker.pk
