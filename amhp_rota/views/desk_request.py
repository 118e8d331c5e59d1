"""One request for a Mental Health Act assessment, and what is done with it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amhp_rota import actions, desk_faces
from amhp_rota import permissions as may
from amhp_rota.forms import desk as forms
from amhp_rota.queries import desk as q
from amhp_rota.rules.conflicts import newest
from amhp_rota.views.desk_common import page_of
from bep.access.gate import needs
from bep.kit import drafts
from bep.kit.views import opened_version
from people.faces import banner
from people.models import Person
from people.views.pages import one_form


@needs(may.REQUEST)
def new(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    draft = drafts.opening(request, f"amhp_rota.request:{pk}", title=f"Request, {person.name}", person=person)
    initial = {"interpreter": person.interpreter_language}
    form = forms.RequestForm(request.POST or None, initial=initial)
    to = (lambda made: page_of(made)) if request.user.has_perm(may.DESK) else reverse("people:person", args=[pk])
    return one_form(
        request, form, lambda: actions.receive(person=person, facts=form.facts(), by=request.user), person=person,
        title="Ask for a Mental Health Act assessment", done="The AMHP service has the request.", draft=draft, to=to,
        back=reverse("people:person", args=[pk]), save_label="Send to the AMHP service", phone_first=True,
    )  # fmt: skip


@needs(may.DESK, may.REQUEST)
def page(request, pk):
    found = q.request(request.user, pk)
    delays = list(found.delays.all())
    declared = newest(found.declarations.select_related("doctor", "amhp"))
    context = {
        "mha": found, "person": banner(found.person), "facts": desk_faces.facts(found), "delays": delays,
        "clocks": desk_faces.clocks(found), "events": desk_faces.events(q.log(found)),
        "moves": desk_faces.moves(found, request.user), "taps": desk_faces.taps(found, delays),
        "recommendations": list(found.recommendations.select_related("doctor")), "declarations": declared,
        "timers": list(found.timers.all()),
        "note_form": forms.NoteForm(), "minutes": sum(delay.minutes for delay in delays),
        "may_work": found.is_open and request.user.has_perm(may.DESK),
    }  # fmt: skip
    return render(request, "amhp_rota/request.html", context)


@require_POST
@needs(may.ASSESS)
def take(request, pk):
    found = q.request(request.user, pk)
    actions.take(request=found, version=opened_version(request, found), by=request.user)
    messages.success(request, "You have taken this request on.")
    return redirect(page_of(found))


@require_POST
@needs(may.DESK)
def move(request, pk, verb):
    found = q.request(request.user, pk)
    found = actions.move(request=found, version=opened_version(request, found), verb=verb, by=request.user)
    messages.success(request, f"Now: {found.get_state_display().lower()}.")
    return redirect(page_of(found))


@require_POST
@needs(may.DESK)
def close(request, pk):
    found = q.request(request.user, pk)
    actions.close(request=found, version=opened_version(request, found), by=request.user)
    messages.success(request, f"{found} is closed. The outcome is on the person's timeline.")
    return redirect("amhp:desk")


@needs(may.DESK)
def held(request, pk):
    found = q.request(request.user, pk)
    form = forms.HeldForm(request.POST or None, initial={"power": found.power})

    def act():
        said, version = form.cleaned_data, opened_version(request, found)
        return actions.record_held(
            request=found, version=version, power=said["power"], held_from=said["moment"], by=request.user
        )

    return asked(request, found, form, act, "Held under which power", "The power is recorded.")


@needs(may.DESK)
def extend(request, pk):
    found = q.request(request.user, pk)
    form = forms.ExtendForm(request.POST or None)

    def act():
        version = opened_version(request, found)
        return actions.extend_detention(request=found, version=version, by=request.user, **form.cleaned_data)

    return asked(request, found, form, act, "Longer detention, section 136B", "The clock is moved.")


@needs(may.DESK)
def release(request, pk):
    found = q.request(request.user, pk)
    form = forms.ReleaseForm(request.POST or None)

    def act():
        said, version = form.cleaned_data, opened_version(request, found)
        return actions.record_release(
            request=found, version=version, at=said["moment"], words=said["words"], by=request.user
        )

    return asked(request, found, form, act, "No longer held", "The clock is stopped.")


@needs(may.ASSESS)
def decide(request, pk):
    found = q.request(request.user, pk)
    form = forms.OutcomeForm(request.POST or None, outcomes=desk_faces.outcomes(found))

    def act():
        return actions.decide(
            request=found, version=opened_version(request, found), by=request.user, **form.cleaned_data
        )

    return asked(request, found, form, act, "Record the outcome", "Your decision is recorded.")


@needs(may.ASSESS)
def relative_reasons(request, pk):
    found = q.request(request.user, pk)
    form = forms.RelativeReasonsForm(request.POST or None)

    def act():
        version = opened_version(request, found)
        return actions.give_reasons_to_relative(request=found, version=version, by=request.user, **form.cleaned_data)

    return asked(request, found, form, act, "Written reasons, section 13(4)", "The reasons are recorded.")


def asked(request, found, form, act, title, done):
    return one_form(request, form, act, person=found.person, title=title, done=done, back=page_of(found), record=found)
