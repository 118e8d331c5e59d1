"""Swaps, gaps, absence, wishes and claims."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amhp_rota import gaps as gap_list
from amhp_rota import permissions as may
from amhp_rota.actions import rota_absence as away
from amhp_rota.actions import rota_changes as actions
from amhp_rota.forms import rota as forms
from amhp_rota.models import Absence, Duty, GapOffer, Rota, Swap, Wish
from amhp_rota.queries import rota as query
from amhp_rota.views.rota_common import own_entry, pressed, tabs
from amhp_rota.views.rota_make import place_of
from bep.access.gate import needs
from bep.kit import clock
from bep.kit.rules import NotFound
from bep.kit.views import one_form, opened_version


# --- swaps ------------------------------------------------------------------------------------------------------------
@needs(may.OWN_DUTIES)
def swaps(request):
    manages, amhp = request.user.has_perm(may.MAKE_ROTA), own_entry(request)
    rows = query.open_swaps(amhp, manages)[:100]
    context = {
        "page_title": "Swaps",
        "rows": rows,
        "amhp": amhp,
        "manages": manages,
        "tabs": tabs(request, "amhp:swaps"),
    }
    return render(request, "amhp_rota/swaps.html", context)


@needs(may.OWN_DUTIES)
def offer(request, pk):
    """Offers one's own duty to a colleague or to all."""
    duty = get_object_or_404(Duty.objects.select_related("kind", "amhp"), pk=pk)
    form = forms.OfferForm(request.POST or None, giver=duty.amhp, after=clock.today())
    return one_form(
        request, form, lambda: actions.offer_swap(duty=duty, by=request.user, **form.cleaned_data), title=f"Offer {duty}",
        done="Offered. Once somebody agrees, a manager decides.", back=reverse("amhp:swaps"), save_label="Offer",
    )  # fmt: skip


@needs(may.MAKE_ROTA)
def give(request, pk):
    """A manager makes a swap themself."""
    duty = get_object_or_404(Duty.objects.select_related("kind", "amhp__worker"), pk=pk)
    form = forms.GiveForm(request.POST or None, giver=duty.amhp, after=clock.today())

    def act():
        facts = dict(form.cleaned_data)
        return actions.make_swap(duty=duty, taker=facts.pop("asked"), by=request.user, **facts)

    return one_form(
        request, form, act, title=f"Move {duty}, from {duty.amhp}", done="Done. Both can read why.", back=reverse("amhp:swaps"),
    )  # fmt: skip


SWAP_VERBS = {
    "agree": (actions.agree_swap, "You take it, once a manager agrees."),
    "withdraw": (actions.withdraw_swap, "The swap is withdrawn."),
    "approve": (actions.approve_swap, "The swap is approved: the rota has it."),
}


@require_POST
@needs(may.OWN_DUTIES)
def swap_verb(request, pk, verb):
    """Agree, withdraw or approve, by a button."""
    found = get_object_or_404(Swap, pk=pk)
    if verb not in SWAP_VERBS:
        raise NotFound("There is no such step.", remedy="Use the buttons of the list.")
    act, done = SWAP_VERBS[verb]
    facts = {"swap": found, "version": opened_version(request, found), "by": request.user}
    return pressed(request, lambda: act(**facts), done=done, back="amhp:swaps")


@needs(may.MAKE_ROTA)
def refuse_swap(request, pk):
    found = get_object_or_404(Swap, pk=pk)
    form = forms.ReasonForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.refuse_swap(
            swap=found, version=opened_version(request, found), by=request.user, **form.cleaned_data
        ),
        title="Refuse this swap", done="Refused.", back=reverse("amhp:swaps"), save_label="Refuse", record=found,
        says=decided,
    )  # fmt: skip


# --- gaps -------------------------------------------------------------------------------------------------------------
@needs(may.OWN_DUTIES)
def gaps(request):
    """Every gap; a manager sees who could take each, fairest first, and who has offered."""
    manages, amhp = request.user.has_perm(may.MAKE_ROTA), own_entry(request)
    found = list(gap_list.gaps())
    offers = {}
    for o in GapOffer.objects.filter(day__gte=clock.today()).select_related("amhp__worker", "kind"):
        offers.setdefault((o.day, o.kind.code, o.area), []).append(o.amhp)
    rows = [(gap, offers.get((gap.day, gap.kind, gap.area), [])) for gap in found]
    context = {"page_title": "Gaps", "rows": rows, "amhp": amhp, "manages": manages, "tabs": tabs(request, "amhp:gaps")}
    return render(request, "amhp_rota/gaps.html", context)


