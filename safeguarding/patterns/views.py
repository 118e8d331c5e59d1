"""Patterns on one page, drawn, each picture with its table."""

from django.shortcuts import render

from bep.access.gate import needs
from safeguarding import permissions as may
from safeguarding.enquiry.lists import subnav
from safeguarding.patterns.queries import drawn


@needs(may.DECIDE)
def patterns(request):
    context = {"page_title": "Patterns", "patterns": drawn(request.user), "subnav": subnav("patterns", request.user)}
    return render(request, "safeguarding/patterns.html", context)
