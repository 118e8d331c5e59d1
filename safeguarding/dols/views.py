"""Deprivation of liberty applications: the queue, one application, its verbs; one verb one view."""

from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit import clock, drafts
from bep.kit.middleware import or_404
from bep.kit.paging import page_of
from people.faces import banner
from people.views.pages import one_form, visible
from safeguarding import permissions as may
from safeguarding.dols import actions, clocks, following, forms, queries
from safeguarding.enquiry.lists import subnav
from safeguarding.models import DolsCondition, DolsSupporter

SEES = (may.DOLS_VIEW, may.DOLS_HANDLE)


def to_application(application):
    return reverse("safeguarding:dols_application", args=[application.pk])


@needs(*SEES)
def queue(request):
    """Whose clock runs out first."""
    form = forms.FilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found, page = page_of(request, queries.queue(request.user, said), order=("due_on", "pk"))
    context = {
        "page_title": "Deprivation of liberty", "rows": [(row, *queries.first_clock(row)) for row in found], "page": page,
        "filter_form": form, "filtered": any(said.values()), "subnav": subnav("dols", request.user),
    }  # fmt: skip
    return render(request, "safeguarding/dols/queue.html", context)


@needs(may.DOLS_HANDLE)
def receive(request, person_pk):
    """A request of a home or a hospital about somebody we know."""
    person = visible(request, person_pk)
    draft = drafts.opening(
        request, f"safeguarding.dols:{person.pk}", title=f"Deprivation of liberty request, {person.name}", person=person
    )
    form = forms.RequestForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.receive(person=person, by=request.user, **form.facts()), draft=draft, person=person,
        title="Record a deprivation of liberty request", done=lambda made: f"Received as {made.reference}.",
        to=to_application, back=reverse("people:person", args=[person.pk]),
    )  # fmt: skip


@needs(*SEES)
def application(request, pk):
    page = queries.ApplicationPage(queries.with_parts(request.user, pk), request.user)
    found = page.application
    context = {
        "page_title": f"Deprivation of liberty {found}", "page": page, "application": found, "person": banner(found.person),
        "verbs": queries.verbs(found, request.user, page.renewed, page.assessments), "today": clock.today(),
        "adds": queries.adds(found, request.user, page.supporters), "handles": request.user.has_perm(may.DOLS_HANDLE),
    }  # fmt: skip
    return render(request, "safeguarding/dols/application.html", context)


def verb(request, pk, form_class, action, title, done="Saved.", *, draft=False, to=None, lead=(), **initial):
    """One form of one verb: whatever it says goes to the action by its own name."""
    found = queries.get_application(request.user, pk)
    key = f"safeguarding.dols_{form_class.__name__}:{pk}"
    kept = drafts.opening(request, key, title=f"{title}, {found}", person=found.person) if draft else None
    form = form_class(
        request.POST or None, initial={"version": found.version} | {n: get(found) for n, get in initial.items()}
    )
    return one_form(
        request, form, lambda: action(application=found, by=request.user, **form.cleaned_data), draft=kept, record=found,
        person=found.person, title=title, done=done, back=to_application(found), to=to or "", lead=lead,
    )  # fmt: skip


@needs(may.DOLS_HANDLE)
def allocate(request, pk):
    return verb(
        request, pk, forms.AllocateForm, actions.allocate, "Name the assessors", "Named.", bia=lambda a: a.bia_id,
        doctor=lambda a: a.doctor,
    )  # fmt: skip


@needs(may.DOLS_ASSESS)
def assess(request, pk):
    lead = ["Who may assess what, and who may not, is checked when you save: SI 2008/1858, as made."]
    return verb(request, pk, forms.AssessForm, actions.assess, "Record an assessment", draft=True, lead=lead)


@needs(may.DOLS_HANDLE)
def extend(request, pk):
    return verb(request, pk, forms.ExtendForm, actions.extend, "Extend the urgent authorisation", "Extended, once.")


@needs(may.DOLS_ASSESS)
def question(request, pk):
    return verb(request, pk, forms.QuestionForm, actions.settle_question, "Answer whether they are deprived of liberty")


