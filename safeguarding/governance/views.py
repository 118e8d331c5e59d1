"""Withholding, for information governance; safeguarding adults reviews, for those who lead."""

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bep.access.gate import needs
from bep.access.permissions import GRANT_ACCESS
from bep.audit.record import shown
from bep.kit import clock, faces
from bep.kit.fields import DateField3
from bep.kit.middleware import or_404
from people.models import Person
from people.views.pages import one_form
from safeguarding import permissions as may
from safeguarding.enquiry.lists import subnav
from safeguarding.fields import line, pick, words
from safeguarding.governance import actions
from safeguarding.models import AdultReview, ReviewedAdult, Withholding


class ReferenceForm(forms.Form):
    person = line("The person’s reference", 16, help_text="For example BEP-000123.")

    def __init__(self, *args, worker=None, within="findable_by", **more):
        super().__init__(*args, **more)
        self.worker, self.within = worker, within

    def clean_person(self):
        people = getattr(Person.objects, self.within)(self.worker)
        found = people.filter(reference__iexact=self.cleaned_data["person"].strip()).first()
        if found is None:
            raise forms.ValidationError("No person whom you may find has this reference: check it")
        return found


class WithholdForm(ReferenceForm):
    reason = words("Who would be at risk if they knew, and how?", 3)
    until = DateField3(
        label="Looked at again by", future=True, required=False, help_text="It goes on until somebody ends it."
    )


class EndForm(forms.Form):
    reason = words("Why does it end?", 2)


class ReviewForm(forms.Form):
    title = line("What is it called?", 160, help_text="Without anybody’s name.")
    why = words("What is the cause for concern about how partners worked together?", 3)
    began_on = DateField3(label="When was it decided?", past=True, initial=clock.today)


class AdultForm(ReferenceForm):
    harm = pick("What happened to them?", ReviewedAdult.Harm.choices)


class LearnedForm(forms.Form):
    learned = words("What was learned, and who was told?", 4)


def back(name):
    return reverse(f"safeguarding:{name}")


@needs(GRANT_ACCESS)
def withheld(request):
    """People who are not told that safeguarding looked at their record, each by a decision."""
    found = Withholding.objects.visible_to(request.user).current().select_related("person", "decided_by")
    rows = [(row, faces.due(row.until, kind="target") if row.until else None) for row in found.order_by("until", "pk")]
    shown(*[row.person_id for row, _ in rows])  # told by reference, which is to show somebody all the same
    return render(request, "safeguarding/withheld.html", {"page_title": "Withheld from the person", "rows": rows})


@needs(GRANT_ACCESS)
def withhold(request):
    """Decides that safeguarding is left out of the copy a person is given."""
    form = WithholdForm(request.POST or None, worker=request.user, within="governed_by")
    return one_form(
        request, form, lambda: actions.withhold(by=request.user, **form.cleaned_data), title="Withhold safeguarding",
        done="It is withheld. The decision is recorded.", back=back("withheld"), to=back("withheld"),
        lead=["What they are told of who looked at their record leaves safeguarding out until this ends."],
    )  # fmt: skip


@needs(GRANT_ACCESS)
def end_withholding(request, pk):
    """They may be told from here."""
    found = or_404(Withholding.objects.visible_to(request.user).select_related("person").filter(pk=pk).first())
    form = EndForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.end_withholding(withholding=found, by=request.user, **form.cleaned_data),
        title="End the withholding", done="Ended.", back=back("withheld"),
    )  # fmt: skip


# --- safeguarding adults reviews --------------------------------------------------------------------------------------
@needs(may.DECIDE)
def reviews(request):
    """Section 44: where an adult died or was seriously harmed, and partners may not have worked together."""
    rows = list(AdultReview.objects.all()[:100])
    seen = ReviewedAdult.objects.visible_to(request.user).filter(review__in=rows).select_related("person")
    adults = {}
    for adult in seen:
        adults.setdefault(adult.review_id, []).append(adult)
    context = {
        "page_title": "Safeguarding adults reviews", "rows": [(row, adults.get(row.pk, [])) for row in rows],
        "subnav": subnav("reviews", request.user),
    }  # fmt: skip
    return render(request, "safeguarding/reviews.html", context)


@needs(may.DECIDE)
def begin_review(request):
    """A review is decided on."""
    form = ReviewForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.begin_review(by=request.user, **form.cleaned_data), done="Begun. Name its adults.",
        title="Begin a safeguarding adults review", back=back("reviews"),
    )  # fmt: skip


@needs(may.DECIDE)
def add_reviewed(request, pk):
    """One adult of a review."""
    found = get_object_or_404(AdultReview, pk=pk)
    form = AdultForm(request.POST or None, worker=request.user)
    return one_form(
        request, form, lambda: actions.add_reviewed_adult(review=found, by=request.user, **form.cleaned_data),
        title="An adult of this review", done="Named.", back=back("reviews"),
    )  # fmt: skip


@needs(may.DECIDE)
def conclude_review(request, pk):
    """What was learned."""
    found = get_object_or_404(AdultReview, pk=pk)
    form = LearnedForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.conclude_review(review=found, by=request.user, **form.cleaned_data),
        title="Conclude the review", done="Concluded.", back=back("reviews"),
    )  # fmt: skip
