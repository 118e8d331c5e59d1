"""/api/v1/referrals: what a trust sends, and what it is told of it."""

from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event as Signal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bep.audit.models import Event
from bep.kit import clock
from partners import queries
from partners.actions.send import ClockTimestamp
from partners.api.tokens import find
from partners.models import Sent
from people.actions import lift_restriction, restrict
from referrals import actions
from referrals.models import Referral
from tests.cast import given, make_workers
from tests.partners.trusts import a_referral, agree, make_trust

pytestmark = pytest.mark.django_db


def test_a_trust_sends_a_referral_and_follows_it(trust, cast):
    made = trust.post("referrals", a_referral())
    assert made.status_code == 201, made.content
    said = made.json()
    assert made["Location"] == f"/api/v1/referrals/{said['id']}"
    assert (said["your_reference"], said["state"], said["outcome"]) == ("W-1", "received", None)
    referral = Referral.objects.get(reference=said["id"])
    assert (referral.channel, referral.referrer_organisation, referral.person) == ("api", "Trust TAF", None)
    assert referral.as_received["person"]["given_name"] == "Noor"
    actions.triage(referral=referral, version=1, verb="inform", reason="Advice is enough.", by=cast.sara)
    read = trust.get(f"referrals/{said['id']}").json()
    assert (read["state"], read["outcome"]["code"]) == ("closed", "information_and_advice")
    assert read["changed_at"] > said["changed_at"]


def test_a_referral_is_withdrawn_by_who_has_read_it_as_it_is(trust, cast):
    made = trust.post("referrals", a_referral())
    where, reason = f"referrals/{made.json()['id']}/withdrawal", {"reason": "They moved away."}
    assert trust.post(where, reason).status_code == 428
    assert trust.post(where, reason, If_Match='"another"').status_code == 412
    done = trust.post(where, reason, If_Match=made["ETag"])
    assert (done.status_code, done.json()["outcome"]["code"]) == (200, "withdrawn")
    kept = Referral.objects.get()
    decision = kept.decisions.get()
    assert (kept.state, decision.decided_by, decision.reason) == ("withdrawn", None, "They moved away.")
    assert decision.who == "Trust TAF (TAF): records"
    assert trust.post(where, reason, If_Match=done["ETag"]).status_code == 409


def test_what_we_have_decided_on_is_not_taken_back(trust, cast):
    made = trust.post("referrals", a_referral())
    where = f"referrals/{made.json()['id']}"
    actions.triage(referral=Referral.objects.get(), version=1, verb="inform", reason="Advice.", by=cast.sara)
    answer = trust.post(f"{where}/withdrawal", {"reason": "x"}, If_Match=trust.get(where)["ETag"])
    assert (answer.status_code, answer.json()["type"]) == (409, "/api/problems/wrong-moment")
    assert "hub" in answer.json()["errors"][0]["remedy"]


def test_an_unchanged_referral_is_not_sent_again(trust):
    made = trust.post("referrals", a_referral())
    where = made["Location"].removeprefix("/api/v1/")
    assert trust.get(where)["ETag"] == made["ETag"]
    assert trust.get(where, If_None_Match=made["ETag"]).status_code == 304


def test_a_list_is_read_to_its_end_by_its_bookmarks(trust):
    sent = [trust.post("referrals", a_referral()).json()["id"] for _ in range(5)]
    read, bookmark, more = [], "", True
    while more:
        page = trust.get(f"referrals?limit=2{bookmark and f'&after={bookmark}'}").json()
        read += [item["id"] for item in page["items"]]
        bookmark, more = page["bookmark"], page["more"]
    assert read == sent
    assert trust.get(f"referrals?after={bookmark}").json()["items"] == []


def test_whoever_comes_back_is_told_what_changed_since(trust, cast):
    first, _ = (trust.post("referrals", a_referral()).json() for _ in range(2))
    bookmark = trust.get("referrals").json()["bookmark"]
    referral = Referral.objects.get(reference=first["id"])
    actions.triage(referral=referral, version=1, verb="inform", reason="Advice.", by=cast.sara)
    changed = trust.get(f"referrals?after={bookmark}").json()["items"]
    assert [(item["id"], item["state"]) for item in changed] == [(first["id"], "closed")]


def test_what_was_decided_while_somebody_was_restricted_is_told_once_they_are_not(trust, cast):
    made = trust.post("referrals", a_referral()).json()
    referral = actions.match(referral=Referral.objects.get(), version=1, person=cast.priya, by=cast.tom)
    restrict(person=cast.priya, reason="A colleague.", keep=[cast.sara], by=cast.ida)
    actions.triage(referral=referral, version=referral.version, verb="inform", reason="Advice.", by=cast.sara)
    page = trust.get("referrals").json()
    assert page["items"] == []
    trust.post("referrals", a_referral())
    bookmark = trust.get("referrals").json()["bookmark"]
    lift_restriction(person=cast.priya, reason="They have left.", by=cast.ida)
    told = trust.get(f"referrals?after={bookmark}").json()["items"]
    assert [(one["id"], one["state"]) for one in told] == [(made["id"], "closed")]


def test_a_match_moves_nothing_on_that_they_may_see(trust, cast):
    made = trust.post("referrals", a_referral())
    actions.match(referral=Referral.objects.get(), version=1, person=cast.priya, by=cast.tom)
    assert trust.get(made["Location"].removeprefix("/api/v1/"))["ETag"] == made["ETag"]


