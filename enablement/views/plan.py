"""The one-page plan: read, write, agree, say how it goes, set aside, compare, print."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bep.access.gate import needs
from bep.kit import clock, pdf
from bep.kit.rules import Refused
from enablement import actions, faces, forms, onepage, wording
from enablement import permissions as may
from enablement.models import EnablementPlan
from enablement.queries import pathway as q
from enablement.rules import one_page
from enablement.states import PLANS
from enablement.views.common import form_page, one_form, opening, typed
from enablement.views.pathway import verbs
from people.faces import banner


def at(plan):
    return reverse("enablement:plan", args=[plan.pk])


@needs(may.VIEW)
def plan(request, pk):
    found = q.plan(request.user, pk)
    draft = found.state == EnablementPlan.State.DRAFT
    context = {
        "plan": found,
        "person": banner(found.person),
        "subject": found.person,
        "verbs": verbs(PLANS, found, request.user),
        "missing": [(rule.wording, one_page.REMEDIES[rule]) for rule in one_page.still_missing(found)] if draft else [],
        "too_long": onepage.problem(found) if draft else "",
        "ten": range(10),
        "large_print": "large_print" in found.person.communication_needs,
        "wordings": [(one, bool(wording.outdated(one, found))) for one in found.wordings.all()],
        "wanted": wording.wanted(found.person),
    }
    return render(request, "enablement/plan.html", context)


@require_POST
@needs(may.PLAN)
def start(request, person_pk):
    episode = q.open_episode(request.user, person_pk)
    plan = actions.start_plan(episode=episode, by=request.user)
    return redirect("enablement:write_plan", plan.pk)


@needs(may.PLAN)
def write(request, pk):
    """“Add another” sends the same form back with a row more; nothing is saved by it."""
    found = q.plan(request.user, pk)
    PLANS.next(found, "save")
    title = "My enablement plan"
    draft = opening(request, "plan", pk, title=f"{title}: version {found.number}", person=found.person)
    add = request.POST.get("add", "")
    form = forms.PlanForm(request.POST or None, plan=found, draft=typed(draft), add=add)
    page = {
        "person": found.person, "title": title, "draft": draft, "template": "enablement/plan_write.html", "plan": found,
        "save_label": "Save and see the page", "wide": True,
    }  # fmt: skip
    if add:
        return form_page(request, form, fill=False, **page)

    def act():
        version = form.cleaned_data["version"]
        return actions.save_plan(plan=found, version=version, by=request.user, **form.written())

    return one_form(request, form, act, done="The plan is saved.", to=at, record=found, **page)


@needs(may.AGREE)
def agree(request, pk):
    found = q.plan(request.user, pk)
    PLANS.next(found, "agree")
    form = forms.AgreeForm(request.POST or None, initial={"version": found.version, "agreed_on": clock.today()})
    return one_form(
        request, form, lambda: actions.agree_plan(plan=found, by=request.user, **form.cleaned_data),
        person=found.person, title="Agree the plan", done="The plan is agreed.", to=at, save_label="Agree the plan",
        lead="Read the plan together first. From here on it is not changed: a new version replaces it.", back_to=at(found),
    )  # fmt: skip


@needs(may.PLAN)
def progress(request, pk):
    found = q.plan(request.user, pk)
    PLANS.next(found, "record_progress")
    form = forms.ProgressForm(request.POST or None, plan=found)

    def act():
        version = form.cleaned_data["version"]
        return actions.record_progress(plan=found, version=version, by=request.user, **form.written())

    return one_form(
        request, form, act, person=found.person, title="How is it going?", done="Progress is recorded.", to=at,
        save_label="Save", back_to=at(found),
    )  # fmt: skip


@require_POST
@needs(may.PLAN)
def set_aside(request, pk):
    found = q.plan(request.user, pk)
    actions.set_aside_plan(plan=found, version=request.POST.get("version", 0), by=request.user)
    messages.success(request, "The draft is set aside. Its words stay in the record.")
    return redirect("enablement:episode", found.person_id)


@needs(may.VIEW)
def versions(request, person_pk):
    """All versions, and any two of them side by side: the newest two when none are chosen."""
    person = q.person(request.user, person_pk)
    found = list(q.versions(person))
    if not found:
        raise Http404
    by_number = {str(plan.number): plan for plan in found}
    newer = by_number.get(request.GET.get("now", ""), found[0])
    older = by_number.get(request.GET.get("then", ""), found[min(1, len(found) - 1)])
    context = {
        "person": banner(person), "subject": person, "versions": found, "newer": newer, "older": older,
        "rows": faces.compared(older, newer) if newer != older else [],
    }  # fmt: skip
    return render(request, "enablement/plan_versions.html", context)


@needs(may.VIEW)
def paper(request, pk):
    """The plan as PDF: one page, or a page that says what is too long; large print may run on."""
    found = q.plan(request.user, pk)
    size = onepage.LARGE_PRINT if request.GET.get("size") == onepage.LARGE_PRINT else ""
    document = onepage.lay_out(found, size)
    if not size and len(document.pages) > 1:
        raise Refused(onepage.problem(found), remedy="Shorten it, or open it in large print, which may run on.")
    return pdf.response(document, f"enablement-plan-{found.person.reference}-v{found.number}.pdf")
