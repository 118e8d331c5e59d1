"""Sharing agreements, for information governance: written by one officer, approved by another."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bep.access.forms.workers import ReasonForm
from bep.access.gate import needs
from bep.access.views.pages import done, form_page
from bep.audit.record import shown
from bep.kit.views import opened_version, submitted
from partners import actions
from partners import permissions as may
from partners.forms.agreements import AgreementForm, CoverForm, DecideForm, UncoverForm
from partners.models import CoveredPerson, Organisation, SharingAgreement
from partners.shared import SHARED
from partners.views.organisations import ANY
from people.models import Person

MOST = 200


@needs(*ANY)
def agreement(request, pk):
    rows = SharingAgreement.objects.select_related("organisation", "asked_by", "decided_by", "ended_by")
    found = get_object_or_404(rows, pk=pk)
    people = list(covered_by(found, request.user)[:MOST]) if request.user.has_perm(may.ASK_SHARING) else []
    shown(*[row.person_id for row in people])
    context = {
        "agreement": found, "told": [SHARED.get(name, name) for name in found.fields], "people": people,
        "page_title": found.purpose, "back_url": reverse("partners:organisation", args=[found.organisation_id]),
    }  # fmt: skip
    return render(request, "partners/agreement.html", context)


def covered_by(agreement, worker):
    """Whom it covers by name, for those who look up identities: to others not even a reference is told."""
    rows = CoveredPerson.objects.current().filter(agreement=agreement, person__in=Person.objects.identified_by(worker))
    return rows.select_related("person", "added_by")


@needs(may.ASK_SHARING)
def ask_agreement(request, pk):
    found = get_object_or_404(Organisation, pk=pk, closed=None)
    form = AgreementForm(request.POST or None)
    if made := submitted(
        request, form, lambda: actions.ask_agreement(organisation=found, by=request.user, **form.facts)
    ):
        return done(request, "It waits for a colleague to approve it.", "partners:agreement", made.pk)
    back = reverse("partners:organisation", args=[pk])
    return form_page(request, form, f"A sharing agreement with {found.name}", button="Ask for approval", back=back)


@needs(may.APPROVE_SHARING)
def decide_agreement(request, pk):
    return changing(request, pk, DecideForm, actions.decide_agreement, "Decide on an agreement", "Decide")


@needs(may.APPROVE_SHARING)
def end_agreement(request, pk):
    return changing(request, pk, ReasonForm, actions.end_agreement, "End an agreement", "End it")


def changing(request, pk, form_class, act, title, button):
    found = get_object_or_404(SharingAgreement, pk=pk)
    form, version = form_class(request.POST or None), opened_version(request, found)
    if submitted(request, form, lambda: act(agreement=found, version=version, by=request.user, **form.cleaned_data)):
        return done(request, "It is done.", "partners:agreement", pk)
    back = reverse("partners:agreement", args=[pk])
    return form_page(
        request, form, f"{title} with {found.organisation.name}", button=button, back=back, version=version,
        template="partners/sure.html", words=f"{found.purpose}.",
    )  # fmt: skip


@needs(may.ASK_SHARING)
def cover(request, pk):
    found = get_object_or_404(SharingAgreement, pk=pk)
    form = CoverForm(request.POST or None, worker=request.user)
    if submitted(request, form, lambda: actions.cover(agreement=found, by=request.user, **form.cleaned_data)):
        return done(request, "The person is covered from now on.", "partners:agreement", pk)
    back = reverse("partners:agreement", args=[pk])
    return form_page(request, form, f"Cover a person: {found.purpose}", button="Cover them", back=back)


@needs(may.ASK_SHARING)
def uncover(request, pk):
    found = get_object_or_404(SharingAgreement, pk=pk)
    form = UncoverForm(request.POST or None, rows=covered_by(found, request.user))
    if submitted(request, form, lambda: actions.uncover(by=request.user, **form.cleaned_data)):
        return done(request, "Nothing more is told of them by it.", "partners:agreement", pk)
    back = reverse("partners:agreement", args=[pk])
    return form_page(request, form, f"Cover somebody no longer: {found.purpose}", button="End it", back=back)
