"""The audit's report on a page: trends drawn, each with its table, and how far reviewers agree."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from bep.access.gate import needs
from safeguarding import permissions as may
from safeguarding.casefile.kappa import SOURCE
from safeguarding.casefile.report import MONTHS, AuditReport
from safeguarding.enquiry.lists import subnav


@require_safe
@needs(may.AUDIT_REPORT)
def report(request):
    found = AuditReport(request.user)
    context = {
        "page_title": "What the audits say", "report": found, "pictures": found.pictures, "agreement": list(found.agreement),
        "source": SOURCE, "months": MONTHS, "subnav": subnav("audit_report", request.user),
    }  # fmt: skip
    return render(request, "safeguarding/audit_report.html", context)
