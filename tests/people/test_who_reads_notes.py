"""The words of a case note are for roles that read notes, and for who wrote it; others see that a contact happened.

The same on the person page, the chronology, its paper, and the note's own page.
"""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bep.kit.registry import TIMELINE
from people.actions import open_on_duty
from people.models import CaseNote, Involvement
from tests.cast import given
from tests.people.day import note_of

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
    dated = {"risk_plan", "home_children"}  # that there is one, and when its review is
    front_door = {
        kind for kind in TIMELINE if kind.startswith(("referral_", "appointment_"))
    }  # codes and days, no words
    assert bare - record - dated - front_door == set()
