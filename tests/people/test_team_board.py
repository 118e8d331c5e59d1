"""The team board: load by worker, what waits, allocation with its reasons, cover for absence."""

from datetime import timedelta

import pytest

from bep.audit.models import Event
from bep.kit import clock
from bep.kit.rules import NotAllowed, Refused, WrongMoment
from people import actions
from people.models import Cover, Involvement, Person
from people.queries.team import board, candidates
from tests.cast import given, make_person
from tests.people.day import EAST, ago, caseload_of, note_of, queries_of, step_of

URL = "/team/"


@pytest.fixture
def mina(cast):
    """Of the East team, and nobody leads."""
    with given():
        return make_person("BEP-900031", "Mina", "Shah", team=EAST, first_language="Gujarati")


def load_of(cast, worker, reader="joan"):
    reader = getattr(cast, reader)
    return next(load for load in board(reader, reader.team_ids).loads if load.worker == worker)


# --- the board --------------------------------------------------------------------------------------------------------


def test_load_is_points_against_contracted_hours(cast):
    with given():
        cast.amara.contracted_hours = 18
        cast.amara.save()
    load = load_of(cast, cast.amara)
    assert (load.people, load.points, load.capacity, load.words) == (1, 2, 22, "2 of 22 points")


def test_overdue_and_at_risk_are_counted_to_whom_they_are_for(cast):
    note_of(cast.priya, cast.amara, 40)
    step_of(cast.priya, cast.theo, -1)
    step_of(cast.priya, cast.amara, 3)
    assert (load_of(cast, cast.amara).late, load_of(cast, cast.amara).risk) == (0, 1)
    assert load_of(cast, cast.theo).late == 1


def test_numbers_open_the_list_they_count(as_, cast):
    note_of(cast.priya, cast.amara, 40)
    client = as_(cast.joan)
    assert f"/caseload/of/{cast.amara.pk}/?show=risk" in client.get(URL).content.decode()
    rows = client.get(f"/caseload/of/{cast.amara.pk}/?show=risk").context["page"].rows
    assert len(rows) == load_of(cast, cast.amara).risk


def test_a_restricted_person_is_not_even_counted(cast):
    assert load_of(cast, cast.amara).people == 1  # Rosa, whom Amara leads, is restricted


def test_whom_nobody_leads_waits_for_the_team(as_, cast, mina):
    assert [row.who for row in as_(cast.joan).get(URL).context["waiting"].rows] == ["Mina Shah"]
    assert as_(cast.wendy).get(URL).context["waiting"].rows == []


@pytest.mark.parametrize("who", ["amara", "tom", "cora", "ada"])
def test_only_those_who_allocate_open_it(as_, cast, who):
    assert as_(getattr(cast, who)).get(URL).status_code == 403


def test_the_board_takes_ten_queries_at_most_however_big_the_team(as_, cast):
    caseload_of(cast.amara, 5)
    few, found = queries_of(as_(cast.joan), URL)
    assert few <= 10, [query["sql"][:100] for query in found]
    caseload_of(cast.amara, 45, start=200)
    assert queries_of(as_(cast.joan), URL)[0] == few


# --- allocation -------------------------------------------------------------------------------------------------------


def test_the_form_recommends_with_reasons(as_, cast, mina):
    with given():
        Involvement.objects.create(person=mina, worker=cast.amara, role="lead", starts=ago(400), ends=ago(300))
        cast.theo.languages = ["Gujarati"]
        cast.theo.save()
    first, second, *_ = candidates(cast.joan, mina)
    assert (first.worker, second.worker) == (cast.theo, cast.amara)
    assert "speaks Gujarati" in first.words
    assert "knows them: has worked with them until" in second.words
    assert "points free of 44" in first.words
    assert "(recommended)" in as_(cast.joan).get(f"/people/{mina.pk}/allocate/").content.decode()


def test_an_overfull_worker_is_never_recommended(cast, mina):
    with given():
        cast.theo.languages, cast.theo.contracted_hours = ["Gujarati"], 0
        cast.theo.save()
    assert candidates(cast.joan, mina)[0].worker != cast.theo


def test_the_recommended_worker_needs_no_reason_of_ones_own(as_, cast, mina):
    first = candidates(cast.joan, mina)[0]
    as_(cast.joan).post(f"/people/{mina.pk}/allocate/", {"worker": first.worker.pk})
    lead = Involvement.objects.get(person=mina, role="lead")
    assert (lead.worker, lead.reason) == (first.worker, f"Recommended: {first.words}")


def test_choosing_another_needs_a_reason(as_, cast, mina):
    other = candidates(cast.joan, mina)[-1].worker
    url = f"/people/{mina.pk}/allocate/"
    assert "say it, since another is recommended" in as_(cast.joan).post(url, {"worker": other.pk}).content.decode()
    as_(cast.joan).post(url, {"worker": other.pk, "reason": "knows the family"})
    assert Involvement.objects.get(person=mina, role="lead").worker == other
    event = Event.objects.get(name="people.allocated")
    assert event.detail["worker"] == other.pk
    assert event.detail["recommended"] not in (None, other.pk)


