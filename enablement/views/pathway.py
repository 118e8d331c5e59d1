"""A person's pathway page; opening the pathway."""

from django.shortcuts import render

from bep.access.gate import needs
from bep.kit import clock
from enablement import actions, faces, forms
from enablement import permissions as may
from enablement.queries import pathway as q
from enablement.states import EPISODES, SPELLS
from enablement.views.common import one_form
from people.faces import banner


@needs(may.VIEW)
def episode(request, person_pk):
    person = q.person(request.user, person_pk)
    found = q.pathway(person)
    context = {
        "person": banner(person),
        "subject": person,
        "pathway": found,
        "episode_verbs": verbs(EPISODES, found.now or found.last_closed, request.user),
        "spell_verbs": verbs(SPELLS, found.spell, request.user),
        "spell_clock": faces.spell_clock(found.spell),
        "reviews": [(review, faces.review_clock(review)) for review in found.planned_reviews],
        "services": [faces.service_facts(service) for service in found.services],
    }
    return render(request, "enablement/episode.html", context)


def verbs(table, record, worker):
    return {move.verb for move in table.open_moves(record, worker)} if record else set()


@needs(may.SUPPORT)
def open_pathway(request, person_pk):
    person = q.person(request.user, person_pk)
    form = forms.OpenForm(request.POST or None, initial={"opened_on": clock.today()})
    return one_form(
        request, form, lambda: actions.open_episode(person=person, by=request.user, **form.cleaned_data),
        person=person, title="Open the pathway", done="The pathway is open.", save_label="Open the pathway",
    )  # fmt: skip
