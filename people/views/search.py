from django.shortcuts import redirect, render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit import paging
from people import permissions as may
from people.models import Involvement, Person
from people.search import find, understand


@needs(may.VIEW, may.SEARCH_EVERYONE)
def search(request):
    """Finds people. A reference or an NHS number that names one person of the worker's opens them at once."""
    words = request.GET.get("q", "").strip()[:100]
    asked = understand(words)
    people, next_key = find(asked, request.user, after=paging.asked(request)[0])
    rows = list(rows_of(people, request.user))
    if asked.one_person and len(rows) == 1 and not rows[0]["outside"]:
        return redirect(rows[0]["url"])
    context = {
        "search_words": words, "asked": asked, "rows": rows, "page": paging.onwards(request, next_key, "people"),
        "outside": any(row["outside"] for row in rows), "may_register": request.user.has_perm(may.REGISTER),
    }  # fmt: skip
    return render(request, "people/search.html", context)


def rows_of(people, worker):
    """What a list may say: of people the worker is not involved with, no more than it takes to know them apart."""
    ids = [person.pk for person in people]
    visible = set(Person.objects.visible_to(worker).filter(pk__in=ids).values_list("pk", flat=True))
    leads = leads_of(visible)
    for person in people:
        outside = person.pk not in visible
        yield {
            "person": person,
            "outside": outside,
            "lead": leads.get(person.pk, ""),
            "url": reverse("people:open_on_duty" if outside else "people:person", args=[person.pk]),
        }


def leads_of(ids):
    leads = Involvement.objects.current().filter(person_id__in=ids, role=Involvement.Role.LEAD)
    return dict(leads.values_list("person_id", "worker__name"))
