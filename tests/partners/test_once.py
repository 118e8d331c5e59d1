"""Idempotency-Key: the same request twice does a thing once, also when a hundred come together and when we fall in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from bep.audit.models import Event
from bep.kit import clock
from partners import actions, tasks
from partners.api import once
from partners.models import IdempotencyKey, Sent, SharingAgreement
from referrals import actions as referrals
from referrals.models import Referral
from tests.cast import given, make_workers
from tests.partners.trusts import a_referral, make_trust

pytestmark = pytest.mark.django_db


def test_the_same_again_is_answered_the_same(trust):
    first, again = (trust.post("referrals", a_referral(), key="k-1") for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert (first["Location"], first["ETag"]) == (again["Location"], again["ETag"])
    assert (once.REPLAYED in first, again[once.REPLAYED]) == (False, "true")
    assert Referral.objects.count() == IdempotencyKey.objects.count() == 1


def test_another_body_by_the_same_key_is_refused(trust):
    trust.post("referrals", a_referral(), key="k-1")
    other = trust.post("referrals", a_referral(your_reference="W-2"), key="k-1")
    assert (other.status_code, other.json()["type"]) == (422, "/api/problems/key-used")
    assert Referral.objects.count() == 1


def test_a_key_is_one_s_own(trust, cast):
    other = make_trust("TBX", cast.ada)
    assert [who.post("referrals", a_referral(), key="k-1").status_code for who in (trust, other)] == [201, 201]


def test_a_refused_request_uses_up_no_key(trust):
    assert trust.post("referrals", a_referral(source="police"), key="k-1").status_code == 422
    assert trust.post("referrals", a_referral(), key="k-1").status_code == 201


def test_a_fall_in_between_leaves_neither_a_referral_nor_a_key(trust, monkeypatch):
    def fall(*args, **facts):
        raise ConnectionError("the machine went away")

    with monkeypatch.context() as patch:
        patch.setattr(IdempotencyKey.objects, "create", fall)
        with pytest.raises(ConnectionError):
            trust.post("referrals", a_referral(), key="k-1")
    assert (Referral.objects.count(), Sent.objects.count()) == (0, 0)
    assert trust.post("referrals", a_referral(), key="k-1").status_code == 201


def test_keys_are_kept_for_thirty_days(trust):
    for days, key in ((29, "young"), (31, "old")):
        trust.post("referrals", a_referral(), key=key)
        IdempotencyKey.objects.filter(key=key).update(made_at=clock.now() - timedelta(days=days))
    tasks.forget_old_answers()
    assert [row.key for row in IdempotencyKey.objects.all()] == ["young"]


@pytest.mark.django_db(transaction=True)
def test_a_hundred_posts_of_one_key_make_one_referral():
    with given():
        workers = make_workers(["ada", "ida"])
    trust = make_trust("TAF", workers["ada"], per_minute=10_000)

    def post(_):
        try:
            return trust.post("referrals", a_referral(), key="k-1").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(post, range(100)))
    assert Referral.objects.count() == 1
    assert {201} <= answers <= {201, 409}
    assert trust.post("referrals", a_referral(), key="k-1")[once.REPLAYED] == "true"


# --- the same again, when the sight that allowed the answer has ended -------------------------------------------------
def replayed(trust, path="referrals", sent=None, **headers):
    return trust.post(path, sent or a_referral(), key="k-1", **headers)


def test_the_same_again_tells_no_more_than_todays_agreement(trust, cast):
    first = replayed(trust)
    assert {"state", "outcome"} <= first.json().keys()
    agreement = SharingAgreement.objects.get()
    actions.end_agreement(agreement=agreement, version=agreement.version, reason="Over.", by=cast.ida)
    again = replayed(trust)
    assert (again.status_code, again[once.REPLAYED]) == (201, "true")
    assert again.json() == {n: v for n, v in first.json().items() if n not in ("state", "outcome")}
    assert again["ETag"] != first["ETag"]


def test_the_same_again_is_not_found_once_somebody_is_restricted(trust, cast):
    replayed(trust)
    with given():
        Referral.objects.update(person=cast.rosa)
    answer = replayed(trust)
    assert (answer.status_code, answer.json()["type"]) == (404, "/api/problems/not-found")


def test_the_same_again_from_a_system_that_was_shut_out_is_told_nothing(trust, cast):
    replayed(trust)
    actions.revoke_client(client=trust.client, reason="The contract is over.", by=cast.ada)
    assert replayed(trust).status_code == 401


def test_the_same_again_is_recorded_as_what_was_told(trust, cast):
    made = replayed(trust).json()
    referrals.match(referral=Referral.objects.get(), version=1, person=cast.priya, by=cast.tom)
    replayed(trust)
    told = Event.objects.get(name="partners.disclosed")
    assert (told.person_ids, told.detail["referrals"], told.reason) == ([cast.priya.pk], [made["id"]], "Direct care")


CONCERN = {"person": {"given_name": "Noor"}, "reporter": {"name": "Sister Bo"}, "what": "Bruises, twice."}


@pytest.mark.parametrize("path", ["safeguarding-concerns", "mental-health-act-requests"])
def test_every_kind_that_is_sent_is_told_again(trust, path):
    sent = (
        CONCERN if path.startswith("safe") else {n: v for n, v in a_referral(where_now="A&E").items() if n != "consent"}
    )
    first, again = (replayed(trust, path, sent) for _ in range(2))
    assert (first.json(), first["Location"]) == (again.json(), again["Location"]), first.content
    assert Event.objects.filter(name="partners.disclosed").count() == 1


def test_a_withdrawal_sent_twice_is_one(trust):
    made = trust.post("referrals", a_referral())
    where = made["Location"].removeprefix("/api/v1/") + "/withdrawal"
    first, again = (replayed(trust, where, {"reason": "Moved."}, If_Match=made["ETag"]) for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content) == (200, first.content)
