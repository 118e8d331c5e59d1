"""Contacts and case notes: under a minute on a phone, never overwritten."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bep.audit.models import Event
from bep.kit import clock
from bep.kit.models import Draft
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment
from people import actions
from people.models import Addendum, CaseNote, Countersignature, NextStep
from tests.cast import given
from tests.people.day import DAY, note_of, queries_of, step_of

SHORT = {"way": "visit", "seen": "alone", "what_happened": "Pri showed me the letter from the landlord."}


def url(person):
    return f"/people/{person.pk}/contacts/new/"


def typed(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


# --- recording --------------------------------------------------------------------------------------------------------


def test_three_answers_are_enough(as_, cast):
    answer = as_(cast.amara).post(url(cast.priya), SHORT)
    note = CaseNote.objects.get()
    assert answer.headers["Location"] == f"/contacts/{note.pk}/"
    assert (note.author, note.way, note.face_to_face, note.awaits_countersign) == (cast.amara, "visit", True, False)
    assert abs(note.happened_at - clock.now()) < timedelta(minutes=1)


def test_only_three_inputs_are_required(as_, cast):
    html = as_(cast.amara).get(url(cast.priya)).content.decode()
    form = as_(cast.amara).get(url(cast.priya)).context["form"]
    assert [name for name, field in form.fields.items() if field.required] == ["way", "seen", "what_happened"]
    assert len(re.findall("<h1", html)) == 1


def test_everything_can_be_said_apart(as_, cast):
    day = clock.today() - 2 * DAY
    sent = SHORT | typed("happened_on", day) | typed("next_due", clock.today() + 3 * DAY) | {
        "happened_time": "14:30", "minutes": "45", "said": "“I am afraid of the post.”", "opinion": "Anxious, not unwell.",
        "who_else": "Her sister Meera", "third_party": "on", "next_what": "Ring the landlord", "next_owner": "worker",
        "next_promised": "on",
    }  # fmt: skip
    as_(cast.amara).post(url(cast.priya), sent)
    note = CaseNote.objects.get()
    assert note.happened_at == clock.at(day, 14, 30)
    assert (note.said, note.opinion, note.minutes) == ("“I am afraid of the post.”", "Anxious, not unwell.", 45)
    assert (note.who_else, note.third_party) == ("Her sister Meera", True)
    step = NextStep.objects.get()
    assert (step.note, step.what, step.promised, step.worker) == (note, "Ring the landlord", True, cast.amara)


@pytest.mark.parametrize(
    ("way", "seen", "face_to_face"),
    [
        ("visit", "alone", True),
        ("hub", "with_others", True),
        ("video", "alone", True),
        ("visit", "others", False),
        ("visit", "nobody", False),
        ("phone", "alone", False),
        ("letter", "alone", False),
    ],
)
def test_seeing_the_person_is_told_from_trying(cast, way, seen, face_to_face):
    note = actions.record_contact(person=cast.priya, way=way, seen=seen, what_happened="x", by=cast.amara)
    assert note.face_to_face is face_to_face


def test_a_try_without_reply_needs_no_more_words(as_, cast):
    as_(cast.amara).post(url(cast.priya), {"way": "phone", "seen": "nobody"})
    assert CaseNote.objects.get().what_happened == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"what_happened": ""}, "Enter what happened"),
        ({"way": ""}, "Answer: how was it?"),
        (typed("happened_on", clock.today() + DAY), "must be today or in the past"),
        (typed("happened_on", clock.today() - DAY), "roughly when was it on that day?"),
        ({"next_what": "Ring the landlord"}, "a next step has a day"),
        ({"minutes": "-3"}, "Minutes it took"),
    ],
)
def test_a_refusal_names_the_field_and_loses_nothing(as_, cast, change, sentence):
    html = as_(cast.amara).post(url(cast.priya), SHORT | {"said": "her very words"} | change).content.decode()
    assert sentence in html
    assert "her very words" in html
    assert not CaseNote.objects.exists()


def test_a_contact_lies_in_the_past(cast):
    with pytest.raises(Refused, match="cannot lie ahead"):
        actions.record_contact(
            person=cast.priya, way="phone", seen="alone", what_happened="x", by=cast.amara,
            happened_at=clock.now() + timedelta(hours=1),
        )  # fmt: skip


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("cora", 403), ("ida", 403), ("ada", 403), ("tom", 403)])
def test_who_may_not(as_, cast, who, status):
    assert as_(getattr(cast, who)).post(url(cast.priya), SHORT).status_code == status
    assert not CaseNote.objects.exists()


def test_the_action_checks_again(cast):
    with pytest.raises(NotFound):
        actions.record_contact(person=cast.priya, by=cast.ben, **SHORT)
    with pytest.raises(NotAllowed):
        actions.record_contact(person=cast.priya, by=cast.cora, **SHORT)


def test_the_event_holds_codes_and_no_words(cast):
    actions.record_contact(person=cast.priya, by=cast.amara, **SHORT)
    event = Event.objects.get(name="people.contact_recorded")
    assert (event.person_ids, event.detail) == ([cast.priya.pk], {"way": "visit", "seen": "alone"})


# --- drafts -----------------------------------------------------------------------------------------------------------


def test_the_draft_comes_back_and_goes_when_handed_in(as_, cast):
    client = as_(cast.amara)
    draft = {
        "draft_key": f"people.contact:{cast.priya.pk}",
        "draft_url": url(cast.priya),
        "draft_person": cast.priya.pk,
    }
    client.post("/drafts/keep/", draft | {"draft_version": 0, "what_happened": "half a sentence", "said": "“Go away.”"})
    html = client.get(url(cast.priya)).content.decode()
    assert "Your unfinished words are back" in html
    assert "half a sentence" in html
    client.post(url(cast.priya), SHORT | draft | {"draft_version": 1})
    assert not Draft.objects.exists()


def test_the_form_carries_its_draft(as_, cast):
    html = as_(cast.amara).get(url(cast.priya)).content.decode()
    assert f'name="draft_key" value="people.contact:{cast.priya.pk}"' in html
    assert "data-autosave" in html


# --- corrected, never overwritten -------------------------------------------------------------------------------------


def test_an_addendum_stands_beside_the_note(as_, cast):
    note = note_of(cast.priya, cast.amara)
    client = as_(cast.joan)
    client.post(f"/contacts/{note.pk}/add/", {"text": "It was Tuesday, not Wednesday."})
    html = client.get(f"/contacts/{note.pk}/").content.decode()
    assert "We met." in html
    assert "It was Tuesday, not Wednesday." in html
    assert Addendum.objects.get().author == cast.joan


@pytest.mark.parametrize(
    "change",
    [
        lambda note: CaseNote.objects.filter(pk=note.pk).update(what_happened="Something else."),
        lambda note: CaseNote.objects.filter(pk=note.pk)._raw_delete("default"),
        lambda note: note.addenda.update(text="Something else."),
        lambda note: note.addenda.all().delete(),
    ],
)
def test_the_database_refuses_to_rewrite(cast, change):
    note = note_of(cast.priya, cast.amara)
    actions.add_to_note(note=note, text="And later.", by=cast.amara)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), given():
        change(note)


def test_only_whose_note_it_is_may_move_with_a_merge(cast):
    note = note_of(cast.priya, cast.amara)
    with given():
        CaseNote.objects.filter(pk=note.pk).update(person=cast.daniel)
    note.refresh_from_db()
    assert note.person == cast.daniel


def test_reading_a_note_of_somebody_elses_person_finds_nothing(as_, cast):
    note = note_of(cast.daniel, cast.ben)
    for path in (f"/contacts/{note.pk}/", f"/contacts/{note.pk}/add/"):
        assert as_(cast.amara).get(path).status_code == 404


def test_a_note_costs_the_same_however_much_was_added(as_, cast):
    note = note_of(cast.priya, cast.amara)
    actions.add_to_note(note=note, text="one", by=cast.amara)
    few, found = queries_of(as_(cast.amara), f"/contacts/{note.pk}/")
    assert few <= 10, [query["sql"][:100] for query in found]
    for n in range(6):
        actions.add_to_note(note=note, text=f"more {n}", by=cast.joan)
    assert queries_of(as_(cast.amara), f"/contacts/{note.pk}/")[0] == few


# --- countersigning ---------------------------------------------------------------------------------------------------


@pytest.fixture
def trainees(cast):
    return actions.record_contact(person=cast.priya, by=cast.theo, **SHORT)


def test_a_trainees_note_waits_and_is_countersigned(as_, cast, trainees):
    assert trainees.awaits_countersign
    assert "Waits for a countersignature" in as_(cast.amara).get(f"/contacts/{trainees.pk}/").content.decode()
    as_(cast.joan).post(f"/contacts/{trainees.pk}/countersign/", {"remark": "Well seen."})
    html = as_(cast.theo).get(f"/contacts/{trainees.pk}/").content.decode()
    assert "Waits for a countersignature" not in html
    assert "Joan Marsh" in html
    assert "Well seen." in html


def test_nobody_countersigns_their_own(cast, trainees):
    from bep.access.models import Role, Worker

    with given():
        cast.theo.groups.add(Role.objects.get(key="consultant_social_worker").group)
    with pytest.raises(Refused, match="their own"):
        actions.countersign(note=trainees, by=Worker.objects.get(pk=cast.theo.pk))


def test_once_is_enough_and_only_what_waits(cast, trainees):
    actions.countersign(note=trainees, by=cast.joan)
    for note in (trainees, note_of(cast.priya, cast.amara)):
        with pytest.raises(WrongMoment):
            actions.countersign(note=note, by=cast.joan)
    assert Countersignature.objects.count() == 1


@pytest.mark.parametrize("who", ["amara", "theo", "cora"])
def test_who_may_not_countersign(as_, cast, trainees, who):
    assert as_(getattr(cast, who)).post(f"/contacts/{trainees.pk}/countersign/").status_code == 403


# --- next steps -------------------------------------------------------------------------------------------------------


def test_a_step_is_planned_and_closed(as_, cast):
    client = as_(cast.amara)
    client.post(
        f"/people/{cast.priya.pk}/next-steps/new/",
        {"what": "Ring the landlord", "owner": "worker"} | typed("due", clock.today()),
    )
    step = NextStep.objects.get()
    client.post(f"/next-steps/{step.pk}/", {"verb": "do"})
    step.refresh_from_db()
    assert (step.state, step.closed_by) == ("done", cast.amara)


def test_a_step_not_done_says_why(as_, cast):
    step = step_of(cast.priya, cast.amara, promised=True)
    client = as_(cast.amara)
    assert "needs a reason" in client.post(f"/next-steps/{step.pk}/", {"verb": "drop"}).content.decode()
    client.post(f"/next-steps/{step.pk}/", {"verb": "drop", "words": "She asked me not to; I told her."})
    step.refresh_from_db()
    assert (step.state, step.closing_words) == ("dropped", "She asked me not to; I told her.")


@pytest.mark.parametrize(("state", "verb"), [("done", "do"), ("done", "drop"), ("dropped", "do"), ("dropped", "drop")])
def test_a_closed_step_stays_closed(cast, state, verb):
    step = step_of(cast.priya, cast.amara, state=state, closed_at=clock.now())
    with pytest.raises(WrongMoment):
        actions.close_step(step=step, verb=verb, words="again", by=cast.amara)
