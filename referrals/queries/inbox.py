"""The inbox: what waits to be triaged, soonest due first; filtered, sorted, and paged by key so that page 40 costs as page 1."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils.dateparse import parse_datetime

from bep.kit import clock
from referrals.known import known
from referrals.models import Referral

SORTS = {"due": "triage_due", "received": "received_at"}
PAGE = 25
MOST_COUNTED = 500


@dataclass
class Row:
    referral: Referral
    warnings: list


@dataclass
class Inbox:
    rows: list
    next: str
    previous: str
    sort: str


def inbox(worker, *, filters, sort="due", after="", before=""):
    """One page. `after` and `before` are keys of rows: the sorted column and the id."""
    rows = chosen(Referral.objects.visible_to(worker), filters)
    page, more = keyset(rows.select_related("person", "team"), sort, after, before)
    people = known([r.person_id for r in page if r.person_id])
    return Inbox(
        rows=[Row(r, people[r.person_id].warnings(besides=r) if r.person_id else []) for r in page],
        next=key(page[-1], sort) if page and (more or before) else "",
        previous=key(page[0], sort) if page and (after or (before and more)) else "",
        sort=sort,
    )


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


def keyset(rows, sort, after, before):
    """(the page's rows in order, whether there are more in the direction asked)."""
    down = sort.startswith("-")
    column = SORTS.get(sort.lstrip("-"), "triage_due")
    backwards = bool(before)
    descending = down != backwards
    if mark := read_key(before or after):
        op = "lt" if descending else "gt"
        rows = rows.filter(Q(**{f"{column}__{op}": mark[0]}) | Q(**{column: mark[0], f"id__{op}": mark[1]}))
    order = (F(column).desc(), F("id").desc()) if descending else (F(column).asc(), F("id").asc())
    found = list(rows.order_by(*order)[: PAGE + 1])
    page = found[:PAGE]
    return (page[::-1] if backwards else page), len(found) > PAGE


def key(referral, sort):
    value = getattr(referral, SORTS.get(sort.lstrip("-"), "triage_due"))
    return f"{value.isoformat()}_{referral.pk}"


def read_key(text):
    moment, _, pk = (text or "").rpartition("_")
    moment = parse_datetime(moment) if moment else None
    return (moment, int(pk)) if moment and pk.isdigit() else None


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
