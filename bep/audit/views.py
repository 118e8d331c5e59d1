"""The log on screens, for information governance. Whoever reads the log is recorded in it."""

from django.shortcuts import render
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
from bep.kit.paging import page_of

READ = register("audit.read", "Read the log")


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
    return listing(request, PersonForm, "Who looked at a person", lambda data: about(data["reference"]))


@require_GET
@needs(READ_AUDIT)
def worker(request):
    return listing(request, WorkerForm, "What a worker did", lambda data: (queries.by_worker(data["worker"]), []))


@require_GET
@needs(READ_AUDIT)
def refused(request):
    return listing(request, DaysForm, "Who was refused", lambda data: (queries.refusals(), []))


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


def listing(request, form_class, title, answer):
    """A page of events. `answer(data)` -> (events, ids of people whom the question itself is about)."""
    form = form_class(request.GET if asked(request, form_class) else None)
    context = {"form": form, "page_title": title}
    if form.is_bound and form.is_valid():
        events, people = answer(form.cleaned_data)
        events = queries.between(events, form.cleaned_data["starts"], form.cleaned_data["ends"])
        note(READ.name, by=request.user, people=people, page=request.resolver_match.view_name, asked=request.GET.dict())
        found, page = page_of(request, events, order=("-pk",), size=50, label="the log")
        context |= {"rows": faces.rows(found), "page": page, "asked": True}
    return render(request, "audit/events.html", context)


def asked(request, form_class):
    """A question whose every field may be left out is answered at once; others wait until they are asked."""
    return bool(request.GET) or not any(field.required for field in form_class.base_fields.values())
