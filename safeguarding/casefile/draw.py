"""Which cases a month's sample takes: listed by source and team, then in the order of a seed. Anybody can draw it again.

Within a source the teams take turns, in the order of the seed, so that none is left out while it has a case. A case's place is
the SHA-256 of seed, source and its number: no library's random numbers, so another program comes to the same sample.
"""

import hashlib
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from bep.kit import clock
from people.models import Involvement
from safeguarding.models import AuditCase, Concern, Decision, Enquiry

S = AuditCase.Source
NO_TEAM = 0


@dataclass(frozen=True)
class Listed:
    """A case that may be drawn."""

    source: str
    number: int
    person_id: int
    team_id: int | None
    worker_id: int


def month_before(day):
    return day.replace(day=1) - relativedelta(months=1)


def listed(month):
    """Every case of a month that was not drawn before at the same stage."""
    begins, ends = clock.at(month), clock.at(month + relativedelta(months=1))
    last = ends.date() - relativedelta(days=1)
    still_open = Enquiry.objects.filter(opened_at__lt=ends).filter(Q(closed_on=None) | Q(closed_on__gt=last))
    closed = Enquiry.objects.filter(closed_on__gte=month, closed_on__lte=last)
    ended = Concern.objects.filter(
        state="no_enquiry", decided_at__gte=begins, decided_at__lt=ends, person__isnull=False
    )
    return [
        *cases(S.NOT_TAKEN, ended, Subquery(decider()), "concern"),
        *cases(S.S42, still_open.filter(kind="s42"), Coalesce("officer_id", "sam_id"), "enquiry"),
        *cases(S.OTHER, still_open.filter(kind="other"), Coalesce("officer_id", "sam_id"), "enquiry"),
        *cases(S.CLOSED, closed, Coalesce("officer_id", "sam_id"), "enquiry"),
    ]


def cases(source, rows, whose, field):
    before = AuditCase.objects.filter(source=source).exclude(**{field: None}).values(field)
    rows = (
        rows.filter(person__merged_into=None).exclude(pk__in=before).annotate(whose=whose, with_team=Subquery(team()))
    )
    found = rows.filter(whose__isnull=False).order_by("pk").values_list("pk", "person_id", "with_team", "whose")
    return [Listed(source, *row) for row in found]


def decider():
    return Decision.objects.filter(concern=OuterRef("pk")).order_by("-pk").values("decided_by_id")[:1]


def team():
    """The team that the adult is with."""
    rows = Involvement.objects.current().filter(person=OuterRef("person_id"), role=Involvement.Role.TEAM)
    return rows.order_by("starts", "pk").annotate(its=F("team_id")).values("its")[:1]


def as_kept(found):
    """The list as the sample keeps it: {source: {team: [numbers]}}."""
    kept: dict = {}
    for case in found:
        kept.setdefault(str(case.source), {}).setdefault(str(case.team_id or NO_TEAM), []).append(case.number)
    return kept


def chosen(kept, sizes, seed):
    """{source: [numbers]} that the seed draws from the list."""
    return {source: of_source(source, kept.get(source, {}), size, seed) for source, size in sizes.items()}


def of_source(source, by_team, size, seed):
    lines = [sorted(numbers, key=lambda n: place(seed, source, n)) for numbers in by_team.values()]
    lines.sort(key=lambda numbers: place(seed, source, numbers[0]))
    turns = [line[turn] for turn in range(max(map(len, lines), default=0)) for line in lines if turn < len(line)]
    return turns[:size]


def place(seed, source, number):
    return hashlib.sha256(f"{seed}:{source}:{number}".encode()).hexdigest()


def holds(sample):
    """Whether drawing again from the kept list and seed gives the very cases of the sample."""
    again = chosen(sample.listed, sample.tool.sizes, sample.seed)
    drawn: dict = {source: set() for source in sample.tool.sizes}
    for source, concern, enquiry in sample.cases.values_list("source", "concern_id", "enquiry_id"):
        drawn.setdefault(source, set()).add(concern or enquiry)
    return {source: set(numbers) for source, numbers in again.items()} == drawn
