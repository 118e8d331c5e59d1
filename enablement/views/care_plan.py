"""The care and support plan: read, write, ask for approval, decide, end."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bep.access.gate import needs
from bep.kit.paging import SIZE
from enablement import actions, faces, forms
from enablement import permissions as may
from enablement.models import CareAndSupportPlan
from enablement.queries import lists
from enablement.queries import pathway as q
from enablement.rules import approval, care_act
from enablement.states import CARE_PLANS
from enablement.views.common import form_page, one_form, opening, typed
from enablement.views.pathway import verbs
from people.faces import banner

# Services are changed in a draft; those in force are paused and ended from the plan in force.
EDITABLE = {CareAndSupportPlan.State.DRAFT, CareAndSupportPlan.State.APPROVED}


def at(plan):
    return reverse("enablement:care_plan", args=[plan.pk])


@needs(may.VIEW)
def care_plan(request, pk):
    found = q.care_plan(request.user, pk)
    services = actions.services_under(found)
    context = {
        "plan": found,
        "person": banner(found.person),
        "subject": found.person,
        "verbs": verbs(CARE_PLANS, found, request.user),
        "rows": list(faces.care_plan_rows(found)),
        "services": [faces.service_facts(service) for service in services],
        "editable": request.user.has_perm(may.CARE_PLAN) and found.state in EDITABLE,
        "weekly": sum(map(care_act.weekly_cost, services)),
        "missing": care_act.missing(found, list(found.needs.all()), services) if found.is_open else [],
        "approvable": not approval.is_theirs(found, request.user),
        "limit": approval.limit_of(request.user) if request.user.has_perm(may.APPROVE) else None,
    }
    return render(request, "enablement/care_plan.html", context)


@require_POST
@needs(may.CARE_PLAN)
def start(request, person_pk, kind):
    if kind not in CareAndSupportPlan.Kind.values:
        raise Http404
    person = q.person(request.user, person_pk)
    plan = actions.start_care_plan(person=person, kind=kind, by=request.user)
    return redirect("enablement:write_care_plan", plan.pk)


@needs(may.CARE_PLAN)
def write(request, pk):
    """“Add another” sends the same form back with a row more; nothing is saved by it."""
    found = q.care_plan(request.user, pk)
    CARE_PLANS.next(found, "save")
    title = found.get_kind_display()
    draft = opening(request, "care_plan", pk, title=f"{title}: version {found.number}", person=found.person)
    add = request.POST.get("add", "")
    form = forms.CarePlanForm(request.POST or None, plan=found, draft=typed(draft), add=add)
    page = {
        "person": found.person, "title": title, "draft": draft, "template": "enablement/care_plan_write.html", "plan": found,
        "save_label": "Save and see the plan",
    }  # fmt: skip
    if add:
        return form_page(request, form, fill=False, **page)

    def act():
        version = form.cleaned_data["version"]
        return actions.save_care_plan(plan=found, version=version, by=request.user, **form.written())

    return one_form(request, form, act, done="The plan is saved.", to=at, record=found, **page)


@require_POST
@needs(may.CARE_PLAN)
def ask(request, pk):
    found = q.care_plan(request.user, pk)
    actions.ask_for_approval(plan=found, version=request.POST.get("version", 0), by=request.user)
    messages.success(request, "It waits for approval by somebody else.")
    return redirect(at(found))


def decision(request, pk, verb, act, *, title, done, label, optional=False, **more):
    """One form with a reason, about one care and support plan."""
    found = q.care_plan(request.user, pk)
    CARE_PLANS.next(found, verb)
    form = forms.ReasonForm(request.POST or None, initial={"version": found.version}, label=label, optional=optional)
    return one_form(
        request, form, lambda: act(plan=found, by=request.user, **form.cleaned_data), person=found.person, title=title,
        done=done, to=at, save_label=title, back_to=at(found), **more,
    )  # fmt: skip


@needs(may.APPROVE)
def approve(request, pk):
    return decision(
        request, pk, "approve", actions.approve_care_plan, title="Approve the plan", done="The plan is in force.",
        label="Why do you approve it?", optional=True,
        lead="It comes into force today, with the services it asks for, in place of the one before.",
    )  # fmt: skip


@needs(may.APPROVE)
def send_back(request, pk):
    return decision(
        request, pk, "send_back", actions.send_back_care_plan, title="Send it back", done="It is back with its writer.",
        label="What has to change?",
    )  # fmt: skip


@needs(may.CARE_PLAN)
def end(request, pk):
    return decision(
        request, pk, "end", actions.end_care_plan, title="End the plan", done="The plan is ended.",
        label="Why does the person need it no longer?",
    )  # fmt: skip


@needs(may.APPROVE)
def approvals(request):
    """What waits for approval, of people whom one may see."""
    waiting = list(lists.approvals(request.user)[:SIZE])
    rows = [faces.approval_row(plan, request.user) for plan in waiting]
    return render(request, "enablement/approvals.html", {"rows": rows, "limit": approval.limit_of(request.user)})
