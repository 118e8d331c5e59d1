"""The inbox: what waits to be triaged, soonest due first; filtered, sorted, and paged by key so that page 40 costs as page 1."""

from dataclasses import dataclass

from django.db.models import Count, Q

from bep.kit import clock
from referrals.known import known
from referrals.models import Referral

SORTS = {"due": "triage_due", "received": "received_at"}
MOST_COUNTED = 500


@dataclass
class Row:
    referral: Referral
    warnings: list


def inbox(worker, filters):
    """What the filters choose, to be paged in the order asked for."""
    return chosen(Referral.objects.visible_to(worker), filters).select_related("person", "team")


def order(sort):
    """The order of the list: by when triage is due, or when it came; a minus turns it round."""
    column = SORTS.get(sort.lstrip("-"), "triage_due")
    return (f"-{column}", "-pk") if sort.startswith("-") else (column, "pk")


def with_warnings(page):
    """A page's referrals as rows, each with what is known already of its person."""
    people = known([r.person_id for r in page if r.person_id])
    return [Row(r, people[r.person_id].warnings(besides=r) if r.person_id else []) for r in page]


def chosen(rows, filters):
    """The filters of the form, each said once."""
    state = filters.get("state") or "received"
    rows = rows.open() if state == "open" else rows if state == "all" else rows.filter(state=state)
    for name in ("urgency", "source", "team"):
        if value := filters.get(name):
            rows = rows.filter(**{name: value})
    if filters.get("unmatched"):
        rows = rows.filter(person=None)
    if filters.get("late"):
        rows = rows.filter(state=Referral.State.RECEIVED, triage_due__lte=clock.now())
    if words := (filters.get("q") or "").strip():
        rows = rows.filter(
            Q(reference__iexact=words) | Q(family_name__istartswith=words) | Q(given_name__istartswith=words)
        )
    return rows


def alarms(worker):
    """Who is said to be in danger now and has no answer yet; they stand above every list, whatever it filters."""
    return list(Referral.objects.visible_to(worker).alarms().select_related("person").order_by("received_at")[:20])


def counts(worker):
    """The numbers over the list, in one query, each the length of the list behind it. Nobody counts beyond the most."""
    rows = Referral.objects.visible_to(worker).to_triage().order_by("triage_due", "pk")[:MOST_COUNTED]
    found = rows.aggregate(
        to_triage=Count("pk"),
        late=Count("pk", filter=Q(triage_due__lte=clock.now())),
        unmatched=Count("pk", filter=Q(person=None)),
    )
    return found | {"more": "+" if found["to_triage"] == MOST_COUNTED else ""}
