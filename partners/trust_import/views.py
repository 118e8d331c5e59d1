"""A trust's file: sent in, its report, its lists; and what waits for somebody to decide."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bep.access.gate import needs
from bep.audit.record import note, shown
from bep.kit import export
from bep.kit.faces import Link
from bep.kit.jobs.views import face as job_face
from bep.kit.middleware import or_404
from bep.kit.paging import page_of
from bep.kit.rules import Refused
from bep.kit.views import submitted
from partners import permissions as may
from partners.models import TrustFile, TrustLine, TrustRecord
from partners.trust_import import actions, queries
from partners.trust_import.forms import DecideForm, SendForm
from partners.trust_import.profile import profile_named

READS = (may.IMPORT_TRUST, may.MATCH_TRUST)


@needs(*READS)
def files(request):
    """Every file that was sent in, and sending another."""
    form = SendForm(request.POST or None, request.FILES or None)
    may_send = request.user.has_perm(may.IMPORT_TRUST)
    if may_send and (made := submitted(request, form, lambda: send(form, request.user))):
        return redirect("partners:trust_file", made.pk)
    rows, page = page_of(request, queries.files(), order=("-pk",))
    context = {
        "page_title": "Trusts’ records", "rows": rows, "page": page, "subnav": subnav("trust_files", request.user),
        "form": form if may_send else None,
    }  # fmt: skip
    return render(request, "partners/trust_files.html", context)


def send(form, by):
    said = form.cleaned_data
    return actions.send(
        profile=said["profile"], name=said["file"].name, data=said["file"].read(), encoding=said["encoding"], by=by
    )


def subnav(current, worker):
    links = [Link("Files", reverse("partners:trust_files"), current=current == "trust_files")]
    if worker.has_perm(may.MATCH_TRUST):
        links.append(Link("To be decided", reverse("partners:trust_queue"), current=current == "trust_queue"))
    return links


@require_safe
@needs(*READS)
def file(request, pk):
    """The report of one file: what came is what is told."""
    found = get_object_or_404(TrustFile.objects.select_related("job", "sent_by"), pk=pk)
    rows, total = queries.reconciled(found)
    job = found.job
    context = {
        "page_title": found.name, "file": found, "rows": rows, "total": total, "why": queries.why_refused(found),
        "profile": profile_named(found.profile), "job": job_face(job) if job and not job.is_over else None,
        "page_url": reverse("partners:trust_file", args=[pk]),
        "poll_url": reverse("jobs:progress", args=[job.pk]) if job else "",
        "refused": any(number for outcome, number, _ in rows if outcome == TrustLine.Outcome.REFUSED),
    }  # fmt: skip
    return render(request, "partners/trust_file.html", context)


@require_safe
@needs(*READS)
def lines(request, pk):
    """The lines behind a number, as far as one may see whom they are about."""
    found = get_object_or_404(TrustFile, pk=pk)
    outcome = request.GET.get("outcome", "")
    rows, page = page_of(request, queries.lines(found, request.user, outcome), order=("number", "pk"))
    shown(*(row.record.person_id for row in rows if row.record))
    label = dict(TrustLine.Outcome.choices).get(outcome, "All lines")
    context = {"page_title": label, "file": found, "rows": queries.faces_of(rows, found), "page": page,
               "may_match": request.user.has_perm(may.MATCH_TRUST)}  # fmt: skip
    return render(request, "partners/trust_lines.html", context)


@require_safe
@needs(*READS)
def report_file(request, pk):
    """The report, line by line, without anybody's name."""
    found = get_object_or_404(TrustFile, pk=pk)
    note("people.exported", by=request.user, list="trust report", file=found.pk)
    return export.long_csv(f"report-{found.pk}", queries.REPORT_HEAD, queries.report_rows(found, request.user))


@require_safe
@needs(may.IMPORT_TRUST)
def refused_file(request, pk):
    """The refused lines as they were sent, to be corrected and sent again."""
    found = get_object_or_404(TrustFile, pk=pk)
    note("people.exported", by=request.user, list="trust lines refused", file=found.pk)
    rows = queries.lines(found, request.user, TrustLine.Outcome.REFUSED).order_by("number")
    return export.long_csv(f"refused-{found.pk}", found.headings, (line.raw for line in rows))


# --- what waits -------------------------------------------------------------------------------------------------------
@require_safe
@needs(may.MATCH_TRUST)
def queue(request):
    rows, page = page_of(request, queries.queue(request.user), order=("came_at", "pk"))
    shown(*(row.person_id for row in rows))
    context = {"page_title": "Trusts’ records to be decided", "rows": [(row, queries.waited(row)) for row in rows], "page": page,
               "subnav": subnav("trust_queue", request.user)}  # fmt: skip
    return render(request, "partners/trust_queue.html", context)


@needs(may.MATCH_TRUST)
def record(request, pk):
    """One record beside those whom it may be about."""
    rows = TrustRecord.objects.visible_to(request.user).select_related("person", "concern", "caused", "settled_by")
    found = or_404(rows.filter(pk=pk).first())
    shown(found.person_id)
    candidates = queries.candidates(found, request.user)
    form = decide_form(request, found, candidates)
    if form and submitted(request, form, lambda: decide(found, form.cleaned_data, candidates, request.user)):
        messages.success(request, "Decided.")
        return redirect("partners:trust_record", pk)
    context = {
        "page_title": f"{found.get_kind_display()} {found.key}", "record": found, "candidates": candidates, "form": form,
        "compared": queries.side_by_side(found, candidates), "facts": queries.facts_of(found.facts),
        "changes": queries.changes(found), "back_to": reverse("partners:trust_queue"),
        "profile": profile_named(found.profile), "hidden": any(c.hidden for c in candidates),
        "seen": [c for c in candidates if not c.hidden],
    }  # fmt: skip
    return render(request, "partners/trust_record.html", context)


def decide_form(request, found, candidates):
    if found.state != TrustRecord.State.QUEUED:
        return None
    changed = found.why == TrustRecord.Why.CHANGED
    return DecideForm(request.POST or None, candidates=candidates, changed=changed, initial={"version": found.version})


def decide(found, answer, candidates, by):
    """The action that the answer names."""
    asked = {"record": found, "version": answer["version"], "by": by}
    if answer["choice"] == DecideForm.REFUSE:
        return actions.refuse(reason=answer["reason"], **asked)
    if answer["choice"] == DecideForm.TAKE:
        return actions.take_change(**asked)
    if answer["choice"] == DecideForm.NEW:
        return actions.new_person(shown=[c.key for c in candidates], **asked)
    person = next((c.person for c in candidates if c.key == answer["choice"] and not c.hidden), None)
    if person is None:
        raise Refused("That person is no longer among the matches.", field="choice", remedy="Choose again.")
    return actions.same_person(person=person, **asked)
