"""The case-file audit: its samples, its cases, and each step of a case, one verb one view."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bep.access.gate import needs
from bep.audit.record import shown
from bep.kit import clock, drafts
from bep.kit.jobs import enqueue
from bep.kit.middleware import or_404
from bep.kit.paging import page_of
from people.faces import banner
from people.views.pages import one_form
from safeguarding import permissions as may
from safeguarding.casefile import actions, draw, forms, queries
from safeguarding.casefile.rules import differing
from safeguarding.casefile.verbs import verbs
from safeguarding.enquiry.lists import subnav
from safeguarding.models import AuditAction, AuditSample

SEES = (may.AUDIT_LEAD, may.AUDIT_REVIEW, may.VIEW)


@require_safe
@needs(may.AUDIT_LEAD, may.AUDIT_REVIEW)
def audits(request):
    """Every month's sample."""
    rows, page = page_of(request, queries.samples(request.user), order=("-month", "-pk"))
    last = draw.month_before(clock.today())
    context = {
        "page_title": "Case-file audit", "rows": rows, "page": page, "subnav": subnav("audits", request.user),
        "to_draw": None if AuditSample.objects.filter(month=last).exists() else last,
    }  # fmt: skip
    return render(request, "safeguarding/audits.html", context)


@require_POST
@needs(may.AUDIT_LEAD)
def draw_now(request):
    """Asks for last month's sample by hand: the same job that the clock asks for each night."""
    today = clock.today()
    month = draw.month_before(today)
    job = enqueue(
        "safeguarding.draw_audit",
        by=request.user,
        key=f"safeguarding.audit:{today}:{request.user.pk}",
        month=month.isoformat(),
    )
    return redirect("jobs:job", job.pk)


@require_safe
@needs(may.AUDIT_LEAD, may.AUDIT_REVIEW)
def audit(request, pk):
    """One month: its cases as far as one may see them, and whether the draw can be drawn again."""
    sample = get_object_or_404(AuditSample.objects.select_related("tool"), pk=pk)
    rows = queries.cases_of(sample, request.user)
    shown(*(case.person_id for case, _ in rows))
    context = {
        "page_title": f"Case-file audit, {sample}", "sample": sample, "rows": rows, "holds": queries.holds(sample),
        "kappa": queries.agreement(sample, request.user), "may_close": sample.is_open and request.user.has_perm(may.AUDIT_LEAD),
        "back_to": reverse("safeguarding:audits"),
    }  # fmt: skip
    return render(request, "safeguarding/audit.html", context)


@needs(may.AUDIT_LEAD)
def close_audit(request, pk):
    """Closes a month for good."""
    sample = get_object_or_404(AuditSample, pk=pk)
    form = forms.CloseForm(request.POST or None, initial={"version": sample.version})
    return one_form(
        request, form, lambda: actions.close(sample=sample, by=request.user, **form.cleaned_data), record=sample,
        title=f"Close the audit of {sample}", done="Closed for good.", back=reverse("safeguarding:audit", args=[pk]),
        lead=["From then on nothing of this sample can be changed, and it is not opened again."], save_label="Close for good",
    )  # fmt: skip


# --- a case -----------------------------------------------------------------------------------------------------------
def to_case(case):
    return reverse("safeguarding:audited", args=[case.pk])


@require_safe
@needs(*SEES)
def audited(request, pk):
    """One case: who reviews it, what each found as far as one may see it, what was decided and what follows."""
    case = queries.get_case(request.user, pk)
    context = {
        "page_title": f"Audit of {case.subject}", "case": case, "person": banner(case.person), "clock": queries.due(case),
        "themes": queries.asked(case, request.user), "strengths": queries.strengths(case, request.user),
        "actions": case.actions.select_related("owner"), "verbs": verbs(case, request.user),
        "back_to": reverse("safeguarding:audit", args=[case.sample_id]) if request.user.has_perm(may.AUDIT_REVIEW) else "",
    }  # fmt: skip
    return render(request, "safeguarding/audited.html", context)


