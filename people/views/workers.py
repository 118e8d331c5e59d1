from django.shortcuts import get_object_or_404, render

from bep.access.gate import needs
from people import permissions as may
from people.actions import open_on_duty
from people.faces import banner
from people.forms.alert import ReasonForm
from people.models import Involvement, Person
from people.views.pages import answered, visible


@needs(may.VIEW)
def workers(request, pk):
    """Who works with somebody and who did, with what reason."""
    person = visible(request, pk)
    rows = (
        Involvement.objects.filter(person=person)
        .select_related("worker", "team", "began_by")
        .order_by("-starts", "-pk")
    )
    return render(request, "people/workers.html", {"person": person, "banner": banner(person), "rows": rows})


@needs(may.SEARCH_EVERYONE)
def open_on_duty_page(request, pk):
    """A duty worker opens somebody who is not theirs, saying why; it lasts this duty and is recorded."""
    person = get_object_or_404(Person.objects.findable_by(request.user), pk=pk)
    form = ReasonForm(request.POST or None, question="Why do you need to open this record?")
    return answered(
        request, form, lambda: open_on_duty(person=person, reason=form.cleaned_data["reason"], by=request.user),
        person=person, title="Open on duty", done="people:person", said="The record is open to you for twelve hours.",
        template="people/open_on_duty.html", button="Open the record",
    )  # fmt: skip
