"""A provider and its adults; the early-warning list; patterns whose numbers lead to their lists."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment
from safeguarding.models import Concern, Provider
from safeguarding.patterns.queries import Patterns, drawn
from safeguarding.provider import actions, queries
from tests.cast import given
from tests.safeguarding.enquiries import closed, concluded, decided, planned, reported
from tests.safeguarding.given import facts, provider, raised, reload, restricted


def opened(safe):
    said = {"title": "Night staff asleep", "words": "", "suspended": True}
    return actions.open_enquiry(provider=provider(), by=safe.sunita, **said)


def adult(safe, enquiry, person=None, **more):
    facts = {"kinds": ["neglect"], "location": "residential", "safe_now": "no", "consent": "yes"} | more
    return actions.add_adult(enquiry=enquiry, facts=facts, person=person, by=safe.sunita)


def first_line(worker):
    found = list(queries.ranked(worker).order_by(*queries.RANK)[:1])
    return queries.lines(worker, found)[0]


def test_each_adult_has_a_concern_of_their_own(safe, as_):
    enquiry = opened(safe)
    one, two = adult(safe, enquiry, safe.priya), adult(safe, enquiry, given_name="Walter")
    assert (one.what, one.provider, one.provider_enquiry) == ("Night staff asleep", provider(), enquiry)
    page = as_(safe.sunita).get(reverse("safeguarding:provider_enquiry", args=[enquiry.pk])).content.decode()
    assert "Pri Nair" in page
    assert "Walter" in page
    assert decided(safe, one).enquiry.provider_enquiry == enquiry
    assert two.person is None


def test_an_adult_is_named_once(safe):
    enquiry = opened(safe)
    concern = adult(safe, enquiry, safe.priya)
    with pytest.raises(Refused, match="stands once") as refused:
        adult(safe, enquiry, safe.priya)
    assert (refused.value.field, concern.reference in refused.value.remedy) == ("person", True)
    (
        adult(safe, enquiry, given_name="Walter"),
        adult(safe, enquiry, given_name="Walter"),
    )  # nobody knows yet who they are
    decided(safe, concern, verb="set_aside")
    assert adult(safe, enquiry, safe.priya).person == safe.priya


def test_an_adult_one_may_not_see_is_no_line_and_no_number(safe, as_):
    enquiry = opened(safe)
    adult(safe, enquiry, safe.priya)
    restricted(safe.priya)
    page = as_(safe.sunita).get(reverse("safeguarding:provider_enquiry", args=[enquiry.pk])).content.decode()
    assert "Nair" not in page
    assert first_line(safe.sunita).late == 0


def test_a_provider_has_one_open_enquiry(safe):
    opened(safe)
    with pytest.raises(WrongMoment, match="one already"):
        opened(safe)


def test_it_ends_when_each_adult_is_done_with(safe):
    enquiry = opened(safe)
    concern = adult(safe, enquiry, safe.priya)
    with pytest.raises(Refused, match="each adult's concern is decided"):
        actions.close_enquiry(enquiry=enquiry, version=enquiry.version, learned="Rotas.", by=safe.sunita)
    theirs = decided(safe, concern).enquiry
    with pytest.raises(Refused, match="each adult's concern is decided"):
        actions.close_enquiry(enquiry=enquiry, version=enquiry.version, learned="Rotas.", by=safe.sunita)
    closed(safe, concluded(safe, reported(safe, planned(safe, reload(theirs)))))
    assert actions.close_enquiry(enquiry=enquiry, version=enquiry.version, learned="Rotas.", by=safe.sunita).closed_on


def test_three_concerns_in_ninety_days_are_an_early_warning(safe, as_):
    home = provider()
    for _ in range(2):
        raised(safe.amara, safe.priya, provider=home)
    assert not first_line(safe.sunita).warned
    old = raised(safe.amara, safe.priya, provider=home)
    with given():
        Concern.objects.filter(pk=old.pk).update(received_at=clock.now() - timedelta(days=100))
    line = first_line(safe.sunita)
    assert (line.late, line.before, line.adults, line.warned) == (2, 1, 1, False)
    raised(safe.ben, safe.daniel, provider=home)
    line = first_line(safe.sunita)
    assert (line.late, line.adults, line.warned, line.trend) == (3, 2, True, "more than before")
    assert "Early warning" in as_(safe.sunita).get(reverse("safeguarding:providers")).content.decode()


def test_the_order_is_kept_until_another_concern_comes_and_the_numbers_are_never_kept(
    safe, django_assert_max_num_queries
):
    home = provider()
    raised(safe.amara, safe.priya, provider=home)
    assert queries.late(safe.sunita) == {str(home.pk): 1}
    restricted(safe.priya)
    assert queries.late(safe.sunita) == {str(home.pk): 1}
    assert first_line(safe.sunita).late == 0
    raised(safe.ben, safe.daniel, provider=provider("Vale Lodge"))
    assert queries.late(safe.sunita) == {str(provider("Vale Lodge").pk): 1}
    with django_assert_max_num_queries(2):  # the newest concern; the rows, however many concerns there are
        list(queries.ranked(safe.sunita))


def test_the_list_of_providers_pages_by_key_and_asks_no_more_with_many(safe, as_, django_assert_max_num_queries):
    with given():
        Provider.objects.bulk_create(Provider(name=f"Home {n:03}", kind="nursing") for n in range(60))
    raised(safe.amara, safe.priya, provider=provider())
    browser, url, seen = as_(safe.sunita), reverse("safeguarding:providers"), []
    while url:
        with django_assert_max_num_queries(10):
            page = browser.get(url)
        seen += [line.provider.name for line in page.context["lines"]]
        url = page.context["page"].next_url and reverse("safeguarding:providers") + page.context["page"].next_url
    assert len(seen) == len(set(seen)) == 61
    assert seen[0] == "Elm Court"


def test_a_provider_is_typed_where_they_are_many(safe, as_):
    with given():
        Provider.objects.bulk_create(Provider(name=f"Home {n:03}", kind="nursing") for n in range(70))
        twin = Provider.objects.create(name="Home 001", kind="nursing", postcode="N12 0AA")
    url = reverse("safeguarding:raise_about", args=[safe.priya.pk])
    browser = as_(safe.amara)
    assert 'name="provider"' in browser.get(url).content.decode()
    assert "Home 042" not in browser.get(url).content.decode(), "no list of seventy to look through"
    said = {k: v for k, v in facts().items() if k != "channel"}
    assert "add a comma and the postcode" in browser.post(url, said | {"provider": "home 001"}).content.decode()
    browser.post(url, said | {"provider": "Home 001, n12 0aa"})
    assert Concern.objects.get().provider == twin


def test_an_adult_is_added_on_the_screen(safe, as_):
    enquiry = opened(safe)
    said = {"person": safe.daniel.reference.lower(), "kinds": ["neglect"], "safe_now": "no", "consent": "not_asked"}
    as_(safe.sunita).post(reverse("safeguarding:add_adult", args=[enquiry.pk]), said)
    concern = Concern.objects.get()
    assert (concern.person, concern.location) == (safe.daniel, "residential")
    page = as_(safe.sunita).post(reverse("safeguarding:add_adult", args=[enquiry.pk]), said | {"person": "BEP-1"})
    assert "No person whom you may find" in page.content.decode()


# --- patterns ---------------------------------------------------------------------------------------------------------
def test_every_number_of_a_picture_is_the_length_of_its_list(safe, as_):
    home = provider()
    raised(safe.amara, safe.priya, provider=home, kinds=["neglect", "physical"], location="residential")
    raised(safe.amara, safe.priya, provider=home, kinds=["neglect"])
    raised(safe.ben, safe.daniel, source="stranger")
    browser = as_(safe.sunita)
    for picture in Patterns(safe.sunita).pictures:
        for _, cell in picture.table_rows:
            if cell.url:
                found = browser.get(cell.url).context["rows"]
                assert str(len(found)) == cell.words, (picture.title, cell)
    page = browser.get(reverse("safeguarding:patterns")).content.decode()
    assert "Concerns by provider" in page
    assert f"Counted at {clock.now().astimezone(clock.LONDON):%H:}" in page


def test_what_was_drawn_is_kept_for_one_worker_and_told_to_nobody_else(safe, as_):
    """Ten minutes, since counting a year takes time that grows with the council."""
    raised(safe.amara, safe.priya, kinds=["neglect"])
    first = as_(safe.sunita).get(reverse("safeguarding:patterns")).context["patterns"]
    raised(safe.amara, safe.priya, kinds=["neglect"])
    again = as_(safe.sunita).get(reverse("safeguarding:patterns")).context["patterns"]
    assert (first.at, first.repeats) == (again.at, again.repeats)
    other = drawn(safe.sara)
    assert other.at > again.at
    assert drawn(safe.amara).pictures == Patterns(safe.amara).pictures


def test_repeats_are_counted_by_adult(safe, as_):
    for person, by in ((safe.priya, safe.amara), (safe.priya, safe.amara), (safe.daniel, safe.ben)):
        raised(by, person)
    repeats = Patterns(safe.sunita).repeats
    assert repeats["adults"] == 1
    assert len(as_(safe.sunita).get(repeats["url"]).context["rows"]) == 2


def test_the_second_to_correct_a_provider_is_shown_both_versions(safe, as_):
    home = actions.save_provider(name="Elm House", kind="nursing", by=safe.sunita)
    url = reverse("safeguarding:edit_provider", args=[home.pk])
    said = {"version": 1, "name": "Elm Court", "kind": "nursing", "postcode": "", "cqc_location": ""}
    assert as_(safe.sunita).post(url, said).status_code == 302
    late = as_(safe.gareth).post(url, said | {"name": "Elm Lodge"})
    assert late.status_code == 409
    assert "Elm Court" in late.text
    assert "Elm Lodge" in late.text
    home.refresh_from_db()
    assert home.name == "Elm Court"
