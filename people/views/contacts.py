"""Contacts: recorded on one page, read, added to, countersigned."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from bep.access.gate import needs
from bep.kit import drafts, faces
from bep.kit.views import submitted
from people import actions
from people import permissions as may
from people.faces import banner
from people.forms.day import AddendumForm, ContactForm, CountersignForm
from people.models import CaseNote, Person
from people.queries.notes import note_visible_to


@needs(may.RECORD)
def new(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    draft = drafts.opening(request, f"people.contact:{pk}", title=f"Case note, {person.name}", person=person)
    form = draft.fill(ContactForm(request.POST or None))

    def record():
        return actions.record_contact(person=person, by=request.user, **form.contact())

    if note := submitted(request, form, lambda: draft.submit(record, request.POST)):
        messages.success(request, f"The contact with {person.name} is recorded.")
        return redirect("people:contact", note.pk)
    return render(
        request, "people/contact_form.html", {"form": form, "draft": draft, "person": person, "banner": banner(person)}
    )


@needs(may.READ_NOTES, may.RECORD)
def show(request, pk):
    note = note_visible_to(request.user, pk)
    context = {"note": note, "person": note.person, "banner": banner(note.person), "facts": facts_of(note)}
    return render(request, "people/contact.html", context | may_do(note, request.user))


def facts_of(note):
    """The narrow list beside a note."""
    rows = [faces.Row("How", note.way_label), faces.Row("Who", note.get_seen_display())]
    rows += [faces.Row("With them", note.who_else)] if note.who_else else []
    if signed := getattr(note, "countersignature", None):
        rows.append(faces.Row("Countersigned", signed.author.name, note=signed.remark))
    return rows


def may_do(note, worker):
    signed = hasattr(note, "countersignature")
    waits = note.awaits_countersign and not signed
    return {
        "may_add": worker.has_perm(may.RECORD),
        "may_countersign": waits and worker.has_perm(may.COUNTERSIGN) and worker.pk != note.author_id,
        "waits": waits,
    }


@needs(may.RECORD)
def add(request, pk):
    note = get_object_or_404(CaseNote.objects.visible_to(request.user).select_related("person"), pk=pk)
    draft = drafts.opening(request, f"people.addendum:{pk}", title=f"Addendum, {note.person.name}", person=note.person)
    form = draft.fill(AddendumForm(request.POST or None))

    def write():
        return actions.add_to_note(note=note, by=request.user, **form.cleaned_data)

    if submitted(request, form, lambda: draft.submit(write, request.POST)):
        return redirect("people:contact", pk)
    context = {"form": form, "draft": draft, "banner": banner(note.person), "page_title": "Add to a case note"}
    return render(request, "people/draft_form.html", context | {"note": note, "button": "Add"})


@needs(may.COUNTERSIGN)
def countersign(request, pk):
    note = note_visible_to(request.user, pk)
    form = CountersignForm(request.POST or None)
    if submitted(request, form, lambda: actions.countersign(note=note, by=request.user, **form.cleaned_data)):
        messages.success(request, f"Countersigned {note.author.name}’s case note.")
        return redirect("people:contact", pk)
    context = {
        "form": form,
        "banner": banner(note.person),
        "page_title": "Countersign a case note",
        "button": "Countersign",
    }
    return render(request, "people/contact_countersign.html", context | {"note": note})
