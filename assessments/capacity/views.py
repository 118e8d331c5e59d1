"""Mental capacity and best interests: one verb one view."""

from django.shortcuts import render
from django.urls import reverse

from assessments import permissions as may
from assessments.capacity import actions, forms, queries, rules
from bep.access.gate import needs
from bep.kit import drafts
from bep.kit.numbers import whole_number
from bep.kit.rules import told
from people import permissions as people_may
from people.faces import banner
from people.views import pages
from people.views.pages import visible


def one_form(request, form, act, **page):
    """The page of a form of this room, which says what of its rules is from memory."""
    return pages.one_form(request, form, act, template="assessments/capacity/form.html", **page)


def to_assessment(record):
    return reverse("assessments:capacity", args=[record.pk])


def to_decision(record):
    return reverse("assessments:best_interests", args=[record.pk])


# --- capacity ---------------------------------------------------------------------------------------------------------
@needs(may.READ)
def of_person(request, person_pk):
    """Every assessment and decision about one person."""
    person = visible(request, person_pk)
    found, decisions = queries.of_person(person, request.user)
    context = {
        "page_title": "Mental capacity", "person": banner(person), "subject": person, "decisions": decisions,
        "assessments": [(record, queries.standing(record)) for record in found],
    }  # fmt: skip
    return render(request, "assessments/capacity/of_person.html", context)


@needs(may.ASSESS)
def assess(request, person_pk):
    """Whenever a decision needs it; `again` opens it with the decision of an earlier one."""
    person = visible(request, person_pk)
    draft = drafts.opening(
        request, f"assessments.capacity:{person.pk}", title=f"Mental capacity, {person.name}", person=person
    )
    form = forms.CapacityForm(request.POST or None, person=person, initial=opening(request))
    return one_form(
        request, form, lambda: actions.assess(person=person, by=request.user, **form.facts()), draft=draft, person=person,
        title="Assess mental capacity", done="Completed. It is kept as you wrote it.", to=to_assessment,
        back=reverse("people:person", args=[person.pk]), save_label="Complete the assessment",
        lead=[rules.nobody_under_sixteen.wording, rules.unwise_is_not_unable.wording], recalled=told(rules.function_before_cause),
    )  # fmt: skip


def opening(request):
    """What an assessment of the same decision begins with."""
    pk = whole_number(request.GET.get("again"))
    if not pk:
        return {}
    earlier = queries.get_assessment(request.user, pk)
    return {"decision": earlier.decision, "supersedes": earlier.pk}


@needs(may.READ)
def capacity(request, pk):
    found = queries.get_assessment(request.user, pk)
    context = {"page_title": "Mental capacity", "person": banner(found.person)}
    return render(request, "assessments/capacity/record.html", context | queries.assessment_page(found, request.user))


@needs(people_may.COUNTERSIGN)
def countersign(request, pk):
    found = queries.get_assessment(request.user, pk)
    form = forms.CountersignForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.countersign(assessment=found, by=request.user, **form.cleaned_data),
        person=found.person, title="Countersign a capacity assessment", done="Countersigned.", back=to_assessment(found),
        lead=[f"{found.get_outcome_display()}: {found.decision}"], save_label="Countersign",
    )  # fmt: skip


# --- best interests ---------------------------------------------------------------------------------------------------
@needs(may.ASSESS)
def open_decision(request, pk):
    found = queries.get_assessment(request.user, pk)
    form = forms.OpenForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.open_decision(assessment=found, by=request.user, **form.cleaned_data),
        person=found.person, title="Begin a best-interests decision", done="Begun.", to=to_decision,
        back=to_assessment(found), lead=[found.decision], save_label="Begin",
    )  # fmt: skip


@needs(may.READ)
def best_interests(request, pk):
    found = queries.get_decision(request.user, pk)
    context = {"page_title": "Best-interests decision", "person": banner(found.person)}
    return render(
        request, "assessments/capacity/best_interests.html", context | queries.decision_page(found, request.user)
    )


def changing(request, pk, form_class, action, title, done="Saved.", fields=(), draft=True, **form_more):
    """A form that changes the decision itself, with both versions where two people saved."""
    found = queries.get_decision(request.user, pk)
    key = f"assessments.{form_class.__name__}:{pk}"
    kept = drafts.opening(request, key, title=f"{title}, {found.person.name}", person=found.person) if draft else None
    more = {name: make(found) for name, make in form_more.items()}
    form = form_class(
        request.POST or None, initial={"version": found.version} | {n: getattr(found, n) for n in fields}, **more
    )
    return one_form(
        request, form, lambda: action(best_interests=found, by=request.user, **form.cleaned_data), person=found.person,
        record=found, draft=kept, title=title, done=done, back=to_decision(found), lead=[found.assessment.decision],
    )  # fmt: skip


def adding(request, pk, form_class, action, title):
    """A form that adds a part to it."""
    found = queries.get_decision(request.user, pk)
    draft = drafts.opening(
        request, f"assessments.{form_class.__name__}:{pk}", title=f"{title}, {found.person.name}", person=found.person
    )
    form = form_class(request.POST or None)
    return one_form(
        request, form, lambda: action(best_interests=found, by=request.user, **form.cleaned_data), person=found.person,
        draft=draft, title=title, done="Saved.", back=to_decision(found),
    )  # fmt: skip


CHECKED = [name for name, *_ in forms.CHECKLIST] + [
    "authority",
    "authority_name",
    "authority_words",
    "nobody_to_consult",
]


@needs(may.ASSESS)
def checklist(request, pk):
    return changing(request, pk, forms.ChecklistForm, actions.write, "The checklist of section 4", fields=CHECKED)


@needs(may.ASSESS)
def consult(request, pk):
    return adding(request, pk, forms.ConsultForm, actions.consult, "Somebody consulted")


@needs(may.ASSESS)
def option(request, pk):
    return adding(request, pk, forms.OptionForm, actions.weigh, "An option")


@needs(may.ASSESS)
def meeting(request, pk):
    return adding(request, pk, forms.MeetingForm, actions.record_meeting, "A best-interests meeting")


@needs(may.ASSESS)
def imca(request, pk):
    fields = ["imca_name", "imca_instructed_on", "imca_report_on", "imca_report"]
    return changing(
        request, pk, forms.ImcaForm, actions.record_imca, "Independent mental capacity advocate", fields=fields
    )


@needs(may.BEST_INTERESTS)
def decide(request, pk):
    return changing(
        request, pk, forms.DecideForm, actions.decide, "Decide in their best interests", "Decided, and kept as it is.",
        record=lambda found: found,
    )  # fmt: skip


@needs(may.ASSESS)
def stop(request, pk):
    return changing(request, pk, forms.ReasonForm, actions.stop, "Stop it", "Stopped.", draft=False)
