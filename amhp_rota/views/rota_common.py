"""What the pages of the register and the rota do alike."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from amhp_rota import permissions as may
from amhp_rota.models import Amhp
from bep.kit import conflict
from bep.kit.numbers import whole_number
from bep.kit.rules import Stale
from bep.kit.views import attempt

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


def form_page(request, form, act, *, title, done, back, lead=(), save="Save", record=None, says=None, **more):
    """The page of one form: does it and goes back, or shows it with what stands in the way.

    With a `record` two people may have it open: the second to save sees both versions. `says(record)` are its values by the
    form's names, where they are not its own; {} where the form only decides, and there is nothing to compare.
    """
    if request.method == "POST" and form.is_valid():
        if record:
            conflict.settle(form, worded_as(record, says))
        if attempt(form, act) is not None:
            messages.success(request, done)
            return redirect(back)
    stale = getattr(form, "conflict", None)
    if stale:
        worded_as(stale, says)
    if record:
        more |= {"version": version_of(request, record)}
    context = {"form": form, "page_title": title, "back_to": back, "lead": lead, "save_label": save} | more
    return render(request, "amhp_rota/rota_form.html", context, status=409 if stale else 200)


def worded_as(record, says):
    if says:
        record.as_form = lambda: says(record)
    return record


def nothing(record):
    """Of a form that only decides: nothing to compare."""
    return {}


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


def version_of(request, record):
    sent = request.POST.get("version", "")
    return whole_number(sent, record.version)
