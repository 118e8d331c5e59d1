"""Writing in an assessment: one part, one outcome, or the weighing of wellbeing, a page each."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from assessments import actions, queries
from assessments import permissions as may
from assessments.forms import PART_FORMS, OutcomeForm, WellbeingForm
from assessments.pages import after
from assessments.parts import PARTS
from assessments.states import ASSESSMENT
from assessments.views.common import submitted, write_page
from bep.access.gate import needs
from bep.kit import drafts


@needs(may.ASSESS)
def part(request, pk, key):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    if key not in PARTS or found.kind not in PARTS[key].kinds:
        raise Http404
    ASSESSMENT.next(found, "write")
    title = PARTS[key].title
    draft = drafts.opening(request, f"assessments.{key}:{pk}", title=f"Assessment: {title}", person=found.person)
    form = PART_FORMS[key](request.POST or None, assessment=found)

    def act():
        version = form.cleaned_data["version"]
        return actions.write_part(assessment=found, version=version, part=key, answers=form.answers(), by=request.user)

    if submitted(form, draft, act, request.POST):
        return redirect(after(found, key))
    return write_page(
        request,
        form,
        draft,
        person=found.person,
        title=title,
        fresh=lambda now: PART_FORMS[key](assessment=now),
        subject=found,
    )


@needs(may.ASSESS)
def outcome(request, pk, key):
    answer = get_object_or_404(queries.answers(request.user), assessment_id=pk, outcome=key)
    found, title = answer.assessment, answer.get_outcome_display()
    ASSESSMENT.next(found, "write")
    draft = drafts.opening(
        request, f"assessments.outcome:{pk}.{key}", title=f"Assessment: {title}", person=found.person
    )
    form = OutcomeForm(request.POST or None, answer=answer, kind=found.kind)

    def act():
        version = form.cleaned_data["version"]
        return actions.answer_outcome(answer=answer, version=version, by=request.user, **form.answers())

    if submitted(form, draft, act, request.POST):
        return redirect(after(found, key))
    return write_page(
        request, form, draft, person=found.person, title=title, subject=found,
        fresh=lambda now: OutcomeForm(answer=now, kind=found.kind),
    )  # fmt: skip


@needs(may.ASSESS)
def wellbeing(request, pk):
    found = get_object_or_404(queries.assessments(request.user), pk=pk)
    ASSESSMENT.next(found, "write")
    title = "The effect on their wellbeing"
    draft = drafts.opening(request, f"assessments.wellbeing:{pk}", title=f"Assessment: {title}", person=found.person)
    form = WellbeingForm(request.POST or None, assessment=found)

    def act():
        said = form.cleaned_data
        return actions.weigh_wellbeing(
            assessment=found, version=said["version"], areas=form.areas(), by=request.user,
            significant_impact=said["significant_impact"], words=said["impact_words"],
        )  # fmt: skip

    if submitted(form, draft, act, request.POST):
        return redirect(after(found, "wellbeing"))
    return write_page(
        request,
        form,
        draft,
        person=found.person,
        title=title,
        fresh=lambda now: WellbeingForm(assessment=now),
        subject=found,
    )
