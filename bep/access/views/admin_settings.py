"""Targets and limits, code lists, this council's details, and messages that wait or could not be sent."""

from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bep.access.actions import settings as actions
from bep.access.forms.settings import CouncilForm, TargetForm, council_initial
from bep.access.gate import needs
from bep.access.permissions import MANAGE_SETTINGS
from bep.access.views.pages import done
from bep.kit import clock, council
from bep.kit.models import CodeList, Message, Target
from bep.kit.outbox import configured, send_again
from bep.kit.views import one_form, opened_version


@needs(MANAGE_SETTINGS)
def targets(request):
    rows = [{"now": in_force(list(found))} for _, found in groupby(Target.objects.all(), key=lambda row: row.key)]
    return render(request, "access/targets.html", {"rows": rows, "page_title": "Targets and limits"})


def in_force(rows):
    """Rows of one key, newest first: what holds today, what will, and what held before."""
    today = clock.today()
    now = next((row for row in rows if row.starts <= today), rows[-1])
    return {
        "row": now,
        "coming": [r for r in rows if r.starts > today and r != now],
        "past": rows[rows.index(now) + 1 :],
    }


@needs(MANAGE_SETTINGS)
def set_target(request, pk):
    target = get_object_or_404(Target, pk=pk)
    form = TargetForm(request.POST or None, target=target)
    return one_form(
        request, form, lambda: actions.set_target(target=target, by=request.user, **form.cleaned_data), title=target.label,
        save_label="Set it", done=f"“{target.label}” is set.", back=reverse("administration:targets"),
    )  # fmt: skip


@needs(MANAGE_SETTINGS)
def lists(request):
    found = CodeList.objects.prefetch_related("codes").order_by("name", "-release")
    return render(request, "access/lists.html", {"lists": found, "page_title": "Code lists"})


@needs(MANAGE_SETTINGS)
def code_list(request, pk):
    found = get_object_or_404(CodeList.objects.prefetch_related("codes"), pk=pk)
    context = {"list": found, "page_title": found.name.replace("_", " ").capitalize()}
    return render(request, "access/list.html", context | {"back_url": reverse("administration:lists")})


@needs(MANAGE_SETTINGS)
def council_details(request):
    row = council.council()
    form = CouncilForm(request.POST or None, initial=council_initial(row))
    facts = {"version": opened_version(request, row), "by": request.user}
    return one_form(
        request, form, lambda: actions.change_council(**facts, **form.cleaned_data), title="This council", record=row,
        done="The details are changed.", back=reverse("administration:index"),
    )  # fmt: skip


@needs(MANAGE_SETTINGS)
def messages(request):
    """How sending goes: never to whom, nor what, since whoever keeps the settings may see no person."""
    found = Message.objects.select_related("job").exclude(job__state="done", job__result={})[:50]
    ways = [{"key": way.label, "value": configured(way) or "Configured"} for way in Message.Way]
    return render(request, "access/messages.html", {"found": found, "ways": ways, "page_title": "Messages"})


@needs(MANAGE_SETTINGS)
def try_again(request, pk):
    message = get_object_or_404(Message.objects.select_related("job"), pk=pk, job__state="failed")
    if request.method == "POST":
        send_again(message=message, by=request.user)
        return done(request, "It will be tried again now.", "administration:messages")
    context = {
        "question": "Try to send this message again?",
        "confirm_label": "Try again",
        "consequences": [message.reason],
    }
    return render(request, "confirm.html", context | {"cancel_url": reverse("administration:messages")})
