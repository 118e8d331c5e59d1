"""Choice meetings and assessments that wait: for me, or for everybody I may see."""

from django.shortcuts import render

from assessments import permissions as may
from assessments import queries
from assessments.faces import assessment_row, meeting_row
from bep.access.gate import needs


@needs(may.READ, may.ARRANGE)
def mine(request):
    everybody = request.GET.get("of") == "everybody"
    found = queries.open_assessments(request.user, not everybody) if request.user.has_perm(may.READ) else []
    context = {
        "meetings": [meeting_row(row) for row in queries.open_meetings(request.user, not everybody)],
        "assessments": [assessment_row(row, request.user) for row in found],
        "switch": [
            {"label": "Mine", "url": "?", "current": not everybody},
            {"label": "Everybody's", "url": "?of=everybody", "current": everybody},
        ],
    }
    return render(request, "assessments/mine.html", context)
