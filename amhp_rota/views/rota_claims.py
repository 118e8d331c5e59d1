"""Unsocial hours: claimed, signed off by somebody else, and handed to payroll as a file."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from amhp_rota import permissions as may
from amhp_rota.actions import rota_changes as actions
from amhp_rota.forms.rota import AgainForm, ReasonForm
from amhp_rota.models import Claim, Duty
from amhp_rota.rules import rota as rules
from amhp_rota.views.rota_common import own_entry, pressed, tabs, worded
from bep.access.gate import needs
from bep.kit.export import response
from bep.kit.views import one_form, opened_version

COLUMNS = ["AMHP", "Email", "Day", "Shift", "From", "To", "Unsocial hours", "Signed by", "Signed at"]


def claim_rows():
    return Claim.objects.select_related("amhp__worker", "duty__kind", "decided_by")


@needs(may.OWN_DUTIES)
def claims(request):
    manages, amhp = request.user.has_perm(may.MAKE_ROTA), own_entry(request)
    rows = claim_rows() if manages else claim_rows().filter(amhp=amhp)
    context = {
        "page_title": "Claims for unsocial hours", "rows": rows.order_by("-pk")[:200], "amhp": amhp, "manages": manages,
        "tabs": tabs(request, "amhp:claims"), "rule": worded(rules.unsocial_minutes)[0],
    }  # fmt: skip
    return render(request, "amhp_rota/claims.html", context)


@require_POST
@needs(may.OWN_DUTIES)
def claim(request, pk):
    duty = get_object_or_404(Duty.objects.select_related("kind", "amhp"), pk=pk)
    made = actions.claim(duty=duty, by=request.user)
    messages.success(request, f"Claimed: {made.minutes / 60:g} unsocial hours. Somebody else signs it off.")
    return redirect("amhp:my_duties")


@require_POST
@needs(may.MAKE_ROTA)
def sign(request, pk):
    found = get_object_or_404(Claim.objects.select_related("amhp"), pk=pk)
    facts = {"claim": found, "version": opened_version(request, found), "by": request.user}
    return pressed(request, lambda: actions.sign_claim(**facts), done="Signed off.", back="amhp:claims")


@needs(may.MAKE_ROTA)
def send_back(request, pk):
    found = get_object_or_404(Claim, pk=pk)
    form = ReasonForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.return_claim(
            claim=found, version=opened_version(request, found), by=request.user, **form.cleaned_data
        ),
        title="Send this claim back", done="Sent back.", back=reverse("amhp:claims"), save_label="Send back", record=found,
        says=lambda claim: {"reason": f"{claim.get_state_display()}. {claim.returned_because}".strip()},
    )  # fmt: skip


@needs(may.OWN_DUTIES)
def again(request, pk):
    """One's own claim that was sent back, with a word to it."""
    found = get_object_or_404(claim_rows().filter(amhp__worker=request.user), pk=pk)
    form = AgainForm(request.POST or None, initial={"words": found.words})
    return one_form(
        request, form, lambda: actions.claim_again(
            claim=found, version=opened_version(request, found), by=request.user, **form.cleaned_data
        ),
        title=f"Claim again: {found.duty}", done="Claimed again. Somebody else signs it off.", back=reverse("amhp:claims"),
        save_label="Claim again", record=found, lead=[f"Sent back by {found.decided_by}: {found.returned_because}"],
    )  # fmt: skip


@require_GET
@needs(may.MAKE_ROTA)
def payroll(request):
    """Every claim that is signed off."""
    signed = claim_rows().filter(state=Claim.State.SIGNED).order_by("duty__day", "pk")
    rows = [
        [
            c.amhp.worker.name, c.amhp.worker.email, c.duty.day, c.duty.kind.name, c.duty.starts, c.duty.ends,
            round(c.minutes / 60, 2), c.decided_by.name, c.decided_at,
        ]
        for c in signed
    ]  # fmt: skip
    return response("csv", "amhp-unsocial-hours", COLUMNS, rows)
