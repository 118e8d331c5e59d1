"""The AMHP duty desk of the demonstration: doctors, requests in several stages with their clocks, casework, and what waits
on the rota. Everything is told from the borough's own day, at seven in the morning, when the night hands over.

The rows are those that the actions of the same steps would have written.
"""

from dataclasses import dataclass
from datetime import timedelta

from amhp_rota.models import (
    Absence,
    AssessmentRequest,
    Delay,
    Doctor,
    Handover,
    HandoverLine,
    LogLine,
    MhaAssessment,
    MhaCase,
    MhaTimer,
    Recommendation,
    Swap,
    Visit,
    Wish,
)
from amhp_rota.rules import timers
from bep.kit import clock
from borough.packages import unique
from people.models import Involvement

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DOCTORS = [
    # name, GMC number, approved until (days from now), languages, where, nights
    ("Dr Anil Rahman", "7000001", 700, ["Bengali"], "Edgware", True),
    ("Dr Grace Lamb", "7000002", None, [], "Finchley, GP", False),
    ("Dr Ewa Nowak", "7000003", 40, ["Polish"], "Barnet General", True),
    ("Dr Samuel Osei", "7000004", 1200, ["Twi"], "Hendon", False),
    ("Dr Maryam Sadeghi", "7000005", 300, ["Farsi"], "Colindale", True),
    ("Dr Tom Whitby", "7000006", -20, [], "Mill Hill", False),
]


@dataclass(frozen=True)
class Ask:
    """A request as it stands: who asks, how far it has got, since when, and what it waits for."""

    source: str
    state: str
    hours_ago: float
    asked_by: str
    reason: str
    place: str
    power: str = ""
    held_hours: float | None = None
    taken: bool = True
    waits: str = ""
    facts: tuple = ()


ASKS = [
    Ask("police", "received", 1.5, "PC Wren, Colindale police", "Found on the railway bridge, says he must stop the trains.",
        "Health-based place of safety, Edgware", power="s136", held_hours=5, taken=False, facts=(("interpreter", "Farsi"),)),
    Ask("hospital", "doctors", 20, "Ward manager, Thames ward", "Wants to leave; hears voices that tell her to. Not eating.",
        "Thames ward, Edgware", power="s5_2", held_hours=26, waits="doctor"),
    Ask("community_team", "triaged", 22, "Community team East", "Has not opened the door for ten days; the post piles up.",
        "At home", taken=False, facts=(("children_none", True),)),
    Ask("nearest_relative", "gathering", 30, "His sister", "Gives his money away to strangers and sleeps in the garden.",
        "At home", facts=(("tried", "Crisis team twice this week."),)),
    Ask("hospital", "bed_wait", 14, "Liaison team, Barnet General", "Took tablets last night and regrets that it failed.",
        "Emergency department, Barnet General", waits="bed", facts=(("children", "A daughter of six, with her father."),)),
    Ask("community_team", "assessing", 9, "Community team West", "Threatens the neighbours, whom he takes for spies.",
        "At home, two dogs", waits="police", facts=(("other_needs", "Two large dogs."), ("out_of_area", "Enfield"))),
]  # fmt: skip
DECIDED = ["s2", "not_detained", "s2", "informal", "s3", "not_detained", "s2", "discharged", "not_assessed", "s2"]
PAST = 60  # requests of the last months that are closed
CASES = [("guardianship", 40, ""), ("cto", 100, ""), ("supervision", 60, "37"), ("property", 5, ""), ("report", 9, "3")]


