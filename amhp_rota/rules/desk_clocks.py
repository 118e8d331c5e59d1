"""When the law lets go: how long somebody may be held, how long papers may be used. Periods are dated rows (presets/law.toml).

Hours are hours that pass: the night the clocks go forward is an hour shorter on the wall, not in law. Days and months
begin with the day they are counted from, so the first day is day one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dateutil.relativedelta import relativedelta

from amhp_rota.models import AssessmentRequest
from bep.kit import clock, faces
from bep.kit.rules import Refused, rule
from bep.kit.targets import target

Power = AssessmentRequest.Power


@dataclass(frozen=True)
class Limit:
    """A moment at which something must have happened, the section that says so, and how sure we are of it."""

    deadline: datetime
    law: str
    status: str = "VERIFIED"
    extended: bool = False

    def face(self, now):
        note = "" if self.status == "VERIFIED" else " (from memory: check)"
        return faces.countdown(self.deadline, now, law=f"{self.law}{note}")


def after_hours(start, hours):
    """So many hours that really pass after a moment, whatever the clocks on the wall do."""
    return start.astimezone(UTC) + timedelta(hours=float(hours))


def last_day_of_days(first_day, days):
    """The last of so many days beginning with the first: 28 days from 1 March end on 28 March."""
    return first_day + timedelta(days=int(days) - 1)


@rule("Corresponding date rule for months in statutes (general case law)", "RECALLED")
def last_day_of_months(first_day, months):
    """A period of months that begins with a day ends the day before that date comes round, or on the month's last day."""
    same_date = first_day + relativedelta(months=int(months))
    return same_date - timedelta(days=1) if same_date.day == first_day.day else same_date


def period(key, start):
    """The dated row that stands for something that began at a moment or on a day."""
    return target(key, clock.as_date(start))


# --- how long somebody may be held ------------------------------------------------------------------------------------
@rule("Mental Health Act 1983 s136", "VERIFIED")
def s136(start):
    """Somebody brought to a place of safety by the police may be kept for 24 hours from arrival."""
    return limit("mha.s136.hours", start, "s136")


@rule("Mental Health Act 1983 s135", "VERIFIED")
def s135(start):
    """Somebody removed to a place of safety under a warrant may be kept for 24 hours from arrival."""
    return limit("mha.s135.hours", start, "s135")


@rule("Mental Health Act 1983 s5(2)", "VERIFIED")
def s5_2(start):
    """A doctor's report holds an in-patient for 72 hours; after a nurse's record they run from that record."""
    return limit("mha.s5_2.hours", start, "s5(2)")


@rule("Mental Health Act 1983 s5(4)", "VERIFIED")
def s5_4(start):
    """A nurse's record holds an in-patient for six hours."""
    return limit("mha.s5_4.hours", start, "s5(4)")


@rule("Mental Health Act 1983 s2", "VERIFIED")
def s2(start):
    """Detention for assessment lasts 28 days beginning with the day of admission and cannot be renewed."""
    row = period("mha.s2.days", start)
    last = last_day_of_days(clock.as_date(start), row.value)
    return Limit(clock.end_of(last), "s2", row.status)


@rule("Mental Health Act 1983 s17F", "VERIFIED")
def recall(start):
    """Somebody recalled from a community treatment order may be kept for 72 hours from the start of detention."""
    return limit("mha.recall.hours", start, "s17F")


HOLDING = {
    Power.S136: s136, Power.S135: s135, Power.S5_2: s5_2, Power.S5_4: s5_4, Power.S2: s2, Power.RECALL: recall,
}  # fmt: skip


def limit(key, start, law):
    row = period(key, start)
    return Limit(after_hours(start, row.value), law, row.status)


def holding_limit(request):
    """Until when the person may be held under the power they are held under; None when they are not."""
    if not request.is_held:
        return None
    found = HOLDING[request.power](request.held_from)
    if not request.extended_hours:
        return found
    return Limit(after_hours(found.deadline, request.extended_hours), "s136B", found.status, extended=True)


@rule("Mental Health Act 1983 s136B", "VERIFIED")
def extension_is_lawful(request, hours, now):
    """A doctor may authorise up to 12 hours more before the 24 have run out, on clinical grounds only, once."""
    if request.power not in (Power.S135, Power.S136) or not request.is_held:
        raise Refused("Only detention under section 135 or 136 can be made longer.", remedy="Check the power.")
    if request.extended_hours:
        raise Refused(f"{extension_is_lawful.wording} It has been made longer already.", field="hours")
    most = int(period("mha.s136b.hours", request.held_from).value)
    if not 1 <= hours <= most:
        raise Refused(
            f"Section 136B allows 1 to {most} more hours.", field="hours", remedy="Give what the doctor authorised."
        )
    if now > holding_limit(request).deadline:
        raise Refused(
            "The 24 hours have run out, so they cannot be made longer.",
            field="hours",
            remedy="The person is free to go unless another power holds them. Record when they were told.",
        )


# --- this council's targets -------------------------------------------------------------------------------------------
S = AssessmentRequest.State
LATE_STAGES = (S.ASSESSING, S.BED_WAIT, S.CONVEYING, S.DECIDED, S.CLOSED)


def target_limit(request):
    """This council's own target for the stage a request is in, or None."""
    if request.state == S.RECEIVED:
        return after_hours(request.received_at, period("amhp.triage_within", request.received_at).value)
    if request.state not in LATE_STAGES:
        return after_hours(request.received_at, period("amhp.assess_within", request.received_at).value)
    return None


def clocks(request, now=None):
    """Every clock of a request, the one that runs out first at the head: law, this council's target, and what only grows."""
    now = now or clock.now()
    if not request.is_open:
        return []
    found = []
    if held := holding_limit(request):
        found.append((held.deadline, held.face(now)))
    if aim := target_limit(request):
        found.append((aim, target_face(aim, now)))
    ordered = [face for _, face in sorted(found, key=lambda pair: pair[0])]
    # The law goes before a target of our own, whichever runs out first.
    ordered.sort(key=lambda face: face.kind != "law")
    return [*ordered, faces.waiting(request.stage_since, now)]


def target_face(deadline, now):
    left = deadline - now
    if left < timedelta():
        return faces.Clock("late", f"target {faces.span(-left)} ago", kind="target")
    return faces.Clock("soon" if left < timedelta(hours=1) else "ok", f"target in {faces.span(left)}", kind="target")


def first_to_run_out(request, now=None):
    found = clocks(request, now)
    return found[0] if found else None


def urgency(request):
    """What the board sorts by: whoever's legal clock runs out first, then targets, then how long they have waited."""
    held, aim = holding_limit(request), target_limit(request)
    if held:
        return (0, held.deadline)
    return (1, aim) if aim else (2, request.stage_since)
