"""Patterns on one page, drawn, each picture with its table."""

from django.shortcuts import render

from bep.access.gate import needs
from safeguarding import permissions as may
from safeguarding.enquiry.lists import subnav
from safeguarding.patterns.queries import Patterns


@needs(may.DECIDE)
def patterns(request):
    found = Patterns(request.user)
    context = {
        "page_title": "Patterns", "patterns": found, "pictures": found.pictures, "subnav": subnav("patterns", request.user),
    }  # fmt: skip
    return render(request, "safeguarding/patterns.html", context)
