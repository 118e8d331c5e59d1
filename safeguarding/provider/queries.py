"""Providers with what was raised about them: the early-warning list, and one provider's page. Only concerns one may see count."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from bep.kit import clock
from bep.kit.targets import target
from safeguarding.models import Concern, Enquiry, Provider, ProviderEnquiry


@dataclass(frozen=True)
class Line:
    """One provider: concerns of late and before that, adults, what is open."""

    provider: Provider
    late: int
    before: int
    adults: int
    open_enquiry: ProviderEnquiry | None
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
    start, _, limit = window()
    recent = Concern.objects.visible_to(worker).filter(provider=OuterRef("pk"), received_at__gte=clock.at(start))
    number = recent.order_by().values("provider").annotate(n=Count("pk")).values("n")
    is_open = Exists(ProviderEnquiry.objects.filter(provider=OuterRef("pk"), state="open"))
    rows = Provider.objects.annotate(late=Coalesce(Subquery(number), 0), is_open=is_open)
    return rows.annotate(warned=Case(When(Q(late__gte=limit) | Q(is_open=True), then=1), default=0))


RANK = ("-warned", "-late", "name", "pk")


def lines(worker, providers):
    """These providers with all their numbers, in two queries."""
    start, before, _ = window()
    counts = {row["provider"]: row for row in counted(worker, start, before, providers)}
    open_ones = ProviderEnquiry.objects.filter(state="open", provider__in=providers)
    by_provider = {row.provider_id: row for row in open_ones}
    return [line(provider, counts.get(provider.pk, {}), by_provider.get(provider.pk)) for provider in providers]


def counted(worker, start, before, providers):
    rows = Concern.objects.visible_to(worker).filter(provider__in=providers, received_at__gte=clock.at(before))
    late = Q(received_at__gte=clock.at(start))
    return rows.order_by().values("provider").annotate(
        before=Count("pk", filter=~late), adults=Count("person", filter=late, distinct=True)
    )  # fmt: skip


def line(provider, counts, open_enquiry):
    return Line(
        provider, provider.late, counts.get("before", 0), counts.get("adults", 0), open_enquiry, warned=bool(provider.warned)
    )  # fmt: skip


def adults_of(enquiry, worker):
    """The adults of an enquiry into a provider, as far as the worker may see them."""
    rows = Concern.objects.visible_to(worker).filter(provider_enquiry=enquiry)
    return rows.select_related("person", "enquiry__sam", "enquiry__officer").order_by("received_at", "pk")


def summary(enquiry, worker):
    """Counts over the adults one may see."""
    found = Enquiry.objects.visible_to(worker).filter(provider_enquiry=enquiry)
    return found.aggregate(all=Count("pk"), closed=Count("pk", filter=Q(state="closed")))
