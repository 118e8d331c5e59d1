"""Concerns: taken, listed, answered, matched. Deciding on them is in enquiry."""

from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import needs
from bep.audit.record import shown
from bep.kit import clock, drafts
from bep.kit.middleware import or_404
from bep.kit.paging import page_of
from people import permissions as people_may
from people.faces import banner
from people.views.pages import one_form, visible
from referrals import permissions as front_door
from safeguarding import permissions as may
from safeguarding.concern import actions, forms, matching, queries
from safeguarding.concern.verbs import verbs
from safeguarding.enquiry.lists import subnav
from safeguarding.models import Concern

SEES = (may.VIEW, may.DECIDE, front_door.ANSWER_ALARM)
FROM_MEMORY = "Targets here are from memory until the safeguarding adults board confirms them."


@needs(may.VIEW, may.DECIDE)
def concerns(request):
    """What waits for a decision, the first due first."""
    form = forms.FilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found, page = page_of(request, queries.inbox(request.user, said), order=("decision_due", "pk"))
    context = {
        "page_title": "Safeguarding concerns", "rows": [(row, queries.decision_clock(row)) for row in found], "page": page,
        "filter_form": form, "alarms": queries.alarms(request.user), "filtered": any(said.values()),
        "subnav": subnav("concerns", request.user), "note": FROM_MEMORY if queries.target_is_recalled() else "",
    }  # fmt: skip
    return render(request, "safeguarding/concerns.html", context)


@needs(may.RAISE)
def raise_unknown(request):
    """A concern about somebody whose record nobody has found yet."""
    draft = drafts.opening(request, "safeguarding.raise:new", title="Safeguarding concern")
    form = forms.AboutForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.raise_concern(facts=form.facts(), by=request.user), draft=draft,
        title="Raise a safeguarding concern", done=received, to=after(request.user), back=reverse("home"),
        save_label="Raise the concern",
    )  # fmt: skip


@needs(may.RAISE)
def raise_about(request, person_pk):
    """A concern about somebody we know."""
    person = visible(request, person_pk)
    draft = drafts.opening(
        request, f"safeguarding.raise:{person.pk}", title=f"Safeguarding concern, {person.name}", person=person
    )
    form = forms.ConcernForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.raise_concern(facts=form.facts(), person=person, by=request.user), draft=draft,
        person=person, title="Raise a safeguarding concern", done=received, to=after(request.user),
        back=reverse("people:person", args=[person.pk]), save_label="Raise the concern",
    )  # fmt: skip


def received(concern):
    return f"Raised. The reference is {concern.reference}. Those who decide have it now."


def after(worker):
    """To the concern, for whoever may read it; else back to the person, or home."""

    def to(concern):
        if worker.has_perm(may.VIEW) and Concern.objects.visible_to(worker).filter(pk=concern.pk).exists():
            return to_concern(concern)
        return reverse("people:person", args=[concern.person_id]) if concern.person_id else reverse("home")

    return to


def to_concern(concern):
    return reverse("safeguarding:concern", args=[concern.pk])


def get_concern(request, pk):
    found = or_404(Concern.objects.visible_to(request.user).select_related(*queries.WITH).filter(pk=pk).first())
    shown(found.person_id)
    return found


@needs(*SEES)
def concern(request, pk):
    found = get_concern(request, pk)
    page, repeats = queries.ConcernPage(found, request.user), queries.repeats(found, request.user)
    context = {
        "page_title": f"Concern {found.reference}", "page": page, "concern": found,
        "person": banner(found.person) if found.person else None, "verbs": verbs(found, request.user),
        "repeats": repeats, "repeat": queries.repeat_words(found, repeats),
        "note": FROM_MEMORY if queries.target_is_recalled() else "",
    }  # fmt: skip
    return render(request, "safeguarding/concern.html", context)


@needs(front_door.ANSWER_ALARM)
def answer_alarm(request, pk):
    """Takes an alarm in hand."""
    found = get_concern(request, pk)
    form = forms.AnswerAlarmForm(request.POST or None, initial={"version": found.version})
    return one_form(
        request, form, lambda: actions.answer_alarm(concern=found, by=request.user, **form.cleaned_data),
        title="In danger now", done="You have answered the alarm.", back=to_concern(found), lead=[danger_words(found)],
        record=found, save_label="I have this in hand",
    )  # fmt: skip


def danger_words(found):
    where = "; ".join(filter(None, (found.place, found.address, found.postcode))) or "not given"
    return f"{found.name}. Phone: {found.phone or 'none given'}. Where: {where}. {found.what}"


@needs(may.DECIDE)
def match(request, pk):
    """Says which adult it is."""
    found = get_concern(request, pk)
    candidates = queries.matches(found, request.user)
    form = forms.RematchForm(
        request.POST or None, candidates=candidates, may_register=request.user.has_perm(people_may.REGISTER),
        initial={"version": found.version},
    )  # fmt: skip
    return one_form(
        request, form, lambda: matching.match(found, form.cleaned_data, candidates, by=request.user),
        record=found, title="Do we know them?", done="Matched.", back=to_concern(found), lead=[f"Given as {found.given_as}."],
    )  # fmt: skip


@needs(may.DECIDE)
def unmatch(request, pk):
    """Takes back a match that was wrong."""
    found = get_concern(request, pk)
    form = forms.ReasonForm(request.POST or None, initial={"version": found.version})
    return one_form(
        request, form, lambda: actions.unmatch(concern=found, by=request.user, **form.cleaned_data), person=found.person,
        record=found, title="Take back the match", done="The match is taken back.", back=to_concern(found), to=to_concern(found),
    )  # fmt: skip


@needs(may.DECIDE)
def talk(request, pk):
    """What the adult said when we first spoke."""
    found = get_concern(request, pk)
    begins = {
        "version": found.version,
        "views": found.views,
        "consent": found.consent,
        "why_without": found.why_without,
    }
    form = forms.TalkForm(request.POST or None, initial=begins)

    def act():
        said = dict(form.cleaned_data)
        return actions.record_talk(concern=found, by=request.user, **said | {"at": moment(said["at"])})

    return one_form(
        request, form, act, person=found.person, title="First talk with the adult", done="Their words are recorded.",
        record=found, back=to_concern(found),
    )  # fmt: skip


def moment(day):
    """A day as a moment: now for today, noon for one before."""
    return clock.now() if day == clock.today() else clock.at(day, 12)
