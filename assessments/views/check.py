"""Check the answers, see what the rule suggests, then decide; or send it to be signed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessments import actions, queries
from assessments import permissions as may
from assessments.forms import DecideForm, ProposeForm
from assessments.pages import check_page
from assessments.states import ASSESSMENT
from bep.access.gate import needs
from bep.kit.views import attempt


@needs(may.ASSESS, may.DECIDE)
def check(request, pk):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    ASSESSMENT.next(found, "decide")
    form = the_form(request.user)(initial=opening(found))
    return render(request, "assessments/check.html", check_page(found, request.user) | {"form": form})


def the_form(worker):
    return DecideForm if worker.has_perm(may.DECIDE) else ProposeForm


def opening(found):
    """What was proposed opens the decision: agree by pressing the button, or change it."""
    return {
        "version": found.version, "eligibility": found.proposed, "proposed": found.proposed, "reason": found.proposed_reason,
    }  # fmt: skip


@require_POST
@needs(may.DECIDE)
def decide(request, pk):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    form = DecideForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: actions.decide(assessment=found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Decided. Give the person their written record: the PDF is on this page.")
        return redirect("assessments:assessment", pk)
    return render(request, "assessments/check.html", check_page(found, request.user) | {"form": form})


@require_POST
@needs(may.ASSESS)
def submit(request, pk):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    form = ProposeForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: actions.submit(assessment=found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Sent to be signed by a social worker.")
        return redirect("assessments:assessment", pk)
    return render(request, "assessments/check.html", check_page(found, request.user) | {"form": form})