@needs(may.DOLS_HANDLE)
def send(request, pk):
    lead = ["Somebody who took no part in it signs: it then waits for them."]
    return verb(request, pk, forms.EmptyForm, actions.send, "Send it to be signed", "Sent to be signed.", lead=lead)


@needs(may.DOLS_AUTHORISE)
def send_back(request, pk):
    return verb(request, pk, forms.ReasonForm, actions.send_back, "Send it back", "Sent back.")


@needs(may.DOLS_AUTHORISE)
def grant(request, pk):
    return verb(
        request, pk, forms.GrantForm, actions.grant, "Authorise it", "Authorised. Give the copies.", draft=True,
        starts_on=lambda a: clock.today(),
    )  # fmt: skip


@needs(may.DOLS_AUTHORISE)
def refuse(request, pk):
    return verb(
        request, pk, forms.RefuseForm, actions.refuse, "Do not grant it", "Not granted. Give the copies.", draft=True
    )


@needs(may.DOLS_HANDLE)
def withdraw(request, pk):
    return verb(request, pk, forms.ReasonForm, actions.withdraw, "Record a withdrawal", "Withdrawn.")


@needs(may.DOLS_HANDLE)
def review(request, pk):
    return verb(
        request, pk, forms.ReviewForm, following.review, "A formal review", "The review is recorded.", draft=True
    )


@needs(may.DOLS_HANDLE)
def suspend(request, pk):
    return verb(request, pk, forms.ReasonForm, following.suspend, "Suspend it", "Suspended.")


@needs(may.DOLS_HANDLE)
def resume(request, pk):
    return verb(request, pk, forms.ReasonForm, following.resume, "End the suspension", "In force again.")


@needs(may.DOLS_HANDLE)
def end(request, pk):
    return verb(
        request, pk, forms.EndForm, following.end, "Record that it ended", "Ended. Tell everybody who had a copy.",
        ended_on=lambda a: min(a.ends_on or clock.today(), clock.today()),
        end_reason=lambda a: "expired" if clocks.has_expired(a) else "",
    )  # fmt: skip


@needs(may.DOLS_HANDLE)
def renew(request, pk):
    return verb(
        request, pk, forms.RenewForm, following.renew, "Record the new request", "A new application, linked to this one.",
        to=to_application,
    )  # fmt: skip


# --- parts ------------------------------------------------------------------------------------------------------------
def adding(request, pk, form_class, action, title, **more):
    found = queries.get_application(request.user, pk)
    form = form_class(request.POST or None, **({"application": found} if more.get("of_it") else {}))
    return one_form(
        request, form, lambda: action(application=found, by=request.user, **form.cleaned_data), person=found.person,
        title=title, done="Saved.", back=to_application(found),
    )  # fmt: skip


def changing(request, model, pk, name, form_class, action, title):
    found = or_404(model.objects.visible_to(request.user).select_related("application__person").filter(pk=pk).first())
    form = form_class(request.POST or None, initial={"version": found.version})
    return one_form(
        request, form, lambda: action(**{name: found}, by=request.user, **form.cleaned_data), record=found, title=title,
        person=found.application.person, done="Saved.", back=to_application(found.application), lead=[str(found)],
    )  # fmt: skip


@needs(may.DOLS_HANDLE)
def condition(request, pk):
    return adding(request, pk, forms.ConditionForm, following.add_condition, "A condition")


@needs(may.DOLS_HANDLE)
def check_condition(request, pk):
    return changing(
        request, DolsCondition, pk, "condition", forms.CheckForm, following.check_condition, "Is the condition kept?"
    )


@needs(may.DOLS_HANDLE)
def supporter(request, pk):
    return adding(request, pk, forms.SupporterForm, following.add_supporter, "A representative or advocate")


@needs(may.DOLS_HANDLE)
def end_supporter(request, pk):
    return changing(
        request, DolsSupporter, pk, "supporter", forms.EndSupporterForm, following.end_supporter, "End the appointment"
    )


@needs(may.DOLS_ASSESS)
def visit(request, pk):
    return adding(request, pk, forms.VisitForm, following.record_visit, "A visit", of_it=True)


@needs(may.DOLS_HANDLE)
def copy(request, pk):
    return adding(request, pk, forms.CopyForm, following.give_copy, "A copy given")
