"""/audit/…: who looked, who did what, who was refused, what a record said. Reading is itself recorded."""

import csv
import html
import re

import pytest

from bep.access.models import Team
from bep.audit.models import Event
from bep.audit.record import note
from bep.kit.models import Target
from people.actions import allocate
from tests.cast import given


@pytest.fixture
def ida(as_, cast):
    return as_(cast.ida)


def page(browser, url):
    answer = browser.get(url)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def readings():
    return Event.objects.filter(name="audit.read")


@pytest.mark.parametrize("url", ["/audit/", "/audit/person/", "/audit/worker/", "/audit/refused/", "/audit/record/"])
def test_only_those_who_may_read_the_log(as_, cast, url):
    assert as_(cast.ida).get(url).status_code == 200
    for other in (cast.amara, cast.joan, cast.ada, cast.cora):
        assert as_(other).get(url).status_code == 403


def test_who_looked_at_a_person(ida, cast):
    note("people.shown", by=cast.ben, people=[cast.priya.pk], page="people:person")
    note("people.shown", by=cast.tom, people=[cast.daniel.pk], page="people:person")
    said = page(ida, "/audit/person/?reference=bep-900001")
    assert "Ben Okoro" in said
    assert "Looked at" in said
    assert "BEP-900001" in said
    assert "Priya" not in said, "the log names nobody"
    assert "page: people:person" in said
    reading = readings().get()
    assert (reading.actor_id, reading.person_ids) == (cast.ida.pk, [cast.priya.pk])


def test_a_merged_record_is_the_same_person(ida, cast):
    note("people.shown", by=cast.ben, people=[cast.daniel.pk])
    with given():
        cast.daniel.merged_into = cast.priya
        cast.daniel.save()
    for reference in ("BEP-900001", "BEP-900002"):
        assert "Ben Okoro" in page(ida, f"/audit/person/?reference={reference}")


def test_a_reference_that_is_nobody_s_is_refused(ida):
    assert "No person has this reference" in page(ida, "/audit/person/?reference=BEP-000000")
    assert not readings().exists()


def test_what_a_worker_did(ida, cast):
    allocate(person=cast.priya, worker=cast.theo, reason="He knows her well.", by=cast.joan)
    said = page(ida, f"/audit/worker/?worker={cast.joan.pk}")
    assert "Allocated a person" in said
    assert "He knows her well." in said
    assert "kind=people.involvement" in said
    assert "Allocated" not in page(ida, f"/audit/worker/?worker={cast.ben.pk}")


def test_who_was_refused(as_, ida, cast):
    as_(cast.cora).get("/people/")
    said = page(as_(cast.ida), "/audit/refused/")
    assert "Cora Finch" in said
    assert "people:search" in said


def test_within_days(ida, cast):
    note("access.refused", by=cast.cora, page="people:search")
    today = Event.objects.latest("pk").at.date()
    earlier = (
        f"starts_day=1&starts_month=1&starts_year={today.year - 2}&ends_day=2&ends_month=1&ends_year={today.year - 2}"
    )
    assert "Nothing in the log" in page(ida, f"/audit/refused/?{earlier}")
    backwards = "starts_day=2&starts_month=1&starts_year=2025&ends_day=1&ends_month=1&ends_year=2025"
    assert "The last day must not be before the first" in page(ida, f"/audit/refused/?{backwards}")


def test_fifty_at_a_time_by_key(ida, cast, django_assert_max_num_queries):
    for n in range(60):
        note("access.refused", by=cast.cora, page=f"page-{n}-")
    with django_assert_max_num_queries(10):
        first = ida.get("/audit/refused/")
    assert b"page-59-" in first.content
    assert b"page-9-" not in first.content
    assert "page-9-" in page(ida, "/audit/refused/" + first.context["page"].next_url)


