"""Providers with what was raised about them: the early-warning list, and one provider's page. Only concerns one may see count."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

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


def lines(worker):
    """Every provider, those to be warned of first; three queries however many."""
    start, before, limit = window()
    counts = {row["provider"]: row for row in counted(worker, start, before)}
    open_ones = {row.provider_id: row for row in ProviderEnquiry.objects.filter(state="open")}
    found = [line(p, counts.get(p.pk, {}), open_ones.get(p.pk), limit) for p in Provider.objects.all()]
    return sorted(found, key=lambda one: (not one.warned, -one.late, one.provider.name))


def counted(worker, start, before):
    rows = Concern.objects.visible_to(worker).filter(provider__isnull=False, received_at__gte=clock.at(before))
    late = Q(received_at__gte=clock.at(start))
    return rows.order_by().values("provider").annotate(
        late=Count("pk", filter=late), before=Count("pk", filter=~late), adults=Count("person", filter=late, distinct=True)
    )  # fmt: skip


def line(provider, counts, open_enquiry, limit):
    late = counts.get("late", 0)
    return Line(
        provider,
        late,
        counts.get("before", 0),
        counts.get("adults", 0),
        open_enquiry,
        warned=late >= limit or bool(open_enquiry),
    )


def adults_of(enquiry, worker):
    """The adults of an enquiry into a provider, as far as the worker may see them."""
    rows = Concern.objects.visible_to(worker).filter(provider_enquiry=enquiry)
    return rows.select_related("person", "enquiry__sam", "enquiry__officer").order_by("received_at", "pk")


def summary(enquiry, worker):
    """Counts over the adults one may see."""
    found = Enquiry.objects.visible_to(worker).filter(provider_enquiry=enquiry)
    return found.aggregate(all=Count("pk"), closed=Count("pk", filter=Q(state="closed")))
