"""The inbox and the waiting list."""

from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit.faces import Link, Page, due
from referrals import permissions as may
from referrals.forms.inbox import InboxFilter
from referrals.queries import inbox as query
from referrals.queries.page import tags
from referrals.queries.waiting import waiting


@needs(may.INBOX, may.TRIAGE, may.RECEIVE)
def inbox(request):
    """What waits to be triaged, soonest due first."""
    form = InboxFilter(request.GET or None)
    filters = form.cleaned_data if form.is_valid() else {}
    asked = {name: request.GET.get(name, "") for name in ("sort", "after", "before")}
    found = query.inbox(request.user, filters=filters, **(asked | {"sort": asked["sort"] or "due"}))
    numbers = query.counts(request.user)
    context = {
        "page_title": "Referrals", "form": None, "filter_form": form, "rows": [face(row) for row in found.rows],
        "numbers": numbers, "sort": found.sort, "subnav": subnav("inbox"), "page": pages(request, found),
        "alarms": query.alarms(request.user), "filtered": bool(filters and any(filters.values())),
    }  # fmt: skip
    return render(request, "referrals/inbox.html", context)


@needs(may.INBOX, may.TRIAGE, may.BOOK)
def waiting_list(request):
    """Who waits for a choice appointment, the longest first."""
    rows = waiting(request.user)
    return render(
        request,
        "referrals/waiting.html",
        {"page_title": "Waiting for a choice appointment", "rows": rows, "subnav": subnav("waiting")},
    )


def face(row):
    """A referral as a line of the inbox."""
    referral = row.referral
    triage = referral.state == referral.State.RECEIVED
    return {
        "referral": referral,
        "warnings": row.warnings,
        "tags": tags(referral),
        "clock": due(referral.due_day) if triage else None,
    }


def pages(request, found):
    def address(**changes):
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        query.update(changes)
        return f"?{query.urlencode()}"

    return Page(
        previous_url=address(before=found.previous) if found.previous else "",
        next_url=address(after=found.next) if found.next else "",
    )


def subnav(current):
    items = [
        ("inbox", "Inbox", "referrals:inbox"), ("waiting", "Waiting list", "referrals:waiting"),
        ("week", "Hub sessions", "referrals:week"), ("directory", "Directory", "referrals:directory"),
        ("to_ask", "Did it help?", "referrals:to_ask"),
    ]  # fmt: skip
    return [Link(label, reverse(name), current=key == current) for key, label, name in items]