# --- as a file --------------------------------------------------------------------------------------------------------
def test_who_looked_as_a_file_and_taking_it_is_recorded(ida, cast):
    note("people.shown", by=cast.ben, people=[cast.priya.pk], page="people:person")
    note("people.shown", by=cast.tom, people=[cast.daniel.pk], page="people:person")
    url = html.unescape(re.search(r'href="([^"]+)">All of it', page(ida, "/audit/person/?reference=BEP-900001"))[1])
    answer = ida.get(url)
    head, *lines = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert answer["Content-Disposition"].startswith('attachment; filename="log-person-')
    assert head[:4] == ["When", "Who", "What", "About"]
    assert ["Ben Okoro", "Looked at", "BEP-900001"] in [line[1:4] for line in lines]
    assert "Tom Grant" not in str(lines)
    taken = Event.objects.get(name="audit.exported")
    assert (taken.actor_id, taken.person_ids) == (cast.ida.pk, [cast.priya.pk])
    assert taken.detail["asked"]["reference"] == "BEP-900001"


def test_a_file_holds_every_page_in_a_few_queries(ida, cast, django_assert_max_num_queries):
    for n in range(120):
        note("access.refused", by=cast.cora, page=f"page-{n}-")
    with django_assert_max_num_queries(12):
        content = b"".join(ida.get("/audit/refused/file/").streaming_content).decode()
    assert content.count("Cora Finch") == 120


@pytest.mark.parametrize("url", ["/audit/person/file/", "/audit/person/file/?reference=BEP-000000", "/audit/x/file/"])
def test_a_file_of_no_question_is_not_there(ida, url):
    assert ida.get(url).status_code == 404


@pytest.mark.parametrize("who", ["amara", "joan", "ada", "cora"])
def test_the_file_is_for_whom_the_screen_is(as_, cast, who):
    assert as_(getattr(cast, who)).get("/audit/refused/file/").status_code == 403


def test_the_history_of_a_record(ida, cast):
    with given():
        target = Target.objects.get(key="choice_appointment.within")
        target.value = 10
        target.save()
    said = page(ida, f"/audit/record/?kind=kit.target&number={target.pk}")
    assert "Choice appointment takes place within" in said
    assert '<th scope="row">Value</th><td>14.00</td><td>10.00</td>' in said
    assert "the test&#x27;s own setting-up" in said
    assert readings().get().detail["kind"] == "kit.target"


def test_a_deleted_record_can_still_be_read(ida):
    with given():
        team = Team.objects.create(name="Short-lived team", kind="other")
        number = team.pk
        team.delete()
    said = page(ida, f"/audit/record/?kind=access.team&number={number}")
    assert "There is no such record now." in said
    assert "Short-lived team" in said


def test_words_about_a_person_are_for_those_who_may_see_them(ida, cast):
    with given():
        cast.priya.previous_names = "Patel"
        cast.priya.save()
        cast.priya.previous_names = ""
        cast.priya.save()
    said = page(ida, f"/audit/record/?kind=people.person&number={cast.priya.pk}")
    assert "Previous names" in said
    assert "Patel" not in said
    assert "words about a person whom you may not see" in said
    assert not Event.objects.filter(name="people.shown").exists()


def test_no_password_is_kept_or_shown(ida, cast):
    with given():
        cast.amara.set_password("another one entirely")
        cast.amara.save()
    said = page(ida, f"/audit/record/?kind=access.worker&number={cast.amara.pk}")
    assert "scrypt" not in said
    assert "Amara Bell" in said


@pytest.mark.parametrize("number", ["none", "41; drop table", "99999999"])
def test_a_number_that_names_nothing(ida, number):
    said = page(ida, f"/audit/record/?kind=access.team&number={number}")
    assert "There is no such record now." in said
    assert "It has never been changed." in said


def test_the_first_page_says_how_far_the_log_is_sealed(ida, settings, tmp_path):
    settings.AUDIT_ANCHOR_FILE = str(tmp_path / "anchors.log")
    assert "Nothing yet" in page(ida, "/audit/")
