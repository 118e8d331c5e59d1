"""What the pages of the register and the rota do alike."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from amhp_rota import permissions as may
from amhp_rota.models import Amhp
from bep.kit.rules import Stale

TABS = [
    ("Calendar", "amhp:rota_calendar", may.SEE_ROTA),
    ("My duties", "amhp:my_duties", may.OWN_DUTIES),
    ("Swaps", "amhp:swaps", may.OWN_DUTIES),
    ("Gaps", "amhp:gaps", may.OWN_DUTIES),
    ("Absence", "amhp:absences", may.OWN_DUTIES),
    ("Claims", "amhp:claims", may.OWN_DUTIES),
    ("Rotas", "amhp:rotas", may.MAKE_ROTA),
    ("Register", "amhp:register", may.KEEP_REGISTER),
    ("Rules", "amhp:rota_rules", may.SET_RULES),
]


def tabs(request, current):
    held = [(label, name) for label, name, needs in TABS if request.user.has_perm(needs)]
    return [{"label": label, "url": reverse(name), "current": name == current} for label, name in held]


def pressed(request, act, *, done, back):
    """A button of a list: does it and goes back; when somebody else was first, says so there, and nothing is done."""
    try:
        act()
    except Stale:
        messages.warning(
            request, "Somebody else changed this after you opened the list, so nothing was done. See how it is now."
        )
    else:
        messages.success(request, done)
    return redirect(back)


def worded(*rules):
    """Rules as a template may read them: a function that a template meets is called."""
    return [{"wording": rule.wording, "source": rule.source} for rule in rules]


def own_entry(request):
    return Amhp.objects.filter(worker_id=request.user.pk).select_related("worker").first()
