"""The team: who carries what, who waits, who covers whom."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit.views import submitted
from people import actions
from people import permissions as may
from people.faces import banner
from people.forms.team import AllocateForm, CoverForm
from people.models import Cover, Involvement, Person
from people.my_work_page import Heap
from people.queries import team as queries
from people.queries.work import cut


@needs(may.ALLOCATE)
def board(request):
    teams = request.user.managed_team_ids or request.user.team_ids
    found = queries.board(request.user, teams)
    waiting = Heap("waiting", found.waiting, cut(found.waiting), request.user)
    return render(request, "people/team_board.html", {"board": found, "waiting": waiting})


@needs(may.ALLOCATE)
def allocate(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = AllocateForm(request.POST or None, found=queries.candidates(request.user, person))
    if submitted(request, form, lambda: actions.allocate(person=person, by=request.user, **form.allocation())):
        messages.success(request, f"{person.name} is allocated.")
        return redirect("people:team_board")
    lead = Involvement.objects.current().filter(person=person, role="lead").select_related("worker").first()
    return render(
        request, "people/allocate.html", {"form": form, "person": person, "banner": banner(person), "lead": lead}
    )


@needs(may.ALLOCATE)
def cover(request):
    colleagues = queries.may_lead(queries.colleagues(request.user.team_ids))
    form = CoverForm(request.POST or None, colleagues=colleagues)
    if made := submitted(request, form, lambda: actions.begin_cover(by=request.user, **form.cover())):
        messages.success(request, f"{made.covering.name} covers for {made.absent.name}.")
        return redirect("people:team_board")
    context = {
        "form": form,
        "page_title": "Cover an absence",
        "button": "Begin cover",
        "cancel_url": reverse("people:team_board"),
    }
    return render(request, "people/plain_form.html", context)


@needs(may.ALLOCATE)
def end_cover(request, pk):
    theirs = queries.colleagues(request.user.team_ids)
    cover = get_object_or_404(Cover.objects.filter(absent__in=theirs).select_related("absent", "covering"), pk=pk)
    if request.method == "POST":
        actions.end_cover(cover=cover, by=request.user)
        messages.success(request, f"{cover.covering.name} no longer covers for {cover.absent.name}.")
        return redirect("people:team_board")
    lost = (
        f"{cover.covering.name} no longer sees the people of {cover.absent.name}, unless they work with them otherwise."
    )
    context = {"question": "End this cover now?", "consequences": [lost], "confirm_label": "End cover"}
    return render(request, "confirm.html", context | {"cancel_url": reverse("people:team_board")})
