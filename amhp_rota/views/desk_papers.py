"""Statutory forms and the AMHP's report: filled from the record, printed at any time."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amhp_rota import actions, paper_words
from amhp_rota import permissions as may
from amhp_rota.actions.desk_papers import checks_of, recommendations_of
from amhp_rota.forms import desk_assessment as forms
from amhp_rota.models import Paper
from amhp_rota.queries import desk as q
from amhp_rota.queries import desk_assessment as of
from amhp_rota.views.desk_common import page_of
from bep.access.gate import needs
from bep.kit import clock, pdf
from bep.kit.rules import against
from bep.kit.views import nothing, opened_version
from people.faces import banner
from people.views.pages import one_form


@needs(may.DESK)
def papers(request, pk):
    found = q.request(request.user, pk)
    # The newest of each form; of several AMHPs, whoever has the request now comes last and so is shown.
    rows = found.papers.exclude(state=Paper.State.SPOILT).order_by("pk")
    begun = {paper.form: paper for paper in sorted(rows, key=lambda paper: paper.amhp_id == found.amhp_id)}
    context = {
        "mha": found, "person": banner(found.person), "back_to": page_of(found), "others": others(found),
        "forms": [{"form": form, "paper": begun.get(form)} for form in Paper.Form],
        "own": found.amhp_id == request.user.pk,
    }  # fmt: skip
    return render(request, "amhp_rota/papers.html", context)


def others(found):
    """[(number, section, what, the files that came in)] of the forms that others complete."""
    held: dict = {}
    for one in found.files.select_related("added_by"):
        held.setdefault(one.form, []).append(one)
    return [(number, section, what, held.get(number, [])) for number, section, what in paper_words.OTHERS]


def paper_of(request, pk, form, *, own=True):
    """(request, paper) of a form that was begun and is not put aside: one's own, or for reading that of the request's AMHP."""
    found = q.request(request.user, pk)
    rows = found.papers.exclude(state=Paper.State.SPOILT).filter(form=form).select_related("amhp").order_by("-pk")
    paper = rows.filter(amhp=request.user if own else found.amhp).first() or (None if own else rows.first())
    if paper is None:
        raise Http404
    paper.person, paper.request = found.person, found
    return found, paper


@require_POST
@needs(may.ASSESS)
def begin(request, pk, form):
    found = q.request(request.user, pk)
    if form not in Paper.Form.values or found.amhp_id != request.user.pk:
        raise Http404
    actions.begin_paper(request=found, form=form, by=request.user)
    return redirect("amhp:paper", pk, form)


@needs(may.ASSESS)
def write(request, pk, form):
    found, paper = paper_of(request, pk, form)
    filled = forms.paper_form(paper, request.POST or None)

    def act():
        version = filled.cleaned_data["version"]
        return actions.save_paper(paper=paper, version=version, by=request.user, **filled.facts())

    return one_form(
        request, filled, act, person=found.person, title=paper.get_form_display(), done="Saved. It prints as it is.",
        back=reverse("amhp:papers", args=[pk]), template="amhp_rota/paper.html", record=paper, says=said_in, paper=paper,
        mha=found, lead=[paper_words.OURS], to=reverse("amhp:paper", args=[pk, form]), missing=lambda: against(checks_of(paper)),
    )  # fmt: skip


def said_in(paper):
    return forms.paper_form(paper).initial


@require_POST
@needs(may.ASSESS)
def sign(request, pk, form):
    _, paper = paper_of(request, pk, form)
    actions.sign_paper(paper=paper, version=opened_version(request, paper), by=request.user)
    messages.success(request, f"{form} is signed.")
    return redirect("amhp:papers", pk)


@needs(may.ASSESS)
def spoil(request, pk, form):
    found, paper = paper_of(request, pk, form)
    asked = forms.SpoilForm(request.POST or None)
    return one_form(
        request, asked, lambda: actions.spoil_paper(
            paper=paper, version=opened_version(request, paper), by=request.user, **asked.cleaned_data),
        person=found.person, title=f"{form} is not used", done="Put aside.", back=reverse("amhp:papers", args=[pk]),
        record=paper, says=nothing,
    )  # fmt: skip


@needs(may.DESK)
def pdf_of(request, pk, form):
    found, paper = paper_of(request, pk, form, own=False)
    title, part = paper_words.TITLES[paper.form]
    context = {
        "paper": paper, "person": found.person, "page_title": f"{paper.form}: {title}", "part": part, "title": title,
        "sections": paper_words.sections(paper, of.assessment_of(found, paper.amhp_id), recommendations_of(paper)),
        "ours": paper_words.OURS, "reference": found.person.reference, "foot": f"{paper.form} {found}",
    }  # fmt: skip
    return pdf.response(pdf.lay_out("amhp_rota/paper_pdf.html", context), f"{paper.form}-{found}.pdf")


@needs(may.DESK)
def report(request, pk):
    """The AMHP's report: the record, the log, the delays; unfinished, it says so."""
    found = q.request(request.user, pk)
    context = {
        "mha": found, "person": found.person, "record": of.assessment_of(found), "lines": q.log(found)[::-1],
        "delays": list(found.delays.all()), "recommendations": list(found.recommendations.select_related("doctor")),
        "page_title": "AMHP's report", "reference": found.person.reference, "foot": f"AMHP's report {found}",
        "today": clock.today(),
    }  # fmt: skip
    return pdf.response(pdf.lay_out("amhp_rota/report_pdf.html", context), f"amhp-report-{found}.pdf")


@needs(may.DESK)
def admission(request, pk):
    found = q.request(request.user, pk)
    form = forms.AdmissionForm(request.POST or None)

    def act():
        said = form.cleaned_data
        return actions.record_admission(
            request=found, section=said["section"], at=said["moment"], hospital=said["hospital"], by=request.user
        )

    return one_form(
        request, form, act, person=found.person, title="Admitted", done="The section's clocks have begun.",
        back=page_of(found),
    )  # fmt: skip
