"""How one's own work refers to somebody one may not see: one line, the same everywhere, that tells nothing about them."""

from people.models import Person

MASKED = "Restricted record: ask information governance"


def names(ids, worker):
    """{id: name} of people that a worker's own rows refer to; whom they may not see is the masked line. One query."""
    seen = Person.objects.visible_to(worker).in_bulk(set(ids))
    return {pk: seen[pk].name if pk in seen else MASKED for pk in ids}
