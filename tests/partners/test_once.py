"""Idempotency-Key: the same request twice does a thing once, also when a hundred come together and when we fall in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from bep.kit import clock
from partners import tasks
from partners.api import once
from partners.models import IdempotencyKey, Sent
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


@pytest.mark.parametrize("key", ["", " ", "x" * 81, "a b", "ß"])
def test_a_post_needs_a_key(trust, key):
    answer = trust.ask("post", "referrals", a_referral(), Idempotency_Key=key)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "Idempotency-Key")


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
