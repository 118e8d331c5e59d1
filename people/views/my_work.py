"""My work: the first screen after sign-in. What is late, due, at risk, waiting, new, and not finished."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bep.access.gate import signed_in
from people import actions, my_work_page

OWN = "everybody who works here has work of their own; it lists only theirs"


@signed_in(OWN)
def my_work(request):
    page = my_work_page.build(request.user)
    if page.is_empty_for_good:
        return render(request, "people/my_jobs.html", {"page": page})
    if (shown := request.GET.get("show")) in my_work_page.HEAPS:
        return render(request, "people/my_work_list.html", {"page": page, "heap": page.heap(shown)})
    return render(request, "people/my_work.html", {"page": page})


@require_POST
@signed_in(OWN)
def acknowledge(request):
    """I have seen who is new to me: they leave "New to me"."""
    seen = actions.acknowledge_allocations(by=request.user)
    messages.success(request, f"{len(seen)} no longer shown as new." if seen else "Nobody was new.")
    return redirect("people:my_work")
