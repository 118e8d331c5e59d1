"""The risk and safety plan, and the children in a home."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from bep.access.gate import needs
from bep.kit import conflict, drafts, faces
from bep.kit.views import opened_version, submitted
from people import actions
from people import permissions as may
from people.faces import banner
from people.forms.day import CountersignForm, HomeChildrenForm, RiskPlanForm
from people.models import HomeChildren, Person, RiskPlan
from people.queries.notes import risk_plans_of


@needs(may.READ_NOTES)
def show(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    plans = risk_plans_of(person)
    context = {"person": person, "banner": banner(person), "older": plans[1:]}
    context |= about_plan(plans[0], request.user) if plans else {}
    return render(request, "people/risk_plan.html", context | {"may_write": request.user.has_perm(may.RECORD)})


def about_plan(plan, worker):
    """The newest plan, with its clock and what is still to be done to it."""
    waits = plan.awaits_countersign and not hasattr(plan, "countersignature")
    may_sign = waits and worker.has_perm(may.COUNTERSIGN) and worker.pk != plan.author_id
    return {"plan": plan, "review": faces.due(plan.review_on), "waits": waits, "may_countersign": may_sign}


@needs(may.READ_NOTES)  # it begins with the words of the version before
def write(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    latest = RiskPlan.objects.filter(person=person).prefetch_related("areas").first()
    draft = drafts.opening(
        request, f"people.risk_plan:{pk}", title=f"Risk and safety plan, {person.name}", person=person
    )
    form = draft.fill(RiskPlanForm(request.POST or None, initial=latest.as_form() if latest else None))
    version = opened_version(request, latest, draft)

    def save():
        conflict.settle(form, latest)
        return actions.write_risk_plan(person=person, version=version, by=request.user, **form.risk_plan())

    if submitted(request, form, lambda: draft.submit(save, request.POST)):
        messages.success(request, "The risk and safety plan is saved.")
        return redirect("people:risk_plan", pk)
    context = {
        "form": form,
        "draft": draft,
        "person": person,
        "banner": banner(person),
        "version": version,
        "latest": latest,
    }
    return render(request, "people/risk_plan_form.html", context)


@needs(may.COUNTERSIGN)
def countersign(request, pk):
    plan = get_object_or_404(RiskPlan.objects.visible_to(request.user).select_related("person", "author"), pk=pk)
    form = CountersignForm(request.POST or None)
    if submitted(request, form, lambda: actions.countersign(risk_plan=plan, by=request.user, **form.cleaned_data)):
        messages.success(request, f"Countersigned {plan.author.name}’s risk and safety plan.")
        return redirect("people:risk_plan", plan.person_id)
    context = {"form": form, "banner": banner(plan.person), "page_title": "Countersign a risk and safety plan"}
    return render(request, "people/plain_form.html", context | {"button": "Countersign"})


@needs(may.RECORD)
def children(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    said = list(HomeChildren.objects.filter(person=person).select_related("author"))
    form = HomeChildrenForm(request.POST or None, initial=said[0].as_form() if said else None)
    if submitted(
        request, form, lambda: actions.assert_home_children(person=person, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "What you asked about children is recorded.")
        return redirect("people:home_children", pk)
    return render(
        request, "people/home_children.html", {"form": form, "person": person, "banner": banner(person), "said": said}
    )