def step(request, pk, form_class, action, title, done, *, lead=(), **more):
    """A form about one case that carries the version its reader opened."""
    case = queries.get_case(request.user, pk)
    form = form_class(request.POST or None, initial={"version": case.version}, **{k: v(case) for k, v in more.items()})
    return one_form(
        request, form, lambda: action(case=case, by=request.user, **form.cleaned_data), record=case, person=case.person,
        title=title, done=done, back=to_case(case), lead=lead,
    )  # fmt: skip


@needs(may.AUDIT_LEAD)
def assign(request, pk):
    """Two reviewers and a moderator."""
    lead = [
        "The reviewers see this adult’s record until the worker has read the findings, at most as long as the audit allows."
    ]
    return step(
        request, pk, forms.AssignForm, actions.assign, "Who reviews it?", "Named.", lead=lead, among=queries.may_review
    )


@needs(may.AUDIT_LEAD)
def hand_on(request, pk):
    """Somebody has left, or cannot."""
    lead = ["What the others have handed in stays. Whoever gives it up stops seeing this adult’s record."]
    return step(
        request, pk, forms.HandOnForm, actions.hand_on, "Give one part to a colleague", "Given to them.", lead=lead,
        among=queries.may_review, parts=queries.parts_to_hand_on,
    )  # fmt: skip


@needs(may.AUDIT_LEAD)
def withdraw(request, pk):
    return step(request, pk, forms.ReasonForm, actions.withdraw, "Take it out of the sample", "Taken out.")


@needs(may.AUDIT_REVIEW)
def review(request, pk):
    """One reviewer's answers; kept as a draft while they are written."""
    case = queries.get_case(request.user, pk)
    key = f"safeguarding.audit_review:{case.pk}.{case.seat_of(request.user) or 0}"
    draft = drafts.opening(request, key, title=f"Audit of {case.subject}", person=case.person)
    form = forms.ReviewForm(request.POST or None, questions=case.sample.tool.questions.all())

    def hand_in():
        return actions.hand_in(
            case=case, answers=form.answers(), strengths=form.cleaned_data["strengths"], by=request.user
        )

    return one_form(
        request, form, hand_in, draft=draft, person=case.person, title=f"Review {case.subject}", back=to_case(case),
        done="Your review is in.", save_label="Hand it in",
        lead=["You answer by yourself: neither reviewer sees the other’s answers before both are in."],
    )  # fmt: skip


@needs(may.AUDIT_REVIEW)
def rule(request, pk):
    """The moderator decides each question on which the two differ."""
    case = queries.get_case(request.user, pk)
    asked = [one for _, group in queries.asked(case, request.user) for one in group]
    differ = differing(case) if case.reviews.count() == 2 else {}
    said = {one.question.pk: one.said for one in asked}
    form = forms.RulingForm(
        request.POST or None, questions=[one.question for one in asked if one.question.pk in differ], said=said,
        initial={"version": case.version},
    )  # fmt: skip

    def decide():
        return actions.rule(case=case, version=form.cleaned_data["version"], rulings=form.answers(), by=request.user)

    return one_form(
        request, form, decide, person=case.person, title="Where the reviewers differ", done="Decided. The worker is told.",
        back=to_case(case), lead=[] if differ else ["There is nothing to decide here now."],
    )  # fmt: skip


@needs(may.VIEW)
def read(request, pk):
    return step(
        request, pk, forms.ReadForm, actions.acknowledge, "I have read it", "Thank you: your words are kept with it."
    )


# --- what goes back to the case -----------------------------------------------------------------------------------------
@needs(may.AUDIT_REVIEW)
def add_action(request, pk):
    case = queries.get_case(request.user, pk)
    form = forms.ActionForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.agree(case=case, by=request.user, **form.cleaned_data), person=case.person,
        title="An action for this case", done="Agreed. It is on their list.", back=to_case(case),
    )  # fmt: skip


@needs(may.VIEW)
def finish_action(request, pk):
    """Done, with what came of it; also when the sample is closed."""
    todo = or_404(AuditAction.objects.visible_to(request.user).select_related("case", "person").filter(pk=pk).first())
    form = forms.DoneForm(request.POST or None, initial={"version": todo.version})
    return one_form(
        request, form, lambda: actions.finish(todo=todo, by=request.user, **form.cleaned_data), record=todo, person=todo.person,
        title="What came of it?", done="It is done.", lead=[todo.what], back=reverse("people:person", args=[todo.person_id]),
    )  # fmt: skip
