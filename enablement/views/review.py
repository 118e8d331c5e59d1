"""Reviews: the queue, booking, holding, asking, calling off."""

from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit.paging import page_of
from enablement import actions, faces, forms
from enablement import permissions as may
from enablement.models import Review
from enablement.queries import lists
from enablement.queries import pathway as q
from enablement.states import REVIEWS
from enablement.views.common import one_form, opening


@needs(may.VIEW)
def queue(request):
    form = forms.QueueForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = lists.reviews(request.user, **chosen)
    rows, page = page_of(request, found.select_related("person"), order=lists.LONGEST_OVERDUE_FIRST)
    may_hold = request.user.has_perm(may.REVIEW)
    context = {
        "form": form,
        "count": found.count(),
        "rows": [faces.review_row(review, may_hold) for review in rows],
        "page": page,
        "clear_url": reverse("enablement:reviews") if request.GET else "",
    }
    return render(request, "enablement/reviews.html", context)


@needs(may.REVIEW)
def hold(request, pk):
    """After the review of brief enablement the next page asks what follows it: finish, top up or step up."""
    review = q.about(Review, request.user, pk)
    REVIEWS.next(review, "hold")
    title = f"Review: {review.get_of_display().lower()}"
    draft = opening(request, "review", pk, title=title, person=review.person)
    form = forms.HoldForm(request.POST or None, review=review)
    return one_form(
        request, form, lambda: actions.hold_review(review=review, by=request.user, **form.cleaned_data),
        person=review.person, title=title, done="The review is recorded.", draft=draft, save_label="Record the review",
        clock=faces.review_clock(review), to=what_follows,
    )  # fmt: skip


def what_follows(review):
    if review.of == Review.Of.BRIEF and review.spell and review.spell.state == "open":
        return reverse("enablement:after_brief", args=[review.spell_id])
    return reverse("enablement:episode", args=[review.person_id])


@needs(may.REVIEW)
def unplanned(request, person_pk, of):
    person = q.person(request.user, person_pk)
    subject = q.subject_of_review(person, of)
    form = forms.HoldForm(request.POST or None, review=subject, unplanned=True)
    return one_form(
        request, form,
        lambda: actions.hold_unplanned_review(
            person=person, of=of, episode=subject.episode, plan=subject.plan, care_plan=subject.care_plan,
            by=request.user, **form.cleaned_data,
        ),
        person=person, title="Record an unplanned review", done="The review is recorded.", save_label="Record the review",
    )  # fmt: skip


@needs(may.REVIEW)
def ask(request, person_pk):
    person = q.person(request.user, person_pk)
    form = forms.AskForm(request.POST or None)

    def act():
        subject = q.subject_of_review(person, form.cleaned_data["of"])
        facts = {name: getattr(subject, name) for name in ("episode", "plan", "care_plan")}
        return actions.plan_review(person=person, by=request.user, **form.cleaned_data, **facts)

    return one_form(
        request, form, act, person=person, title="Plan a review", done="The review is planned.", save_label="Plan it",
        lead="Anybody may ask for a review: the person, their carer, a worker (Care Act 2014 s27).",
    )  # fmt: skip


@needs(may.REVIEW)
def book(request, pk):
    review = q.about(Review, request.user, pk)
    REVIEWS.next(review, "book")
    initial = {"version": review.version, "booked_where": review.booked_where}
    if review.booked_for:
        local = faces.local(review.booked_for)
        initial |= {"day": local.date(), "time": local.time()}
    form = forms.BookForm(request.POST or None, initial=initial)
    return one_form(
        request, form,
        lambda: actions.book_review(review=review, version=form.cleaned_data["version"], by=request.user, **form.answers()),
        person=review.person, title="Book the review", done="The review is booked.", clock=faces.review_clock(review),
    )  # fmt: skip


@needs(may.REVIEW)
def call_off(request, pk):
    review = q.about(Review, request.user, pk)
    REVIEWS.next(review, "call_off")
    form = forms.ReasonForm(request.POST or None, initial={"version": review.version}, label="Why will it not be held?")
    return one_form(
        request, form, lambda: actions.call_off_review(review=review, by=request.user, **form.cleaned_data),
        person=review.person, title="Call the review off", done="The review is called off.",
    )  # fmt: skip
