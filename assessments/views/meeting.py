"""The choice meeting: asked for, arranged, moved, missed, held, called off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from assessments import actions, queries
from assessments import permissions as may
from assessments.faces import meeting_clock
from assessments.forms import ArrangeForm, CancelForm, HoldForm, MoveForm
from assessments.states import MEETING
from assessments.views.common import submitted, write_page
from bep.access.gate import needs
from bep.kit import drafts, targets
from people.faces import banner, person_url


@needs(may.READ, may.ARRANGE)
def meeting(request, pk):
    found = get_object_or_404(queries.meetings(request.user), pk=pk)
    context = {
        "meeting": found,
        "person": banner(found.person),
        "clock": meeting_clock(found),
        "verbs": {move.verb for move in MEETING.open_moves(found, request.user)},
        "assessments": found.assessments.all() if request.user.has_perm(may.READ) else [],
    }
    return render(request, "assessments/meeting.html", context)


@needs(may.ARRANGE)
def ask(request, person_pk):
    """Asks first: the clock begins today."""
    person = get_object_or_404(queries.person(request.user), pk=person_pk)
    if request.method == "POST":
        found = actions.ask_for_meeting(person=person, by=request.user)
        return redirect("assessments:meeting", found.pk)
    within = targets.target("choice_meeting.within")
    context = {
        "question": f"Ask for a choice meeting with {person.name}?",
        "consequences": [f"Its clock begins today: {within}.", "It is then arranged on its own page."],
        "confirm_label": "Ask for it", "cancel_url": person_url(person.pk) or reverse("assessments:mine"),
    }  # fmt: skip
    return render(request, "confirm.html", context)


def meeting_form(request, pk, verb, make, title, act, done):
    """One form about one meeting: `make(meeting, data)` builds it, `act(meeting, form)` runs the action."""
    found = get_object_or_404(queries.meetings(request.user), pk=pk)
    MEETING.next(found, verb)
    draft = drafts.opening(request, f"assessments.meeting_{verb}:{pk}", title=title, person=found.person)
    form = make(found, request.POST or None)
    if submitted(form, draft, lambda: act(found, form), request.POST):
        messages.success(request, done)
        return redirect("assessments:meeting", pk)
    return write_page(
        request,
        form,
        draft,
        person=found.person,
        title=title,
        fresh=lambda current: make(current, None),
        save_label="Save",
    )


@needs(may.ARRANGE)
def arrange(request, pk):
    return meeting_form(
        request, pk, "arrange", lambda m, data: ArrangeForm(data, meeting=m, by=request.user), "Arrange the choice meeting",
        lambda m, form: actions.arrange(
            meeting=m, version=form.cleaned_data["version"], by=request.user, **form.answers()
        ),
        "The choice meeting is arranged.",
    )  # fmt: skip


@needs(may.ARRANGE)
def move(request, pk):
    return meeting_form(
        request, pk, "move", lambda m, data: MoveForm(data, meeting=m, by=request.user), "Change the day or place",
        lambda m, form: actions.move(meeting=m, version=form.cleaned_data["version"], by=request.user, **form.answers()),
        "The choice meeting is moved.",
    )  # fmt: skip


@needs(may.ASSESS)
def hold(request, pk):
    return meeting_form(
        request, pk, "hold", lambda m, data: HoldForm(data, meeting=m), "The choice meeting was held",
        lambda m, form: actions.hold(meeting=m, version=form.cleaned_data["version"], by=request.user, **form.answers()),
        "The choice meeting is recorded.",
    )  # fmt: skip


@needs(may.ARRANGE)
def cancel(request, pk):
    return meeting_form(
        request, pk, "cancel", lambda m, data: CancelForm(data, initial={"version": m.version}), "It is not going ahead",
        lambda m, form: actions.cancel(
            meeting=m, version=form.cleaned_data["version"], by=request.user, **form.answers()
        ),
        "The choice meeting is called off.",
    )  # fmt: skip


@require_POST
@needs(may.ARRANGE)
def miss(request, pk):
    found = get_object_or_404(queries.meetings(request.user), pk=pk)
    actions.miss(meeting=found, version=request.POST.get("version", found.version), by=request.user)
    messages.success(request, "Recorded. It waits to be arranged again, and its clock goes on.")
    return redirect("assessments:meeting", pk)
