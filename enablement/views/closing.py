"""Move-on, closing with check your answers, and welcome back."""

from django.shortcuts import redirect, render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit.council import council
from bep.kit.views import did
from enablement import actions, faces, forms
from enablement import permissions as may
from enablement.queries import pathway as q
from enablement.views.common import form_page, one_form, opening
from people.faces import banner


@needs(may.MOVE_ON)
def move_on(request, person_pk):
    episode = q.open_episode(request.user, person_pk)
    draft = opening(request, "move_on", episode.pk, title="Move-on", person=episode.person)
    form = forms.MoveOnForm(request.POST or None, move_on=q.move_on(episode))

    def act():
        version = form.cleaned_data["version"]
        return actions.record_move_on(episode=episode, version=version, by=request.user, **form.written())

    return one_form(
        request, form, act, person=episode.person, title="Move-on", done="Move-on is recorded.", draft=draft,
        template="enablement/move_on.html",
    )  # fmt: skip


@needs(may.MOVE_ON)
def close(request, person_pk):
    """The questions; a valid answer goes on to check your answers, and nothing is closed yet."""
    episode = q.open_episode(request.user, person_pk)
    draft = opening(request, "close", episode.pk, title="Close the pathway", person=episode.person)
    form = forms.CloseForm(request.POST or None, initial=opening_words(episode))
    if request.method == "POST" and form.is_valid():
        return check_page(request, episode, forms.SureForm(initial=form.cleaned_data), form.cleaned_data)
    return form_page(
        request, form, person=episode.person, title="Close the pathway", draft=draft, save_label="Check your answers"
    )


def opening_words(episode):
    ways = f"Ring {council().phone}, come to any hub, or ask your GP." if council().phone else ""
    return {"version": episode.version, "coming_back": ways}


def check_page(request, episode, form, facts):
    context = {
        "person": banner(episode.person), "subject": episode.person, "form": form, "rows": faces.closing_rows(facts),
        "going": episode.spells.filter(state="open"), "episode": episode,
    }  # fmt: skip
    return render(request, "enablement/close_check.html", context)


@needs(may.MOVE_ON)
def close_for_good(request, person_pk):
    """The last button. “Change” sends the answers back to the questions."""
    episode = q.open_episode(request.user, person_pk)
    if request.method != "POST":
        return redirect("enablement:close", person_pk)
    questions = forms.CloseForm(request.POST)
    draft = opening(request, "close", episode.pk, title="Close the pathway", person=episode.person)
    act = lambda: actions.close_episode(episode=episode, by=request.user, **questions.cleaned_data)  # noqa: E731
    if "change" not in request.POST and did(request, questions, act, draft=draft):
        return redirect("enablement:closed", person_pk)
    return form_page(
        request, questions, person=episode.person, title="Close the pathway", draft=draft,
        save_label="Check your answers", action=reverse("enablement:close", args=[person_pk]),
    )  # fmt: skip


@needs(may.VIEW)
def closed(request, person_pk):
    """It is done: what the person keeps, and how they come back."""
    episode = q.last_closed(request.user, person_pk)
    context = {"person": banner(episode.person), "subject": episode.person, "episode": episode}
    return render(request, "enablement/closed.html", context)


@needs(may.MOVE_ON)
def welcome_back(request, person_pk):
    episode = q.last_closed(request.user, person_pk)
    form = forms.WelcomeForm(request.POST or None, initial={"team": episode.team_id})
    return one_form(
        request, form, lambda: actions.welcome_back(episode=episode, by=request.user, **form.cleaned_data),
        person=episode.person, title="Welcome back", done="The pathway is open again, with the plan to go on from.",
        template="enablement/welcome_back.html", episode=episode, plan=q.plan_to_go_on_from(episode.person),
        save_label="Open the pathway again",
    )  # fmt: skip
