"""A plan in another language or in easy read: begun, written part by part, printed."""

from django.shortcuts import redirect
from django.urls import reverse

from bep.access.gate import needs
from bep.kit import pdf
from bep.kit.views import attempt
from enablement import actions, forms, wording
from enablement import permissions as may
from enablement.queries import pathway as q
from enablement.views.common import form_page, one_form, opening


def plan_of(found):
    return reverse("enablement:plan", args=[found.plan_id])


@needs(may.PLAN)
def begin(request, pk):
    plan = q.plan(request.user, pk)
    form = forms.LanguageForm(request.POST or None, initial={"language": wording.wanted(plan.person)})
    if request.method == "POST" and form.is_valid():
        found = attempt(form, lambda: actions.begin_wording(plan=plan, by=request.user, **form.cleaned_data))
        if found:
            return redirect("enablement:write_wording", found.pk)
    return form_page(
        request, form, person=plan.person, title="The plan in another language", save_label="Go on",
        lead="The plan itself stays in the person’s own words. This stands beside it, and may be longer than one page.",
        back_to=reverse("enablement:plan", args=[plan.pk]),
    )  # fmt: skip


@needs(may.PLAN)
def write(request, pk):
    found = q.wording(request.user, pk)
    title = f"The plan in {found.name}"
    draft = opening(request, "wording", pk, title=title, person=found.person)
    form = forms.WordingForm(request.POST or None, wording=found)
    return one_form(
        request, form, lambda: actions.save_wording(wording=found, by=request.user, **form.facts()), person=found.person,
        title=title, done=f"The plan in {found.name} is saved.", to=plan_of, draft=draft, record=found,
        lead="Above each box stand the person’s own words. Leave a box empty, and the English is printed there.",
        back_to=plan_of(found),
    )  # fmt: skip


@needs(may.VIEW)
def paper(request, pk):
    """As PDF, over as many pages as it takes."""
    found = q.wording(request.user, pk)
    document = wording.lay_out(found)
    return pdf.response(document, f"enablement-plan-{found.person.reference}-v{found.plan.number}-{found.pk}.pdf")
