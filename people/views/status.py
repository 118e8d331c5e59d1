from django.http import Http404
from django.shortcuts import render

from bep.access.gate import needs
from people import codes
from people import permissions as may
from people.actions import record_status
from people.faces import banner
from people.forms.status import StatusForm
from people.models import StatusSpell
from people.models.status import STATUS_FIELDS
from people.views.pages import answered, visible

TITLES = {"accommodation": "Record where they live", "employment": "Record what work they have"}


@needs(may.VIEW)
def status(request, pk):
    """Where somebody lived and what work they had, and since when."""
    person = visible(request, pk)
    spells = list(StatusSpell.objects.about(person).select_related("recorded_by"))
    kinds = [
        {"kind": kind, "now": codes.words(person, STATUS_FIELDS[kind]), "spells": [s for s in spells if s.kind == kind]}
        for kind in StatusSpell.Kind
    ]
    context = {
        "person": person, "banner": banner(person), "kinds": kinds, "may_record": request.user.has_perm(may.RECORD),
    }  # fmt: skip
    return render(request, "people/status.html", context)


@needs(may.RECORD)
def record(request, pk, kind):
    person = visible(request, pk)
    if kind not in TITLES:
        raise Http404
    form = StatusForm(request.POST or None, field=STATUS_FIELDS[StatusSpell.Kind(kind)])
    return answered(
        request, form, lambda: record_status(person=person, kind=kind, by=request.user, **form.cleaned_data),
        person=person, title=TITLES[kind], done="people:status", said="It is recorded.", button="Record",
    )  # fmt: skip
