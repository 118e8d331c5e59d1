"""One tap for each call; notes, what was tried instead, and delays."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from amhp_rota import actions
from amhp_rota import permissions as may
from amhp_rota.forms import desk as forms
from amhp_rota.models import Delay
from amhp_rota.queries import desk as q
from amhp_rota.views.desk_common import page_of
from bep.access.gate import needs
from bep.kit.rules import Refused
from people.views.pages import one_form


@require_POST
@needs(may.DESK)
def call(request, pk):
    """The button says whom and with what result. Back to where one was, so that the next call is the next tap."""
    found = q.request(request.user, pk)
    form = forms.CallForm(request.POST)
    if not form.is_valid():
        raise Refused("Say whom you called, and what came of it.", remedy="Use the buttons of the request.")
    line = actions.log_call(request=found, by=request.user, **form.cleaned_data)
    messages.success(request, f"Logged: {line.sentence}")
    return redirect(f"{page_of(found)}#calls")


@needs(may.DESK)
def note(request, pk):
    found = q.request(request.user, pk)
    form = forms.NoteForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.log_note(request=found, by=request.user, **form.cleaned_data),
        person=found.person, title="Add to the log", done="Written in the log.", back=page_of(found),
    )  # fmt: skip


@needs(may.DESK)
def option(request, pk):
    found = q.request(request.user, pk)
    form = forms.OptionForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.log_option(request=found, by=request.user, **form.cleaned_data),
        person=found.person, title="What was tried instead of detention", done="Written in the log.",
        back=page_of(found),
    )  # fmt: skip


@needs(may.DESK)
def delay(request, pk):
    found = q.request(request.user, pk)
    form = forms.DelayForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.start_delay(request=found, by=request.user, **form.cleaned_data),
        person=found.person, title="The assessment waits", done="The delay counts from now.", back=page_of(found),
    )  # fmt: skip


@require_POST
@needs(may.DESK)
def delay_over(request, pk):
    rows = Delay.objects.visible_to(request.user).select_related("request")
    found = actions.stop_delay(delay=get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, f"It took {found.minutes} minutes.")
    return redirect(f"{page_of(found.request)}#delays")
