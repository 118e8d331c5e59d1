"""Sealed parts: written, opened to others by name, and closed again."""

from django import forms
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from bep.access.gate import needs
from bep.access.models import Worker
from bep.kit.middleware import or_404
from people.views.pages import one_form
from safeguarding import permissions as may
from safeguarding.concern.views import get_concern, to_concern
from safeguarding.enquiry.forms import workers
from safeguarding.fields import pick, words
from safeguarding.models import SealedPart, SealedReader
from safeguarding.sealed import actions


class SealForm(forms.Form):
    kind = pick("What is it?", SealedPart.Kind.choices)
    words = words("What is to be sealed?", 4)
    why = forms.CharField(label="Why must others not know?", widget=forms.Textarea({"rows": 2}))
    readers = forms.ModelMultipleChoiceField(
        Worker.objects.none(), label="Who may read it?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Nobody ticked: every safeguarding adults manager who may see the concern.",
    )  # fmt: skip

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["readers"].queryset = workers("safeguarding.enquire")


class LetInForm(forms.Form):
    worker = forms.ModelChoiceField(Worker.objects.none(), label="Who?", empty_label="Choose")
    why = forms.CharField(label="Why do they need to read it?", widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["worker"].queryset = workers("safeguarding.enquire")


@needs(may.ENQUIRE)
def seal(request, pk):
    """Seals words at a concern."""
    found = get_concern(request, pk)
    form = SealForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.seal(concern=found, by=request.user, **form.cleaned_data), person=found.person,
        title="Seal a part", done="Sealed.", back=to_concern(found),
        lead=["What is sealed is in no list, count, search, export or timeline. Do not repeat it in an open part."],
    )  # fmt: skip


@needs(may.UNSEAL)
def let_in(request, pk):
    """Names a reader."""
    part = or_404(SealedPart.objects.visible_to(request.user).select_related("concern__person").filter(pk=pk).first())
    form = LetInForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.let_in(part=part, by=request.user, **form.cleaned_data), person=part.concern.person,
        title="Let somebody read it", done="They may read it now.", back=to_concern(part.concern),
    )  # fmt: skip


@require_POST
@needs(may.UNSEAL)
def shut_out(request, pk):
    """Ends a reader's leave."""
    reader = or_404(SealedReader.objects.visible_to(request.user).select_related("part__concern").filter(pk=pk).first())
    actions.shut_out(reader=reader, by=request.user)
    return redirect(to_concern(reader.part.concern))