@pytest.mark.parametrize("who", ["ben", "cora", "tom"])
def test_nobody_outside_the_team_or_without_a_caseload_is_offered(as_, cast, mina, who):
    answer = as_(cast.joan).post(f"/people/{mina.pk}/allocate/", {"worker": getattr(cast, who).pk, "reason": "why not"})
    assert answer.status_code == 200
    assert not Involvement.objects.filter(person=mina, role="lead").exists()


def test_another_teams_manager_finds_nobody(as_, cast, mina):
    assert as_(cast.wendy).get(f"/people/{mina.pk}/allocate/").status_code == 404


# --- cover ------------------------------------------------------------------------------------------------------------


def begin(cast, **facts):
    given_facts = {
        "absent": cast.amara, "covering": cast.theo, "starts": clock.now(), "ends": clock.now() + timedelta(days=7),
        "reason": "annual leave", "by": cast.joan,
    }  # fmt: skip
    return actions.begin_cover(**given_facts | facts)


def sees(worker, person):
    return Person.objects.visible_to(type(worker).objects.get(pk=worker.pk)).filter(pk=person.pk).exists()


@pytest.fixture
def alone(cast):
    """A colleague of the East team who would not see Priya but for cover: Pia, who joins with no caseload."""
    from bep.access.models import Membership, Team

    with given():
        team = Team.objects.create(name="East too", kind="let")
        for worker in (cast.pia, cast.joan):
            Membership.objects.create(worker=worker, team=team)
    return cast


def test_cover_is_one_move_for_a_whole_caseload(alone):
    caseload_of(alone.amara, 6)
    assert not sees(alone.pia, alone.priya)
    cover = begin(alone, covering=alone.pia)
    assert cover.involvements.count() == 7  # not Rosa, whom Joan may not see either
    assert sees(alone.pia, alone.priya)
    assert len(Event.objects.get(name="people.cover_began").person_ids) == 7


def test_who_is_allocated_meanwhile_is_covered_too(alone, mina):
    cover = begin(alone, covering=alone.pia)
    actions.allocate(person=mina, worker=alone.amara, reason="knows the family", by=alone.joan)
    assert sees(alone.pia, mina)
    actions.end_cover(cover=cover, by=alone.joan)
    assert not sees(alone.pia, mina)


def test_ending_it_undoes_it_as_one(alone):
    cover = begin(alone, covering=alone.pia)
    actions.end_cover(cover=cover, by=alone.joan)
    assert not sees(alone.pia, alone.priya)
    assert sees(alone.amara, alone.priya)
    with pytest.raises(WrongMoment):
        actions.end_cover(cover=Cover.objects.get(), by=alone.joan)


def test_cover_begins_and_ends_on_its_days(alone):
    begin(alone, covering=alone.pia, starts=clock.now() + timedelta(days=2), ends=clock.now() + timedelta(days=9))
    assert not sees(alone.pia, alone.priya)
    with given():
        Involvement.objects.filter(role="cover").update(starts=ago(9), ends=ago(2))
    assert not sees(alone.pia, alone.priya)


def test_cover_not_yet_begun_can_be_called_off(alone):
    cover = begin(alone, starts=clock.now() + timedelta(days=2), ends=clock.now() + timedelta(days=9))
    actions.end_cover(cover=cover, by=alone.joan)
    assert Cover.objects.get().ends == cover.starts


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"covering": "ben"}, NotAllowed),
        ({"by": "wendy"}, NotAllowed),
        ({"by": "amara"}, NotAllowed),
        ({"absent": "theo", "covering": "amara"}, Refused),
        ({"ends": ago(1), "starts": ago(2)}, Refused),
    ],
)
def test_cover_is_between_colleagues_for_a_while(cast, facts, refusal):
    facts = {name: getattr(cast, value) if isinstance(value, str) else value for name, value in facts.items()}
    with pytest.raises(refusal):
        begin(cast, **facts)


def test_the_board_begins_and_ends_cover(as_, cast):
    client = as_(cast.joan)
    today = clock.today()
    dates = {
        f"{name}_{part}": getattr(today, part)
        for name in ("first_day", "last_day")
        for part in ("day", "month", "year")
    }
    client.post("/team/cover/", {"absent": cast.amara.pk, "covering": cast.theo.pk, "reason": "leave", **dates})
    cover = Cover.objects.get()
    assert cover.last_day == today
    assert "Theo Price covers" in client.get(URL).content.decode()
    assert "End this cover now?" in client.get(f"/team/cover/{cover.pk}/end/").content.decode()
    client.post(f"/team/cover/{cover.pk}/end/")
    assert "Nobody is covered for now" in client.get(URL).content.decode()
    assert as_(cast.wendy).get(f"/team/cover/{cover.pk}/end/").status_code == 404
