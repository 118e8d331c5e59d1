"""Start, move and end support on screen; the lists of people by tier, whose numbers are their lengths."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.access.models import Team
from bep.kit import clock
from enablement import actions
from enablement.models import Episode, SupportSpell
from enablement.queries import lists
from tests.cast import given, make_person
from tests.enablement.given import east, episode, spell


def text(answer):
    return " ".join(answer.content.decode().split())


def day(name, on=None):
    on = on or clock.today()
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def filled(**changes):
    return {"tier": "brief", "team": east().pk, "reason": "Wants to cook again", "on_say": "person"} | changes


def people_in_brief(cast, count, days_ago=5):
    """So many people of East, each in brief enablement, all begun on one day: ties are paged by id."""
    today = clock.today()
    with given():
        for n in range(count):
            person = make_person(f"BEP-8{n:05}", f"Given{n}", f"Family{n}", team=east().name)
            found = Episode.objects.create(person=person, team=east(), because="other", opened_on=today - timedelta(90))
            starts = today - timedelta(days=days_ago)
            SupportSpell.objects.create(
                person=person, episode=found, tier="brief", team=east(), starts=starts,
                last_day=starts + timedelta(days=41), began_reason="x", began_on_say="person",
            )  # fmt: skip


# --- start, move, end -------------------------------------------------------------------------------------------------


def test_starts_support(cast, as_):
    episode(cast)
    url = reverse("enablement:start_spell", args=[cast.priya.pk])
    sent = filled(tasks_brief=["Skill building", "WRAP"], **day("starts"))
    assert as_(cast.amara).post(url, sent).status_code == 302
    found = SupportSpell.objects.get()
    assert (found.tier, found.tasks, found.began_on_say) == ("brief", ["Skill building", "WRAP"], "person")


def test_warns_once_and_never_forbids(cast, as_):
    """Another team usually does this: the page says so, and a tick goes on."""
    episode(cast)
    url, browser = reverse("enablement:start_spell", args=[cast.priya.pk]), as_(cast.amara)
    sent = filled(tier="intensive", **day("starts"))
    answer = browser.post(url, sent)
    assert "Another team usually does this work" in text(answer)
    assert "Yes, this team" in text(answer)
    assert not SupportSpell.objects.exists()
    assert browser.post(url, sent | {"go_on": "on"}).status_code == 302
    assert SupportSpell.objects.get().tier == "intensive"


def test_steps_up(cast, as_):
    going = spell(cast, starts=clock.today() - timedelta(days=30))
    network = Team.objects.get(kind="network")
    sent = filled(tier="standard", team=network.pk, version=going.version, **day("on"))
    assert as_(cast.amara).post(reverse("enablement:move_spell", args=[going.pk]), sent).status_code == 302
    assert SupportSpell.objects.get(state="open").began == "stepped_up"


def test_a_tier_other_than_brief_is_not_offered_to_itself(cast, as_):
    going = spell(cast, tier="standard")
    found = text(as_(cast.amara).get(reverse("enablement:move_spell", args=[going.pk])))
    assert 'value="standard"' not in found
    assert 'value="specialist"' in found


def test_ends_support(cast, as_):
    going = spell(cast)
    sent = {"version": going.version, "ending": "finished", "reason": "She cooks on Sundays", **day("ends")}
    assert as_(cast.amara).post(reverse("enablement:end_spell", args=[going.pk]), sent).status_code == 302
    assert SupportSpell.objects.get().ending == "finished"


def test_what_ended_cannot_be_moved(cast, as_):
    going = spell(cast)
    actions.end_spell(spell=going, version=going.version, ending="finished", reason="x", by=cast.amara)
    for name in ("move_spell", "end_spell", "after_brief"):
        answer = as_(cast.amara).get(reverse(f"enablement:{name}", args=[going.pk]))
        assert answer.status_code == 409
        assert "cannot be done now" in text(answer)


@pytest.mark.parametrize("name", ["move_spell", "end_spell"])
def test_not_for_whom_it_does_not_concern(cast, as_, name):
    url = reverse(f"enablement:{name}", args=[spell(cast).pk])
    assert as_(cast.ben).get(url).status_code == 404
    assert as_(cast.theo).get(url).status_code == 403


# --- people by tier ---------------------------------------------------------------------------------------------------


def test_a_number_is_the_length_of_its_list(cast, as_):
    spell(cast, starts=clock.today() - timedelta(days=50))
    people_in_brief(cast, 3)
    browser = as_(cast.amara)
    overview = text(browser.get(reverse("enablement:overview")))
    assert "4<span" in overview
    listed = text(browser.get(reverse("enablement:tier", args=["brief"])))
    assert listed.count("Pathway<span") == 4
    late = text(browser.get(reverse("enablement:tier", args=["brief"]) + "?over=1"))
    assert late.count("Pathway<span") == 1
    assert "day 51: 9 over the 42 days" in late


def test_counts_only_whom_one_may_see(cast, as_):
    people_in_brief(cast, 2)
    assert lists.counts_by_tier(cast.joan)["brief"] == (2, 0)
    assert lists.counts_by_tier(cast.wendy) == {}
    assert "Family" not in text(as_(cast.wendy).get(reverse("enablement:tier", args=["brief"])))


def test_pages_by_key_show_everybody_once(cast, as_):
    people_in_brief(cast, 27)
    browser, url = as_(cast.joan), reverse("enablement:tier", args=["brief"])
    first = browser.get(url).content.decode()
    assert first.count("Pathway<span") == 25
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = browser.get(url + onward).content.decode()
    assert second.count("Pathway<span") == 2
    assert 'rel="next"' not in second


@pytest.mark.parametrize("after", ["x", "2026-13-01.4", "2026-01-01.x", "."])
def test_a_tampered_key_is_the_first_page(cast, as_, after):
    people_in_brief(cast, 1)
    answer = as_(cast.joan).get(reverse("enablement:tier", args=["brief"]), {"after": after})
    assert answer.content.decode().count("Pathway<span") == 1


def test_unknown_tiers_and_teams_are_not_found(cast, as_):
    browser = as_(cast.joan)
    assert browser.get(reverse("enablement:tier", args=["golden"])).status_code == 404
    assert browser.get(reverse("enablement:overview") + "?team=999999").status_code == 404


def test_ten_queries_that_do_not_grow(cast, as_, django_assert_max_num_queries):
    people_in_brief(cast, 26)
    browser = as_(cast.joan)
    for url in (reverse("enablement:overview"), reverse("enablement:tier", args=["brief"])):
        browser.get(url)
        with django_assert_max_num_queries(10):
            browser.get(url)
