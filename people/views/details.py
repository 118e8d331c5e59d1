from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit.faces import Row
from people import codes
from people import permissions as may
from people.actions import edit_person
from people.codes import LISTS
from people.faces import banner
from people.forms.details import SECTIONS, SectionForm, label
from people.views.pages import answered, visible


@needs(may.VIEW)
def details(request, pk):
    """All that is recorded of somebody, section by section."""
    person = visible(request, pk)
    sections = [{"section": section, "rows": rows_of(person, section, request.user)} for section in SECTIONS.values()]
    return render(request, "people/details.html", {"person": person, "banner": banner(person), "sections": sections})


@needs(may.EDIT)
def edit(request, pk, section):
    """Changes one section; a correction of who somebody is says why."""
    person = visible(request, pk)
    if section not in SECTIONS:
        raise Http404
    form = SectionForm(SECTIONS[section], person, request.POST or None)
    return answered(
        request, form, lambda: changed(person, form, request.user), person=person, title=SECTIONS[section].title,
        done="people:details", said="The details are saved.", record=person, button="Save",
    )  # fmt: skip


def changed(person, form, by):
    facts = form.cleaned_data
    return edit_person(
        person=person, version=facts["version"], changes=form.changes(), reason=facts.get("reason", ""), by=by
    )


def rows_of(person, section, worker):
    url = reverse("people:edit", args=[person.pk, section.slug]) if worker.has_perm(may.EDIT) else ""
    return [Row(key=label(name), value=shown_value(person, name), action_url=url) for name in section.fields]


def shown_value(person, name):
    value = getattr(person, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name == "nhs_number":
        return person.nhs_number_spaced
    if name in LISTS:
        return codes.words(person, name)
    return f"{value:%-d %B %Y}" if hasattr(value, "strftime") else value