@needs(may.MAKE_ROTA)
def candidates(request, pk):
    """Who could take one gap, fairest first."""
    rota, place = get_object_or_404(Rota, pk=pk), place_of(request)
    kind = place["kind"]
    gap = gap_list.Gap(rota, place["day"], kind.code, kind.name, place["area"], 1)
    context = {"page_title": f"Who could take {gap.words}", "gap": gap, "rows": gap_list.candidates(gap), "rota": rota}
    return render(request, "amhp_rota/candidates.html", context | {"back_url": reverse("amhp:gaps")})


@require_POST
@needs(may.OWN_DUTIES)
def take_gap(request, pk):
    rota, place = get_object_or_404(Rota, pk=pk, state="published"), place_of(request)
    actions.offer_for_gap(rota=rota, by=request.user, **place)
    messages.success(request, "Thank you. A manager decides.")
    return redirect("amhp:gaps")


# --- absence and wishes -----------------------------------------------------------------------------------------------
@needs(may.OWN_DUTIES)
def absences(request):
    manages, amhp = request.user.has_perm(may.MAKE_ROTA), own_entry(request)
    rows = Absence.objects.select_related("amhp__worker", "decided_by")
    rows = rows if manages else rows.filter(amhp=amhp)
    context = {"page_title": "Absence", "rows": rows[:100], "amhp": amhp, "manages": manages}
    return render(request, "amhp_rota/absences.html", context | {"tabs": tabs(request, "amhp:absences")})


@needs(may.OWN_DUTIES)
def ask_leave(request):
    form = forms.LeaveForm(request.POST or None)
    return one_form(
        request, form, lambda: away.ask_leave(amhp=actions.own(request.user), by=request.user, **form.cleaned_data),
        title="Ask for leave", done="Asked. A manager decides.", back=reverse("amhp:absences"), save_label="Ask",
    )  # fmt: skip


@needs(may.OWN_DUTIES)
def record_absence(request):
    own = own_entry(request)
    form = forms.AwayForm(request.POST or None, initial={"amhp": own, "first": clock.today()})
    return one_form(
        request, form, lambda: away.record_absence(by=request.user, **form.cleaned_data), title="Somebody is away",
        done="Recorded. Duties on these days are free, and those who could take them are asked.",
        lead=["Sickness, training and other duties count at once. For leave, ask."], back=reverse("amhp:absences"),
    )  # fmt: skip


def decided(record):
    """What somebody else has decided since."""
    return {
        "reason": f"{record.get_state_display()}. {getattr(record, 'decided_because', None) or record.reason}".strip()
    }


LEAVE_VERBS = {
    "approve": (away.approve_leave, "The leave is approved."),
    "withdraw": (away.withdraw_leave, "The request for leave is withdrawn."),
}


@require_POST
@needs(may.OWN_DUTIES)
def leave_verb(request, pk, verb):
    found = get_object_or_404(Absence.objects.select_related("amhp"), pk=pk)
    if verb not in LEAVE_VERBS:
        raise NotFound("There is no such step.", remedy="Use the buttons of the list.")
    act, done = LEAVE_VERBS[verb]
    facts = {"absence": found, "version": opened_version(request, found), "by": request.user}
    return pressed(request, lambda: act(**facts), done=done, back="amhp:absences")


@needs(may.MAKE_ROTA)
def refuse_leave(request, pk):
    found = get_object_or_404(Absence, pk=pk)
    form = forms.ReasonForm(request.POST or None)
    return one_form(
        request, form, lambda: away.refuse_leave(
            absence=found, version=opened_version(request, found), by=request.user, **form.cleaned_data
        ),
        title="Refuse this leave", done="Refused.", back=reverse("amhp:absences"), save_label="Refuse", record=found,
        says=decided,
    )  # fmt: skip


@needs(may.OWN_DUTIES)
def wish(request):
    form = forms.WishForm(request.POST or None)
    return one_form(
        request, form, lambda: away.wish(amhp=actions.own(request.user), by=request.user, **form.cleaned_data),
        title="What you would like", done="Kept. The rota honours it where it can.", back=reverse("amhp:my_duties"),
    )  # fmt: skip


@require_POST
@needs(may.OWN_DUTIES)
def drop_wish(request, pk):
    away.drop_wish(wish=get_object_or_404(Wish.objects.select_related("amhp"), pk=pk), by=request.user)
    return redirect("amhp:my_duties")
