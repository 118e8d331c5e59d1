"""The community directory: by need and postcode; and whether signposting helped."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.kit import clock
from referrals.models import Organisation, Signpost
from tests.referrals.makers import in_state, received, triaged


def found(browser, **asked):
    return {o.name for o in browser.get(reverse("referrals:directory"), asked).context["rows"]}


def test_by_need_and_by_postcode(cast, as_):
    browser = as_(cast.amara)
    assert found(browser, need="work") == {"Twining Employment", "BOOST"}
    assert found(browser, need="work", postcode="N12 0AA") == {"Twining Employment"}
    assert found(browser, need="work", postcode="HA8 1ZZ") == {"Twining Employment", "BOOST"}
    assert found(browser, words="debt") == {"Citizens' Advice"}


@pytest.mark.parametrize(("who", "status"), [("tom", 200), ("sara", 200), ("amara", 403), ("cora", 403)])
def test_who_keeps_it(cast, as_, who, status):
    assert as_(getattr(cast, who)).get(reverse("referrals:new_organisation")).status_code == status


def test_adding_and_changing_an_entry(cast, as_):
    browser = as_(cast.tom)
    entry = {
        "name": "Allotment friends",
        "offers": "Gardening together.",
        "needs": ["friendship"],
        "serves": "NW9, ha8",
    }
    browser.post(reverse("referrals:new_organisation"), entry)
    made = Organisation.objects.get(name="Allotment friends")
    assert made.serves == ["NW9", "HA8"]
    browser.post(
        reverse("referrals:edit_organisation", args=[made.pk]), entry | {"offers": "Tea.", "version": made.version}
    )
    assert Organisation.objects.get(pk=made.pk).offers == "Tea."


def test_whom_to_ask_and_what_they_said(cast, as_):
    in_state(cast, "signposted")
    signpost = Signpost.objects.get()
    browser = as_(cast.tom)
    assert "Barnet Voice" in browser.get(reverse("referrals:to_ask")).content.decode()
    assert signpost.ask_on == clock.today() + timedelta(days=28)
    browser.post(reverse("referrals:heard_back", args=[signpost.pk]), {"helped": "partly"})
    assert Signpost.objects.get().helped == "partly"
    assert "Nobody to ask" in browser.get(reverse("referrals:to_ask")).content.decode()


def test_another_teams_signposts_are_not_listed(cast, as_):
    referral = received(cast.sara, cast.daniel, postcode="HA8 1ZZ")
    triaged(cast, referral, "signpost", organisations=[Organisation.objects.first()])
    assert "Nobody to ask" in as_(cast.joan).get(reverse("referrals:to_ask")).content.decode()
