"""The clocks of an application: each with its last day and where it comes from. A period of days begins with its first day."""

from dataclasses import dataclass
from datetime import date, timedelta

from bep.kit import clock, faces, targets
from safeguarding.models import DolsApplication

S = DolsApplication.State
LAW = "MCA Sch A1"


@dataclass(frozen=True)
class Running:
    """A clock that runs: `key` is the target it comes from."""

    label: str
    day: date
    key: str

    @property
    def face(self):
        row = targets.target(self.key)
        return faces.due(
            self.day, kind=row.kind if row.kind == "law" else "target", law=LAW if row.kind == "law" else ""
        )


def last_day(key, start):
    """The last day of a period that begins with `start`."""
    return targets.due(key, start) - timedelta(days=1)


def running(application):
    """Every clock that runs now, the first to run out first."""
    found = pending(application) if application.is_pending else authorised(application)
    return sorted(found, key=lambda one: one.day)


def pending(application):
    """Until it is signed: 21 days from receipt, the life of an urgent authorisation, 7 days for a third party's question."""
    standard = last_day("dols.standard.days", application.received_on)
    found = [Running("All assessments", standard, "dols.standard.days")]
    if application.urgent_ends:
        found.append(Running("The urgent authorisation runs out", application.urgent_ends, "dols.urgent.days"))
    if application.third_party_on and not application.third_party_settled_on:
        day = last_day("dols.third_party.days", application.third_party_on)
        found.append(Running("The question somebody else asked", day, "dols.third_party.days"))
    return found


def authorised(application):
    if not application.is_running:
        return []
    return [Running("The authorisation ends", application.ends_on, "dols.period.days")]


def due_on(application):
    """The day its first clock runs out; of one that is over, the day it was."""
    if found := running(application):
        return found[0].day
    return application.ended_on or application.signed_on or clock.today()


def warning_from(application):
    """The day from which a new request should be asked for: this council's own target."""
    return application.ends_on - timedelta(days=int(targets.target("dols.renewal_warning").value))


def has_expired(application, today=None):
    """Its period has run out, and nobody has recorded its end."""
    return application.is_running and application.ends_on < (today or clock.today())
