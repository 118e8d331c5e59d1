"""Information governance's screens: identities only, to restrict, grant and merge. They open no record."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from bep.access.gate import needs
from bep.access.models import Worker
from bep.access.permissions import GRANT_ACCESS
from bep.audit.record import shown
from bep.kit import clock
from bep.kit.views import attempt
from people import permissions as may
from people.actions import grant_access, lift_restriction, restrict, revoke_access
from people.actions.govern import grants_on
from people.forms.alert import ReasonForm
from people.forms.govern import GrantForm, MergeChoiceForm, RestrictForm
from people.models import Involvement, Merge, Person
from people.search import find_governed, understand


@needs(GRANT_ACCESS, may.MERGE)
def records(request):
    """Finds a record, restricted ones too, by who it is; and two records that may be one person."""
    words = request.GET.get("q", "").strip()[:100]
    form = MergeChoiceForm(request.GET if "one" in request.GET else None, worker=request.user)
    if form.is_bound and form.is_valid():
        return redirect("people:merge", form.cleaned_data["one"].pk, form.cleaned_data["other"].pk)
    context = {
        "words": words, "people": find_governed(understand(words), request.user) if words else [], "form": form,
        "merges": latest_merges(request.user) if request.user.has_perm(may.MERGE) else [],
    }  # fmt: skip
    return render(request, "people/records.html", context)


def latest_merges(worker):
    """Told by reference, and that is to show somebody all the same."""
    merges = list(Merge.objects.governed_by(worker).select_related("kept", "lost", "merged_by")[:20])
    shown(*[pk for merge in merges for pk in (merge.kept_id, merge.lost_id)])
    return merges


@needs(GRANT_ACCESS)
def access(request, pk):
    """Whether a record is restricted, and who has access to it by name."""
    person = governed(request, pk)
    grants = grants_on(person).select_related("user", "granted_by").order_by("user__name")
    context = {
        "person": person, "grants": grants, "now": clock.now(),
        "working": Involvement.objects.filter(person=person).current().select_related("worker", "team").order_by("role"),
    }  # fmt: skip
    return render(request, "people/access.html", context)


@needs(GRANT_ACCESS)
def restrict_page(request, pk):
    person = governed(request, pk)
    form = RestrictForm(person, request.POST or None)
    return governed_answer(
        request, person, form, lambda: restrict(person=person, by=request.user, **form.cleaned_data),
        title="Restrict this record", said="The record is restricted.", button="Restrict it",
        warning="From now on it is absent everywhere, for everybody but those you tick and those you grant access by name.",
    )  # fmt: skip


@needs(GRANT_ACCESS)
def lift_page(request, pk):
    person = governed(request, pk)
    form = ReasonForm(request.POST or None, question="Why is it no longer restricted?")
    return governed_answer(
        request, person, form, lambda: lift_restriction(person=person, by=request.user, **form.cleaned_data),
        title="Lift the restriction", said="The restriction is lifted.", button="Lift it",
        warning="Those who work with the person, and their teams, see the record again.",
    )  # fmt: skip


@needs(GRANT_ACCESS)
def grant_page(request, pk):
    person = governed(request, pk)
    form = GrantForm(request.POST or None)
    return governed_answer(
        request, person, form, lambda: grant_access(person=person, by=request.user, **form.cleaned_data),
        title="Grant access by name", said="Access is granted.", button="Grant access",
    )  # fmt: skip


@needs(GRANT_ACCESS)
def revoke_page(request, pk, worker_pk):
    person = governed(request, pk)
    worker = get_object_or_404(Worker, pk=worker_pk)
    form = ReasonForm(request.POST or None, question="Why is access revoked?")
    return governed_answer(
        request, person, form, lambda: revoke_access(person=person, worker=worker, by=request.user, **form.cleaned_data),
        title=f"Revoke the access of {worker.name}", said="Access is revoked.", button="Revoke it",
    )  # fmt: skip


def governed(request, pk):
    return get_object_or_404(Person.objects.governed_by(request.user), pk=pk)


def governed_answer(request, person, form, call, *, title, said, button, warning=""):
    """Like `pages.answered`, without the person's banner: governing a record does not show it."""
    if request.method == "POST" and form.is_valid() and attempt(form, call) is not None:
        messages.success(request, said)
        return redirect("people:access", person.pk)
    context = {"form": form, "person": person, "page_title": title, "button": button, "warning": warning}
    return render(request, "people/govern_form.html", context)
