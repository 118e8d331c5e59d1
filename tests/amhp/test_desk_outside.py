"""What another organisation's system asks of the AMHP desk: on the board at once, with its clock, before we know who it is.

From the trust's POST to the duty AMHP who takes it at night, when nobody sits at the hub; and what the trust is told on the way.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amhp_rota import actions, tasks
from amhp_rota.models import AssessmentRequest, OutsideRequest
from amhp_rota.rules import desk_clocks
from bep.kit import clock
from bep.kit.models import Message
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment
from people.models import Person
from people.queries.work import work
from referrals import actions as hub
from referrals.models import Referral
from tests.amhp.desk import arrived, asked, decided, moved, on_duty, reload, taken
from tests.cast import given
from tests.partners.trusts import a_referral, agree, make_trust

DESK = "/amhp/desk/"


def sent(hours_ago=2.0, **changes):
    since = clock.now() - timedelta(hours=hours_ago)
    said = {name: value for name, value in a_referral().items() if name != "consent"}
    held = {
        "held_under": "s136",
        "held_since": since.isoformat(),
        "where_now": "St Ann's suite",
        "tried": "Crisis team.",
    }
    return said | held | changes


@pytest.fixture
def trust(cast):
    made = make_trust("TAF", cast.ada)
    agree(made.organisation, cast)
    return made


@pytest.fixture
def outside(trust):
    """A trust asked two hours after somebody had come to its suite."""
    made = trust.post("mental-health-act-requests", sent())
    assert made.status_code == 201, made.content
    return OutsideRequest.objects.select_related("referral__person").get()


def state(trust, outside):
    return trust.get(f"mental-health-act-requests/{outside}").json()


def board(as_, worker):
    return as_(worker).get(DESK).content.decode()


def take(as_, worker, outside, match="new"):
    version = reload(outside.referral).version
    return as_(worker).post(f"/amhp/outside/{outside.pk}/", {"match": match, "version": version}, follow=True)


# --- before anybody has taken it --------------------------------------------------------------------------------------
def test_it_stands_on_the_board_at_once_with_its_legal_clock(as_, cast, outside):
    page = board(as_, cast.ruth)
    for words in (
        "Asked by partners, not yet taken", "Noor Aziz, 36", "Not matched to a record yet", "s136", "21 h 59 min left", "Police",
        "St Ann", "Trust TAF, 02079460000", "next legal clock (s136) runs out in 21 h 59 min", "1 on the board",
    ):  # fmt: skip
        assert words in page, words


def test_who_runs_out_first_stands_first(as_, cast, trust, outside):
    other = sent(hours_ago=23)
    other["person"] = other["person"] | {"given_name": "Lena"}
    trust.post("mental-health-act-requests", other)
    page = board(as_, cast.ruth)
    assert page.index("Lena Aziz") < page.index("Noor Aziz")
    assert "runs out in 59 min" in page


def test_somebody_who_is_not_held_has_the_targets_clock_from_when_they_asked(as_, cast, trust):
    said = {name: value for name, value in sent().items() if not name.startswith("held")}
    assert trust.post("mental-health-act-requests", said).status_code == 201
    assert OutsideRequest.objects.get().would_be.is_held is False
    assert "target in" in board(as_, cast.ruth)


def test_it_is_an_alarm_on_the_desks_work_list(cast, outside):
    rows = [row for row in work(cast.ruth, [], team=True) if row.source.kind == "mha_outside"]
    assert [(row.who, row.heap, row.what) for row in rows] == [
        (
            "Noor Aziz",
            "alarm",
            "Mental Health Act assessment asked for by Trust TAF, held under s136, by the police from a public place",
        )
    ]
    assert rows[0].url_for(cast.ruth) == f"/amhp/outside/{outside.pk}/"
    assert not [row for row in work(cast.sara, [], team=True) if row.source.kind == "mha_outside"]


def test_the_desk_and_whoever_is_on_duty_are_told_by_an_email_that_names_nobody(cast, trust):
    on_duty(cast.ruth)
    trust.post("mental-health-act-requests", sent())
    messages = Message.objects.filter(key__startswith="amhp_rota.outside")
    assert {message.to for message in messages} == {"amhp-duty@barnet.example", cast.ruth.email}
    assert re.search(r"Held under s136, .* since \d\d:\d\d on \d+ \w+. That runs out at .* \(s136\)", messages[0].body)
    assert not any("Noor" in message.body + message.subject for message in messages)


def test_nobody_has_taken_it_in_time_so_managers_and_the_hub_are_told_once(cast, outside):
    before = Message.objects.count()
    assert tasks.alarm_about_untaken() == 0
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        assert [tasks.alarm_about_untaken() for _ in range(2)] == [1, 0]
    told = Message.objects.order_by("pk")[before:]
    assert told
    assert {"Nobody has taken"} == {message.subject[:16] for message in told}
    with time_machine.travel(clock.now() + timedelta(minutes=30), tick=False):
        tasks.alarm_about_untaken()
    assert Message.objects.count() == before + len(told)


@pytest.mark.parametrize(("who", "may"), [("ruth", 200), ("sara", 403), ("amara", 403), ("cora", 403)])
def test_nobody_but_the_desk_opens_it(as_, cast, outside, who, may):
    assert as_(getattr(cast, who)).get(f"/amhp/outside/{outside.pk}/").status_code == may


def test_the_desk_sees_its_referral_only_while_it_waits(cast, outside):
    assert Referral.objects.visible_to(cast.ruth).filter(pk=outside.referral_id).exists()
    assert not Referral.objects.visible_to(cast.amara).filter(pk=outside.referral_id).exists()
    hub.triage(referral=outside.referral, version=1, verb="refuse", reason="Another council's.", by=cast.sara)
    assert not Referral.objects.visible_to(cast.ruth).filter(pk=outside.referral_id).exists()
    assert not OutsideRequest.objects.visible_to(cast.ruth).exists()


def test_the_hubs_page_of_it_says_where_they_are_and_since_when_they_are_held(as_, cast, outside):
    page = as_(cast.sara).get(f"/referrals/{outside.referral_id}/").content.decode()
    assert "For the AMHP service" in page
    assert "St Ann" in page
    assert "s136, by the police" in page


def test_whoever_goes_home_hands_it_over(as_, cast, outside):
    page = as_(cast.ruth).get("/amhp/handovers/new/")
    (line,) = page.context["form"].initial["words"].splitlines()
    assert line == f"Trust TAF asks, not yet taken: {outside}. s136: 21 h 59 min left."


# --- taken ------------------------------------------------------------------------------------------------------------
def test_the_duty_amhp_registers_somebody_new_and_takes_it_in_one_step(as_, cast, trust, outside):
    page = take(as_, cast.ruth, outside).content.decode()
    assert "Taken onto the desk as M-" in page
    made = AssessmentRequest.objects.select_related("person").get()
    outside = reload(outside)
    assert (made.power, made.held_from, made.place) == ("s136", outside.held_from, "St Ann's suite")
    assert (made.source, made.asked_by, made.tried) == ("police", "Dr Shaw, Trust TAF", "Crisis team.")
    assert (made.reason, made.received_at) == ("Alone since the move.", outside.referral.received_at)
    assert (outside.request, outside.referral.state, made.referral) == (made, "urgent_to_amhp", outside.referral)
    assert made.person.name == "Noor Aziz"
    assert desk_clocks.first_to_run_out(made).law == "s136"
    again = board(as_, cast.ruth)
    assert "Asked by partners" not in again
    assert "Noor Aziz" in again


def test_somebody_we_know_is_found_by_the_hubs_own_matching(as_, cast, trust):
    said = sent(person={"given_name": "Priya", "family_name": "Nair", "birth_date": str(cast.priya.birth_date)})
    trust.post("mental-health-act-requests", said)
    outside = OutsideRequest.objects.get()
    page = as_(cast.ruth).get(f"/amhp/outside/{outside.pk}/")
    (candidate,) = page.context["candidates"]
    assert candidate[0].person == cast.priya
    take(as_, cast.ruth, outside, match=candidate[0].key)
    assert AssessmentRequest.objects.get().person == cast.priya


def test_whom_the_hub_has_matched_is_not_asked_about_again(as_, cast, outside):
    hub.match(referral=outside.referral, version=1, person=cast.priya, by=cast.sara)
    page = as_(cast.ruth).get(f"/amhp/outside/{outside.pk}/")
    assert "match" not in page.context["form"].fields
    assert "Pri Nair" in page.content.decode()
    take(as_, cast.ruth, outside)
    assert AssessmentRequest.objects.get().person == cast.priya


def test_it_cannot_be_left_for_later_at_the_desk(as_, cast, outside):
    page = take(as_, cast.ruth, outside, match="later")
    assert not AssessmentRequest.objects.exists()
    assert "Select a valid choice" in page.content.decode() or "error" in page.content.decode()


def test_two_who_take_it_at_once_make_one_request(cast, outside):
    def choose():
        return {"match": "new", "version": 1}

    actions.match_and_take(outside, choose(), [], by=cast.ruth)
    with pytest.raises(Refused):
        actions.match_and_take(OutsideRequest.objects.select_related("referral").get(), choose(), [], by=cast.ruth)
    assert AssessmentRequest.objects.count() == 1


def test_nothing_is_registered_when_it_cannot_be_taken(cast, outside, monkeypatch):
    def refuse(*args, **facts):
        raise WrongMoment("No.")

    monkeypatch.setattr("amhp_rota.actions.desk_outside.fetch_to_amhp", refuse)
    people = Person.objects.count()
    with pytest.raises(WrongMoment):
        actions.match_and_take(outside, {"match": "new", "version": 1}, [], by=cast.ruth)
    assert (Person.objects.count(), reload(outside.referral).person) == (people, None)


def test_taking_it_needs_the_desk(cast, outside):
    with pytest.raises(NotAllowed):
        actions.take_outside(outside=outside, version=1, by=cast.sara)


def test_of_somebody_restricted_the_desk_sees_and_takes_nothing(as_, cast, outside):
    with given():
        Referral.objects.update(person=cast.rosa)
    assert "Asked by partners" not in board(as_, cast.ruth)
    assert not [row for row in work(cast.ruth, [], team=True) if row.source.kind == "mha_outside"]
    with pytest.raises(NotFound):
        actions.take_outside(outside=outside, version=1, by=cast.ruth)


# --- the hub sends it on, or somebody is on the board already ---------------------------------------------------------
def test_the_hub_sends_it_on_and_nothing_of_what_was_said_is_lost(cast, outside):
    referral = hub.match(referral=outside.referral, version=1, person=cast.priya, by=cast.sara)
    hub.triage(referral=referral, version=referral.version, verb="send_to_amhp", reason="Urgent.", by=cast.sara)
    made = AssessmentRequest.objects.get()
    assert (made.power, made.held_from, made.place, made.source) == (
        "s136",
        outside.held_from,
        "St Ann's suite",
        "police",
    )
    assert reload(outside).request == made


def test_somebody_on_the_board_already_is_held_from_now_on(cast, trust, outside):
    """The community team asked this morning; tonight the police bring her to a suite. One request, and its legal clock runs."""
    before = asked(cast)
    referral = hub.match(referral=outside.referral, version=1, person=cast.priya, by=cast.sara)
    actions.take_outside(outside=outside, version=referral.version, by=cast.ruth)
    made = AssessmentRequest.objects.get()
    assert (made.pk, made.power, made.held_from) == (before.pk, "s136", outside.held_from)
    assert "Trust TAF asks too" in made.lines.order_by("pk").last().words
    assert state(trust, outside)["state"] == "taken"


def test_whoever_is_held_already_keeps_the_clock_that_runs(cast, outside):
    before = arrived(cast, hours_ago=5)
    referral = hub.match(referral=outside.referral, version=1, person=cast.priya, by=cast.sara)
    actions.take_outside(outside=outside, version=referral.version, by=cast.ruth)
    made = AssessmentRequest.objects.get()
    assert made.held_from == before.held_from
    assert "Held under s136" in made.lines.order_by("pk").last().words


# --- what the trust is told -------------------------------------------------------------------------------------------
def test_the_trust_follows_every_stage_to_the_outcome(cast, trust, outside):
    seen = [state(trust, outside)]
    made = actions.match_and_take(outside, {"match": "new", "version": 1}, [], by=cast.ruth)
    seen.append(state(trust, outside))
    made = taken(cast, made)
    for verb in ("triage", "find_doctors", "assess", "wait_for_bed"):
        made = moved(cast, made, verb)
        seen.append(state(trust, outside))
    made = decided(cast, made, outcome="s2")
    seen.append(state(trust, outside))
    assert [one["state"] for one in seen] == [
        "received", "taken", "triaged", "doctors", "assessing", "bed_wait", "decided",
    ]  # fmt: skip
    assert [one["outcome"] for one in seen[:-1]] == [None] * 6
    assert seen[-1]["outcome"]["code"] == "s2"


def test_what_the_hub_found_no_matter_for_an_amhp_is_closed(cast, trust, outside):
    hub.triage(referral=outside.referral, version=1, verb="refuse", reason="Another council's.", by=cast.sara)
    assert (state(trust, outside)["state"], state(trust, outside)["outcome"]) == ("closed", None)


def test_without_an_agreement_they_are_told_that_it_came(cast):
    trust = make_trust("TCX", cast.ada)
    made = trust.post("mental-health-act-requests", sent())
    assert set(made.json()) == {"id", "your_reference", "received_at"}


def test_a_machine_takes_no_request_back(trust, outside):
    answer = trust.post(f"referrals/{outside}/withdrawal", {"reason": "Sent in error."}, If_Match="*")
    assert answer.status_code == 409, answer.content
    assert "AMHP duty desk" in answer.json()["errors"][0]["remedy"]


TOO_LATE = {"held_since": "2126-01-01T00:00:00+00:00"}
HELD = {
    "a power without its moment": ({"held_since": None}, "held_since"),
    "a moment without its power": ({"held_under": None}, "held_under"),
    "a moment to come": (TOO_LATE, "held_since"),
    "a moment that no clock counts from": ({"held_since": "0001-01-01T00:00:00+14:00"}, "held_since"),
    "a power that is none": ({"held_under": "s999"}, "held_under"),
}


@pytest.mark.parametrize("why", HELD)
def test_a_clock_that_cannot_be_counted_is_refused_by_its_field(trust, why):
    changes, field = HELD[why]
    said = {name: value for name, value in sent(**changes).items() if value is not None}
    answer = trust.post("mental-health-act-requests", said)
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, [field]), answer.content


def test_a_clock_that_goes_a_little_ahead_of_ours_refuses_nobody(trust):
    assert trust.post("mental-health-act-requests", sent(hours_ago=-0.05)).status_code == 201
    assert OutsideRequest.objects.get().held_from <= clock.now()


def test_it_is_taken_whatever_the_age(trust):
    said = sent()
    said["person"] = said["person"] | {"birth_date": str(clock.today().replace(year=clock.today().year - 12, day=1))}
    assert trust.post("mental-health-act-requests", said).status_code == 201
    assert (Referral.objects.get().mha_asked, Referral.objects.get().urgency) == (True, "same_day")


# --- how much it costs ------------------------------------------------------------------------------------------------
def test_no_more_queries_for_ten_than_for_one(as_, cast, trust, outside):
    ruth, counts = as_(cast.ruth), []
    for more in (0, 4):
        for _ in range(more):
            trust.post("mental-health-act-requests", sent())
        counts.append([asked_for(ruth, page) for page in (DESK, f"/amhp/outside/{outside.pk}/")])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 10, counts


def asked_for(browser, page):
    browser.get(page)
    with CaptureQueriesContext(connection) as queries:
        browser.get(page)
    return len(queries)
