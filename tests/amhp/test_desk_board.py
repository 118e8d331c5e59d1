"""The live board: whoever's legal clock runs out first is on top; it renews itself, and works without a script."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amhp_rota import actions
from amhp_rota.models import Rota
from bep.kit import clock
from tests.amhp.desk import approve, arrived, asked, facts, held, in_state, moved, on_duty, reload, taken
from tests.cast import given, make_person

DESK = "/amhp/desk/"


def crowd(cast, number):
    for n in range(number):
        with given():
            person = make_person(f"BEP-91{n:04}", f"Given{n}", "Crowd", lead=cast.amara)
        request = actions.receive(person=person, facts=held(hours_ago=n + 1), by=cast.amara)
        actions.log_call(request=request, cause="doctor", result="tried", by=cast.ruth)


def test_a_request_shows_person_clock_section_and_what_it_waits_for(as_, cast):
    request = arrived(cast, hours_ago=22.1, interpreter="Gujarati", children="Anya, 7, with an aunt")
    actions.log_call(request=request, cause="doctor", result="tried", by=cast.ruth)
    page = as_(cast.ruth).get(DESK).content.decode()
    for words in (
        "Pri Nair",
        "1 h 53 min left",
        "s136",
        "Gujarati interpreter",
        "children",
        "Waits for a doctor: 0 min",
    ):
        assert words in page, words
    assert "next legal clock (s136) runs out in 1 h 53 min" in page


def test_who_runs_out_first_is_on_top(as_, cast):
    with given():
        second = make_person("BEP-920001", "Lena", "Fox", lead=cast.amara)
        third = make_person("BEP-920002", "Mo", "Ali", lead=cast.amara)
    asked(cast, person=third)
    arrived(cast, hours_ago=2)
    actions.receive(person=second, facts=held(hours_ago=20), by=cast.amara)
    page = as_(cast.ruth).get(DESK).content.decode()
    assert page.index("Lena Fox") < page.index("Pri Nair") < page.index("Mo Ali")


def test_the_board_says_whom_the_published_rota_has_on_duty(as_, cast):
    duty = on_duty(cast.ruth)
    page = as_(cast.ruth).get(DESK).content.decode()
    assert f"until {duty.ends.astimezone(clock.LONDON):%H:%M}" in page
    with given():
        Rota.objects.update(state="draft")
    assert " until " not in as_(cast.ruth).get(DESK).content.decode()


def test_a_script_gets_the_board_alone(as_, cast):
    arrived(cast)
    fragment = as_(cast.ruth).get(DESK, headers={"HX-Request": "true"}).content.decode()
    assert fragment.startswith('<div id="desk-live" hx-get="/amhp/desk/" hx-trigger="every 15s"')
    assert "<html" not in fragment


def test_without_a_script_the_page_renews_itself_and_can_be_held_still(as_, cast):
    ruth = as_(cast.ruth)
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in ruth.get(DESK).content.decode()
    still = ruth.get(DESK + "?still").content.decode()
    assert "http-equiv" not in still
    assert "every 15s" not in still


def test_a_restricted_person_is_absent(as_, cast):
    from people.models import Person

    arrived(cast)
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(restricted=True)
    page = as_(cast.ruth).get(DESK).content.decode()
    assert "Nair" not in page
    assert "0 on the board" in page


def test_no_more_queries_for_twenty_than_for_two(as_, cast):
    ruth = as_(cast.ruth)
    counts = []
    for number in (2, 20):
        crowd(cast, number) if not counts else [crowd_more(cast, n) for n in range(2, number)]
        ruth.get(DESK)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ruth.get(DESK)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 10


def crowd_more(cast, n):
    with given():
        person = make_person(f"BEP-92{n:04}", f"More{n}", "Crowd", lead=cast.amara)
    actions.receive(person=person, facts=facts(), by=cast.amara)


# --- the page of a request --------------------------------------------------------------------------------------------
def page(as_, cast, request, worker=None):
    return as_(worker or cast.ruth).get(reverse("amhp:request", args=[request.pk]))


def test_the_page_of_a_request_keeps_to_ten_queries(as_, cast):
    request = arrived(cast)
    for n in range(5):
        actions.log_note(request=request, words=f"Line {n}", by=cast.ruth)
    page(as_, cast, request)
    with CaptureQueriesContext(connection) as queries:
        answer = page(as_, cast, request)
    assert answer.status_code == 200
    # Signing in for the test takes some of these.
    assert len([q for q in queries if "amhp_rota" in q["sql"] or "people_" in q["sql"]]) <= 7


def test_one_tap_for_a_call(as_, cast):
    request = taken(cast)
    answer = as_(cast.ruth).post(
        reverse("amhp:call", args=[request.pk]), {"cause": "doctor", "result": "tried"}, follow=True
    )
    words = answer.content.decode()
    assert "Logged: Called for a doctor: tried, no answer." in words
    assert "Waiting 0 min" in words


@pytest.mark.parametrize(("state", "offered"), [("received", "Triage"), ("bed_wait", "Set off to hospital")])
def test_the_buttons_are_the_table_s(as_, cast, state, offered):
    assert offered in page(as_, cast, in_state(cast, state)).content.decode()


def test_only_whoever_took_it_on_is_offered_the_decision(as_, cast):
    from tests.amhp.desk import second_amhp

    request = moved(cast, taken(cast), "triage", "assess")
    assert "Record the outcome" in page(as_, cast, request).content.decode()
    assert "Record the outcome" not in page(as_, cast, request, second_amhp()).content.decode()


def test_the_whole_way_by_its_forms(as_, cast):
    client = as_(cast.amara)
    sent = client.post(f"/people/{cast.priya.pk}/mental-health-act-request/", {
        "source": "police", "asked_by": "PC Wren", "reason": "Found on the tracks.", "place": "St Ann's suite",
        "power": "s136", "held_on": clock.today().isoformat(), "held_time": "00:00", "children_none": "on",
    })  # fmt: skip
    assert sent.status_code == 302, sent.context["form"].errors
    request = reload(cast.priya.assessmentrequests.get())
    assert request.held_from == clock.at(clock.today())
    approve(cast.ruth)
    ruth = as_(cast.ruth)
    for name, data in [
        ("take", {}), ("move", {}), ("extend", {"hours": 6, "doctor": "Dr Rahman", "because": "Sedated"}),
        ("note", {"words": "Sister is on her way."}), ("option", {"option": "crisis_team", "result": "declined"}),
        ("delay", {"cause": "unfit", "why": "asleep"}),
    ]:  # fmt: skip
        args = [request.pk, "triage"] if name == "move" else [request.pk]
        answer = ruth.post(reverse(f"amhp:{name}", args=args), data)
        assert answer.status_code == 302, (name, answer.content.decode()[:2000])
    request = reload(request)
    assert (request.state, request.amhp, request.extended_hours) == ("triaged", cast.ruth, 6)


def test_a_held_person_needs_the_time(as_, cast):
    answer = as_(cast.amara).post(
        f"/people/{cast.priya.pk}/mental-health-act-request/",
        {"source": "police", "asked_by": "PC Wren", "reason": "x", "place": "y", "power": "s136"},
    )
    assert "the legal clock counts from there" in answer.content.decode()


def test_a_later_time_than_now_is_refused_with_its_sentence(as_, cast):
    request = arrived(cast)
    soon = clock.now().astimezone(clock.LONDON) + timedelta(minutes=30)
    if soon.date() != clock.today():
        pytest.skip("Half an hour before midnight.")
    answer = as_(cast.ruth).post(
        reverse("amhp:release", args=[request.pk]), {"on": clock.today().isoformat(), "time": f"{soon:%H:%M}"}
    )
    assert "still to come" in answer.content.decode()
