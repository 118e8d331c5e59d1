"""An assessment: started, its list of pages or its record, stopped, sent back, added to, as PDF."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from assessments import actions, queries
from assessments import permissions as may
from assessments.forms import AddendumForm, SendBackForm, StopForm
from assessments.models import NeedsAssessment
from assessments.pages import record, steps
from assessments.states import ASSESSMENT
from assessments.views.common import submitted, write_page
from bep.access.gate import needs
from bep.kit import drafts, pdf, targets
from bep.kit.numbers import whole_number
from bep.kit.rules import NotFound
from bep.kit.views import attempt
from people.faces import person_url


@needs(may.ASSESS)
def start(request, person_pk, kind):
    """Asks first: its clock begins today."""
    if kind not in NeedsAssessment.Kind.values:
        raise NotFound("There is no such kind of assessment.", remedy="Start it from the person's page.")
    person = get_object_or_404(queries.person(request.user), pk=person_pk)
    if request.method != "POST":
        return render(request, "confirm.html", start_question(person, kind))
    meeting = queries.meetings(request.user).filter(person=person, pk=whole_number(request.POST.get("meeting"))).first()
    follows = (
        queries.assessments(request.user).filter(person=person, pk=whole_number(request.POST.get("follows"))).first()
    )
    found = actions.start(
        person=person, kind=follows.kind if follows else kind, meeting=meeting, follows=follows, by=request.user,
        follows_as=request.POST.get("follows_as", NeedsAssessment.Follows.REASSESSMENT) if follows else "",
    )  # fmt: skip
    return redirect("assessments:assessment", found.pk)


def start_question(person, kind):
    label = NeedsAssessment.Kind(kind).label
    return {
        "question": f"Start a {label} with {person.name}?",
        "consequences": [f"Its clock begins today: {targets.target('needs_assessment.within')}.", SECTIONS[kind]],
        "confirm_label": "Start it", "cancel_url": person_url(person.pk) or reverse("assessments:mine"),
    }  # fmt: skip


SECTIONS = {
    "needs": "It is a needs assessment under section 9 of the Care Act 2014.",
    "carer": "It is a carer's assessment under section 10 of the Care Act 2014, kept on the carer's own record.",
}


@needs(may.READ)
def assessment(request, pk):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    if found.is_open:
        return render(request, "assessments/steps.html", steps(found, request.user))
    return render(request, "assessments/record.html", record(found, request.user) | {"form": AddendumForm()})


@needs(may.ASSESS)
def stop(request, pk):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    ASSESSMENT.next(found, "stop")
    draft = drafts.opening(request, f"assessments.stop:{pk}", title="Stop the assessment", person=found.person)
    form = StopForm(request.POST or None, initial={"version": found.version})

    def act():
        return actions.stop(
            assessment=found, version=form.cleaned_data["version"], by=request.user, **form.answers()
        )  # fmt: skip

    if submitted(form, draft, act, request.POST):
        messages.success(request, "The assessment is stopped.")
        return redirect("assessments:assessment", pk)
    return write_page(request, form, draft, person=found.person, title="Stop the assessment", save_label="Stop it")


@needs(may.DECIDE)
def send_back(request, pk):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    ASSESSMENT.next(found, "return")
    draft = drafts.opening(
        request, f"assessments.send_back:{pk}", title="Send the assessment back", person=found.person
    )
    form = SendBackForm(request.POST or None, initial={"version": found.version})

    def act():
        return actions.send_back(
            assessment=found, version=form.cleaned_data["version"], by=request.user, **form.answers()
        )  # fmt: skip

    if submitted(form, draft, act, request.POST):
        messages.success(request, "Sent back, with your reason.")
        return redirect("assessments:mine")
    return write_page(
        request, form, draft, person=found.person, title="Send the assessment back", save_label="Send back"
    )


@require_POST
@needs(may.ASSESS)
def add(request, pk):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    form = AddendumForm(request.POST)
    if form.is_valid() and attempt(form, lambda: add_by_kind(found, form, request.user)):
        messages.success(request, "Added. The assessment itself stays as it was decided.")
        return redirect("assessments:assessment", pk)
    return render(request, "assessments/record.html", record(found, request.user) | {"form": form})


def add_by_kind(found, form, by):
    run = actions.copy_given if form.cleaned_data["kind"] == "copy_given" else actions.write_addendum
    return run(assessment=found, words=form.cleaned_data["words"], by=by)


@needs(may.READ)
def pdf_record(request, pk):
    """The written record for the person (Care Act s12 and s13), in plain language; their own large print where they use it."""
    found = get_object_or_404(queries.assessments(request.user), pk=pk, state=NeedsAssessment.State.DECIDED)
    large = any("large" in need.lower() for need in found.person.communication_needs)
    document = pdf.lay_out(
        "assessments/for_the_person.html", record(found, request.user) | {"size": "large-print" * large}
    )
    return pdf.response(document, f"assessment-{found.person.reference}.pdf")
