"""Providers: the early-warning list, one provider, and an enquiry into one with all its adults."""

from copy import copy

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit import reference
from bep.kit.fields import DateField3, PostcodeField
from bep.kit.paging import page_of
from people.models import Person
from people.views.pages import one_form
from safeguarding import permissions as may
from safeguarding.enquiry.lists import subnav
from safeguarding.fields import VersionedForm, line, pick, tick, words
from safeguarding.models import Concern, Provider, ProviderEnquiry
from safeguarding.provider import actions, queries


class ProviderForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    postcode = PostcodeField(label="Postcode", required=False)

    class Meta:
        model = Provider
        fields = ("name", "kind", "postcode", "cqc_location")


class OpenForm(forms.Form):
    title = line("What is it about?", 160, help_text="Without anybody’s name.")
    words = words(
        "What is known?", 4, required=False, help_text="Without anybody’s name: each adult has a concern of their own."
    )
    suspended = tick("No new placements for now")


class AdultForm(forms.Form):
    """One adult of the provider: by their reference where we know them, else by name."""

    person = line("Their reference, if we know them", 16, required=False, help_text="For example BEP-000123.")
    given_name = line("Given names", 80, required=False)
    family_name = line("Family name", 80, required=False)
    birth_date = DateField3(label="Date of birth", past=True, required=False)
    what = words(
        "What happened to them, or is feared?", 3, required=False, help_text="Left empty: what the enquiry is about."
    )
    kinds = forms.MultipleChoiceField(label="What kind?", widget=forms.CheckboxSelectMultiple)
    safe_now = pick("Are they safe now?", Concern.Answer.choices)
    consent = pick("Do they agree to our looking into it?", Concern.Consent.choices)
    why_without = words("Why is it right to raise it against their wishes?", 2, required=False)
    reveals = {"consent": {"no": ["why_without"]}}

    def __init__(self, *args, worker=None, **more):
        super().__init__(*args, **more)
        self.worker = worker
        self.fields["kinds"].choices = reference.choices("abuse_type")

    def clean_person(self):
        if not (asked := self.cleaned_data["person"].strip()):
            return None
        found = Person.objects.findable_by(self.worker).filter(reference__iexact=asked).first()
        if found is None:
            raise forms.ValidationError("No person whom you may find has this reference: check it, or give their name")
        return found

    def facts(self):
        said = {name: value for name, value in self.cleaned_data.items() if value}
        said.pop("person", None)
        return said | {"location": self.place} if self.place else said

    place = ""


class CloseForm(VersionedForm):
    learned = words("What was learned, and who was told?", 4)


PLACES = {"nursing": "nursing", "residential": "residential", "home_care": "own_home", "supported": "own_home",
          "day": "community_service", "hospital": "hospital_acute"}  # fmt: skip


@needs(may.DECIDE)
def providers(request):
    """The early-warning list: those with the most concerns of late come first."""
    start, _, limit = queries.window()
    found, page = page_of(request, queries.ranked(request.user), order=queries.RANK)
    context = {
        "page_title": "Providers", "lines": queries.lines(request.user, found), "page": page, "since": start,
        "limit": limit, "subnav": subnav("providers", request.user),
    }  # fmt: skip
    return render(request, "safeguarding/providers.html", context)


def to_providers():
    return reverse("safeguarding:providers")


@needs(may.DECIDE)
def add_provider(request):
    """A provider that was never named before."""
    form = ProviderForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.save_provider(by=request.user, **form.cleaned_data),
        title="Add a provider", done="Added.", back=to_providers(),
    )  # fmt: skip


@needs(may.DECIDE)
def edit_provider(request, pk):
    """Corrects what is known of a provider."""
    found = get_object_or_404(Provider, pk=pk)
    form = ProviderForm(request.POST or None, instance=copy(found), initial={"version": found.version})
    return one_form(
        request, form, lambda: actions.save_provider(provider=found, by=request.user, **form.cleaned_data),
        title=str(found), done="Saved.", back=to_providers(), record=found,
    )  # fmt: skip


@needs(may.DECIDE)
def open_enquiry(request, pk):
    """Several adults of one provider: one enquiry into it, led as one."""
    found = get_object_or_404(Provider, pk=pk)
    form = OpenForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.open_enquiry(provider=found, by=request.user, **form.cleaned_data),
        title=f"Enquiry into {found}", done="Opened. Add each adult now.", back=to_providers(), to=to_enquiry,
    )  # fmt: skip


def to_enquiry(enquiry):
    return reverse("safeguarding:provider_enquiry", args=[enquiry.pk])


def get_enquiry(pk):
    return get_object_or_404(ProviderEnquiry.objects.select_related("provider", "sam"), pk=pk)


@needs(may.DECIDE)
def provider_enquiry(request, pk):
    """Its adults, each with where their concern and enquiry have got to."""
    found = get_enquiry(pk)
    context = {
        "page_title": str(found), "provider_enquiry": found, "adults": list(queries.adults_of(found, request.user)),
        "summary": queries.summary(found, request.user), "back_to": to_providers(),
    }  # fmt: skip
    return render(request, "safeguarding/provider_enquiry.html", context)


@needs(may.DECIDE)
def add_adult(request, pk):
    """One adult more."""
    found = get_enquiry(pk)
    form = AdultForm(request.POST or None, worker=request.user)
    form.place = PLACES.get(found.provider.kind, "")

    def act():
        person = form.cleaned_data["person"]
        return actions.add_adult(enquiry=found, facts=form.facts(), person=person, by=request.user)

    return one_form(
        request, form, act, title=f"An adult of {found.provider}", back=to_enquiry(found),
        done=lambda made: f"Raised: {made.reference}.", to=to_enquiry(found), save_label="Raise a concern about them",
    )  # fmt: skip


@needs(may.DECIDE)
def close_enquiry(request, pk):
    """What was learned; each adult is done with by then."""
    found = get_enquiry(pk)
    form = CloseForm(request.POST or None, initial={"version": found.version})
    return one_form(
        request, form, lambda: actions.close_enquiry(enquiry=found, by=request.user, **form.cleaned_data),
        record=found, title=f"Close: {found}", done="Closed.", back=to_enquiry(found),
    )  # fmt: skip
