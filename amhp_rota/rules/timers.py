"""The clocks that a result or a piece of casework starts, each a line of somebody's work with its section."""

from datetime import timedelta

from amhp_rota.models import MhaCase, MhaTimer
from amhp_rota.rules.desk_clocks import after_hours, last_day_of_days, last_day_of_months, period
from bep.kit import clock
from bep.kit.rules import refuse_by, rule

T, C = MhaTimer.Kind, MhaCase.Kind


def of_admission(section, at):
    """[(kind, due, row)] of somebody admitted under a section at a moment."""
    day = clock.as_date(at)
    found = []
    if section == "s2":
        row = period("mha.s2.days", at)
        found.append((T.S2_ENDS, clock.end_of(last_day_of_days(day, row.value)), row))
    if section == "s3":
        row = period("mha.s3.months", at)
        found.append((T.S3_ENDS, clock.end_of(last_day_of_months(day, row.value)), row))
    if section == "s4":
        row = period("mha.s4.hours", at)
        found.append((T.S4_ENDS, after_hours(at, row.value), row))
    row = period("mha.rectify.days", at)
    return [*found, (T.RECTIFY, clock.end_of(last_day_of_days(day, row.value)), row)]


def of_conversion(emergency):
    """(kind, due, row) of section 2 after section 4: its days run from the admission, not from the second recommendation."""
    hours = period("mha.s4.hours", emergency.due).value
    admitted = emergency.due - timedelta(hours=float(hours))
    row = period("mha.s2.days", admitted)
    return T.S2_ENDS, clock.end_of(last_day_of_days(clock.as_date(admitted), row.value)), row


@rule("Mental Health Act 1983 s4(4)", "RECALLED")
def s4_becomes_s2_in_time(request, emergency, at):
    """Section 4 becomes section 2 when the managers receive the second medical recommendation within 72 hours of the
    admission; the 28 days are counted from the admission."""
    if at > emergency.due:
        raise refuse_by(
            s4_becomes_s2_in_time, field="on", remedy="It lapsed before: a new application would be needed."
        )
    doctors = {r.doctor_id for r in request.recommendations.filter(section__in=["s2", "s4"]) if r.signed_on}
    if len(doctors) < 2:
        raise refuse_by(
            s4_becomes_s2_in_time, field="how", remedy="Record the second doctor's signed recommendation first."
        )


def of_report(at):
    row = period("amhp.report_within", at)
    return (T.REPORT, clock.end_of(clock.as_date(at) + timedelta(days=int(row.value))), row)


# What each kind of casework starts with: (timer, key of its period).
STARTS = {
    C.GUARDIANSHIP: [
        (T.GUARDIANSHIP_ENDS, "mha.guardianship.months"),
        (T.VISIT, "mha.guardianship_visit.months"),
        (T.DOCTOR_VISIT, "mha.guardianship_doctor.months"),
    ],
    C.CTO: [(T.CTO_ENDS, "mha.cto.months")],
    C.SUPERVISION: [(T.SUPERVISION, "amhp.social_supervision.months")],
    C.REPORT: [(T.CIRCUMSTANCES, "amhp.circumstances_report.days")],
    C.PROPERTY: [(T.PROPERTY, "amhp.property.days")],
    C.S14: [(T.S14, "amhp.s14_report.days")],
    C.COURT: [],
}
KEYS = {kind: key for rows in STARTS.values() for kind, key in rows}
# Done once, these are due again; the others end, or are renewed by the decision of others.
AGAIN = {T.VISIT, T.DOCTOR_VISIT, T.SUPERVISION, T.PROPERTY}
RENEWED = {C.GUARDIANSHIP: (T.GUARDIANSHIP_ENDS, "mha.guardianship"), C.CTO: (T.CTO_ENDS, "mha.cto")}


def due_of(key, day):
    """The end of a period that begins with a day."""
    row = period(key, day)
    last = last_day_of_months(day, row.value) if row.unit == "months" else last_day_of_days(day, row.value)
    return clock.end_of(last), row


def of_case(kind, day):
    return [(timer, *due_of(key, day)) for timer, key in STARTS[kind]]


def after_doing(kind, day):
    """When something that is done again is due next."""
    return due_of(KEYS[kind], day) if kind in AGAIN else None


def renewal(kind, former_end, renewals):
    """The new end of guardianship or a community treatment order: six months, then six, then twelve at a time."""
    timer, key = RENEWED[kind]
    # The former period ended with the day before: the new one begins with this.
    return timer, *due_of(f"{key}.months" if renewals == 0 else f"{key}_later.months", clock.as_date(former_end))
