"""The room's screens: organisations and their keys for administrators, agreements for information governance."""

import re
from datetime import timedelta

import pytest

from bep.access.models import Role, Worker
from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment
from partners import actions, shared
from partners.models import Client, Organisation, SharingAgreement
from partners.views.agreements import covered_by
from tests.cast import given
from tests.partners.trusts import agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def second_officer(cast):
    """Another information governance officer: nobody approves their own."""
    with given():
        other = Worker.objects.create(email="ines@barnet.example", name="Ines Vale", is_demo=True, password="!")
        other.groups.add(Role.objects.get(key="ig_officer").group_id)
    return other


def test_an_administrator_adds_an_organisation_and_lets_its_system_in(cast, as_):
    browser = as_(cast.ada)
    facts = {
        "ods_code": "taf",
        "name": "North Trust",
        "kind": "trust",
        "sources": ["mental_health_trust"],
        "contact": "",
    }
    assert browser.post("/partners/organisations/add/", facts).status_code == 302
    made = Organisation.objects.get(ods_code="TAF")
    page = browser.post(
        f"/partners/organisations/{made.pk}/systems/add/",
        {"name": "RiO", "scopes": ["referrals:read"], "per_minute": "60"},
    )
    secret = re.search(r"<dt>Secret</dt><dd><code[^>]*>([\w-]{40,})</code>", page.content.decode())[1]
    assert "no-store" in page["Cache-Control"]
    client = Client.objects.get()
    page = browser.get(f"/partners/organisations/{made.pk}/").content.decode()
    assert client.client_id in page
    assert secret not in page
    assert secret[-4:] in page


def test_a_second_organisation_of_a_code_is_refused(cast, as_, trust):
    facts = {"ods_code": "TAF", "name": "Another", "kind": "trust"}
    page = as_(cast.ada).post("/partners/organisations/add/", facts)
    assert "Another organisation has this already" in page.content.decode()


def test_a_key_is_rotated_ended_and_the_system_shut_out_on_the_screen(cast, as_, trust):
    browser, first = as_(cast.ada), trust.client.secrets.get()
    page = browser.post(f"/partners/systems/{trust.client.pk}/secret/", {"sure": "yes"})
    assert "only time that the secret is shown" in page.content.decode()
    assert trust.client.secrets.valid().count() == 2
    assert browser.post(f"/partners/secrets/{first.pk}/end/", {"reason": "Old."}).status_code == 302
    assert browser.post(f"/partners/systems/{trust.client.pk}/shut-out/", {"reason": "Over."}).status_code == 302
    assert trust.get("lists").status_code == 401


def test_an_agreement_is_written_by_one_officer_and_approved_by_another(cast, as_, trust, second_officer):
    today = clock.today()
    facts = {
        "purpose": "Joint care", "lawful_basis": "UK GDPR Article 6(1)(e)", "covers": "referred",
        "fields_": [shared.STATE], "starts_day": today.day, "starts_month": today.month, "starts_year": today.year,
    }  # fmt: skip
    answer = as_(cast.ida).post(f"/partners/organisations/{trust.organisation.pk}/agreements/add/", facts)
    made = SharingAgreement.objects.get(purpose="Joint care")
    assert answer["Location"] == f"/partners/agreements/{made.pk}/"
    decision = {"verb": "approve", "reason": "In order.", "version": made.version}
    refused = as_(cast.ida).post(f"/partners/agreements/{made.pk}/decide/", decision).content.decode()
    assert "Nobody approves their own" in refused
    assert as_(second_officer).post(f"/partners/agreements/{made.pk}/decide/", decision).status_code == 302
    made.refresh_from_db()
    assert (made.in_force, made.decided_by) == (True, second_officer)


def test_an_agreement_that_is_ended_tells_nothing_more(cast, trust):
    agreement = trust.organisation.agreements.get()
    ended = actions.end_agreement(agreement=agreement, version=agreement.version, reason="Over.", by=cast.ida)
    assert not ended.in_force
    with pytest.raises(WrongMoment):
        actions.end_agreement(agreement=ended, version=ended.version, reason="Again.", by=cast.ida)


def test_why_it_was_approved_stays_beside_why_it_ended(cast, as_, trust):
    agreement = trust.organisation.agreements.get()
    with given():
        SharingAgreement.objects.filter(pk=agreement.pk).update(decided_because="Both sides have signed.")
    actions.end_agreement(agreement=agreement, version=agreement.version, reason="The contract is over.", by=cast.ida)
    page = as_(cast.ida).get(f"/partners/agreements/{agreement.pk}/").content.decode()
    for words in ("Decided by", "Both sides have signed.", "Ended by", "The contract is over."):
        assert words in page, words
    agreement.refresh_from_db()
    assert (agreement.decided_by, agreement.ended_by, agreement.ends) == (cast.ada, cast.ida, clock.today())


def test_an_agreement_that_had_run_out_did_not_last_until_somebody_ended_it(cast, trust):
    first, last = clock.today() - timedelta(days=9), clock.today() - timedelta(days=2)
    agreement = agree(trust.organisation, cast, starts=first, ends=last)
    ended = actions.end_agreement(agreement=agreement, version=agreement.version, reason="Tidied up.", by=cast.ida)
    assert ended.ends == last


def test_an_agreement_on_people_named_cannot_speak_of_referrals(cast, trust):
    facts = {"purpose": "x", "lawful_basis": "x", "covers": "named", "fields": [shared.STATE], "starts": clock.today()}
    with pytest.raises(Refused, match="named one by one cannot hold"):
        actions.ask_agreement(organisation=trust.organisation, by=cast.ida, **facts)


def test_somebody_is_covered_by_reference_on_the_screen(cast, as_, trust):
    named = agree(
        trust.organisation, cast, covers="named", fields=[shared.INVOLVED], starts=clock.today() - timedelta(days=1)
    )
    browser, where = as_(cast.ida), f"/partners/agreements/{named.pk}"
    browser.post(f"{where}/cover/", {"person": cast.priya.reference.lower(), "reason": "Joint care."})
    assert cast.priya.reference in browser.get(f"{where}/").content.decode()
    row = named.people.get()
    browser.post(f"{where}/uncover/", {"covered": row.pk, "reason": "Over."})
    assert cast.priya.reference not in browser.get(f"{where}/").content.decode()


def test_a_disclosure_stands_in_the_persons_report_with_its_purpose(cast, as_, trust):
    named = agree(trust.organisation, cast, covers="named", fields=[shared.INVOLVED])
    actions.cover(agreement=named, person=cast.priya, although_restricted=False, reason="Joint care.", by=cast.ida)
    trust.get(f"people/{cast.priya.reference}/involved")
    page = as_(cast.ida).get(f"/audit/person/copy/?reference={cast.priya.reference}").content.decode()
    assert "Was told by us" in page
    assert "Direct care" in page
    assert "Trust TAF (TAF): records" in page


def test_whom_an_agreement_covers_is_told_to_those_who_look_up_identities(cast, trust):
    """A council may let another role write agreements: it is told of nobody whom it may not look up."""
    made = agree(trust.organisation, cast, covers="named")
    actions.cover(agreement=made, person=cast.rosa, although_restricted=True, reason="Joint care.", by=cast.ida)
    assert [row.person for row in covered_by(made, cast.ida)] == [cast.rosa]
    assert not covered_by(made, cast.joan).exists()
