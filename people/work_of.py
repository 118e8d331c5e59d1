"""What is next for one person: the first of what My work would say about them, whoever does it."""

from bep.kit import faces
from people.queries.work import EVER, work

FIRST = 6


def next_things(person, worker):
    return [face(row, worker) for row in work(worker, [person.pk], ahead=EVER)[:FIRST]]


def face(row, worker):
    """A row of My work, on the page that says already whom it is about."""
    words = row.what
    return faces.WorkRow(
        who="",
        what=words[:1].upper() + words[1:],
        clock=faces.due(row.day if row.source.by_day else row.due) if row.due else None,
        detail=row.detail,
        action_label=row.source.verb,
        action_url=row.url_for(worker),
    )
