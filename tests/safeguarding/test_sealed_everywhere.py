"""Every role, every sealed part, every screen that could tell of one: read by its readers, and by nobody else anywhere.

Roles are the presets'; what each may read is said here apart from `visible_to`. The sweep of tests/access asks every URL of
the project besides, with a part that is sealed from all of its roles.
"""

from dataclasses import dataclass

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, resolve, reverse

from bep.access.gate import access_of, signed_in
from bep.access.models import Membership, Role, Team, Worker
from bep.kit import clock
from bep.urls import urlpatterns as real
from people.models import Involvement
from safeguarding.models import SealedPart, SealedReader
from tests.access.asking import rolled_back, steady, words_of
from tests.access.lighter import lighten
from tests.access.viewer import signed_in as cookies_of
from tests.access.world import LATER
from tests.cast import given
from tests.safeguarding.enquiries import begun

WORD = "Zebrafinch"
# Which record's number stands in the URL.
ABOUT = {
    "safeguarding:concern": "concern", "safeguarding:enquiry": "enquiry", "people:person": "person",
}  # fmt: skip
LISTS = [
    "people:my_work", "people:search", "audit:person", "audit:copy", "audit:record", "safeguarding:concerns",
    "safeguarding:enquiries", "safeguarding:sac_list",
]  # fmt: skip
FILES = {"people:caseload_export": {"kind": "csv"}}
COUNTED = ["safeguarding:concerns", "safeguarding:concern", "safeguarding:enquiry", "people:person", "people:my_work",
           "safeguarding:sac"]  # fmt: skip


@dataclass
class World:
    enquiry: object
    workers: dict
    parts: list  # (the part, the role of its named reader, or None)

    def kwargs(self, name):
        of = {"concern": self.enquiry.concerns.get().pk, "enquiry": self.enquiry.pk, "person": self.enquiry.person_id}
        return {"pk": of[ABOUT[name]]} if name in ABOUT else FILES.get(name, {})

    def asked(self):
        """What finds, filters and counts whatever it can: words of the sealed parts among them."""
        return {"q": WORD, "reference": self.enquiry.person.reference, "show": "all", "kind": "", "table": "SG1f concerns",
                "row": "Safeguarding concerns", "column": "Number", "model": "safeguarding.sealedpart"}  # fmt: skip


@pytest.fixture
def world(safe, monkeypatch, tmp_path):
    """A worker in each role, in the safeguarding team and working with the adult: so the seal alone can keep them out."""
    lighten(monkeypatch, tmp_path)
    enquiry = begun(safe)
    with given():
        team = Team.objects.get(name="Safeguarding Adults")
        workers = {role.key: one_in(role, team, enquiry.person) for role in Role.objects.select_related("group")}
    return World(enquiry, workers, [])


def one_in(role, team, person):
    worker = Worker.objects.create(email=f"{role.key}@sealed.example", name=f"Sealed {role.key}", password="!")
    worker.groups.add(role.group)
    Membership.objects.create(worker=worker, team=team)
    Involvement.objects.create(person=person, worker=worker, role="worker")
    return worker


def seal(world):
    """A part of each kind for nobody by name, and one for each role: its worker alone may read it."""
    concern, by = world.enquiry.concerns.get(), world.enquiry.sam
    with given():
        for kind in SealedPart.Kind.values:
            for reader in [None, *world.workers]:
                words = f"{WORD} {kind} {reader}."
                part = SealedPart.objects.create(concern=concern, kind=kind, words=words, why="-", sealed_by=by)
                world.parts.append((part, reader))
                if reader:
                    SealedReader.objects.create(part=part, worker=world.workers[reader], reason="-", let_in_by=by)


def may_read(role, worker, reader):
    """Said apart from the model: their named reader, or while none is named whoever unseals; never without sight of concerns."""
    sees = worker.has_perm("safeguarding.view") or worker.has_perm("safeguarding.decide")
    return sees and (reader == role if reader else worker.has_perm("safeguarding.unseal"))


class Looking:
    """Opens the screens as each role, and says whose sealed words were there that should not be."""

    def __init__(self, world, names):
        self.world, self.names, self.findings = world, names, []
        self.client, self.opened, self.read, self.held = Client(raise_request_exception=False), 0, set(), 0

    def run(self):
        for role, worker in self.world.workers.items():
            self.client.cookies.load(cookies_of(worker))
            for name in self.names:
                url = reverse(name, kwargs=self.world.kwargs(name))
                if access_of(resolve(url)).allows(worker):
                    self.look(role, worker, name, url)
        return self

    def look(self, role, worker, name, url):
        with rolled_back():
            answer = self.client.get(url, self.world.asked())
            text = words_of(answer)
        self.opened += answer.status_code == 200
        if answer.status_code >= 500:
            self.findings.append(f"{name} as {role}: {answer.status_code}")
        for part, reader in self.world.parts:
            self.held += 1
            if part.words in text:
                self.read.add((role, part.pk))
                if not may_read(role, worker, reader):
                    self.findings.append(f"{name} as {role} tells “{part.words}”")


NAMES = [*ABOUT, *LISTS, *FILES]


def test_every_role_reads_its_own_sealed_parts_and_no_other_anywhere(world):
    seal(world)
    looked = Looking(world, NAMES).run()
    assert looked.findings == []
    # What should be read was: each part by each of its readers, on the concern's own page at least.
    ought = {
        (role, part.pk)
        for role, worker in world.workers.items()
        for part, reader in world.parts
        if may_read(role, worker, reader)
    }
    assert looked.read == ought
    assert len(world.workers) == Role.objects.count() > 15
    assert len({role for role, _ in ought}) > 8
    assert looked.opened > 75
    assert looked.held > 5000


def test_a_sealed_part_more_changes_no_number_and_no_line(world):
    """For those who may not read it the page is the same, byte for byte, with sealed parts as without."""
    outside = ["social_worker", "enquiry_officer", "team_manager", "hub_duty", "returns_officer"]

    def pages():
        found = {}
        for role in outside:
            client = Client()
            client.cookies.load(cookies_of(world.workers[role]))
            for name in COUNTED:
                with rolled_back():
                    found[role, name] = steady(words_of(client.get(reverse(name, kwargs=world.kwargs(name)))))
        return found

    with time_machine.travel(clock.now() + LATER, tick=False):
        before = pages()
        more_is_sealed(world)
        assert pages() == before


def more_is_sealed(world):
    with given():
        concern = world.enquiry.concerns.get()
        SealedPart.objects.create(concern=concern, kind="plan", words=WORD, why="-", sealed_by=world.enquiry.sam)


# --- the sweep itself is tried ----------------------------------------------------------------------------------------
@signed_in("a planted hole")
def tells(request):
    return HttpResponse(SealedPart.objects.first().words)


urlpatterns = [path("hole/", tells, name="hole"), *real]


@override_settings(ROOT_URLCONF=__name__)
def test_a_screen_that_tells_is_caught(world):
    seal(world)
    found = Looking(world, ["hole"]).run().findings
    assert len(found) == len(world.workers) - 1, "everybody’s but who unseals it"
    assert found[0].startswith("hole as ")
