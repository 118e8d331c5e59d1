from django.apps import apps
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from bep.access.gate import needs
from bep.audit.record import shown
from bep.kit.faces import Row
from bep.kit.views import attempt
from people import permissions as may
from people.actions import merge, undo_merge
from people.forms.alert import ReasonForm
from people.forms.govern import MergeForm
from people.models import Merge, Person

# What two records are told apart by: who it is, never what was written about them.
COMPARED = {
    "Given names": "given_name",
    "Family name": "family_name",
    "Name they use": "preferred_name",
    "Earlier names": "previous_names",
    "Date of birth": "birth_date",
    "Date of death": "death_date",
    "NHS number": "nhs_number_spaced",
    "Postcode": "postcode",
    "Telephone": "phone",
    "Reference": "reference",
}


@needs(may.MERGE)
def merge_page(request, one, other):
    """Two records side by side, and which of them is kept."""
    people = [governed(request, pk) for pk in (one, other)]
    form = MergeForm(people, request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept, lost = sorted(people, key=lambda person: person.pk != form.cleaned_data["kept"])
        reason = form.cleaned_data["reason"]
        if done := attempt(form, lambda: merge(kept=kept, lost=lost, reason=reason, by=request.user)):
            messages.success(request, f"{lost.reference} is merged into {kept.reference}. You can undo it here.")
            return redirect("people:merged", done.pk)
    rows = [
        {"label": label, "values": [getattr(person, name) for person in people]} for label, name in COMPARED.items()
    ]
    return render(request, "people/merge.html", {"form": form, "people": people, "rows": rows})


@needs(may.MERGE)
def merged(request, pk):
    """What a merge moved and what it could not, and the way back."""
    merges = Merge.objects.governed_by(request.user).select_related("kept", "lost", "merged_by", "undone_by")
    found = get_object_or_404(merges, pk=pk)
    shown(found.kept_id, found.lost_id)
    context = {"merge": found, "moved": counted(found.moved), "stayed": counted(found.stayed), "changed": found.changed}
    return render(request, "people/merged.html", context)


@needs(may.MERGE)
def merge_undo(request, pk):
    merges = Merge.objects.governed_by(request.user).select_related("kept", "lost")
    found = get_object_or_404(merges, pk=pk, undone_at=None)
    shown(found.kept_id, found.lost_id)
    form = ReasonForm(request.POST or None, question="Why is it undone?")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: undo_merge(merge=found, reason=reason, by=request.user)):
            messages.success(request, "Both records stand again, each with its own rows.")
            return redirect("people:merged", found.pk)
    return render(request, "people/merge_undo.html", {"form": form, "merge": found})


def governed(request, pk):
    return get_object_or_404(Person.objects.governed_by(request.user), pk=pk)


def counted(rows):
    """[Row] of tables in words with how many rows each: "Alerts: 2"."""
    return [Row(key=table_words(label), value=str(len(ids))) for label, ids in rows.items()]


def table_words(label):
    model = apps.get_model(label.rsplit(".", 1)[0])
    return str(model._meta.verbose_name_plural).capitalize()
