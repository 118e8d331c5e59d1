"""My caseload, and for a manager a colleague's: the same list, the same rules of who may be seen."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from bep.access.gate import needs
from bep.audit.events import EXPORTED
from bep.audit.record import note
from bep.kit import export as files
from bep.kit.preferences import remember, remembered
from people import caseload_page
from people import permissions as may
from people.queries.caseload import capacity
from people.queries.team import colleagues

REMEMBERED = "people.caseload"


@needs(may.RECORD, may.ALLOCATE)
def caseload(request, worker_pk=None):
    worker = colleague(request.user, worker_pk)
    if worker is None and not request.GET and (left := remembered(request.user, REMEMBERED)):
        return redirect(request.path + caseload_page.address_of(left))
    page = caseload_page.build(request, worker)
    if worker is None and request.GET:
        remember(request.user, REMEMBERED, page.query)
    of = worker or request.user
    exports = page.exports if request.user.has_perm(may.EXPORT) else []
    context = {"page": page, "worker": of, "capacity": capacity(of), "exports": exports, "sort": page.sort}
    return render(request, "people/caseload.html", context)


@needs(may.EXPORT)
def export(request, kind, worker_pk=None):
    """The list as it stands on the screen, filters and order and all."""
    if kind not in files.KINDS:
        raise Http404
    worker = colleague(request.user, worker_pk)
    page = caseload_page.build(request, worker)
    people = [case.person.pk for case in page.kept]
    note(EXPORTED.name, by=request.user, people=people, list="caseload", of=(worker or request.user).pk, kind=kind)
    return files.response(kind, "caseload", caseload_page.COLUMNS, page.as_file())


def colleague(reader, worker_pk):
    """A colleague of the reader's teams, for those who allocate; nobody else's caseload is there to see."""
    if worker_pk is None or worker_pk == reader.pk:
        return None
    if not reader.has_perm(may.ALLOCATE):
        raise Http404
    return get_object_or_404(colleagues(reader.team_ids), pk=worker_pk)
