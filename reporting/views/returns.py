"""The statutory return: asked for, watched while it is built, read by rule and by row, downloaded, signed off."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bep.access.gate import needs
from bep.audit.record import shown
from bep.kit.jobs.views import face
from bep.kit.paging import page_of
from bep.kit.rules import NotFound
from bep.kit.views import attempt
from reporting import actions, queries
from reporting import permissions as may
from reporting.cld.rules import RULES
from reporting.forms_returns import AskForm, SignForm
from reporting.models import Return
from reporting.rules import ready_to_submit
from reporting.sac import page as sac_page
from safeguarding.permissions import RETURN as COUNT


@needs(may.BUILD, may.SIGN, COUNT)
def returns(request):
    """Every return that was asked for, the newest first; and asking for another of the Client Level Data."""
    form = AskForm(request.POST or None)
    may_build = request.user.has_perm(may.BUILD)
    if may_build and form.is_valid():
        made = attempt(form, lambda: actions.ask_for_return(by=request.user, **form.cleaned_data))
        if made:
            return redirect("reporting:return", made.pk)
    rows, page = page_of(request, queries.returns(request.user), order=("-pk",))
    counts = request.user.has_perm(COUNT)
    context = {
        "rows": rows, "page": page, "form": form if may_build else None, "counts": counts, "freezes": counts and may_build,
    }  # fmt: skip
    return render(request, "reporting/returns.html", context)


@require_safe
@needs(may.BUILD, may.SIGN, COUNT)
def statutory_return(request, pk):
    made = get_object_or_404(queries.returns(request.user), pk=pk)
    return render(request, "reporting/return.html", page(request, made, SignForm(initial={"version": made.version})))


def page(request, made, form):
    job = face(made.job) if made.job and made.state == "building" else None
    return own_page(request, made, job) | {
        "made": made,
        "job": job,
        "poll_url": reverse("reporting:return_progress", args=[made.pk]),
        "page_url": reverse("reporting:return", args=[made.pk]),
        "ready": ready_to_submit(made),
        "sign_form": form if made.state == "built" and request.user.has_perm(may.SIGN) else None,
        "may_build": request.user.has_perm(may.BUILD),
    }


def own_page(request, made, job):
    """What is told of one kind of return alone."""
    if made.kind == Return.Kind.CLD:
        return {"rules": queries.errors_by_rule(made), "inside": "reporting/_cld.html"}
    told = {} if job else sac_page.context(made, request.user)
    return told | {"inside": "reporting/_sac.html"}


@require_safe
@needs(may.BUILD, may.SIGN, COUNT)
def return_progress(request, pk):
    """How far the job is: the page asks for this every two seconds."""
    made = get_object_or_404(queries.returns(request.user), pk=pk, job__isnull=False)
    return render(request, "components/job.html", page(request, made, None) | {"job": face(made.job)})


@require_safe
@needs(may.BUILD)
def return_errors(request, pk, rule):
    """The rows that break one rule, each leading to its record for those who may open it."""
    made = get_object_or_404(queries.client_level(request.user), pk=pk)
    if rule not in RULES:
        raise NotFound("There is no such rule.", remedy="Open the return again.")
    errors, links = page_of(request, queries.errors_of(made, rule), order=("line", "pk"))
    rows = queries.rows_behind(made, errors)
    shown(*(row.person_id for row in rows.values()))
    mine = queries.may_open(request.user, rows.values())
    lines = [line(error, rows.get(error.line), mine) for error in errors]
    return render(
        request, "reporting/return_errors.html", {"made": made, "rule": RULES[rule], "lines": lines, "page": links}
    )


def line(error, row, mine):
    opens = queries.record_url(row) if row and row.person_id in mine else ""
    return {"error": error, "row": row, "opens": opens, "header": queries.COLUMNS[error.field]}


@require_safe
@needs(may.BUILD)
def return_rows(request, pk):
    """The return's rows, of one kind of event or of all."""
    made = get_object_or_404(queries.client_level(request.user), pk=pk)
    rows, links = page_of(request, queries.rows_of(made, request.GET.get("event", "")), order=("line",))
    shown(*(row.person_id for row in rows))
    return render(request, "reporting/return_rows.html", {"made": made, "rows": rows, "page": links})


@require_safe
@needs(may.BUILD)
def return_row(request, pk, number):
    """One row, column by column as the file has it, and the record it was made from."""
    made = get_object_or_404(queries.client_level(request.user), pk=pk)
    row = get_object_or_404(queries.rows_of(made), line=number)
    shown(row.person_id)
    opens = queries.record_url(row) if queries.may_open(request.user, [row]) else ""
    context = {"made": made, "row": row, "columns": queries.columns_of(row), "opens": opens}
    return render(request, "reporting/return_row.html", context)


@require_safe
@needs(may.BUILD)
def return_file(request, pk):
    """The file itself, recorded with everybody in it; not handed out when it is no longer what was built."""
    made = get_object_or_404(queries.returns(request.user), pk=pk)
    actions.download(statutory_return=made, by=request.user)
    path = queries.file_as_built(made)
    if path is None:
        raise NotFound(
            "The file is not there as it was built: its SHA-256 differs.",
            remedy="Tell an administrator; build it again.",
        )
    shown(*queries.people_in(made))
    return FileResponse(path.open("rb"), as_attachment=True, filename=made.file_name, content_type="text/csv")


@require_POST
@needs(may.SIGN)
def sign(request, pk):
    made = get_object_or_404(queries.returns(request.user), pk=pk)
    form = SignForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: actions.sign_return(statutory_return=made, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Signed off. Its file is the one to submit.")
        return redirect("reporting:return", pk)
    return render(request, "reporting/return.html", page(request, made, form) | {"form": form})
