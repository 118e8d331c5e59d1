"""Services in a care and support plan."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from bep.access.gate import needs
from bep.kit import clock
from enablement import actions, forms
from enablement import permissions as may
from enablement.queries import pathway as q
from enablement.views.care_plan import at
from enablement.views.common import one_form


@needs(may.CARE_PLAN)
def add(request, pk):
    """Asks for a service in a plan that is being written."""
    plan = q.care_plan(request.user, pk)
    form = forms.ServiceForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.propose_service(plan=plan, by=request.user, **form.cleaned_data),
        person=plan.person, title="Ask for a service", done="The service is asked for.", to=at(plan), back_to=at(plan),
    )  # fmt: skip


@needs(may.CARE_PLAN)
def change(request, pk, service_pk):
    """Asks for a changed service in place of one that runs: the plan being written takes it up."""
    plan, service = q.care_plan(request.user, pk), q.service(request.user, service_pk)
    form = forms.ServiceForm(request.POST or None, service=service)
    return one_form(
        request, form,
        lambda: actions.propose_service(plan=plan, replaces=service, by=request.user, **form.cleaned_data),
        person=plan.person, title="Change a service", done="The change is asked for.", to=at(plan), back_to=at(plan),
        lead="The service that runs now ends on the day this one begins, once the plan is approved.",
    )  # fmt: skip


@require_POST
@needs(may.CARE_PLAN)
def withdraw(request, pk):
    service = q.service(request.user, pk)
    actions.withdraw_service(service=service, by=request.user)
    messages.success(request, "The service is taken out of the plan.")
    return redirect(at(service.plan))


@needs(may.CARE_PLAN)
def suspend(request, pk):
    service = q.service(request.user, pk)
    form = forms.SuspendForm(request.POST or None, initial={"version": service.version, "since": clock.today()})
    return one_form(
        request, form, lambda: actions.suspend_service(service=service, by=request.user, **form.cleaned_data),
        person=service.person, title="Pause a service", done="The service is paused.", to=at(service.plan),
        back_to=at(service.plan),
    )  # fmt: skip


@require_POST
@needs(may.CARE_PLAN)
def resume(request, pk):
    service = q.service(request.user, pk)
    actions.resume_service(service=service, version=request.POST.get("version", 0), by=request.user)
    messages.success(request, "The service goes on.")
    return redirect(at(service.plan))


@needs(may.CARE_PLAN)
def end(request, pk):
    service = q.service(request.user, pk)
    form = forms.EndServiceForm(request.POST or None, initial={"version": service.version, "ends": clock.today()})
    return one_form(
        request, form, lambda: actions.end_service(service=service, by=request.user, **form.cleaned_data),
        person=service.person, title="End a service", done="The service is ended.", to=at(service.plan),
        back_to=at(service.plan),
    )  # fmt: skip
