"""What the law asks of medical recommendations: the impossible is refused, "if practicable" asks for a reason."""

from itertools import pairwise

from amhp_rota.rules.desk_clocks import period
from bep.kit import clock
from bep.kit.rules import refuse_by, rule


@rule("Mental Health Act 1983 s12", "VERIFIED")
def not_more_than_five_days_apart(days):
    """Where the doctors examined separately, not more than five days may lie between the days of their examinations."""
    ordered = sorted(days)
    for first, second in pairwise(ordered):
        allowed = int(period("mha.examinations.days", first).value)
        # Day 1 and day 7 have five days between them.
        if (second - first).days - 1 > allowed:
            raise refuse_by(
                not_more_than_five_days_apart,
                field="examined_on",
                remedy="A doctor examines again, or another doctor does.",
            )


@rule("Mental Health Act 1983 s12", "VERIFIED")
def signed_before_the_application(recommendations, applied_on):
    """Every recommendation is signed, on or before the date of the application."""
    for one in recommendations:
        if one.signed_on is None or one.signed_on > applied_on:
            raise refuse_by(
                signed_before_the_application, field="applied_on", remedy=f"See the recommendation of {one.doctor}."
            )


@rule("Mental Health Act 1983 s12", "VERIFIED")
def examined_before_signed(examined_at, signed_on):
    """A recommendation is signed on the day of the examination or after it, and not in the future."""
    if signed_on and not clock.as_date(examined_at) <= signed_on <= clock.today():
        raise refuse_by(examined_before_signed, field="signed_on", remedy="Check both days.")


@rule("Mental Health Act 1983 s12", "VERIFIED")
def one_is_approved(recommendations):
    """One of the doctors is approved under section 12; a doctor who is an approved clinician counts."""
    if not any(one.is_s12 for one in recommendations):
        raise refuse_by(one_is_approved, remedy="One of the two must be approved on the day they examined.")


@rule("Mental Health Act 1983 s12", "VERIFIED")
def one_knew_them_if_practicable(recommendations):
    """If practicable, one of the doctors has previous acquaintance with the person. If not, the reason is printed."""
    return any(one.knew_before for one in recommendations)


NEEDED = {"s2": 2, "s3": 2, "s4": 1, "s7": 2}


@rule("Mental Health Act 1983 ss2, 3, 4, 7 and 12", "VERIFIED")
def enough_doctors(recommendations, section):
    """An application rests on two medical recommendations, an emergency application on one."""
    if len({one.doctor_id for one in recommendations}) < NEEDED[section]:
        raise refuse_by(enough_doctors, remedy="Record the recommendations first.")
