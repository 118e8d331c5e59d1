"""Next steps and promises."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from bep.access.gate import needs
from bep.kit.views import submitted
from people import actions
from people import permissions as may
from people.faces import banner, person_url
from people.forms.day import CloseStepForm, StepForm
from people.models import NextStep, Person


@needs(may.RECORD)
def new(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = StepForm(request.POST or None)
    if submitted(request, form, lambda: actions.plan_step(person=person, by=request.user, **form.cleaned_data)):
        messages.success(request, "The next step is on My work until it is closed.")
        return redirect(person_url(pk) or "people:my_work")
    context = {"form": form, "banner": banner(person), "page_title": "Plan a next step", "button": "Plan it"}
    return render(request, "people/plain_form.html", context)


@needs(may.RECORD)
def close(request, pk):
    steps = NextStep.objects.visible_to(request.user).select_related("person", "worker", "note", "closed_by")
    step = get_object_or_404(steps, pk=pk)
    form = CloseStepForm(request.POST or None)
    if submitted(request, form, lambda: actions.close_step(step=step, by=request.user, **form.cleaned_data)):
        messages.success(request, "The next step is closed.")
        return redirect("people:my_work")
    return render(
        request, "people/step.html", {"form": form, "step": step, "person": step.person, "banner": banner(step.person)}
    )
