"""What holds for contacts, countersigning, risk plans and cover. Each docstring is the sentence a reader sees."""

from bep.kit import clock, reference, targets
from bep.kit.rules import refuse_by, rule
from people import permissions as may
from people.models import CaseNote

W10 = "This service's own, product row W10"
A8 = "This service's own, product row A8"
W3 = "This service's own, product row W3"


@rule(W10, "LOCAL")
def a_contact_lies_in_the_past(happened_at):
    """A contact is recorded after it has happened, so its time cannot lie ahead."""
    if happened_at > clock.now():
        raise refuse_by(a_contact_lies_in_the_past, field="happened_on", remedy="Correct the day or the time.")


@rule(W10, "LOCAL")
def a_note_says_what_happened(seen, words):
    """A note says what happened, unless nobody was reached."""
    if seen != CaseNote.Seen.NOBODY and not words.strip():
        raise refuse_by(
            a_note_says_what_happened, field="what_happened", remedy="Write a sentence of what you saw and did."
        )


def counts_as_seen(way, seen):
    """Whether the person themselves was seen: by a way of contact that the list maps to "seen", and not merely tried."""
    them = seen in {CaseNote.Seen.ALONE, CaseNote.Seen.WITH_OTHERS}
    return them and reference.outwards("contact_way", way) == "seen"


def awaits_countersign(author):
    """Work is countersigned unless its author's role signs its own."""
    return not author.has_perm(may.SIGN)


@rule(A8, "LOCAL")
def a_review_lies_ahead(day):
    """A risk and safety plan has a review date that lies ahead."""
    if day <= clock.today():
        raise refuse_by(a_review_lies_ahead, field="review_on", remedy="Choose a day from tomorrow on.")


@rule(A8, "LOCAL")
def a_review_is_not_too_far(day):
    """A risk and safety plan is reviewed within this council's period."""
    if day > (latest := targets.due("risk_review.within", clock.today())):
        raise refuse_by(
            a_review_is_not_too_far, field="review_on", remedy=f"Choose a day up to {latest.day} {latest:%B %Y}."
        )


@rule(W3, "LOCAL")
def cover_is_for_a_while(starts, ends):
    """Cover has a last day, which is not before its first and not in the past."""
    if ends < starts or ends < clock.now():
        raise refuse_by(cover_is_for_a_while, field="last_day", remedy="Choose the last day of the absence.")
