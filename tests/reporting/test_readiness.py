"""What the return will ask, shown to the worker every day."""

from bep.kit.registry import WORK
from people.models import Person
from reporting.readiness import missing_of, panel, sentence
from tests.cast import given

COMPLETE = {
    "nhs_number": "9434765919", "gender": "Female", "ethnicity": "White: Irish", "postcode": "N12 0AA",
    "accommodation_status": "Tenant: Private landlord", "has_unpaid_carer": "No", "main_support_reason": "Mental health support",
}  # fmt: skip


def items(*people):
    return list(WORK["return_readiness"].rows(Person.objects.filter(pk__in=[p.pk for p in people]).values("pk")))


def test_a_complete_record_asks_nothing(cast):
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(**COMPLETE)
    assert items(cast.priya) == []
    cast.priya.refresh_from_db()
    assert panel(cast.priya, cast.amara) is None


def test_what_is_missing_is_said_in_words(cast):
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(**COMPLETE | {"accommodation_status": "", "ethnicity": ""})
    (item,) = items(cast.priya, cast.priya)
    assert sentence(item["facts"]) == "for the return, needs an ethnicity and an accommodation status"
    cast.priya.refresh_from_db()
    assert missing_of(cast.priya) == ["an ethnicity", "an accommodation status"]


def test_it_is_among_the_workers_own_work(cast, as_):
    page = as_(cast.amara).get("/my-work/?show=return").content.decode()
    assert "for the return, needs" in page
