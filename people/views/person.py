from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit import clock, paging, pdf
from bep.kit.faces import Link
from bep.kit.middleware import or_404
from people import permissions as may
from people.faces import banner
from people.pathway import stages
from people.person_page import boxes, read, verbs
from people.timeline import GROUPS, WHOLE, timeline
from people.work_of import next_things


@needs(may.VIEW)
def person(request, pk):
    """Who somebody is, where they are on the pathway, what is next, and what happened: read in five seconds."""
    found = or_404(read(pk, request.user))
    group = group_asked(request)
    happenings, older = timeline(found, request.user, group=group, after=paging.asked(request)[0])
    main, *more = verbs(found, request.user) or [None]
    context = {
        "person": found, "banner": banner(found), "stages": stages(found), "next": next_things(found, request.user),
        "main": list(boxes(found, request.user, "main")), "side": list(boxes(found, request.user, "side")),
        "events": [happening.face for happening in happenings], "groups": group_links(found, group),
        "older_url": older and paging.onwards(request, older).next_url + "#timeline",
        "newest_url": f"{paging.address(request)}#timeline" if request.GET.get("after") else "",
        "actions": [main] if main else [], "more": more,
    }  # fmt: skip
    return render(request, "people/person.html", context)


@needs(may.VIEW)
def chronology(request, pk):
    """Every event of a person's life with the service on one page, oldest first, as it is printed."""
    return render(request, "people/chronology.html", chronology_of(request, pk))


@needs(may.VIEW)
def chronology_pdf(request, pk):
    context = chronology_of(request, pk)
    document = pdf.lay_out("people/chronology_print.html", context)
    return pdf.response(document, f"chronology-{context['person'].reference}.pdf")


def chronology_of(request, pk):
    found = or_404(read(pk, request.user))
    group = group_asked(request)
    happenings, _ = timeline(found, request.user, group=group, most=WHOLE)
    return {
        "person": found, "banner": banner(found), "group": group, "groups": group_links(found, group, "people:chronology"),
        "events": [happening.face for happening in reversed(happenings)], "made_on": clock.today(),
        "made_by": request.user.name,
    }  # fmt: skip


def group_asked(request):
    group = request.GET.get("group", "")
    return group if group in GROUPS else ""


def group_links(person, group, name="people:person"):
    here = reverse(name, args=[person.pk])
    return [Link(label, f"{here}?group={key}#timeline", current=key == group) for key, label in GROUPS.items()]
