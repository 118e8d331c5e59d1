"""What the tests of the worker's day share: a caseload of any size, with something of everything in it."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bep.kit import clock
from people.models import CaseNote, HomeChildren, Involvement, NextStep, RiskArea, RiskPlan
from tests.cast import given, make_person

EAST = "East Local Enablement Team"
DAY = timedelta(days=1)


def ago(days):
    return clock.now() - days * DAY


def note_of(person, worker, days=3, *, seen="alone", way="visit", **facts):
    """A case note as it stands in the database, that many days old."""
    facts.setdefault("what_happened", "We met.")
    with given():
        return CaseNote.objects.create(
            person=person, author=worker, happened_at=ago(days), way=way, seen=seen,
            face_to_face=way == "visit" and seen in {"alone", "with_others"}, **facts,
        )  # fmt: skip


def step_of(person, worker, days=0, **facts):
    """A next step due in that many days; minus is past."""
    facts.setdefault("what", "ring the landlord")
    with given():
        return NextStep.objects.create(person=person, worker=worker, due=clock.today() + days * DAY, **facts)


def plan_of(person, worker, review_in=30, number=1, concern="none", **facts):
    with given():
        plan = RiskPlan.objects.create(
            person=person, author=worker, number=number, plan="Ring the crisis line.",
            review_on=clock.today() + review_in * DAY, **facts,
        )  # fmt: skip
        for kind in RiskArea.Kind.values:
            RiskArea.objects.create(plan=plan, kind=kind, concern=concern, what="Pills")
    return plan


def caseload_of(worker, size, *, start=100):
    """That many people led by the worker, each with a note, a step, a plan and a word about children."""
    people = []
    for n in range(start, start + size):
        with given():
            person = make_person(f"BEP-8{n:05}", f"Given{n}", f"Family{n:03}", lead=worker, team=EAST)
            Involvement.objects.filter(person=person).update(starts=ago(60))
            HomeChildren.objects.create(person=person, author=worker, answer="none", asserted_on=clock.today())
        note_of(person, worker, n % 50)
        step_of(person, worker, n % 9 - 3)
        plan_of(person, worker, n % 20 - 5)
        people.append(person)
    return people


def queries_of(client, url):
    """How many queries one page takes, once the council's targets and lists are remembered."""
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(found), found