class Desk:
    """Fills the desk of the first borough; the others have none, as they have no rota."""

    def __init__(self, year, amhps, day):
        self.tables, self.staff, self.day = year.lives.tables, year.staff, day
        self.now = min(clock.at(day, 7), clock.now())
        self.team, self.amhps = self.staff.teams["amhp", None], amhps
        self.lives = [life for life in unique(year.known) if life.ended is None]

    def fill(self):
        self.doctors = [self.doctor(*row) for row in DOCTORS]
        asked = [self.request(ask, self.lives[3 * n].person) for n, ask in enumerate(ASKS)]
        for n in range(PAST):
            self.past(n, self.lives[40 + n].person)
        for n, (kind, days, section) in enumerate(CASES):
            self.case(kind, days, section, self.lives[20 + n].person, self.who(n))
        self.handover(asked)
        self.visit(asked[5])

    def who(self, n=0):
        """A worker who is an AMHP: the first is who the demonstration signs in as."""
        return self.amhps[n % len(self.amhps)]

    def doctor(self, name, gmc, until, languages, place, nights):
        begins = self.day - 3 * 365 * DAY if until is not None else None
        ends = self.day + until * DAY if until is not None else None
        return self.tables.add(
            Doctor, name=name, gmc_number=gmc, phone="020 7946 0123", s12_from=begins, s12_until=ends, languages=languages,
            place=place, nights=nights, availability="Nights and weekends" if nights else "Working days",
        )  # fmt: skip

    def request(self, ask, person):
        at = self.now - ask.hours_ago * HOUR
        amhp = self.who() if ask.taken else None
        held = {"power": ask.power, "held_from": self.now - ask.held_hours * HOUR} if ask.power else {}
        pk = self.tables.add(
            AssessmentRequest, person_id=person, state=ask.state, source=ask.source, asked_by=ask.asked_by, reason=ask.reason,
            place=ask.place, received_at=at, received_by_id=self.who(1), amhp_id=amhp, stage_since=at + ask.hours_ago * HOUR / 2,
            **held, **dict(ask.facts),
        )  # fmt: skip
        self.involved(person, at, pk)
        self.line(person, pk, "move", at, topic="received")
        if amhp:
            self.line(person, pk, "note", at + HOUR / 2, words="It is taken on.")
            self.tables.add(MhaAssessment, person_id=person, request_id=pk, amhp_id=amhp)
        if ask.waits:
            self.waits(ask, person, pk)
        if ask.state == "bed_wait":
            self.examined(person, pk)
        return pk, person

    def waits(self, ask, person, pk):
        began = self.now - min(ask.hours_ago / 2, 6) * HOUR
        self.tables.add(Delay, person_id=person, request_id=pk, cause=ask.waits, began_at=began)
        for n in range(3):
            self.line(person, pk, "call", began + n * HOUR / 2, topic=ask.waits, result="tried")

    def examined(self, person, pk):
        for n, doctor in enumerate(self.doctors[:2]):
            self.tables.add(
                Recommendation, person_id=person, request_id=pk, doctor_id=doctor, section="s2", knew_before=n == 1,
                examined_at=self.now - (7 - n) * HOUR, is_s12=n == 0, signed_on=self.day, recorded_by_id=self.who(),
            )  # fmt: skip

    def past(self, n, person):
        """A request of the last months that is over: for the year's figures, and the person's timeline."""
        at = self.now - (3 + 5 * n) * DAY - (n % 7) * HOUR
        ended, outcome = at + (5 + n % 9) * HOUR, DECIDED[n % len(DECIDED)]
        pk = self.tables.add(
            AssessmentRequest, person_id=person, state="closed", source=("community_team", "police", "hospital")[n % 3],
            asked_by="Community team", reason="A crisis, since some days.", place="At home", received_at=at,
            received_by_id=self.who(1), amhp_id=self.who(n), stage_since=ended, outcome=outcome,
            outcome_reason="As the record says.", decided_at=ended, closed_at=ended + HOUR,
        )  # fmt: skip
        if n % 2:
            cause = ("doctor", "bed", "ambulance")[n % 3]
            self.tables.add(
                Delay,
                person_id=person,
                request_id=pk,
                cause=cause,
                began_at=at + HOUR,
                ended_at=at + (2 + n % 3) * HOUR,
            )

    def involved(self, person, at, request):
        self.tables.add(
            Involvement, person_id=person, team_id=self.team, role="referral", reason=f"M-{request:05d}", starts=at
        )

    def line(self, person, request, kind, at, **facts):
        self.tables.add(
            LogLine, person_id=person, request_id=request, kind=kind, at=at, written_at=at, by_id=self.who(), **facts
        )

    def case(self, kind, days_ago, section, person, worker):
        """Casework with the clocks that its kind starts."""
        began = self.day - days_ago * DAY
        pk = self.tables.add(
            MhaCase, person_id=person, kind=kind, began_on=began, section=section, worker_id=worker,
            keys="One, in the safe of the hub" if kind == "property" else "",
            pets="A cat, with the neighbour" if kind == "property" else "",
        )  # fmt: skip
        self.tables.add(
            Involvement, person_id=person, worker_id=worker, role="worker", reason=MhaCase.Kind(kind).label,
            starts=clock.at(began, 9),
        )  # fmt: skip
        for timer, due, row in timers.of_case(kind, began):
            self.tables.add(
                MhaTimer, person_id=person, case_id=pk, kind=timer, worker_id=worker, due=due, law=row.source,
                status=row.status,
            )  # fmt: skip

    def handover(self, asked):
        """Written by the night, and nobody has acknowledged it yet."""
        pk = self.tables.add(
            Handover, words="Quiet until two, then three at once.", since=self.now - 12 * HOUR,
            written_at=self.now - HOUR / 4, written_by_id=self.who(2),
        )  # fmt: skip
        for request, person in asked:
            words = "Received; the log has it all. Ring the ward first."
            self.tables.add(HandoverLine, handover_id=pk, request_id=request, person_id=person, words=words)

    def visit(self, asked):
        request, person = asked
        self.tables.add(
            Visit, person_id=person, request_id=request, worker_id=self.who(3), backup_id=self.who(), where="At home, N12",
            phone="07700 900982", starts=self.now - HOUR, expected_end=self.now + 2 * HOUR,
        )  # fmt: skip


def waits_on_the_rota(staff, amhps, coming, day):
    """Of the coming duties [(id, amhp, day)]: a swap for a manager to decide, one asked of whoever signs in, leave, a wish."""
    add, mine = staff.tables.add, amhps[0]
    at = clock.at(day, 7)
    agreed = next(row for row in coming if row[1] == amhps[1])
    add(Swap, duty_id=agreed[0], giver_id=amhps[1], asked_id=amhps[9], taker_id=amhps[9], state="agreed",
        reason="My son’s school play.", made_at=at - 2 * DAY)  # fmt: skip
    asked = next(row for row in coming if row[1] == amhps[4])
    add(Swap, duty_id=asked[0], giver_id=amhps[4], asked_id=mine, state="offered", reason="A hospital appointment.",
        made_at=at - DAY)  # fmt: skip
    leave = day + 70 * DAY
    worker = staff.worker_of[mine]
    add(Absence, amhp_id=mine, kind="leave", first=leave, last=leave + 6 * DAY, state="asked", asked_by_id=worker)
    add(Wish, amhp_id=mine, day=day + 80 * DAY, wants=False)
