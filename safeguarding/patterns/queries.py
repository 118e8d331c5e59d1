"""What comes again: by month, kind, place, source and provider, and adults with more than one concern. Drawn by bep.kit.charts.

Each number is the length of the list that it leads to, so only concerns that one may see count. Counting a year of a whole
council takes time that grows with it: what was drawn for a worker is kept for ten minutes, and the page says when it was.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta
from django.core.cache import cache
from django.db.models import Count, F, Func
from django.db.models.functions import TruncMonth
from django.urls import reverse

from bep.kit import charts, clock, reference
from safeguarding.concern.queries import repeated
from safeguarding.models import Concern, Provider

MOST = 12
KEPT = 600  # seconds


@dataclass(frozen=True)
class Drawn:
    """What the page shows, and when it was counted."""

    at: datetime
    start: object
    pictures: list
    repeats: dict


def drawn(worker):
    """For this worker alone: others see other concerns."""
    return cache.get_or_set(f"safeguarding.patterns:{worker.pk}:{clock.today()}", lambda: draw(worker), KEPT)


def draw(worker):
    found = Patterns(worker)
    return Drawn(clock.now(), found.start, found.pictures, found.repeats)


def since():
    """The first of the month a year ago."""
    return clock.today().replace(day=1) - relativedelta(months=12)


def link(**said):
    return reverse("safeguarding:concerns") + "?" + urlencode({"show": "all"} | said)


class Patterns:
    """The pictures of one worker's sight of the year."""

    def __init__(self, worker):
        self.start = since()
        self.rows = Concern.objects.visible_to(worker).filter(received_at__gte=clock.at(self.start)).order_by()

    @property
    def pictures(self):
        """Those that have something to show."""
        drawn = [
            self.by_month(), self.by_kind(), self.by_code("location", "abuse_location", "Concerns by place"),
            self.by_code("source", "risk_source", "Concerns by source of the risk"), self.by_provider(),
        ]  # fmt: skip
        return [picture for picture in drawn if picture.table_rows]

    def counted(self, field):
        return list(self.rows.values_list(field).annotate(number=Count("pk")).order_by("-number", field))

    def by_month(self):
        found = {
            clock.as_date(m): n for m, n in self.rows.values_list(TruncMonth("received_at")).annotate(n=Count("pk"))
        }
        months = [self.start + relativedelta(months=n) for n in range(13)]
        urls = [link(since=m.isoformat(), before=(m + relativedelta(months=1)).isoformat()) for m in months]
        numbers = {"Concerns": [found.get(m, 0) for m in months]}
        return charts.lines("Concerns by month", [f"{m:%b %y}" for m in months], numbers, urls={"Concerns": urls})

    def by_kind(self):
        kinds = self.rows.annotate(kind=Func(F("kinds"), function="unnest")).values_list("kind")
        found = kinds.annotate(number=Count("pk")).order_by("-number", "kind")
        items = [
            (reference.label("abuse_type", kind), n, link(kind=kind, since=self.start.isoformat())) for kind, n in found
        ]
        return charts.bars("Concerns by kind", items, note="A concern of two kinds counts in both.", head="Kind")

    def by_code(self, field, name, title):
        found = [(code, n) for code, n in self.counted(field) if code]
        items = [
            (reference.label(name, code), n, link(**{field: code}, since=self.start.isoformat())) for code, n in found
        ]
        return charts.bars(title, items)

    def by_provider(self):
        found = [(pk, n) for pk, n in self.counted("provider") if pk][:MOST]
        names = Provider.objects.in_bulk([pk for pk, _ in found])
        items = [(names[pk].name, n, link(provider=pk, since=self.start.isoformat())) for pk, n in found]
        return charts.bars("Concerns by provider", items, head="Provider")

    @property
    def repeats(self):
        """Adults about whom more than one concern came, and the list of those concerns."""
        number = repeated(self.rows).count()
        return {"adults": number, "url": link(repeats="on", since=self.start.isoformat())}
