"""What a concern must say, and by when it is decided. Each docstring is the sentence that a reader sees."""

from datetime import timedelta

from bep.kit import clock, reference, targets
from bep.kit.rules import must_say, refuse_by, rule
from safeguarding.models import Concern

LISTS = {"location": "abuse_location", "source": "risk_source", "reporter_kind": "concern_reporter"}


@rule("Care Act 2014 s42(1): reasonable cause to suspect", "VERIFIED")
def says_what_happened(concern):
    """A concern says what happened, or what is feared."""
    if not concern.what.strip():
        raise refuse_by(says_what_happened, field="what", remedy="A sentence is enough: we ask for the rest.")


@rule("Care Act 2014 s42(1): an adult in the council's area", "VERIFIED")
def says_about_whom(concern):
    """A concern is about one adult: give a name, or where they can be found."""
    if not (concern.person_id or concern.given_name or concern.family_name or concern.address or concern.place):
        raise refuse_by(says_about_whom, field="given_name", remedy="Even a first name, an address or a ward helps.")


@rule("Mental Capacity Act 2005 s1(2); Making Safeguarding Personal", "VERIFIED")
def against_wishes_is_explained(concern):
    """Raising a concern against the adult's wishes needs a reason on record."""
    staff = concern.channel == Concern.Channel.STAFF
    if staff and concern.consent == Concern.Consent.NO and not concern.why_without.strip():
        raise refuse_by(
            against_wishes_is_explained, field="why_without",
            remedy="For example: others are at risk, a crime is suspected, they may be coerced.",
        )  # fmt: skip


@rule("The lists of the Safeguarding Adults Collection", "VERIFIED")
def uses_the_lists(concern):
    """Kinds of abuse, places and sources of risk are those of the list."""
    said = [("kinds", "abuse_type", kind) for kind in concern.kinds]
    said += [(field, name, getattr(concern, field)) for field, name in LISTS.items() if getattr(concern, field)]
    for field, name, value in said:
        if value not in reference.codes(name):
            raise refuse_by(uses_the_lists, field=field, remedy=f"“{value}” is not on it: choose another.")


ON_RECEIPT = (says_what_happened, says_about_whom, against_wishes_is_explained, uses_the_lists)


# --- the clock --------------------------------------------------------------------------------------------------------
def decision_due(in_danger, received_at):
    """The end of the day by which the council decides: in an emergency the very day, weekend or not; else in working days."""
    day = clock.as_date(received_at)
    if in_danger:
        return clock.end_of(targets.due("safeguarding.decision_emergency", day))
    start = clock.add_working_days(day - timedelta(days=1), 1)  # one that comes on a day off counts from the next
    return clock.end_of(targets.due("safeguarding.decision_within", start))


@rule("London multi-agency procedures, as recalled: the same day; this council's office hours", "RECALLED")
def conversation_due(in_danger, received_at):
    """Somebody speaks with the adult on the day a concern comes in. One that comes after office hours, or on a day off, counts
    from the next working day; where the adult is in danger it is that very day, whichever it is."""
    day = clock.as_date(received_at)
    if in_danger:
        return clock.end_of(targets.due("safeguarding.decision_emergency", day))
    return clock.end_of(targets.due("safeguarding.conversation_within", first_day(received_at)))


def first_day(received_at):
    """The working day that a concern counts from: after office hours it is the next."""
    day = clock.as_date(received_at)
    closes = clock.at(day, int(targets.target("safeguarding.office_closes", day).value))
    return clock.add_working_days(day if received_at >= closes else day - timedelta(days=1), 1)


def reason_is_given(reason, field="reason"):
    must_say(reason, "A decision needs a reason.", field=field, remedy="Say in a sentence or two why.")
