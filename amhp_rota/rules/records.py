"""What the AMHP's own record says before it is signed. Asked then, and not while it is written."""

from functools import partial

from amhp_rota.rules import desk
from bep.kit import clock
from bep.kit.rules import must_say

ASKED = {
    "seen_at": "Say when you saw the person.",
    "alternatives": "Say what could be done instead.",
    "outcome": "Say what you decided.",
    "reasons": "Give the reasons for your decision.",
}


def checks(record):
    """One call for each that a signed record says, in the order in which it is written; and its AMHP was one that day."""
    said = [partial(is_said, record, field) for field in ASKED]
    return (
        [*said, partial(desk.approved_that_day, record.amhp, clock.as_date(record.seen_at))] if record.seen_at else said
    )


def is_said(record, field):
    must_say(getattr(record, field), ASKED[field], field=field, remedy="Add it to the record, then sign.")
