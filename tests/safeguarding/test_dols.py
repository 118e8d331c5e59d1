"""Deprivation of liberty: every state, the screens, and what the tables hold (its rules: test_dols_rules.py)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bep.access.models import Role
from bep.kit import clock
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment
from people.actions import record_death
from people.models import Involvement
from people.queries.work import work
from safeguarding.dols import actions, clocks, following, rules
from safeguarding.dols.states import DOLS
from safeguarding.models import DolsApplication, DolsCondition
from safeguarding.models.dols import REQUIREMENTS
from tests.cast import given
from tests.safeguarding import liberty
from tests.safeguarding.enquiries import begun
from tests.safeguarding.given import reload
from tests.safeguarding.liberty import DAY, REQUEST, TODAY, act, aged, said

VERBS = sorted({m.verb for m in DOLS.moves} - {"note_death"})


# --- every pair of a state and a verb ---------------------------------------------------------------------------------
def test_there_is_a_way_into_every_state_and_a_try_of_every_verb(safe):
    assert set(liberty.WAYS) == set(DolsApplication.State.values)
    assert set(liberty.tries(safe)) == set(VERBS)


@pytest.mark.parametrize("state", DolsApplication.State.values)
def test_each_verb_from_each_state(safe, state):
    urgent = {"urgent_given_on": TODAY, "urgent_until": TODAY + 6 * DAY}
    application = aged(liberty.WAYS[state](safe), **urgent)
    allowed = {m.verb: m.end for m in DOLS.moves if m.start == state}
    calls = liberty.tries(safe)
    for verb in [v for v in VERBS if v not in allowed]:
        with pytest.raises(WrongMoment):
            calls[verb](reload(application))
        assert reload(application).state == state
    for verb in [v for v in ("extend", "review", "assess") if v in allowed]:
        assert calls[verb](reload(application)).state == allowed[verb]


LEAVING = [m for m in DOLS.moves if m.start != m.end and m.verb not in {"note_death", "refuse", "grant", "send"}]


@pytest.mark.parametrize("move", LEAVING, ids=lambda m: f"{m.start}-{m.verb}")
def test_each_move_of_the_table_can_be_made(safe, move):
    assert liberty.tries(safe)[move.verb](liberty.WAYS[move.start](safe)).state == move.end


def test_a_request_lets_its_team_see_the_person(safe):
    found = liberty.received(safe, cqc_location="RX1")
    held = Involvement.objects.current().get(reason=found.reference)
    assert held.team.kind == "safeguarding"
    assert found.due_on == TODAY + 20 * DAY


def test_only_the_urgent_day_or_only_its_end_is_refused(safe):
    with pytest.raises(Refused, match="its first and its last day"):
        liberty.received(safe, urgent_given_on=TODAY)


# --- allocating and signing -------------------------------------------------------------------------------------------
def test_whoever_works_with_them_is_not_named_their_best_interests_assessor(safe):
    with pytest.raises(Refused, match="not involved in the person’s care"):
        act(actions.allocate, liberty.received(safe), safe.sunita, bia=safe.amara, doctor="")
    with pytest.raises(Refused, match="does not assess these"):
        act(actions.allocate, liberty.received(safe), safe.sunita, bia=safe.theo, doctor="")


def test_an_enquiry_officer_gives_no_care_and_may_assess_its_manager_decides_and_may_not(safe):
    begun(safe)  # Olive enquires, Sunita leads
    assert act(actions.allocate, liberty.received(safe), safe.sunita, bia=safe.olive, doctor="").bia == safe.olive
    with given():
        safe.sunita.groups.add(Role.objects.get(key="enquiry_officer").group)
    with pytest.raises(Refused, match="not involved in the person’s care"):
        act(actions.allocate, liberty.received(safe), safe.gareth, bia=reload(safe.sunita), doctor="")


def test_an_assessor_who_enquires_too_sees_the_person_on_when_the_application_ends(safe):
    found = liberty.allocated(safe)
    begun(safe)
    liberty.withdrawn(safe, found)
    assert Involvement.objects.current().filter(worker=safe.olive, person=safe.priya).exists()


def test_what_has_run_out_is_late_by_its_last_day_and_what_ends_by_the_days_a_new_request_needs(safe):
    def due(ends_on):
        aged(found, starts_on=TODAY - 90 * DAY, ends_on=ends_on)
        (item,) = [w for w in work(safe.sunita, [safe.priya.pk], team=True) if w.source.kind == "dols_ending"]
        return clock.day_ending(item.due)

    found = liberty.granted(safe)
    assert due(TODAY - 4 * DAY) == TODAY - 4 * DAY
    assert due(TODAY + 25 * DAY) == TODAY + 5 * DAY


def test_a_death_ends_the_sight_of_who_assesses(safe):
    liberty.allocated(safe)
    person = reload(safe.priya)
    record_death(
        person=person, version=person.version, death_date=clock.today(), reason="The ward called", by=safe.amara
    )
    assert not Involvement.objects.current().filter(worker=safe.olive, person=safe.priya).exists()


def test_the_assessor_sees_the_person_while_the_application_is_open(safe):
    found = liberty.allocated(safe)
    assert DolsApplication.objects.visible_to(safe.olive).filter(pk=found.pk).exists()
    liberty.withdrawn(safe, found)
    assert not Involvement.objects.current().filter(reason=found.reference).exists()


def test_the_table_holds_the_authoriser_apart_and_the_six_to_the_grant(safe):
    found = liberty.granted(safe)
    for wrong in ({"signed_by": safe.sunita}, {"signed_by": safe.olive}, {"capacity": "2"}, {"state": "not_granted"}):
        with pytest.raises(IntegrityError), given(), transaction.atomic():
            DolsApplication.objects.filter(pk=found.pk).update(**wrong)


def test_whoever_may_not_authorise_is_refused(safe):
    found = liberty.sent(safe)
    with pytest.raises(Refused, match="took no part"):
        act(actions.grant, found, safe.sunita, starts_on=TODAY, ends_on=TODAY, reason="x")
    with pytest.raises(NotAllowed):
        act(actions.grant, found, safe.ewan, starts_on=TODAY, ends_on=TODAY, reason="x")


# --- what follows -----------------------------------------------------------------------------------------------------
def test_what_follows_an_authorisation(safe):
    found = liberty.granted(safe)
    condition = following.add_condition(application=found, words="A walk each day.", by=safe.sunita)
    with pytest.raises(Refused, match="not kept"):
        following.check_condition(condition=condition, version=1, kept="no", comment="", by=safe.sunita)
    following.check_condition(condition=condition, version=1, kept="no", comment="No staff.", by=safe.sunita)
    assert DolsCondition.objects.get().checked_on == TODAY
    who = {"kind": "family", "name": "Meena Nair", "relation": "sister", "starts": TODAY}
    sister = following.add_supporter(application=found, by=safe.sunita, **who)
    with pytest.raises(Refused, match="a representative already"):
        following.add_supporter(application=found, by=safe.sunita, **who | {"kind": "paid"})
    following.add_supporter(application=found, by=safe.sunita, **who | {"kind": "39d"})
    following.record_visit(application=found, supporter=sister, visited_on=TODAY, words="She is well.", by=safe.olive)
    following.give_copy(application=found, to="person", given_on=TODAY, by=safe.sunita)
    following.end_supporter(supporter=sister, version=1, ends=TODAY, reason="She moved.", by=safe.sunita)
    with pytest.raises(WrongMoment):
        following.end_supporter(supporter=sister, version=2, ends=TODAY, reason="Again.", by=safe.sunita)


def test_a_review_that_finds_a_requirement_not_met_ends_the_authorisation(safe):
    facts = {
        "asked_by": "home",
        "asked_on": TODAY,
        "requirement": "capacity",
        "reviewed_on": TODAY,
        "words": "Capacity is back.",
    }
    found = act(following.review, liberty.granted(safe), safe.sunita, outcome="not_met", **facts)
    assert (found.state, found.end_reason, found.ended_on) == ("ended", "reviewed", TODAY)


def test_a_renewal_is_linked_once_and_before_the_end(safe):
    first = liberty.granted(safe)
    new = act(following.renew, first, safe.sunita, received_on=TODAY)
    assert (new.renews, new.managing_authority, new.state) == (first, "Elm Court", "received")
    with pytest.raises(Refused, match="renewed already"):
        act(following.renew, first, safe.sunita, received_on=TODAY)
    with pytest.raises(Refused, match="before that one ends"):
        rules.renewed_while_it_lasts(DolsApplication(ends_on=TODAY - DAY), TODAY, None)


def test_an_end_has_its_own_day(safe):
    found = liberty.granted(safe)
    for day, why in ((TODAY, "expired"), (TODAY + DAY, "home")):
        with pytest.raises(Refused):
            act(following.end, found, safe.sunita, ended_on=day, end_reason=why, reason="x")
    over = aged(found, starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY)
    assert clocks.has_expired(over)
    assert (
        act(following.end, over, safe.sunita, ended_on=TODAY - DAY, end_reason="expired", reason="x").state == "ended"
    )


@pytest.mark.parametrize(("way", "state"), [("received", "withdrawn"), ("granted", "ended")])
def test_a_death_ends_what_is_open(safe, way, state):
    found = liberty.WAYS[way](safe)
    record_death(person=safe.priya, version=safe.priya.version, death_date=TODAY, reason="The home", by=safe.amara)
    assert (reload(found).state, reload(found).end_reason) == (state, "died")


# --- who sees it ------------------------------------------------------------------------------------------------------
def test_it_is_seen_with_the_person_and_by_those_who_handle_all(safe, as_):
    found = liberty.received(safe)
    url = f"/safeguarding/dols/{found.pk}/"
    statuses = {name: as_(getattr(safe, name)).get(url).status_code for name in ("amara", "sunita", "ben", "cora")}
    assert statuses == {"amara": 200, "sunita": 200, "ben": 404, "cora": 403}
    with pytest.raises(NotFound):
        act(actions.settle_question, found, safe.ben, found="no")


# --- the screens ------------------------------------------------------------------------------------------------------
def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def test_the_pages_from_request_to_signature(safe, as_, django_assert_max_num_queries):
    browser = as_(safe.sunita)
    with given():
        Involvement.objects.create(person=safe.priya, worker=safe.sunita, role="duty")
    given_on, until = day("urgent_given_on", TODAY), day("urgent_until", TODAY + 8 * DAY)
    request = REQUEST | day("received_on", TODAY) | {"is_urgent": "on"} | given_on
    page = browser.post(f"/people/{safe.priya.pk}/dols/request/", request | until)
    assert b"seven days at most" in page.content
    page = browser.post(
        f"/people/{safe.priya.pk}/dols/request/", request | day("urgent_until", TODAY + 6 * DAY), follow=True
    )
    assert b"The urgent authorisation runs out" in page.content
    found = DolsApplication.objects.get()
    url = f"/safeguarding/dols/{found.pk}/"
    browser.post(f"{url}assessors/", {"version": 1, "bia": safe.olive.pk, "doctor": "Dr Iqbal"})
    olive = as_(safe.olive)
    age = {name: value for name, value in said("age").items() if value not in (None, False)} | day("assessed_on", TODAY)
    assert olive.post(f"{url}assess/", age | {"version": 2}).status_code == 302
    assert olive.post(f"{url}assess/", age | {"version": 2}).status_code == 409
    for name in list(REQUIREMENTS)[1:]:
        act(actions.assess, found, safe.olive, **said(name))
    as_(safe.sunita).post(f"{url}send/", {"version": reload(found).version})
    signs = as_(safe.gareth)
    words = {"version": reload(found).version, "reason": "Each is met."}
    page = signs.post(f"{url}authorise/", words | day("starts_on", TODAY) | day("ends_on", TODAY + 300 * DAY))
    assert b"no longer than" in page.content
    signs.post(f"{url}authorise/", words | day("starts_on", TODAY) | day("ends_on", TODAY + 100 * DAY))
    with django_assert_max_num_queries(10):
        page = signs.get(url).content.decode()
    assert "The authorisation ends" in page
    assert "appoints a representative" in page
    with django_assert_max_num_queries(10):
        assert b"Elm Court" in signs.get("/safeguarding/dols/").content


def test_the_queue_is_by_whose_clock_runs_out_first(safe, as_, django_assert_max_num_queries):
    late = liberty.received(safe, received_on=TODAY - 30 * DAY)
    for _ in range(3):
        liberty.received(safe)
    browser = as_(safe.sunita)
    with django_assert_max_num_queries(10):
        page = browser.get("/safeguarding/dols/").content.decode()
    assert page.index(late.reference) < page.index(DolsApplication.objects.order_by("pk").last().reference)
    assert browser.get("/safeguarding/dols/?show=late").content.count(b"D-") == 1


def test_my_work_warns_before_an_authorisation_ends(safe, as_):
    found = aged(liberty.granted(safe), ends_on=TODAY + timedelta(days=20), due_on=TODAY + timedelta(days=20))
    assert b"ask for a new request" in as_(safe.sunita).get("/my-work/").content
    page = as_(safe.sunita).get(f"/safeguarding/dols/{found.pk}/").content.decode()
    assert "Local target: ask for a new request" in page
    person = as_(safe.amara).get(f"/people/{safe.priya.pk}/").content.decode()
    assert "Deprivation of liberty" in person


def test_the_page_warns_of_an_odd_cqc_code_and_offers_the_end_of_what_has_expired(safe, as_):
    found = liberty.granted(safe, cqc_location="RX1")
    found = aged(found, starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY, due_on=TODAY - DAY)
    page = as_(safe.sunita).get(f"/safeguarding/dols/{found.pk}/").content.decode()
    assert "such as 1-123456789" in page
    assert "Its period has run out" in page
    assert "Record that it ended" in page
    assert "Record the new request" not in page


def test_a_trainee_reads_and_changes_nothing(safe, as_):
    found = liberty.received(safe)
    browser = as_(safe.theo)
    page = browser.get(f"/safeguarding/dols/{found.pk}/").content.decode()
    assert "Name the assessors" not in page
    for name in ("assessors", "withdraw", "assess", "authorise"):
        assert browser.get(f"/safeguarding/dols/{found.pk}/{name}/").status_code == 403


def test_nobody_is_offered_to_sign_their_own_work(safe, as_):
    url = f"/safeguarding/dols/{liberty.sent(safe).pk}/"
    assert "Authorise it" not in as_(safe.sunita).get(url).content.decode()
    assert "Authorise it" in as_(safe.gareth).get(url).content.decode()
