"""Court of Protection cases: the list, one case, its stages; one verb one view."""

from django import forms
from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import needs
from bep.access.models import Worker
from bep.access.queries import holders
from bep.kit import clock, drafts, faces
from bep.kit.fields import DateField3
from bep.kit.middleware import or_404
from bep.kit.paging import page_of
from bep.kit.rules import told
from people.faces import banner
from people.views.pages import one_form, visible
from safeguarding import permissions as may
from safeguarding.court import actions
from safeguarding.dols.forms import EmptyForm, ReasonForm
from safeguarding.dols.states import COURT
from safeguarding.enquiry.lists import subnav
from safeguarding.fields import VersionedForm, line, pick, words
from safeguarding.models import CourtCase

SEES = (may.DOLS_VIEW, may.DOLS_HANDLE)
S = CourtCase.State
USUAL = {S.IDENTIFIED: "gather", S.GATHERED: "apply", S.APPLIED: "order", S.ORDERED: "renew"}


# --- forms ------------------------------------------------------------------------------------------------------------
class IdentifyForm(forms.Form):
    setting = pick("Where do they live?", CourtCase.Setting.choices)
    restrictions = words("How is their liberty limited, and why?", 4)
    identified_on = DateField3(label="When did we see this?", past=True, initial=clock.today)
    worker = forms.ModelChoiceField(Worker.objects.none(), label="Who sees to the case?", empty_label=None)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["worker"].queryset = holders(may.DOLS_VIEW).order_by("name")


class EvidenceForm(VersionedForm):
    evidence = words("What is the evidence: capacity, medical, care plan, what they and their family say?", 5)


class ApplyForm(VersionedForm):
    applied_on = DateField3(label="When was the application made?", past=True, initial=clock.today)
    case_number = line("The Court’s number", 40, required=False)


class OrderForm(VersionedForm):
    ordered_on = DateField3(label="When was the order made?", past=True, initial=clock.today)
    order_from = DateField3(label="From when is it in force?")
    order_to = DateField3(label="Its last day")
    review_on = DateField3(label="When is it looked at again?")
    order_words = words("What does it allow, and on what terms?", 4)


class ReviewForm(VersionedForm):
    words = words("What was found?", 4)
    review_on = DateField3(label="When is it looked at again?", future=True)


# --- pages ------------------------------------------------------------------------------------------------------------
def to_case(case):
    return reverse("safeguarding:court_case", args=[case.pk])


def get_case(worker, pk):
    rows = CourtCase.objects.visible_to(worker).select_related("person", "worker", "renews")
    return or_404(rows.filter(pk=pk).first())


@needs(*SEES)
def court(request):
    """Open cases, whose clock runs out first."""
    rows = CourtCase.objects.visible_to(request.user).open().select_related("person", "worker")
    found, page = page_of(request, rows, order=("due_on", "pk"))
    context = {
        "page_title": "Court of Protection", "rows": [(row, faces.due(row.due_on, kind="target")) for row in found],
        "page": page, "subnav": subnav("court", request.user), "rule": told(actions.the_court_alone_authorises),
    }  # fmt: skip
    return render(request, "safeguarding/dols/court.html", context)


@needs(may.DOLS_HANDLE)
def identify(request, person_pk):
    """Somebody is deprived of their liberty in supported living or at home."""
    person = visible(request, person_pk)
    draft = drafts.opening(
        request, f"safeguarding.court:{person.pk}", title=f"Court of Protection, {person.name}", person=person
    )
    form = IdentifyForm(request.POST or None, initial={"worker": request.user.pk})
    return one_form(
        request, form, lambda: actions.identify(person=person, by=request.user, **form.cleaned_data), draft=draft, person=person,
        title="Begin a Court of Protection case", done=lambda made: f"Begun as {made.reference}.", to=to_case,
        back=reverse("people:person", args=[person.pk]), lead=[actions.the_court_alone_authorises.wording],
    )  # fmt: skip


@needs(*SEES)
def court_case(request, pk):
    found = get_case(request.user, pk)
    renewals = list(found.renewals.exclude(state=S.CLOSED))
    context = {
        "page_title": f"Court of Protection {found}", "case": found, "person": banner(found.person),
        "verbs": verbs(found, request.user, renewals), "stages": stages(found), "facts": facts(found), "renewals": renewals,
        "face": faces.due(found.due_on, kind="target") if found.is_open else None,
        "rule": told(actions.the_court_alone_authorises),
    }  # fmt: skip
    return render(request, "safeguarding/dols/court_case.html", context)


def verbs(case, worker, renewals):
    moves = [move for move in COURT.open_moves(case, worker) if move.verb != "renew" or not renewals]
    moves.sort(key=lambda move: move.verb != USUAL.get(case.state))
    return [faces.Link(move.sentence, reverse(f"safeguarding:court_{move.verb}", args=[case.pk])) for move in moves]


def stages(case):
    names = [S.IDENTIFIED, S.GATHERED, S.APPLIED, S.ORDERED, S.CLOSED]
    days = [case.identified_on, case.gathered_on, case.applied_on, case.ordered_on, case.closed_on]
    now = names.index(S(case.state))
    for i, (name, day) in enumerate(zip(names, days, strict=True)):
        state = "current" if i == now else "skipped" if i < now and not day else "done" if i < now else "next"
        yield faces.Stage(str(name.label), state=state, date=f"{day:%-d %b %Y}" if day and i <= now else "")


def facts(case):
    order = f"{case.order_from:%-d %B %Y} to {case.order_to:%-d %B %Y}" if case.order_from else ""
    rows = [
        ("Where", case.get_setting_display()), ("Worker", case.worker.name), ("The Court’s number", case.case_number),
        ("Order", order), ("Looked at again by", f"{case.review_on:%-d %B %Y}" if case.review_on else ""),
    ]  # fmt: skip
    return [faces.Row(key, value) for key, value in rows if value]


# --- stages -----------------------------------------------------------------------------------------------------------
def verb(request, pk, form_class, action, title, done="Saved.", *, draft=False, to=""):
    found = get_case(request.user, pk)
    key = f"safeguarding.court_{form_class.__name__}:{pk}"
    kept = drafts.opening(request, key, title=f"{title}, {found}", person=found.person) if draft else None
    form = form_class(request.POST or None, initial={"version": found.version})
    return one_form(
        request, form, lambda: action(case=found, by=request.user, **form.cleaned_data), draft=kept, record=found,
        person=found.person, title=title, done=done, back=to_case(found), to=to,
    )  # fmt: skip


@needs(may.DOLS_HANDLE)
def gather(request, pk):
    return verb(request, pk, EvidenceForm, actions.gather, "Evidence is gathered", draft=True)


@needs(may.DOLS_HANDLE)
def apply(request, pk):
    return verb(request, pk, ApplyForm, actions.apply, "Record the application")


@needs(may.DOLS_HANDLE)
def order(request, pk):
    return verb(request, pk, OrderForm, actions.order, "Record the order", draft=True)


@needs(may.DOLS_HANDLE)
def review(request, pk):
    return verb(request, pk, ReviewForm, actions.review, "A review", "The review is recorded.", draft=True)


@needs(may.DOLS_HANDLE)
def renew(request, pk):
    return verb(request, pk, EmptyForm, actions.renew, "Begin the renewal", "Begun, linked to this one.", to=to_case)


@needs(may.DOLS_HANDLE)
def close(request, pk):
    return verb(request, pk, ReasonForm, actions.close, "Close it", "Closed.")
