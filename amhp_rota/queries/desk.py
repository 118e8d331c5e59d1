"""What the duty desk shows: the board in three queries, a request in a handful, however many there are."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from amhp_rota.models import AssessmentRequest, Delay, LogLine, OutsideRequest
from amhp_rota.rules import desk_clocks
from bep.kit import clock, faces
from people.models import Alert

S = AssessmentRequest.State
COLUMNS = [
    ("Received", (S.RECEIVED, S.TRIAGED)),
    ("Gathering", (S.GATHERING,)),
    ("Doctors", (S.DOCTORS, S.WARRANT)),
    ("Assessing", (S.ASSESSING,)),
    ("Bed wait", (S.BED_WAIT, S.CONVEYING)),
    ("Decided", (S.DECIDED,)),
]
LOG_LINES = 15
ALERTS = JSONObject(words="words", person_told="person_told")


@dataclass
class Column:
    title: str
    cards: list = field(default_factory=list)


@dataclass
class Card:
    """One request on the board."""

    request: AssessmentRequest
    clocks: list
    delays: list

    outside: OutsideRequest | None = None  # it is not a request yet: `request` is what it would be

    @property
    def clock(self):
        return self.clocks[0] if self.clocks else None

    @property
    def last_line(self):
        found = getattr(self.request, "last_line", None)  # read along by the board's query
        return LogLine(**found) if found else None


def delays_of(found):
    """[{cause, length}] of what a request waits for now."""
    return [{"cause": Delay.Cause(row["cause"]).label, "length": length_since(row["began_at"])} for row in found]


def length_since(text):
    return faces.span(clock.now() - datetime.fromisoformat(text))


def on_board(worker):
    """Every request that is not closed, as far as the worker may see it: what is decided stays until it is closed."""
    last = LogLine.objects.filter(request=OuterRef("pk")).exclude(kind=LogLine.Kind.MOVE).order_by("-at", "-pk")
    line = JSONObject(kind=F("kind"), topic=F("topic"), result=F("result"), who=F("who"), words=F("words"))
    waits = Delay.objects.filter(request=OuterRef("pk"), ended_at=None).order_by("began_at")
    rows = AssessmentRequest.objects.visible_to(worker).open().select_related("person", "amhp")
    return rows.annotate(
        last_line=Subquery(last.annotate(line=line).values("line")[:1]),
        waits=ArraySubquery(waits.values(row=JSONObject(cause="cause", began_at="began_at"))),
    )


def board(worker):
    """The columns of the board, and every card by what runs out first."""
    now = clock.now()
    cards = [Card(r, desk_clocks.clocks(r, now), delays_of(r.waits)) for r in on_board(worker)]
    cards.sort(key=lambda card: desk_clocks.urgency(card.request))
    columns = []
    for title, states in COLUMNS:
        columns.append(Column(title, [card for card in cards if card.request.state in states]))
    return columns


def outside(worker):
    """What other organisations' systems ask and nobody has taken yet, by what runs out first."""
    rows = OutsideRequest.objects.visible_to(worker).waiting().select_related("referral__person")
    asked = [(row, row.would_be) for row in rows]
    cards = [Card(request, desk_clocks.clocks(request), [], row) for row, request in asked]
    return sorted(cards, key=lambda card: desk_clocks.urgency(card.request))


def one_outside(worker, pk):
    """One of them, with its referral, also once it is taken; 404 when the worker may not see it."""
    rows = OutsideRequest.objects.visible_to(worker).select_related("referral__person", "referral__team", "request")
    return get_object_or_404(rows, pk=pk)


def next_legal(cards):
    """The legal clock that runs out first of all on the board, as its request and limit; None when nobody is held."""
    held = [(limit, card.request) for card in cards if (limit := desk_clocks.holding_limit(card.request))]
    return min(held, key=lambda pair: pair[0].deadline, default=None)


def lately(worker):
    """The newest lines of the log, of all that the worker may see."""
    rows = LogLine.objects.visible_to(worker).filter(at__gte=clock.now() - timedelta(hours=24))
    return list(rows.select_related("person", "by").order_by("-at", "-pk")[:LOG_LINES])


def request(worker, pk):
    """A request with its person, alerts read with them; 404 when the worker may not see it."""
    alerts = Alert.objects.filter(person=OuterRef("person")).current().values(alert=ALERTS)
    rows = AssessmentRequest.objects.visible_to(worker).select_related("person", "amhp", "received_by", "referral")
    found = get_object_or_404(rows.annotate(alerts_now=ArraySubquery(alerts)), pk=pk)
    found.person.alerts_now = found.alerts_now
    return found


def log(found):
    return list(found.lines.select_related("by").order_by("-at", "-pk"))
