"""A row's checks are asked about in one question, and a refusal says what Django's own would."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bep.kit import clock
from bep.kit.constraints import checks_hold, clean
from partners.models import CoveredPerson, Organisation, SharingAgreement
from tests.cast import given


@pytest.fixture
def agreement(cast):
    with given():
        trust = Organisation.objects.create(name="A trust", ods_code="X1", kind="trust")
    facts = {"covers": "named", "fields": ["name"], "starts": clock.today(), "asked_by": cast.ada}
    return SharingAgreement(organisation=trust, purpose="Care", lawful_basis="Consent", **facts)


def asked(work, record):
    """How many questions were about checks."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        work(record)
    return sum("COALESCE" in query["sql"] for query in queries)


def test_one_question_for_all(agreement):
    assert asked(lambda row: row.full_clean(), agreement) == 4
    assert asked(clean, agreement) == 1
    assert asked(lambda row: row.full_clean(), agreement) == 4  # nothing is left of it


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends": -1},
        {"state": "agreed"},
        {"ends": -1, "state": "ended"},
        {"purpose": ""},
        {"purpose": "", "ends": -1},
    ],
    ids=str,
)
def test_a_refusal_is_djangos_own(agreement, wrong):
    for field, value in wrong.items():
        setattr(agreement, field, clock.today() + timedelta(value) if field == "ends" else value)
    with pytest.raises(ValidationError) as djangos:
        agreement.full_clean()
    with pytest.raises(ValidationError) as ours:
        clean(agreement)
    assert ours.value.message_dict == djangos.value.message_dict


def test_what_is_no_check_is_asked_as_well(agreement, cast):
    """Somebody is covered by an agreement once: this is told of two rows, and each by itself keeps its checks."""
    facts = {"agreement": agreement, "person": cast.priya, "starts": clock.today(), "reason": "x", "added_by": cast.ada}
    with given():
        agreement.save()
        CoveredPerson.objects.create(**facts)
    again = CoveredPerson(**facts)
    assert checks_hold(again)
    with pytest.raises(ValidationError, match="covered_once_by_each_agreement"):
        clean(again)