def test_a_bookmark_never_passes_over_what_is_still_being_written(trust, monkeypatch):
    """Something that runs began before the last change: what it changed may lie before that, and is not seen yet."""
    trust.post("referrals", a_referral())
    began = clock.now() - timedelta(hours=1)
    monkeypatch.setattr("partners.api.paging.settled", lambda: began)
    page = trust.get("referrals").json()
    assert len(trust.get(f"referrals?after={page['bookmark']}").json()["items"]) == 1


def test_whoever_reads_on_while_something_runs_comes_to_the_end_and_back(trust, monkeypatch):
    """Five changed after a long piece of work began: each page is another one, and the end leads back to where it began."""
    began = clock.now()
    sent = [trust.post("referrals", a_referral()).json()["id"] for _ in range(5)]
    monkeypatch.setattr("partners.api.paging.settled", lambda: began)
    read, bookmark, more = [], "", True
    for _ in range(3):
        page = trust.get(f"referrals?limit=2{bookmark and f'&after={bookmark}'}").json()
        read += [item["id"] for item in page["items"]]
        bookmark, more = page["bookmark"], page["more"]
    assert (read, more) == (sent, False)
    monkeypatch.setattr("partners.api.paging.settled", lambda: None)
    assert [item["id"] for item in trust.get(f"referrals?after={bookmark}").json()["items"]] == sent


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_committed_late_is_told_to_whoever_read_before_it():
    """Two trusts' workers at once: the first to change is the last to commit, after somebody has read what the second did."""
    with given():
        workers = make_workers(["ada", "ida"])
    trust = make_trust("TAF", workers["ada"])
    late, soon = (trust.post("referrals", a_referral()).json()["id"] for _ in range(2))
    bookmark = trust.get("referrals").json()["bookmark"]
    changed, read = Signal(), Signal()

    def change_late():
        with given():
            Referral.objects.filter(reference=late).update(wants="x")
            Sent.objects.filter(referral__reference=late).update(changed_at=ClockTimestamp())
            changed.set()
            read.wait(10)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(change_late)
        changed.wait(10)
        with given():
            Sent.objects.filter(referral__reference=soon).update(changed_at=ClockTimestamp())
        page = trust.get(f"referrals?after={bookmark}").json()
        read.set()
        running.result()
    assert [item["id"] for item in page["items"]] == [soon]
    assert [one["id"] for one in trust.get(f"referrals?after={page['bookmark']}").json()["items"]] == [late, soon]


MARKS = [
    b"",
    b"x",
    b"2026-11-22",
    b"2026-11-22T10:00:00+00:00 R-1 x",
    b"9999-12-31T23:59:59-14:00 R",
    b"\xff",
    b"0 0 0 0 0",
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_bookmark_of_somebodys_own_making_is_no_fault_of_ours(trust, mark):
    answer = trust.get(f"referrals?after={urlsafe_b64encode(mark).decode()}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert answer.json()["errors"][0]["field"] == "after"


def test_a_bookmark_of_another_client_tells_nothing_of_theirs(trust, cast):
    other = make_trust("TBX", cast.ada)
    other.post("referrals", a_referral())
    theirs = other.get("referrals").json()["bookmark"]
    assert trust.get(f"referrals?after={theirs}").json()["items"] == []


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "after=zzz", "changed_since=2026-11-22", "changed_since=x", "colour=1"]
)
def test_a_list_refuses_what_it_does_not_know(trust, query):
    answer = trust.get(f"referrals?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, query.split("=")[0])


def test_each_answer_is_recorded_with_its_purpose(trust, cast):
    made = trust.post("referrals", a_referral()).json()
    actions.match(referral=Referral.objects.get(), version=1, person=cast.priya, by=cast.tom)
    trust.get(f"referrals/{made['id']}")
    told = Event.objects.filter(name="partners.disclosed").latest("pk")
    assert (told.actor, told.actor_id, told.reason) == ("Trust TAF (TAF): records", None, "Direct care")
    assert told.person_ids == [cast.priya.pk]
    assert (told.detail["organisation"], told.detail["referrals"]) == ("TAF", [made["id"]])


def test_a_duplicate_says_nothing_of_the_other(trust, cast):
    other, made = (trust.post("referrals", a_referral()).json()["id"] for _ in range(2))
    first, second = (Referral.objects.get(reference=reference) for reference in (other, made))
    actions.triage(referral=second, version=1, verb="mark_duplicate", reason="Twice.", same_as=first, by=cast.sara)
    assert trust.get(f"referrals/{made}").json()["outcome"]["code"] == "closed"


def test_the_queries_of_a_list_do_not_grow_with_it(trust, django_assert_num_queries):
    for _ in range(3):
        trust.post("referrals", a_referral())
    with django_assert_num_queries(4):  # whose token, what is settled, the rows, the record of it
        trust.get("referrals")


@pytest.mark.parametrize("named", [0, 2])
@pytest.mark.parametrize("place", [(None, None), (clock.now(), None), (clock.now(), "R-2222-3333")])
def test_the_sql_that_is_kept_is_the_sql_that_is_made(trust, cast, named, place):
    """Stand-ins filled in, it is what `visible_to` makes today, parameter by parameter; also tomorrow."""
    for _ in range(named):
        agree(trust.organisation, cast, covers="named")
    bearer, (moment, reference) = find(trust.token.encode()), place
    with CaptureQueriesContext(connection) as kept:
        rows = queries.changed_since(bearer, moment, reference, 25)
    with CaptureQueriesContext(connection) as made:
        assert list(queries.changes(bearer, moment, reference, 25)) == rows
    assert kept[0]["sql"] == made[0]["sql"]
