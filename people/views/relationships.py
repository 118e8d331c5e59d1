from django.shortcuts import get_object_or_404, render

from bep.access.gate import needs
from bep.kit import reference
from people import masking
from people import permissions as may
from people.actions import add_relationship, edit_relationship, end_relationship
from people.faces import banner
from people.forms.alert import ReasonForm
from people.forms.relationship import RelationshipForm
from people.models import Person, Relationship
from people.views.pages import answered, visible


@needs(may.VIEW)
def relationships(request, pk):
    """The people in somebody's life, and those who name them in theirs."""
    person = visible(request, pk)
    found = list(Relationship.objects.about(person).order_by("ended_on", "emergency_order", "-is_carer", "pk"))
    names = masking.names([row.other_id for row in found if row.other_id], request.user)
    for row in found:
        row.kind_words = reference.label("relationship_kind", row.kind)
        row.name = names.get(row.other_id) or row.other_name
        row.masked = row.name == masking.MASKED
    context = {
        "person": person, "banner": banner(person), "standing": [r for r in found if not r.ended_on],
        "ended": [r for r in found if r.ended_on], "named_by": list(named_by(person, request.user)),
        "may_record": request.user.has_perm(may.RECORD),
    }  # fmt: skip
    return render(request, "people/relationships.html", context)


def named_by(person, worker):
    """Whose records name this person: only those the worker may see, and nothing of the others."""
    rows = Relationship.objects.current().filter(other=person, person__in=Person.objects.visible_to(worker))
    for row in rows.select_related("person"):
        row.kind_words = reference.label("relationship_kind", row.kind)
        yield row


@needs(may.RECORD)
def add(request, pk):
    person = visible(request, pk)
    form = RelationshipForm(request.POST or None, worker=request.user)
    return answered(
        request, form, lambda: added(person, form, request.user), person=person, title="Add somebody in their life",
        done="people:relationships", said="They are added.", button="Add them",
    )  # fmt: skip


def added(person, form, by):
    return add_relationship(person=person, other=form.cleaned_data["other_reference"], by=by, **form.facts())


@needs(may.RECORD)
def edit(request, pk):
    row = found(request, pk)
    form = RelationshipForm(request.POST or None, instance=row, worker=request.user)
    return answered(
        request, form, lambda: edited(row, form, request.user), person=row.person, title="Change what is recorded",
        done="people:relationships", said="The change is saved.", record=row, button="Save",
    )  # fmt: skip


def edited(row, form, by):
    return edit_relationship(relationship=row, version=form.cleaned_data["version"], by=by, **form.facts())


@needs(may.RECORD)
def end(request, pk):
    row = found(request, pk)
    form = ReasonForm(request.POST or None, question="Why are they no longer in the person’s life?")
    return answered(
        request, form, lambda: end_relationship(relationship=row, reason=form.cleaned_data["reason"], by=request.user),
        person=row.person, title="No longer in their life", done="people:relationships", said="The relationship has ended.",
        button="End it",
    )  # fmt: skip


def found(request, pk):
    return get_object_or_404(Relationship.objects.visible_to(request.user).current().select_related("person"), pk=pk)
