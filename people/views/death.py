from django.shortcuts import redirect

from bep.access.gate import needs
from people import permissions as may
from people.actions import correct_death, record_death
from people.forms.death import DeathForm, VersionedReasonForm
from people.views.pages import answered, visible

STOPS = "Every letter, text, call, visit and survey stops at once, and what was booked or promised ends."
AGAIN = "Contact is possible again. Appointments and promises that ended are not made again by themselves."


@needs(may.EDIT)
def death(request, pk):
    """Records a death; where one is recorded, only taking it back is left."""
    person = visible(request, pk)
    if person.death_date:
        return redirect("people:death_correct", pk)
    form = DeathForm(request.POST or None, initial={"version": person.version})
    return answered(
        request, form, lambda: record_death(person=person, by=request.user, **form.cleaned_data), person=person,
        title="Record a death", done="people:person", said="The death is recorded. Contact has stopped.", warning=STOPS,
        button="Record the death",
    )  # fmt: skip


@needs(may.EDIT)
def death_correct(request, pk):
    """Takes back a death that was recorded by mistake."""
    person = visible(request, pk)
    form = VersionedReasonForm(request.POST or None, initial={"version": person.version})
    return answered(
        request, form, lambda: correct_death(person=person, by=request.user, **form.cleaned_data), person=person,
        title="Take back a death recorded by mistake", done="people:person", said="The death is taken back.",
        warning=AGAIN, button="Take it back",
    )  # fmt: skip
