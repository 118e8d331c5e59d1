"""What a worker may do to an enquiry from where it is: the buttons of its page, the usual one first."""

from django.urls import reverse

from bep.kit.faces import Link
from safeguarding import permissions as may
from safeguarding.models import Enquiry
from safeguarding.states import ENQUIRY

S = Enquiry.State
USUAL = {
    S.PLANNING: "plan", S.ENQUIRING: "report", S.REPORTED: "conclude", S.CONCLUDED: "protect", S.PROTECTING: "review",
    S.CLOSED: "reopen",
}  # fmt: skip
ADDS = [
    ("What they want", "wish"), ("Taking part", "asked"), ("Rate the risk", "risk"), ("An allegation", "allegation"),
    ("A capacity assessment", "capacity"),
    ("An action", "action"), ("A meeting", "meeting"), ("Ask others to enquire", "ask_others"),
    ("Information shared", "sharing"),
]  # fmt: skip


def verbs(enquiry, worker):
    """Moves of the table that this worker may make here and now."""
    moves = sorted(ENQUIRY.open_moves(enquiry, worker), key=lambda m: m.verb != USUAL.get(enquiry.state))
    found = [
        Link(m.sentence, reverse(f"safeguarding:{m.verb}_enquiry", args=[enquiry.pk]))
        for m in moves
        if own(m, enquiry, worker)
    ]
    if worker.has_perm(may.DECIDE) and enquiry.is_open:
        found.append(Link("Who leads, who enquires", reverse("safeguarding:name_workers", args=[enquiry.pk])))
    return found


def own(move, enquiry, worker):
    """The report is its officer's; decisions are its manager's; opening again makes one its manager. The dead have no plan."""
    if enquiry.person.death_date and move.verb in {"protect", "review"}:
        return False
    if move.verb == "report":
        return enquiry.officer_id == worker.pk
    return move.verb == "reopen" or enquiry.sam_id == worker.pk


def adds(enquiry, worker):
    """What may be added to an open enquiry."""
    if not (enquiry.is_open and worker.has_perm(may.ENQUIRE)):
        return []
    return [Link(label, reverse(f"safeguarding:add_{name}", args=[enquiry.pk])) for label, name in ADDS]
