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
from bep.access.views.pages import done
from bep.kit import paging
from bep.kit.views import one_form, opened_version


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
    return one_form(
        request, form, lambda: actions.add_worker(by=request.user, **form.cleaned_data), title="Add a worker",
        done=lambda made: f"{made.name} is added. An invitation is on its way to {made.email}.", to=url_of, back=list_url(),
        save_label="Add and invite",
    )  # fmt: skip


@needs(MANAGE_WORKERS)
def change(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = DetailsForm(request.POST or None, initial={name: getattr(worker, name) for name in DetailsForm.base_fields})
    facts = {"worker": worker, "version": opened_version(request, worker), "by": request.user}
    return one_form(
        request, form, lambda: actions.change_worker(**facts, **form.cleaned_data), record=worker,
        title=f"Change the details of {worker.name}", done="The details are changed.", back=url_of(worker),
    )  # fmt: skip


@needs(MANAGE_WORKERS)
def move(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = MoveForm(request.POST or None, initial=access_of_now(worker))
    return one_form(
        request, form, lambda: actions.plan_move(worker=worker, by=request.user, **form.cleaned_data), save_label="Change",
        title=f"Roles and teams of {worker.name}", done=f"What {worker.name} may do is changed, or will be on its day.",
        back=url_of(worker),
    )  # fmt: skip


@needs(MANAGE_WORKERS)
def leave(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = LeaveForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.leave(worker=worker, by=request.user, **form.cleaned_data),
        title=f"{worker.name} leaves", save_label="Set the last day", done=f"The last day of {worker.name} is set.",
        back=url_of(worker), left_behind=left_behind(worker), template="access/leave.html",
    )  # fmt: skip


@needs(MANAGE_WORKERS)
def stay(request, pk):
    worker = get_object_or_404(Worker, pk=pk)
    form = ReasonForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.stay(worker=worker, by=request.user, **form.cleaned_data),
        title=f"{worker.name} stays, or is back", save_label="Let them sign in", back=url_of(worker),
        done=f"{worker.name} may sign in again. Check their roles and teams.",
    )  # fmt: skip


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
    return one_form(
        request, form, lambda: actions.reset_second_factor(worker=worker, by=request.user, **form.cleaned_data),
        title=f"{worker.name} has lost their authenticator app", save_label="Reset it", back=url_of(worker),
        done=f"{worker.name} sets up an app at the next sign-in, and is told so.", template="access/lost_app.html",
        worker=worker,
    )  # fmt: skip


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
