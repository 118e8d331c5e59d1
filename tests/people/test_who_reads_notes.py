"""The words of case notes, of risk and safety plans and of next steps are for roles that read notes, and for whose they are.

Others see that a contact happened, that there is a plan, that there is a step; and every alert, for their own safety.

The same on the person page, the chronology, its paper, and the note's own page.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bep.kit import clock
from bep.kit.registry import TIMELINE
from people.actions import add_alert, assert_home_children, open_on_duty
from people.models import CaseNote, Involvement, NextStep
from tests.cast import given
from tests.people.day import note_of, plan_of, step_of

WORDS = "She told me about her sister."
SCREENS = ["person", "chronology", "chronology_pdf"]


VISIT = "Visit at home"


@pytest.fixture
def note(cast):
    """Amara's, of Priya; Tom has opened Priya on duty, and Pia is matched with her."""
    open_on_duty(person=cast.priya, reason="Rings about a letter.", by=cast.tom)
    with given():
        Involvement.objects.create(person=cast.priya, worker=cast.pia, role="worker")
    return note_of(cast.priya, cast.amara, what_happened=WORDS)


def said(answer):
    if answer["Content-Type"] == "application/pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())
    return answer.text


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    ("who", "reads"), [("amara", True), ("joan", True), ("theo", True), ("tom", False), ("pia", False)]
)
def test_the_words_are_for_roles_that_read_notes(note, cast, as_, screen, who, reads):
    page = said(as_(getattr(cast, who)).get(reverse(f"people:{screen}", args=[cast.priya.pk])))
    assert (WORDS in page) == reads
    assert (f"{VISIT}: recorded." in page) != reads


@pytest.mark.parametrize(("who", "status"), [("amara", 200), ("joan", 200), ("tom", 403), ("pia", 404)])
def test_the_note_itself(note, cast, as_, who, status):
    assert as_(getattr(cast, who)).get(reverse("people:contact", args=[note.pk])).status_code == status


def test_a_peer_supporter_reads_what_they_wrote(cast, as_, note):
    own = note_of(cast.priya, cast.pia, what_happened="We walked to the allotment.")
    client = as_(cast.pia)
    assert "allotment" in client.get(reverse("people:person", args=[cast.priya.pk])).text
    assert "allotment" in client.get(reverse("people:contact", args=[own.pk])).text
    assert list(CaseNote.objects.visible_to(cast.pia)) == [own]


def test_no_link_leads_to_what_one_may_not_read(note, cast, as_):
    page = as_(cast.tom).get(reverse("people:person", args=[cast.priya.pk])).text
    assert reverse("people:contact", args=[note.pk]) not in page


def test_nobody_knocked_is_told_as_such(note, cast, as_):
    note_of(cast.priya, cast.amara, seen="nobody", way="visit", what_happened="The sister opened.")
    page = as_(cast.tom).get(reverse("people:person", args=[cast.priya.pk])).text
    assert f"{VISIT}: no reply." in page
    assert "sister" not in page


def test_what_other_rooms_tell_in_words_asks_for_their_permission():
    bare = {kind for kind, source in TIMELINE.items() if source.needs is None}
    record = {"registered", "death", "alert_added", "alert_ended", "status", "worker_began", "worker_ended", "merged"}
    front_door = {
        kind for kind in TIMELINE if kind.startswith(("referral_", "appointment_"))
    }  # codes and days, no words
    assert bare - record - front_door == set()


# --- risk and safety, next steps --------------------------------------------------------------------------------------
@pytest.fixture
def risky(cast, note):
    """An alert, a plan with two concerns, what was said of children, and a step that Amara owes."""
    alert = {"kind": "visit_in_pairs", "words": "Two workers visit.", "person_told": True}
    add_alert(person=cast.priya, review_on=clock.today() + timedelta(days=30), by=cast.amara, **alert)
    plan_of(cast.priya, cast.amara, concern="yes")
    assert_home_children(person=cast.priya, answer="live", by=cast.amara)
    return step_of(cast.priya, cast.amara, 2)


@pytest.mark.parametrize("who", ["tom", "pia"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_front_desk_sees_that_there_is_a_plan_and_not_what_it_says(risky, cast, as_, screen, who):
    page = said(as_(getattr(cast, who)).get(reverse(f"people:{screen}", args=[cast.priya.pk])))
    for words in ("To self", "Review ", "live there", "ing the landlord"):
        assert words not in page
    assert "Risk and safety plan, version 1." in page


@pytest.mark.parametrize("who", ["amara", "tom", "pia"])
def test_everybody_sees_the_alert(risky, cast, as_, who):
    assert "Two workers visit." in as_(getattr(cast, who)).get(reverse("people:person", args=[cast.priya.pk])).text


def test_who_reads_notes_reads_plan_children_and_step(risky, cast, as_):
    page = as_(cast.theo).get(reverse("people:person", args=[cast.priya.pk])).text
    for words in ("To self", "Children live there", "Ring the landlord"):
        assert words in page


@pytest.mark.parametrize(("who", "status"), [("theo", 200), ("tom", 403), ("pia", 403)])
@pytest.mark.parametrize("name", ["risk_plan", "risk_plan_write"])
def test_the_plan_itself(risky, cast, as_, name, who, status):
    assert as_(getattr(cast, who)).get(reverse(f"people:{name}", args=[cast.priya.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), [("theo", 200), ("tom", 403), ("pia", 404)])
def test_the_step_itself(risky, cast, as_, who, status):
    assert as_(getattr(cast, who)).get(reverse("people:step", args=[risky.pk])).status_code == status


def test_a_peer_supporter_reads_the_step_they_owe(risky, cast, as_):
    own = step_of(cast.priya, cast.pia, 1, what="walk to the allotment")
    client = as_(cast.pia)
    assert "Walk to the allotment" in client.get(reverse("people:person", args=[cast.priya.pk])).text
    assert client.get(reverse("people:step", args=[own.pk])).status_code == 200
    assert list(NextStep.objects.visible_to(cast.pia)) == [own]
