"""The AMHP's own record, and the nearest relative step by step."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amhp_rota import actions
from amhp_rota import permissions as may
from amhp_rota.forms import desk_assessment as forms
from amhp_rota.models import MhaAssessment
from amhp_rota.queries import desk as q
from amhp_rota.queries import desk_assessment as of
from amhp_rota.rules import nearest_relative as nr
from amhp_rota.rules import records
from amhp_rota.views.desk_common import page_of
from bep.access.gate import needs
from bep.kit import clock, drafts
from bep.kit.rules import against
from bep.kit.views import attempt, nothing, opened_version
from people.faces import banner
from people.views.pages import one_form


@needs(may.ASSESS)
def write(request, pk):
    """Written by whoever took the request on; read by the other AMHPs."""
    found = q.request(request.user, pk)
    record = of.assessment_of(found)
    if record is None or found.amhp_id != request.user.pk or record.is_signed:
        return read(request, found, record)
    draft = drafts.opening(
        request, f"amhp_rota.assessment:{record.pk}", title=f"Assessment, {found.person.name}", person=found.person
    )
    form = forms.AssessmentForm.of(record, request.POST or None)

    def act():
        version = form.cleaned_data["version"]
        return actions.save_assessment(assessment=record, version=version, facts=form.facts(), by=request.user)

    return one_form(
        request, form, act, person=found.person, title="Record of the assessment", done="The record is saved.",
        back=page_of(found), to=reverse("amhp:assessment", args=[pk]), draft=draft, template="amhp_rota/assessment.html",
        record=record, says=said_in, mha=found, role=nr.role_on(clock.today()), missing=lambda: against(records.checks(record)),
    )  # fmt: skip


def said_in(record):
    return forms.AssessmentForm.of(record).initial


def read(request, found, record):
    context = {"mha": found, "record": record, "person": banner(found.person), "back_to": page_of(found)}
    return render(request, "amhp_rota/assessment_read.html", context)


@require_POST
@needs(may.ASSESS)
def sign(request, pk):
    found = q.request(request.user, pk)
    record = get_object_or_404(MhaAssessment, request=found, amhp=request.user)
    actions.sign_assessment(assessment=record, version=opened_version(request, record), by=request.user)
    messages.success(request, "Signed. Now record the outcome of the request.")
    return redirect(page_of(found))


@needs(may.ASSESS)
def relative(request, pk):
    """Section 26: what is asked of each, the way to the finding, and a place to differ from it."""
    found = q.request(request.user, pk)
    record = of.assessment_of(found)
    if record is None:
        return read(request, found, record)
    rows = forms.Relatives(request.POST or None, initial=rows_of(record, found, request.user))
    patient = forms.PatientForm.of(record, request.POST or None)
    if (
        request.method == "POST"
        and rows.is_valid()
        and patient.is_valid()
        and worked_out(request, record, rows, patient)
    ):
        return redirect("amhp:relative", pk)
    context = {
        "rows": rows, "form": patient, "record": record, "mha": found, "person": banner(found.person),
        "back_to": page_of(found), "own": record.amhp_id == request.user.pk and not record.is_signed,
        "role": nr.role_on(clock.today()),
    }  # fmt: skip
    return render(request, "amhp_rota/relative.html", context, status=409 if hasattr(patient, "conflict") else 200)


def rows_of(record, found, worker):
    if not record.relatives:
        return of.relatives_known(found.person, worker)
    return [
        row | {"birth_date": row["birth_date"] and date.fromisoformat(row["birth_date"])} for row in record.relatives
    ]


def worked_out(request, record, rows, patient):
    relatives = [form.relative() for form in rows.forms if form.cleaned_data.get("name")]
    return attempt(patient, lambda: actions.find_relative(
        assessment=record, version=patient.cleaned_data["version"], relatives=relatives, patient=patient.patient(),
        by=request.user,
    ))  # fmt: skip


@needs(may.ASSESS)
def override(request, pk):
    found = q.request(request.user, pk)
    record = get_object_or_404(MhaAssessment, request=found, amhp=request.user)
    form = forms.OverrideForm(request.POST or None)

    def act():
        version = opened_version(request, record)
        return actions.override_relative(assessment=record, version=version, by=request.user, **form.cleaned_data)

    return one_form(
        request, form, act, person=found.person, title="Somebody else is the nearest relative", done="Recorded.",
        back=reverse("amhp:relative", args=[pk]), record=record, says=nothing,
    )  # fmt: skip
