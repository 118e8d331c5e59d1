"""A team's load, and who might take whom."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q

from bep.access.models import Membership, Worker
from bep.access.queries import roles_with
from bep.kit import clock
from people import permissions as may
from people.models import Cover, Involvement, Person
from people.queries.caseload import Case, add_facts, capacity, involvements
from people.queries.work import work


def memberships(team_ids):
    now = clock.now()
    current = Membership.objects.filter(Q(ends=None) | Q(ends__gt=now), team_id__in=team_ids, starts__lte=now)
    return current.filter(worker__is_active=True)


def colleagues(team_ids):
    """Everybody who now works in these teams."""
    return Worker.objects.filter(pk__in=memberships(team_ids).values("worker_id"))


def recording_roles():
    """The roles that record work with people: who holds none of them cannot lead."""
    return roles_with(may.RECORD)


def may_lead(workers):
    """Of some workers, those who can lead."""
    return workers.filter(groups__in=recording_roles()).distinct()


@dataclass
class Load:
    """What one worker carries, as far as the reader may see whom."""

    worker: Worker
    teams: list = field(default_factory=list)
    cases: dict = field(default_factory=dict)
    late: int = 0
    risk: int = 0
    leads: bool = True
    cover: str = ""

    @property
    def points(self):
        return sum((case.points for case in self.cases.values()), Decimal(0))

    @property
    def capacity(self):
        return capacity(self.worker)

    @property
    def free(self):
        return self.capacity - self.points

    @property
    def people(self):
        return len(self.cases)

    @property
    def words(self):
        return f"{self.points.normalize():f} of {self.capacity.normalize():f} points"


def loads_of(reader, workers):
    """{worker id: Load} of the workers, in two queries; only people whom the reader may see are counted."""
    loads = {worker.pk: Load(worker) for worker in workers}
    found = involvements(reader, list(loads)).filter(person__in=Person.objects.visible_to(reader))
    cases = defaultdict(list)
    for involvement in found:
        case = Case(involvement)
        loads[involvement.worker_id].cases.setdefault(involvement.person_id, case)
        cases[involvement.person_id].append(case)
    add_facts(cases)
    return loads


@dataclass
class Board:
    """What the team board shows."""

    loads: list
    waiting: list
    covers: list


def board(reader, team_ids):
    """The teams' workers with their load, what waits for the team, and who covers whom."""
    leads = Exists(recording_roles().filter(user=OuterRef("worker")))
    members = memberships(team_ids).select_related("worker", "team").annotate(leads=leads).order_by("team__name")
    loads = loads_of(reader, {member.worker for member in members})
    for member in members:
        loads[member.worker_id].teams.append(member.team.name)
        loads[member.worker_id].leads = member.leads
    people = {pk for load in loads.values() for pk in load.cases}
    rows = work(reader, list(people), team=True)
    count_work(loads, [row for row in rows if row.source.audience == "own"])
    theirs = Cover.objects.filter(Q(absent__in=loads) | Q(covering__in=loads), ends__gt=clock.now())
    covers = list(theirs.select_related("absent", "covering"))
    tell_cover(loads, covers)
    waiting = [row for row in rows if row.source.audience == "team"]
    return Board(sorted(loads.values(), key=lambda load: load.worker.name), waiting, covers)


def tell_cover(loads, covers):
    """Beside a name: who covers for them, and until when."""
    for cover in covers:
        if cover.absent_id in loads and cover.starts <= clock.now():
            until = f"{cover.last_day.day} {cover.last_day:%B}"
            loads[cover.absent_id].cover = f"Away until {until}: {cover.covering.name} covers"


def count_work(loads, rows):
    """Overdue and at-risk work, counted to whom it is for: the worker named, else the person's lead."""
    leads = {
        pk: load for load in loads.values() for pk, case in load.cases.items() if case.role == Involvement.Role.LEAD
    }
    for row in rows:
        load = loads.get(row.worker_id) if row.worker_id else leads.get(row.person_id)
        if load and row.heap in {"late", "risk"}:
            setattr(load, row.heap, getattr(load, row.heap) + 1)


# --- who might take somebody -----------------------------------------------------------------------------------------
@dataclass
class Candidate:
    """A worker who might lead a person, with the reasons for and against, in words."""

    load: Load
    knew_until: datetime | None
    knows: bool
    language: str
    manages: bool = False

    @property
    def worker(self):
        return self.load.worker

    @property
    def rank(self):
        """Room first, since nobody is helped by an overfull worker; then their language, then knowing them, then most room.

        Who manages the team comes last: they supervise those who lead.
        """
        return (not self.manages, self.load.free > 0, bool(self.language), self.knows, self.load.free)

    @property
    def reasons(self):
        free = self.load.free.normalize()
        room = f"{free:f} points free" if free > 0 else f"{-free:f} points over"
        yield f"{room} of {self.load.capacity.normalize():f}, {self.load.people} people"
        if self.language:
            yield f"speaks {self.language}"
        if self.knows:
            until = f" until {self.knew_until.day} {self.knew_until:%B %Y}" if self.knew_until else ""
            yield f"knows them: has worked with them{until}"
        if self.manages:
            yield "manages the team"

    @property
    def words(self):
        return "; ".join(self.reasons)


def candidates(reader, person):
    """Who of the reader's teams might lead the person, the recommended one first."""
    manages = Exists(memberships(reader.team_ids).filter(worker=OuterRef("pk"), manages=True))
    workers = list(may_lead(colleagues(reader.team_ids)).annotate(manages=manages))
    loads = loads_of(reader, workers)
    known = knew(person, workers)
    language = person.interpreter_language or person.first_language
    found = [
        Candidate(
            load, known.get(pk), pk in known, language if speaks(load.worker, language) else "", load.worker.manages
        )
        for pk, load in loads.items()
    ]
    return sorted(found, key=lambda candidate: candidate.rank, reverse=True)


def knew(person, workers):
    """{worker id: until when} of those who have led or worked with the person; None when they still do."""
    before = Involvement.objects.filter(person=person, worker__in=workers, role__in=["lead", "worker"])
    # An open end sorts last, so it is what remains.
    return dict(before.order_by(F("ends").asc(nulls_last=True)).values_list("worker_id", "ends"))


def speaks(worker, language):
    return bool(language) and language.lower() in (spoken.lower() for spoken in worker.languages)
