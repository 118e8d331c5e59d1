"""What an upper room adds to the shared screens below it, without the lower room importing it.

A room registers from its AppConfig.ready(). Timeline, work and pathway sources are querysets with the same columns, so
the shared screen reads all rooms in ONE query (SQL UNION ALL), however many rooms there are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class TimelineSource:
    """Events of a person's life with the service.

    rows(person_ids) -> a queryset of .values("at", "kind", "object_id", "person_id", "by_id", "facts"): `kind` a Value of
    `kind`, `facts` a JSONObject. sentence(facts) -> the line a reader sees. url(object_id, person_id) -> where it opens, or None.

    `needs` is the permission to read the line. Without it a reader, unless they wrote it, is told only that it happened:
    outline(facts) -> that line, without a link; by default the source's label.
    """

    kind: str
    label: str
    rows: Callable
    sentence: Callable
    url: Callable = lambda object_id, person_id: None
    group: str = "decisions"  # contacts, decisions, documents: the timeline's filters
    needs: str | None = None
    outline: Callable | None = None

    def told(self, facts):
        """The line for those who may not read it."""
        return self.outline(facts) if self.outline else f"{self.label}."


@dataclass(frozen=True)
class WorkSource:
    """Things waiting for a worker, with their clock.

    rows(involved) -> a queryset of .values("due", "kind", "object_id", "person_id", "worker_id", "facts"); `involved` are the
    ids of people to restrict to, a list or a query of them. `worker_id` None means: for whoever is allocated. `due` is a
    timestamp, or null.
    Where the model has a field of a column's name, the column ends in an underscore: see bep/kit/union.py.

    `audience` "own" gets the people a worker leads, works with or covers; "team" gets everybody of their teams, for an
    inbox that any of them may take from. `needs` hides the source from those who do not hold that permission. `words_need`
    is the permission to read its words; without it a reader whose it is not by name is told `outline` and nothing else.
    Group "alarm" comes before everything. A team's row may be about somebody not yet matched: person_id null, facts["name"].
    `sentence(facts)` says what it is, after the person's name; `detail(facts)` a second, quieter line.
    """

    kind: str
    label: str
    rows: Callable
    sentence: Callable
    url: Callable
    verb: str = "Open"
    group: str = "due"  # due, risk, waiting, return (what a return would refuse) or alarm
    audience: str = "own"  # own or team
    needs: str | None = None
    by_day: bool = (
        True  # due when a day ends (bep.kit.union.EndOfDay); False: at that very moment, as an appointment is
    )
    detail: Callable = lambda facts: ""
    words_need: str | None = None
    outline: str = ""
    after_death: bool = False  # it waits even when the person has died; everything else goes with them


@dataclass(frozen=True)
class PathwaySource:
    """When a person reached a stage of the drawn pathway. rows(person_ids) -> .values("stage", "at", "person_id", "note")."""

    stage: str
    rows: Callable


@dataclass(frozen=True)
class WeightSource:
    """What a person weighs in a caseload by their tier of support. rows(person_ids) -> .values("person_id", "weight");

    `weight` is the key of a target, such as "caseload.points.tier.intensive". The heaviest of a person's rows counts.
    """

    rows: Callable


@dataclass(frozen=True)
class Panel:
    """A box on the person page. build(person, worker) -> {"rows": [(label, text, url)], "actions": [(label, url)]} or None;
    "words" and "source" as well, for the person's own words.

    reads(worker) -> {name: expression}: what the box needs of the database, annotated on the person's own row (OuterRef("pk") is
    the person), so that the page reads all boxes in one query. `build` finds each as person.<name>.
    """

    title: str
    build: Callable
    order: int = 50
    column: str = "side"  # main or side
    reads: Callable = lambda worker: {}


@dataclass(frozen=True)
class NavItem:
    """A word in the main navigation; shown to those who hold any of `needs`."""

    label: str
    url_name: str
    needs: tuple = ()
    order: int = 50
    prefix: str = ""  # the URL path that makes it the current one
    hint: str = ""  # what one does there: shown on My work to those who have no people of their own


@dataclass(frozen=True)
class PersonAction:
    """A verb on the person page's "More" menu; `url_name` takes the person's pk; shown to those who hold `needs`."""

    label: str
    url_name: str
    needs: str
    order: int = 50


@dataclass(frozen=True)
class Duty:
    """Whom colleagues may ring, for the box "On duty now". read() -> [(duty, who, a quieter second line)]."""

    read: Callable
    order: int = 50


TIMELINE: dict[str, TimelineSource] = {}
WORK: dict[str, WorkSource] = {}
PATHWAY: list[PathwaySource] = []
WEIGHTS: list[WeightSource] = []
PANELS: list[Panel] = []
NAV: list[NavItem] = []
PERSON_ACTIONS: list[PersonAction] = []
DUTIES: list[Duty] = []

# The drawn pathway, in the order a person walks it (business case s5.6).
STAGES = [
    ("referral", "Referred"),
    ("choice_appointment", "Choice appointment"),
    ("choice_meeting", "Choice meeting"),
    ("plan", "Enablement plan"),
    ("support", "Support"),
    ("review", "Review"),
    ("move_on", "Move-on"),
]


def add(*items):
    """Registers any of the above; a kind or title told twice is refused."""
    for item in items:
        place: Any = {
            TimelineSource: TIMELINE, WorkSource: WORK, PathwaySource: PATHWAY,
            Panel: PANELS, NavItem: NAV, PersonAction: PERSON_ACTIONS, WeightSource: WEIGHTS, Duty: DUTIES,
        }[type(item)]  # fmt: skip
        if isinstance(place, dict):
            if item.kind in place:
                raise ValueError(f"{item.kind} is registered twice.")
            place[item.kind] = item
        else:
            place.append(item)
            if hasattr(item, "order"):
                place.sort(key=lambda i: i.order)
