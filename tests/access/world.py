"""The world that is swept: a worker in each role, and the people whom they must and must not see, each with a row of every kind.

It is committed to this process's own test database, and the database is put back afterwards: a transaction as long as a
sweep would hold up what waits for the oldest running one (bep/audit/seal.py). The clock stands still from then on, a
quarter of an hour later, so that two pages differ by what is on them alone.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from django.contrib.auth.hashers import make_password

from bep.access.models import Membership, Role, Team, Worker
from bep.kit import clock
from bep.kit.jobs import enqueue
from bep.kit.nhs_number import spaced
from bep.presets import PRESETS, read
from people.models import Involvement, Person, Relationship
from tests.access.samples import Samples
from tests.access.urls import arguments, is_of_somebody, routes
from tests.cast import given, make_person, make_worker

ROLES = [role["key"] for role in read(PRESETS / "roles.toml")["role"]]
EVERY = "every role"
EAST, WEST = "East Local Enablement Team", "West Local Enablement Team"
# By words that no hint or example of a page has. Everybody in a role works with "visible", and with all but "other" else.
PEOPLE = {
    "visible": ("BEP-970011", "Tamsinetta", "Quillfeather", "9990011005"),
    "other": ("BEP-970012", "Lorcanius", "Oxwoldham", "9990022007"),  # another team's
    "restricted": ("BEP-970013", "Isolabella", "Hartwhistle", "9990033009"),
    "ended": ("BEP-970014", "Perrinetto", "Umberleigh", "9990044000"),  # work with them has ended
    "merged": ("BEP-970015", "Osgoodwin", "Fennimoor", "9990055002"),  # their record was joined to "visible"
}
LATER = timedelta(minutes=15)  # what the database's own clock gives to a row is past by then
HIDDEN = ("restricted", "other", "ended", "merged")


@dataclass
class World:
    people: dict
    everything: Worker | None = None  # holds every role: what they cannot open is open to nobody
    workers: dict = field(default_factory=dict)
    samples: dict = field(default_factory=dict)
    jobs: dict = field(default_factory=dict)

    def samples_for(self, kind, worker):
        """The rows of the world, and this worker's own job."""
        shared = self.samples[kind]
        mine = Samples(shared.person, shared.worker)
        mine.made = shared.made | ({"kit.Job": self.jobs[worker.pk]} if worker and kind == "visible" else {})
        return mine


def marks(person):
    """What would tell that it is they: never a given name, which a colleague may share."""
    return [person.family_name, person.reference, person.nhs_number, spaced(person.nhs_number)]


def make_world(roles):
    with given():
        spare_workers()
        amara, ben = make_worker("amara"), make_worker("ben")
        world = World({kind: person(*facts) for kind, facts in PEOPLE.items()})
        settle(world, amara, ben)
        for key in roles:
            worker = world.workers[key] = in_the_role(key, world.people)
            world.jobs[worker.pk] = enqueue("test.steps", by=worker, name=key)
        world.everything = in_the_role(EVERY, world.people)
        world.jobs[world.everything.pk] = enqueue("test.steps", by=world.everything, name=EVERY)
    made: dict = {}
    for kind, somebody in world.people.items():
        world.samples[kind] = everything_about(somebody, amara, made)
        made = of_nobody(world.samples[kind].made)
    with given():
        relate(world)
    return world


def person(reference, given_name, family_name, nhs_number, **facts):
    return make_person(reference, given_name, family_name, nhs_number=nhs_number, **facts)


def settle(world, amara, ben):
    people = world.people
    for kind, lead, team in [("visible", amara, EAST), ("restricted", amara, EAST), ("other", ben, WEST)]:
        involve(people[kind], worker=lead, role="lead")
        involve(people[kind], team=Team.objects.get(name=team), role="team")
    ended(people["ended"], team=Team.objects.get(name=EAST), role="team")
    Person.objects.filter(pk=people["restricted"].pk).update(restricted=True)
    Person.objects.filter(pk=people["merged"].pk).update(merged_into=people["visible"])


@cache
def password():
    """One for everybody: making it is slow on purpose."""
    return make_password("a lamp, a river, a coat")


def in_the_role(key, people):
    """Somebody in this role and the East team: with a finger in everybody's case but that of the other team's person."""
    worker = Worker.objects.create(
        email=f"{key.replace(' ', '-')}@sweep.example", name=f"Sweep {key}", password=password()
    )
    worker.groups.add(*[role.group for role in Role.objects.filter(key__in=ROLES if key == EVERY else [key])])
    Membership.objects.create(worker=worker, team=Team.objects.get(name=EAST))
    for kind in ("visible", "restricted", "merged"):
        involve(people[kind], worker=worker, role="worker")
    ended(people["ended"], worker=worker, role="worker")
    return worker


def spare_workers():
    """For what a worker does once at a time, so that one more person makes no worker more."""
    Worker.objects.bulk_create(
        Worker(email=f"spare-{number}@sweep.example", name=f"Spare {number}", password="!") for number in range(9)
    )


def involve(person, **facts):
    Involvement.objects.create(person=person, **facts)


def ended(person, **facts):
    long_ago = clock.now() - timedelta(days=30)
    involve(person, starts=long_ago, ends=long_ago + timedelta(days=29), **facts)


def everything_about(person, worker, made=()):
    """A row of every kind that a URL may name."""
    samples = Samples(person, worker)
    samples.made |= dict(made)
    with given():
        for route, name, _ in routes():
            if arguments(route):
                samples.kwargs(name, route)
    return samples


def relate(world):
    """Somebody visible whose life has people in it that are not."""
    for kind in HIDDEN:
        Relationship.objects.create(person=world.people["visible"], other=world.people[kind], kind="friend")


def one_more(world, kind):
    """Another person like the one of this kind, with as many rows: lists, counts and charts must not tell of them."""
    like = world.people[kind]
    with given():
        more = person(f"{like.reference}9", f"{like.given_name}x", f"{like.family_name}x", "")
        for found in Involvement.objects.filter(person=like):
            involve(more, worker_id=found.worker_id, team_id=found.team_id, role=found.role)
        Person.objects.filter(pk=more.pk).update(restricted=kind == "restricted")
    return everything_about(more, world.samples[kind].worker, of_nobody(world.samples[kind].made))


def of_nobody(made):
    """The hubs, organisations and the like: what is about no person is there already."""
    return {label: row for label, row in made.items() if not is_of_somebody(type(row))}
