"""A worker's own people: whom they lead, work with or cover, with what a list says of each."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery

from bep.kit import union
from bep.kit.registry import PATHWAY, STAGES, WEIGHTS
from bep.kit.targets import target
from people.models import CaseNote, Involvement, Person
from people.models.person import granted_to
from people.queries.work import EVER, work

OWN_ROLES = [Involvement.Role.LEAD, Involvement.Role.WORKER, Involvement.Role.COVER]
STAGE = {"person_id": "{person_id}::bigint", "what": "'stage'", "value": "{stage}::text", "at": "{at}::timestamptz"}
WEIGHT = {"person_id": "{person_id}::bigint", "what": "'weight'", "value": "{weight}::text", "at": "NULL::timestamptz"}
STAGE_NAMES = dict(STAGES)


@dataclass
class Case:
    """One person of a caseload."""

    involvement: Involvement
    stages: list = field(default_factory=list)
    weights: list = field(default_factory=list)
    work: list = field(default_factory=list)

    @property
    def person(self):
        return self.involvement.person

    @property
    def role(self):
        return self.involvement.role

    @property
    def last_seen(self) -> datetime | None:
        return self.involvement.last_seen  # type: ignore[attr-defined]  # annotated by involvements()

    @property
    def stage(self):
        """The stage reached last; of several reached at once, the furthest."""
        return max(self.stages, key=lambda found: (found[1], list(STAGE_NAMES).index(found[0])), default=("", None))

    @property
    def points(self) -> Decimal:
        """The lead's by the tier of support, where one is known; everybody else's by their part in it."""
        if self.role == Involvement.Role.LEAD and self.weights:
            return max(target(key).value for key in self.weights)
        return target(f"caseload.points.{self.role}").value

    @property
    def next(self):
        """What is due first: late things come before things to come."""
        return next((row for row in self.work if row.due), None)

    @property
    def late(self):
        return sum(row.heap in {"late", "risk"} for row in self.work)

    @property
    def at_risk(self):
        return any(row.heap == "risk" for row in self.work)


def involvements(reader, workers):
    """What the workers lead, work with or cover now, as far as the reader may see whom it is about."""
    last_seen = CaseNote.objects.filter(person=OuterRef("person"), face_to_face=True).order_by("-happened_at")
    return (
        Involvement.objects.current()
        .filter(Q(person__restricted=False) | Q(person__in=granted_to(reader)), worker__in=workers, role__in=OWN_ROLES)
        .filter(person__merged_into=None)
        .select_related("person", "began_by")
        .annotate(last_seen=Subquery(last_seen.values("happened_at")[:1]))
        .order_by("person__family_name", "person__given_name", "person_id")
    )


def one_a_person(found):
    """A case for each person: leading weighs more than working with, and that more than covering."""
    cases = {}
    for involvement in sorted(found, key=lambda i: OWN_ROLES.index(i.role)):
        cases.setdefault(involvement.person_id, Case(involvement))
    return cases


def add_facts(cases):
    """Stages and weights in one query. `cases` are {person id: [Case]}: one person may be in several caseloads."""
    people = list(cases)
    for row in union.read(union.arms(PATHWAY, people, STAGE) + union.arms(WEIGHTS, people, WEIGHT)):
        for case in cases[row["person_id"]]:
            if row["what"] == "stage":
                case.stages.append((row["value"], row["at"]))
            else:
                case.weights.append(row["value"])


def caseload(reader, worker):
    """The cases of one worker, in three queries however many they are. The worker's own, or a colleague's of one's team."""
    found = involvements(reader, [worker.pk])
    if reader.pk != worker.pk:
        found = found.filter(person__in=Person.objects.visible_to(reader))
    cases = one_a_person(found)
    add_facts({pk: [case] for pk, case in cases.items()})
    covered = [pk for pk, case in cases.items() if case.role == Involvement.Role.COVER]
    for row in work(reader, list(cases), worker=worker, covered=covered, ahead=EVER):
        cases[row.person_id].work.append(row)
    return list(cases.values())


def capacity(worker):
    """The points that a worker's contracted hours carry."""
    share = worker.contracted_hours / target("caseload.full_time_hours").value
    return round(target("caseload.full_time_points").value * share, 1)
