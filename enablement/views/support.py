"""Support by tier: start it, move it, end it."""

from django.shortcuts import render

from bep.access.gate import needs
from bep.kit import clock
from enablement import actions, forms
from enablement import permissions as may
from enablement.faces import spell_clock
from enablement.models import SupportSpell
from enablement.queries import pathway as q
from enablement.states import SPELLS
from enablement.views.common import one_form
from people.faces import banner


@needs(may.SUPPORT)
def start(request, person_pk):
    episode = q.open_episode(request.user, person_pk)
    initial = {"starts": clock.today(), "team": episode.team_id, "tier": request.GET.get("tier")}
    form = forms.StartForm(request.POST or None, initial=initial)
    return one_form(
        request, form, lambda: actions.start_spell(episode=episode, by=request.user, **form.answers()),
        person=episode.person, title="Start support", done="Support is started.", save_label="Start support",
    )  # fmt: skip


@needs(may.SUPPORT)
def move(request, pk):
    spell = q.about(SupportSpell, request.user, pk)
    SPELLS.next(spell, "move")
    form = forms.MoveForm(request.POST or None, spell=spell)

    def act():
        version = form.cleaned_data["version"]
        return actions.move_spell(spell=spell, version=version, by=request.user, **form.answers())

    return one_form(
        request, form, act, person=spell.person, title="Step up, step down or top up", done="Support is moved.",
        save_label="Move support", lead=f"Now: {spell}.", spell=spell, clock=spell_clock(spell),
    )  # fmt: skip


@needs(may.SUPPORT)
def end(request, pk):
    spell = q.about(SupportSpell, request.user, pk)
    SPELLS.next(spell, "end")
    form = forms.EndForm(request.POST or None, initial={"version": spell.version, "ends": clock.today()})
    return one_form(
        request, form, lambda: actions.end_spell(spell=spell, by=request.user, **form.cleaned_data),
        person=spell.person, title=f"End {spell.get_tier_display().lower()}", done="Support is ended.",
        save_label="End support", spell=spell, clock=spell_clock(spell),
    )  # fmt: skip


@needs(may.SUPPORT)
def after_brief(request, pk):
    """The six weeks are over, or the review is held: finish, top up, or step up. It decides nothing by itself."""
    spell = q.about(SupportSpell, request.user, pk)
    SPELLS.next(spell, "move")
    review = spell.reviews.filter(state="planned").first()
    context = {"person": banner(spell.person), "subject": spell.person, "spell": spell, "clock": spell_clock(spell)}
    context["review"] = review if request.user.has_perm(may.REVIEW) else None
    return render(request, "enablement/after_brief.html", context)
