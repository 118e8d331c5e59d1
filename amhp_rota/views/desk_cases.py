"""Casework under the Mental Health Act, each kind with its clocks."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amhp_rota import actions
from amhp_rota import permissions as may
from amhp_rota.forms import desk_cases as forms
from amhp_rota.models import MhaCase, MhaTimer
from amhp_rota.rules import casework as rules
from amhp_rota.rules import timers
from bep.access.gate import needs
from bep.kit import clock, pdf
from bep.kit.views import nothing, opened_version
from people.faces import banner
from people.models import Person
from people.views.pages import one_form


@needs(may.CASEWORK)
def cases(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    rows = MhaCase.objects.filter(person=person).select_related("worker").prefetch_related("timers")
    context = {"cases": list(rows), "person": banner(person), "subject": person}
    return render(request, "amhp_rota/cases.html", context | {"back_to": reverse("people:person", args=[pk])})


@needs(may.CASEWORK)
def new(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = forms.CaseForm(request.POST or None)
    return one_form(
        request, form,
        lambda: actions.open_case(person=person, worker=request.user, by=request.user, **form.cleaned_data),
        person=person, title="Open casework", done="Its clocks are on your work list.",
        back=reverse("amhp:cases", args=[pk]),
    )  # fmt: skip


def case_of(request, pk):
    return get_object_or_404(MhaCase.objects.visible_to(request.user).select_related("person", "worker"), pk=pk)


@needs(may.CASEWORK)
def case(request, pk):
    found = case_of(request, pk)
    names = ("words", "keys", "pets", "inventory", "report", "version")
    form = forms.KeepForm(request.POST or None, initial={name: getattr(found, name) for name in names})

    def act():
        said = dict(form.cleaned_data)
        return actions.keep_case(case=found, version=said.pop("version"), by=request.user, **said)

    return one_form(
        request, form, act, person=found.person, title=str(found), done="Saved.", template="amhp_rota/case.html",
        record=found, back=reverse("amhp:cases", args=[found.person_id]), case=found,
        timers=list(found.timers.order_by("done_at", "due")),
        renewed=found.kind in timers.RENEWED,
    )  # fmt: skip


@needs(may.CASEWORK)
def report(request, pk):
    """The section 14 report as a paper; until its casework is closed it is marked as unfinished."""
    found = case_of(request, pk)
    context = {
        "case": found, "person": found.person, "page_title": "Report under section 14", "reference": found.person.reference,
        "foot": "Section 14 report", "today": clock.today(), "rule": rules.s14_is_written_by_an_amhp.wording,
    }  # fmt: skip
    return pdf.response(
        pdf.lay_out("amhp_rota/s14_pdf.html", context), f"section-14-report-{found.person.reference}.pdf"
    )


@require_POST
@needs(may.CASEWORK)
def renew(request, pk):
    found = case_of(request, pk)
    actions.renew(case=found, version=opened_version(request, found), by=request.user)
    messages.success(request, "The renewal is recorded.")
    return redirect("amhp:case", pk)


@needs(may.CASEWORK)
def close(request, pk):
    found = case_of(request, pk)
    form = forms.CloseForm(request.POST or None, initial={"version": found.version})
    back = reverse("amhp:cases", args=[found.person_id])
    return one_form(
        request, form, lambda: actions.close_case(case=found, by=request.user, **form.cleaned_data),
        person=found.person, title=f"Close: {found}", done="Closed.", back=back, record=found, says=nothing,
    )  # fmt: skip


@needs(may.CASEWORK)
def do_timer(request, pk):
    rows = MhaTimer.objects.visible_to(request.user).select_related("person", "case", "request")
    found = get_object_or_404(rows, pk=pk)
    form = forms.DoneForm(request.POST or None)
    back = (
        reverse("amhp:case", args=[found.case_id])
        if found.case_id
        else reverse("amhp:request", args=[found.request_id])
    )
    return one_form(
        request, form, lambda: actions.do_timer(timer=found, by=request.user, **form.cleaned_data),
        person=found.person, title=str(found), done="Recorded.", back=back, lead=[f"{found.law}."],
    )  # fmt: skip
