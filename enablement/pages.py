"""Lists that page by key: the next page begins after the last row's day and id, however the list has changed meanwhile."""

from datetime import date

from bep.kit.faces import Page


def read_key(request):
    """(day, id) from ?after=2026-11-22.41; None for the first page, or when it was tampered with."""
    day, _, pk = request.GET.get("after", "").partition(".")
    try:
        return (date.fromisoformat(day), int(pk)) if day else None
    except ValueError:
        return None


class Paged:
    """One row more than a page was fetched, which says whether there is another."""

    def __init__(self, request, fetched, size, day_of):
        self.request, self.rows, self.more = request, fetched[:size], len(fetched) > size
        self.day_of = day_of

    def links(self):
        last = self.rows[-1] if self.more else None
        return Page(
            previous_url=self.address(after=None) if self.request.GET.get("after") else "",
            next_url=self.address(after=f"{self.day_of(last).isoformat()}.{last.pk}") if last else "",
        )

    def address(self, **changes):
        query = self.request.GET.copy()
        query.pop("after", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}"
