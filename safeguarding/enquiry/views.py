"""Enquiries: the decision that begins one, its page, and its stages."""

from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit import drafts
from bep.kit.paging import page_of
from people.faces import banner
from people.views.pages import one_form
from safeguarding import permissions as may
from safeguarding.concern.queries import rows
from safeguarding.concern.views import get_concern, to_concern
from safeguarding.enquiry import actions, deciding, forms, lists, queries, rules
from safeguarding.enquiry.principles import SOURCE, principles
from safeguarding.enquiry.verbs import adds, verbs
from safeguarding.models import Enquiry
from safeguarding.states import CONCERN

ALL_FROM_MEMORY = "The targets of the stages are from memory until the safeguarding adults board confirms them."
FROM_MEMORY = "The target of this stage is from memory until the safeguarding adults board confirms it."


def to_enquiry(enquiry):
    return reverse("safeguarding:enquiry", args=[enquiry.pk])


# --- the decision -----------------------------------------------------------------------------------------------------
@needs(may.DECIDE)
def decide(request, pk):
    """The three criteria, and what happens."""
    found = get_concern(request, pk)
    draft = drafts.opening(request, f"safeguarding.decide:{pk}", title=f"Decision on {found}", person=found.person)
    form = forms.DecideForm(
        request.POST or None, moves=CONCERN.open_moves(found, request.user), worker=request.user, concern=found,
        open_ones=lists.open_about(found.person_id, request.user), initial={"version": found.version},
    )  # fmt: skip
    return one_form(
        request, form, lambda: deciding.decide(concern=found, by=request.user, **form.facts()), draft=draft,
        person=found.person, title="Decide: section 42(1)", done=lambda made: f"Decided: {made.get_state_display()}.",
        to=lambda made: to_enquiry(made.enquiry) if made.enquiry_id else to_concern(made), back=to_concern(found),
        record=found, template="safeguarding/decide.html",
        said=rows(("What was said", found.what), ("What they want", found.views)),
    )  # fmt: skip


@needs(may.DECIDE)
def set_aside(request, pk):
    """Raised in error, or said twice: there is nothing to weigh by the three criteria."""
    found = get_concern(request, pk)
    form = forms.ReasonForm(request.POST or None, initial={"version": found.version})
    return one_form(
        request, form, lambda: deciding.decide(concern=found, verb="set_aside", said={}, by=request.user, **form.cleaned_data),
        person=found.person, title="Raised in error, or said twice", done="Set aside. It can be looked at again.",
        back=to_concern(found), record=found,
    )  # fmt: skip


@needs(may.DECIDE)
def look_again(request, pk):
    """The decision is taken anew."""
    found = get_concern(request, pk)
    form = forms.ReasonForm(request.POST or None, initial={"version": found.version})
    return one_form(
        request, form, lambda: deciding.look_again(concern=found, by=request.user, **form.cleaned_data),
        person=found.person, title="Look at it again", done="It waits for a decision again.", back=to_concern(found),
        record=found,
    )  # fmt: skip


# --- the page ---------------------------------------------------------------------------------------------------------
@needs(may.VIEW, may.DECIDE)
def enquiries(request):
    """Enquiries with their clocks."""
    form = lists.FilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found, page = page_of(request, queries.listed(request.user, said), order=queries.order_of(said))
    context = {
        "page_title": "Safeguarding enquiries", "rows": [(row, queries.stage_clock(row)) for row in found], "page": page,
        "filter_form": form, "filtered": any(said.values()), "subnav": lists.subnav("enquiries", request.user),
        "note": ALL_FROM_MEMORY if any(map(rules.recalled, Enquiry.State)) else "",
    }  # fmt: skip
    return render(request, "safeguarding/enquiries.html", context)


@needs(may.VIEW, may.DECIDE)
def enquiry(request, pk):
    page = queries.EnquiryPage(queries.with_parts(request.user, pk), request.user)
    found = page.enquiry
    context = {
        "page_title": f"Enquiry {found}", "page": page, "enquiry": found, "person": banner(found.person),
        "principles": principles(page), "principles_source": SOURCE, "verbs": verbs(found, request.user),
        "adds": adds(found, request.user), "note": FROM_MEMORY if page.recalled else "",
        "decides": found.is_open and found.sam_id == request.user.pk,
        "works": found.is_open and request.user.has_perm(may.ENQUIRE),
    }  # fmt: skip
    return render(request, "safeguarding/enquiry.html", context)


# --- its stages -------------------------------------------------------------------------------------------------------
def stage(request, pk, form_class, action, title, done, *, draft=True, **initial):
    """One form of one stage, or what gives it for an enquiry: whatever it says goes to the action by its own name."""
    found = queries.get_enquiry(request.user, pk)
    form_class = form_class if isinstance(form_class, type) else form_class(found)
    key = f"safeguarding.{form_class.__name__}:{pk}"
    kept = drafts.opening(request, key, title=f"{title}, {found}", person=found.person) if draft else None
    begins = {"version": found.version} | {name: getattr(found, field) for name, field in initial.items()}
    form = form_class(request.POST or None, initial=begins)
    return one_form(
        request, form, lambda: action(enquiry=found, by=request.user, **form.cleaned_data), draft=kept, person=found.person,
        record=found, title=title, done=done, back=to_enquiry(found),
    )  # fmt: skip


@needs(may.DECIDE)
def name_workers(request, pk):
    return stage(
        request, pk, forms.NameForm, actions.name_workers, "Who leads, who enquires", "Named.", draft=False, sam="sam_id",
        officer="officer_id",
    )  # fmt: skip


@needs(may.DECIDE)
def plan(request, pk):
    return stage(request, pk, forms.PlanForm, actions.plan, "Planning discussion", "The enquiry is planned.")


@needs(may.ENQUIRE)
def report(request, pk):
    done = "Handed in. The manager decides on it."
    return stage(request, pk, forms.ReportForm, actions.report, "Report of the enquiry", done, report="report")


@needs(may.DECIDE)
def send_back(request, pk):
    return stage(request, pk, forms.ReasonForm, actions.send_back, "Send the report back", "Sent back.", draft=False)


@needs(may.DECIDE)
def conclude(request, pk):
    return stage(request, pk, forms.ConcludeForm, actions.conclude, "Decide the outcome", "The outcome is recorded.")


@needs(may.DECIDE)
def stop(request, pk):
    return stage(request, pk, forms.StopForm, actions.stop, "Stop at the adult’s request", "The enquiry is stopped.")


@needs(may.DECIDE)
def protect(request, pk):
    return stage(
        request, pk, forms.ProtectForm, actions.protect, "Protection plan", "The plan is in force.", plan="interim"
    )


@needs(may.DECIDE)
def review(request, pk):
    return stage(
        request, pk, forms.ReviewForm, actions.review, "Review of the protection plan", "The review is recorded."
    )


@needs(may.DECIDE)
def close(request, pk):
    return stage(request, pk, forms.closing, actions.close, "Close the enquiry", "The enquiry is closed.")


@needs(may.DECIDE)
def reopen(request, pk):
    return stage(
        request, pk, forms.ReopenForm, actions.reopen, "Open it again", "The enquiry is open again.", draft=False
    )
