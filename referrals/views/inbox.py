"""The inbox and the waiting list."""

from django.shortcuts import render
from django.urls import reverse

from bep.access.gate import may_open, needs
from bep.kit.faces import Link, due
from bep.kit.paging import page_of
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
    sort = request.GET.get("sort") or "due"
    rows, page = page_of(request, query.inbox(request.user, filters), order=query.order(sort))
    context = {
        "page_title": "Referrals", "form": None, "filter_form": form, "sort": sort, "subnav": subnav("inbox", request.user),
        "rows": [face(row) for row in query.with_warnings(rows)], "page": page, "numbers": query.counts(request.user),
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
        {"page_title": "Waiting for a choice appointment", "rows": rows, "subnav": subnav("waiting", request.user)},
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


def subnav(current, worker):
    items = [
        ("inbox", "Inbox", "referrals:inbox"), ("waiting", "Waiting list", "referrals:waiting"),
        ("week", "Hub sessions", "referrals:week"), ("directory", "Directory", "referrals:directory"),
        ("to_ask", "Did it help?", "referrals:to_ask"),
    ]  # fmt: skip
    links = [Link(label, reverse(name), current=key == current) for key, label, name in items]
    return [link for link in links if may_open(worker, link.url)]
