"""The log on screens, for information governance. Whoever reads the log is recorded in it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from bep.access.gate import needs
from bep.access.permissions import READ_AUDIT
from bep.audit import faces, queries, subjects
from bep.audit.events import register
from bep.audit.forms import DaysForm, PersonForm, RecordForm, WorkerForm
from bep.audit.history import history
from bep.audit.models import Seal
from bep.audit.record import note
from bep.audit.seal import anchors
from bep.audit.withheld import for_the_person
from bep.kit.export import long_csv
from bep.kit.paging import page_of

READ = register("audit.read", "Read the log")
EXPORTED = register("audit.exported", "Exported part of the log")


@require_GET
@needs(READ_AUDIT)
def index(request):
    written = anchors()
    context = {"seal": Seal.objects.order_by("position").last(), "anchor": written[-1] if written else None}
    return render(request, "audit/index.html", context | {"page_title": "Audit log"})


@require_GET
@needs(READ_AUDIT)
def person(request):
    """Who looked at this person, and what was done about them."""
    return listing(request, "person")


@require_GET
@needs(READ_AUDIT)
def copy(request):
    """As `person`, for the person themself: without what governance has decided to withhold from them."""
    return listing(request, "copy")


@require_GET
@needs(READ_AUDIT)
def worker(request):
    return listing(request, "worker")


@require_GET
@needs(READ_AUDIT)
def refused(request):
    return listing(request, "refused")


@require_GET
@needs(READ_AUDIT)
def export(request, which):
    """The whole answer to a question as a file: what the screen says, page after page."""
    question = QUESTIONS.get(which)
    form = question.form(request.GET) if question else None
    if form is None or not form.is_valid():
        raise Http404
    events, people = question.answered(form.cleaned_data)
    note(EXPORTED.name, by=request.user, people=people, page=f"audit:{which}", asked=request.GET.dict())
    return long_csv(f"log-{which}", faces.COLUMNS, faces.lines(events.iterator(chunk_size=faces.CHUNK)))


@require_GET
@needs(READ_AUDIT)
def record(request):
    """What one record says now, and each change of it."""
    form = RecordForm(request.GET or None)
    context = {"form": form, "page_title": "The history of a record"}
    if form.is_bound and form.is_valid():
        context["history"] = history(form.cleaned_data["kind"], form.cleaned_data["number"], request.user)
        note(READ.name, by=request.user, page="audit:record", **form.cleaned_data)
    return render(request, "audit/record.html", context)


def about(reference):
    ids = subjects.find(reference)
    return queries.about_people(ids), ids


def for_themself(reference):
    events, ids = about(reference)
    return for_the_person(events, ids), ids


@dataclass(frozen=True)
class Question:
    """What the log is asked, within days. `answer(data)` -> (events, ids of people whom the question itself is about)."""

    form: type
    title: str
    answer: Callable

    def answered(self, data):
        events, people = self.answer(data)
        return queries.between(events, data["starts"], data["ends"]), people


QUESTIONS = {
    "person": Question(PersonForm, "Who looked at a person", lambda data: about(data["reference"])),
    "copy": Question(PersonForm, "A copy for the person", lambda data: for_themself(data["reference"])),
    "worker": Question(WorkerForm, "What a worker did", lambda data: (queries.by_worker(data["worker"]), [])),
    "refused": Question(DaysForm, "Who was refused", lambda data: (queries.refusals(), [])),
}


def listing(request, which):
    """A page of events, and the way to all of them as a file."""
    question = QUESTIONS[which]
    form = question.form(request.GET if asked(request, question.form) else None)
    context = {"form": form, "page_title": question.title}
    if form.is_bound and form.is_valid():
        events, people = question.answered(form.cleaned_data)
        note(READ.name, by=request.user, people=people, page=f"audit:{which}", asked=request.GET.dict())
        found, page = page_of(request, events, order=("-pk",), size=50, label="the log")
        file_url = f"{reverse('audit:export', args=[which])}?{request.GET.urlencode()}"
        context |= {"rows": faces.rows(found), "page": page, "asked": True, "file_url": file_url}
    return render(request, "audit/events.html", context)


def asked(request, form_class):
    """A question whose every field may be left out is answered at once; others wait until they are asked."""
    return bool(request.GET) or not any(field.required for field in form_class.base_fields.values())
