"""Providers with what was raised about them: the early-warning list, and one provider's page. Only concerns one may see count."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db.models import (
    Case,
    Count,
    Exists,
    Func,
    IntegerField,
    JSONField,
    Max,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject

from bep.kit import clock
from bep.kit.targets import target
from safeguarding.models import Concern, Enquiry, Provider, ProviderEnquiry
from safeguarding.models.seen import OneByOne

KEPT = 600  # seconds


@dataclass(frozen=True)
class Line:
    """One provider: concerns of late and before that, adults, what is open."""

    provider: Provider
    late: int
    before: int
    adults: int
    open_enquiry: dict | None  # pk and title
    warned: bool

    @property
    def trend(self):
        return (
            "more than before"
            if self.late > self.before
            else "fewer than before"
            if self.late < self.before
            else "as before"
        )


def window():
    """(the first day looked at, the first day of the stretch before it, how many concerns warn)."""
    days = int(target("safeguarding.early_warning_days").value)
    start = clock.today() - timedelta(days=days)
    return start, start - timedelta(days=days), int(target("safeguarding.early_warning_concerns").value)


def ranked(worker):
    """Every provider with what it is ranked by: those to be warned of first, then those with the most concerns of late."""
    _, _, limit = window()
    counts = late(worker)
    often = [int(pk) for pk, n in counts.items() if n >= limit]
    kept = Func(Value(counts, JSONField()), Cast("pk", TextField()), function="jsonb_extract_path_text",
                output_field=TextField())  # fmt: skip
    open_one = ProviderEnquiry.objects.filter(provider=OuterRef("pk"), state="open")
    rows = Provider.objects.alias(is_open=Exists(open_one))
    shown = open_one.order_by("pk").values(shown=JSONObject(pk="pk", title="title"))[:1]
    rows = rows.annotate(late=Coalesce(Cast(kept, IntegerField()), 0), open_enquiry=Subquery(shown))
    return rows.annotate(warned=Case(When(Q(pk__in=often) | Q(is_open=True), then=1), default=0))


RANK = ("-warned", "-late", "name", "pk")


def late(worker):
    """{provider's id: concerns of late} of those that have any. To count the whole council's takes time that grows with it, so
    it is kept for ten minutes, or until another concern comes. The order rests on it; the numbers of a line are counted anew."""
    newest = Concern.objects.aggregate(last=Max("pk"))["last"]
    key = f"safeguarding.providers:{worker.pk}:{clock.today()}:{newest}"
    return cache.get_or_set(key, lambda: count_late(worker), KEPT)


def count_late(worker):
    start, _, _ = window()
    rows = Concern.objects.visible_to(worker).filter(provider__isnull=False, received_at__gte=clock.at(start))
    return {str(pk): n for pk, n in rows.order_by().values_list("provider").annotate(n=Count("pk"))}


def lines(worker, providers):
    """These providers with all their numbers, in one query."""
    start, before, limit = window()
    counts = {row["provider"]: row for row in counted(worker, start, before, providers)}
    return [line(provider, counts.get(provider.pk, {}), limit) for provider in providers]


def counted(worker, start, before, providers):
    rows = Concern.objects.visible_to(worker, OneByOne).filter(
        provider__in=providers, received_at__gte=clock.at(before)
    )
    recent = Q(received_at__gte=clock.at(start))
    return rows.order_by().values("provider").annotate(
        late=Count("pk", filter=recent), before=Count("pk", filter=~recent),
        adults=Count("person", filter=recent, distinct=True),
    )  # fmt: skip


def line(provider, counts, limit):
    number, open_enquiry = counts.get("late", 0), provider.open_enquiry
    return Line(
        provider, number, counts.get("before", 0), counts.get("adults", 0), open_enquiry,
        warned=number >= limit or open_enquiry is not None,
    )  # fmt: skip


def adults_of(enquiry, worker):
    """The adults of an enquiry into a provider, as far as the worker may see them."""
    rows = Concern.objects.visible_to(worker).filter(provider_enquiry=enquiry)
    return rows.select_related("person", "enquiry__sam", "enquiry__officer").order_by("received_at", "pk")


def summary(enquiry, worker):
    """Counts over the adults one may see."""
    found = Enquiry.objects.visible_to(worker).filter(provider_enquiry=enquiry)
    return found.aggregate(all=Count("pk"), closed=Count("pk", filter=Q(state="closed")))
