"""What a person is told of who looked, and safeguarding adults reviews."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from bep.audit import queries as log
from bep.audit.models import Event
from bep.audit.withheld import for_the_person
from bep.kit import clock
from bep.kit.rules import NotAllowed, Refused, WrongMoment
from referrals import actions as front_door
from safeguarding.governance import actions
from safeguarding.models import Concern, Withholding
from tests.referrals.makers import received
from tests.safeguarding import liberty
from tests.safeguarding.enquiries import begun
from tests.safeguarding.given import make_in_role


def told(person):
    return set(for_the_person(log.about_people([person.pk]), [person.pk]).values_list("name", flat=True))


def withheld(safe):
    return actions.withhold(person=safe.priya, reason="He reads her post.", until=None, by=safe.ida)


def test_until_it_is_decided_the_person_is_told_everything(safe):
    begun(safe)
    assert "safeguarding.concern_decided" in told(safe.priya)


def test_a_recorded_decision_leaves_safeguarding_out(safe, as_):
    enquiry = begun(safe)
    as_(safe.sunita).get(reverse("safeguarding:enquiry", args=[enquiry.pk]))
    as_(safe.olive).get(reverse("people:person", args=[safe.priya.pk]))
    as_(safe.amara).get(reverse("people:person", args=[safe.priya.pk]))
    withheld(safe)
    events = for_the_person(log.about_people([safe.priya.pk]), [safe.priya.pk])
    assert not events.filter(name__startswith="safeguarding.").exists()
    assert {e.actor for e in events.filter(name="people.shown")} == {"Amara Bell"}
    page = as_(safe.ida).get(reverse("audit:copy"), {"reference": safe.priya.reference}).content.decode()
    assert "Olive Marsh" not in page
    assert "Amara Bell" in page
    assert (
        "Olive Marsh"
        in as_(safe.ida).get(reverse("audit:person"), {"reference": safe.priya.reference}).content.decode()
    )


def test_what_other_rooms_wrote_because_of_it_is_left_out_and_all_else_is_told(safe, as_):
    """The hub's decision, the involvement with our number as its reason, a file of a return: none of it, and nothing more."""
    referral = received(safe.sara, safe.priya)
    said = {"version": referral.version, "verb": "raise_safeguarding", "reason": "He takes her money."}
    front_door.triage(referral=referral, by=safe.sara, **said)
    begun(safe, Concern.objects.get())
    liberty.granted(safe)
    as_(make_in_role("returns_officer")).get(reverse("safeguarding:dols_return_file"))
    as_(safe.sara).get(reverse("referrals:referral", args=[referral.pk]))
    before = told(safe.priya)
    withheld(safe)
    events = for_the_person(log.about_people([safe.priya.pk]), [safe.priya.pk])
    kept = {"referrals.received", "people.shown", "people.involved", "people.involvement_ended"}
    assert set(events.values_list("name", flat=True)) == kept
    assert {event.reason for event in events} == {"", referral.reference}
    assert before > kept | {"referrals.triaged", "referrals.safeguarding_raised", "people.exported"}


def test_a_day_that_nobody_kept_ends_no_withholding(safe, as_):
    begun(safe)
    until = clock.today() + timedelta(days=30)
    actions.withhold(person=safe.priya, reason="He reads her post.", until=until, by=safe.ida)
    with time_machine.travel(clock.at(until + timedelta(days=2), 9)):
        assert not any(name.startswith("safeguarding.") for name in told(safe.priya))
        assert "2 days late" in as_(safe.ida).get(reverse("safeguarding:withheld")).text


def test_only_governance_decides_it_with_a_reason(safe):
    with pytest.raises(NotAllowed):
        actions.withhold(person=safe.priya, reason="So.", until=None, by=safe.sunita)
    with pytest.raises(Refused, match="needs a reason"):
        actions.withhold(person=safe.priya, reason="", until=None, by=safe.ida)
    found = withheld(safe)
    with pytest.raises(WrongMoment, match="already"):
        withheld(safe)
    actions.end_withholding(withholding=found, reason="They live apart now.", by=safe.ida)
    begun(safe)
    assert "safeguarding.concern_decided" in told(safe.priya)


def test_it_is_decided_and_ended_on_screens(safe, as_):
    browser = as_(safe.ida)
    browser.post(reverse("safeguarding:withhold"), {"person": safe.rosa.reference, "reason": "He reads her post."})
    browser.get(reverse("safeguarding:withheld"))
    assert Event.objects.filter(name="people.shown").latest("pk").person_ids == [safe.rosa.pk]
    found = Withholding.objects.get()
    assert found.person == safe.rosa
    assert safe.rosa.reference in browser.get(reverse("safeguarding:withheld")).content.decode()
    browser.post(reverse("safeguarding:end_withholding", args=[found.pk]), {"reason": "She lives alone."})
    assert not Withholding.objects.current().exists()


def test_a_review_names_its_adults_and_says_what_was_learned(safe, as_):
    with pytest.raises(Refused, match="cause for concern"):
        actions.begin_review(title="Adult A", why=" ", began_on=clock.today(), by=safe.sunita)
    found = actions.begin_review(title="Adult A", why="Nobody shared it.", began_on=clock.today(), by=safe.sunita)
    with pytest.raises(Refused, match="at least one adult"):
        actions.conclude_review(review=found, learned="Share.", by=safe.sunita)
    said = {"person": safe.priya.reference, "harm": "survived"}
    as_(safe.sunita).post(reverse("safeguarding:add_reviewed", args=[found.pk]), said)
    assert found.adults.get().person == safe.priya
    assert "Pri Nair" in as_(safe.sunita).get(reverse("safeguarding:reviews")).content.decode()
    assert actions.conclude_review(review=found, learned="Share.", by=safe.sunita).concluded_on
    with pytest.raises(WrongMoment, match="concluded already"):
        actions.conclude_review(review=found, learned="Something else.", by=safe.sunita)
