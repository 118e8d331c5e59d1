"""The person page answers who, alerts, where on the pathway, who works with them, what is next, then what happened."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from bep.access.models import Worker
from bep.audit.models import Event
from bep.kit import reference
from bep.kit.registry import PANELS
from people import timeline as lifeline
from people.actions import record_death
from people.masking import MASKED
from people.models import Alert, Person, Relationship, SafeContact, StatusSpell
from people.pathway import latest_walk, stages
from people.person_page import boxes, read
from tests.cast import given

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def url(person, query=""):
    return reverse("people:person", args=[person.pk]) + query


@pytest.fixture
def lived(cast):
    """Priya, with a life that the page can tell."""
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(
            nhs_number="9434765919", interpreter_language="Gujarati", communication_needs=["large_print"],
            accommodation_status="Tenant: Private landlord", gp_practice_name="Oak Lane Medical Centre",
        )  # fmt: skip
        Alert.objects.create(
            person=cast.priya, kind="call_first", words="call before visiting", person_told=True, starts=TODAY,
            review_on=TODAY + timedelta(90), recorded_by=cast.amara,
        )  # fmt: skip
        Relationship.objects.create(
            person=cast.priya, kind="sister", other_name="Meera Nair", is_carer=True, emergency_order=1
        )
        SafeContact.objects.create(person=cast.priya, text="no", phone="yes", must_not_know="her landlord")
        StatusSpell.objects.create(
            person=cast.priya, kind="accommodation", value="Tenant: Private landlord", starts=date(2024, 5, 1)
        )
    cast.priya.refresh_from_db()
    return cast


def test_it_tells_who_and_what_to_mind(lived, as_):
    text = as_(lived.amara).get(url(lived.priya)).text
    for words in (
        "Pri Nair", "943 476 5919", "BEP-900001", "call before visiting, they know", "Gujarati interpreter", "Large print",
        "Amara Bell", "Meera Nair, carer, contact first", "Oak Lane Medical Centre", "her landlord", "text message",
        "Tenant: Private landlord, since 1 May 2024",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize("who", ["ben", "tom", "sara", "ruth", "pia", "ida"])
def test_it_is_not_there_for_whoever_does_not_work_with_them(lived, as_, who):
    assert as_(getattr(lived, who)).get(url(lived.priya)).status_code == 404


def test_a_restricted_person_is_not_there_even_for_their_lead(lived, as_):
    assert as_(lived.amara).get(url(lived.rosa)).status_code == 404


def test_a_relative_whom_the_reader_may_not_see_is_masked(lived, as_):
    with given():
        Relationship.objects.create(person=lived.priya, kind="mother", other=lived.rosa)
        Relationship.objects.create(person=lived.priya, kind="friend", other=lived.daniel)
    text = as_(lived.amara).get(url(lived.priya)).text
    assert text.count(MASKED) == 2
    assert "Rosa" not in text
    assert "Daniel" not in text


def test_the_page_is_one_event_with_everybody_it_showed(lived, as_):
    with given():
        lived.theo_friend = Relationship.objects.create(person=lived.daniel, kind="friend", other=lived.priya)
        Relationship.objects.create(person=lived.daniel, kind="mother", other=lived.rosa)
    as_(lived.ben).get(url(lived.daniel))
    event = Event.objects.get(name="people.shown")
    assert event.person_ids == [lived.daniel.pk]


@pytest.mark.parametrize("who", ["amara", "joan", "theo"])
def test_ten_queries_at_most(lived, as_, django_assert_max_num_queries, who):
    client = as_(getattr(lived, who))
    client.get(url(lived.priya))
    with django_assert_max_num_queries(10):
        assert client.get(url(lived.priya)).status_code == 200


def test_no_two_boxes_read_under_one_name(cast, monkeypatch):
    """The second would silently take the first one's place on the person's row."""
    monkeypatch.setattr(Worker, "has_perm", lambda worker, permission: True)
    names = [name for panel in PANELS for name in panel.reads(cast.amara)]
    assert len(names) > 5
    assert sorted(names) == sorted(set(names))


def test_the_timeline_is_newest_first_and_filtered_by_group(lived, as_):
    client = as_(lived.amara)
    titles = [event.title for event in client.get(url(lived.priya)).context["events"]]
    assert any(title.startswith("Alert added, call before visiting: ") for title in titles)
    assert titles[-1] == "Home: Tenant: Private landlord."
    assert client.get(url(lived.priya, "?group=documents")).context["events"] == []
    assert client.get(url(lived.priya, "?group=nonsense")).status_code == 200


def test_an_older_page_follows_by_key(lived, as_):
    with given():
        for month in range(1, 31):
            StatusSpell.objects.create(
                person=lived.priya, kind="employment", value="Unknown", starts=date(2020, 1, 1) + timedelta(30 * month)
            )
    client, seen, where = as_(lived.amara), [], url(lived.priya)
    while where:
        context = client.get(where).context
        seen += [(event.when, event.title) for event in context["events"]]
        where = context["older_url"] and url(lived.priya) + context["older_url"].split("#")[0]
    people, _ = lifeline.timeline(lived.priya, lived.amara, most=lifeline.WHOLE)
    assert seen == [(one.when, one.title) for one in people]
    assert len(seen) > 2 * lifeline.PAGE


def test_what_a_merge_left_on_the_lost_record_is_told_too(lived):
    with given():
        lost = Person.objects.create(reference="BEP-900050", given_name="P", family_name="N", merged_into=lived.priya)
        StatusSpell.objects.create(person=lost, kind="employment", value="Unknown", starts=date(2021, 1, 1))
    lived.priya.merged_ids = [lost.pk]
    happenings, _ = lifeline.timeline(lived.priya, lived.amara)
    assert "Work: Unknown." in [one.title for one in happenings]


def test_verbs_are_those_of_the_role(lived, as_):
    labels = {link.label for link in as_(lived.amara).get(url(lived.priya)).context["more"]}
    assert "Record a death" in labels
    labels = {link.label for link in as_(lived.theo).get(url(lived.priya)).context["more"]}
    assert "Record a death" not in labels


def test_a_death_is_at_the_head(lived, as_):
    record_death(
        person=lived.priya, version=1, death_date=timezone.localdate(), reason="Her sister called", by=lived.amara
    )
    text = as_(lived.amara).get(url(lived.priya)).text
    assert "died" in text
    assert "None: they have died" in text


# --- the drawn pathway ------------------------------------------------------------------------------------------------
def row(stage, at, note=""):
    return {"stage": stage, "at": at, "note": note}


@pytest.fixture
def drawn(monkeypatch):
    """Draws these rows, whichever rooms there are."""

    def draw(*rows):
        monkeypatch.setattr("people.pathway.union.read", lambda arms, sql: sorted(rows, key=lambda r: r["at"]))
        return [(stage.label, stage.state, stage.date) for stage in stages(Person(pk=1))]

    return draw


@time_machine.travel("2026-11-13 10:00Z")
def test_the_pathway_shows_what_was_reached_and_what_is_today(drawn):
    now = timezone.now()
    drawing = drawn(
        row("referral", now - timedelta(11)), row("choice_appointment", now - timedelta(4)),
        row("choice_meeting", now + timedelta(hours=4, minutes=30), "Burnt Oak"),
    )  # fmt: skip
    assert drawing[:4] == [
        ("Referred", "done", "2 Nov"),
        ("Choice appointment", "done", "9 Nov"),
        ("Choice meeting", "current", "today 14:30"),
        ("Enablement plan", "next", ""),
    ]


@time_machine.travel("2026-11-13 10:00Z")
def test_a_stage_that_was_not_needed_is_skipped(drawn):
    now = timezone.now()
    assert [state for _, state, _ in drawn(row("referral", now - timedelta(9)), row("plan", now - timedelta(2)))] == [
        "done", "skipped", "skipped", "current", "next", "next", "next",
    ]  # fmt: skip


@time_machine.travel("2026-11-13 10:00Z")
def test_whoever_moved_on_is_nowhere_now(drawn):
    now = timezone.now()
    states = [state for _, state, _ in drawn(row("referral", now - timedelta(90)), row("move_on", now - timedelta(2)))]
    assert states == ["done", "skipped", "skipped", "skipped", "skipped", "skipped", "done"]


@time_machine.travel("2026-11-13 10:00Z")
def test_a_return_walks_anew(drawn):
    now = timezone.now()
    rows = [
        row("referral", now - timedelta(400)), row("plan", now - timedelta(300)), row("move_on", now - timedelta(200)),
        row("referral", now - timedelta(3)),
    ]  # fmt: skip
    assert latest_walk(rows).keys() == {"referral"}
    assert drawn(*rows)[0] == ("Referred", "current", "10 Nov")


def test_nobody_referred_is_on_no_stage(drawn):
    assert {state for _, state, _ in drawn()} == {"next"}


def test_what_every_room_puts_in_a_box_is_read_in_one_query(lived, django_assert_num_queries):
    """A box that fetches for itself would cost a query for each box: it names what it reads instead (registry.Panel.reads)."""
    worker = type(lived.amara).objects.get(pk=lived.amara.pk)
    assert worker.has_perm("people.view_person")
    assert worker.reach
    person = read(lived.priya.pk, worker)
    reference.label("gender", "")  # code lists are read once for each process
    with django_assert_num_queries(0):
        assert list(boxes(person, worker, "side")) + list(boxes(person, worker, "main"))
