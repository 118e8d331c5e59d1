"""An adult who dies, a source of risk who dies, and two records that are one person: nothing of a case is lost by it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bep.kit import clock
from bep.kit.rules import Refused
from people.actions import merge, record_death, undo_merge
from people.queries.work import work
from safeguarding.concern import actions as concerns
from safeguarding.enquiry import actions, parts
from safeguarding.governance import actions as governance
from safeguarding.models import Allegation, Concern, Enquiry, RiskRating
from safeguarding.sac.count import Sac
from safeguarding.sac.units import year_of
from tests.cast import given, make_person
from tests.safeguarding import by_form
from tests.safeguarding.enquiries import NOT_MET, act, begun, closed, concluded, decided, planned, ready, reported
from tests.safeguarding.given import raised, reload

REASON = "One person: same passport, seen today"
OUTCOME = {"risk_outcome": "risk_action", "risk_now": "removed", "conclusion": "He used it.", "lacks": "unknown"}


def dies(safe, person=None):
    person = reload(person or safe.priya)
    return record_death(
        person=person, version=person.version, death_date=clock.today(), reason="The ward called", by=safe.amara
    )


# --- the adult --------------------------------------------------------------------------------------------------------
def test_nobody_begins_a_section_42_enquiry_about_the_dead(safe):
    concern = raised(safe.amara, safe.priya)
    dies(safe)
    with pytest.raises(Refused, match="duty to enquire is about an adult who is living"):
        decided(safe, reload(concern))
    made = decided(
        safe, reload(concern), verb="start_other", said=NOT_MET | {"at_risk": "no", "at_risk_why": "They died."}
    )
    assert made.enquiry.kind == "other"


def test_a_concern_about_the_dead_waits_for_its_decision_and_for_no_talk(safe, as_):
    concern = raised(safe.amara, safe.priya)
    dies(safe)
    assert "concern_to_decide" in {w.source.kind for w in work(safe.sunita, [safe.priya.pk], team=True)}
    page = as_(safe.sunita).get(reverse("safeguarding:concern", args=[concern.pk])).content.decode()
    assert "First talk with the adult" not in page
    assert "We have spoken with them" not in page


def test_an_enquiry_goes_on_after_a_death_to_its_closure(safe, as_):
    """What only the adult could say is asked of nobody; the rest is decided as for the living."""
    enquiry = planned(safe)
    parts.record_wish(enquiry=enquiry, words="My card back.", said_on=clock.today(), by=safe.olive)
    dies(safe)
    page = as_(safe.sunita).get(reverse("safeguarding:enquiry", args=[enquiry.pk])).content.decode()
    assert "Consider a safeguarding adults review" in page
    enquiry = reported(safe, reload(enquiry))
    asked = {"asked": "expressed", "advocate": "not_needed", "advocate_name": ""}
    act(parts.record_asked, enquiry, safe.olive, **asked)
    parts.rate_risk(enquiry=enquiry, likelihood=1, impact=3, words="The card is stopped.", by=safe.olive)
    for found in Allegation.objects.filter(enquiry=enquiry):
        said = {"version": found.version, "outcome": "substantiated", "outcome_why": "He admits it."}
        parts.decide_allegation(allegation=found, by=safe.sunita, **said)
    enquiry = act(actions.conclude, enquiry, safe.sunita, **OUTCOME)
    with pytest.raises(Refused, match="keeps a living adult safe"):
        act(actions.protect, enquiry, safe.sunita, plan="Visits.", plan_agreed="-", review_on=clock.today())
    assert (
        "Make a protection plan"
        not in as_(safe.sunita).get(reverse("safeguarding:enquiry", args=[enquiry.pk])).content.decode()
    )
    ended = by_form.send(as_, safe.sunita, "close_enquiry", enquiry, remaining_risk="He has no other card.")
    assert (ended.state, ended.felt_not_asked) == ("closed", "They had died.")


def test_a_review_follows_under_section_44(safe):
    begun(safe)
    dies(safe)
    review = governance.begin_review(title="Adult A", why="Nobody shared it.", began_on=clock.today(), by=safe.sunita)
    assert governance.add_reviewed_adult(review=review, person=reload(safe.priya), harm="died", by=safe.sunita)


# --- the source of the risk -------------------------------------------------------------------------------------------
def test_the_enquiry_goes_on_when_the_source_of_the_risk_dies(safe, as_):
    enquiry = ready(safe, reported(safe))
    found = enquiry.allegations.first()
    day = (clock.today() - timedelta(days=1)).isoformat()
    as_(safe.olive).post(
        reverse("safeguarding:source_died", args=[found.pk]), {"version": found.version, "died_on": day}
    )
    page = as_(safe.olive).get(reverse("safeguarding:enquiry", args=[enquiry.pk])).content.decode()
    assert "The source of the risk has died." in page
    with given():
        RiskRating.objects.create(
            enquiry=enquiry, person=safe.priya, rated_on=clock.today(), likelihood=1, impact=1, words="Without him."
        )
    assert act(actions.conclude, enquiry, safe.sunita, **OUTCOME).state == "concluded"


def test_risk_is_rated_anew_without_them(safe):
    enquiry = ready(safe, reported(safe))
    with given():
        for rating in RiskRating.objects.filter(enquiry=enquiry):
            assert rating.rated_on <= clock.today()
    found = enquiry.allegations.first()
    said = {"allegation": found, "version": found.version, "by": safe.olive}
    with pytest.raises(Refused, match="still to come"):
        parts.record_source_death(died_on=clock.today() + timedelta(days=1), **said)
    with given():
        Allegation.objects.filter(pk=found.pk).update(source_died_on=clock.today() + timedelta(days=1))
    with pytest.raises(Refused, match="Risk is rated anew"):
        act(actions.conclude, enquiry, safe.sunita, **OUTCOME)


def test_whoever_neglects_themself_is_no_source_apart(safe):
    concern = raised(safe.amara, safe.priya, kinds=["self_neglect"], source="self")
    found = begun(safe, concern).allegations.get()
    with pytest.raises(Refused, match="the adult is the source"):
        parts.record_source_death(allegation=found, version=found.version, died_on=clock.today(), by=safe.olive)


# --- two records of one person ----------------------------------------------------------------------------------------
@pytest.fixture
def two(safe):
    """A second record of Priya, which the enquiry is about."""
    with given():
        safe.twin = make_person("BEP-900020", "Prija", "Nayar", lead=safe.amara)
    safe.enquiry = begun(safe, raised(safe.amara, safe.twin))
    return safe


def joined(safe):
    return merge(kept=safe.priya, lost=safe.twin, reason=REASON, by=safe.ida)


def test_concerns_enquiries_and_allegations_follow_and_work_goes_on(two, as_):
    two.enquiry = planned(two, two.enquiry)
    joined(two)
    assert Concern.objects.get().person == two.priya
    assert {part.person_id for part in Allegation.objects.all()} == {two.priya.pk}
    enquiry = concluded(two, reported(two, reload(two.enquiry)))
    assert enquiry.person == two.priya
    assert "Pri Nair" in as_(two.olive).get(reverse("safeguarding:enquiry", args=[enquiry.pk])).content.decode()
    closed(two, enquiry)
    assert not Enquiry.objects.visible_to(two.olive).exists(), "what she saw her by ended with it, on the kept record"


def test_a_new_concern_joins_the_enquiry_that_came_with_the_merge(two):
    joined(two)
    concern = raised(two.amara, two.priya)
    assert decided(two, concern, verb="join", joins=reload(two.enquiry)).enquiry == two.enquiry


def test_undoing_the_merge_gives_each_their_own_again(two):
    own = begun(two, raised(two.amara, two.priya))
    undo_merge(merge=joined(two), reason="Two sisters after all", by=two.ida)
    assert reload(two.enquiry).person == two.twin
    assert reload(own).person == two.priya


def test_the_return_counts_the_one_person_once(two):
    begun(two, raised(two.amara, two.priya))
    assert Sac(year_of(clock.today())).total("adults", "Section 42 enquiries") == 2
    joined(two)
    assert Sac(year_of(clock.today())).total("adults", "Section 42 enquiries") == 1


def test_who_is_named_twice_in_a_review_counts_once(two):
    review = governance.begin_review(title="Adult A", why="Nobody shared it.", began_on=clock.today(), by=two.sunita)
    for person in (two.priya, two.twin):
        governance.add_reviewed_adult(review=review, person=person, harm="survived", by=two.sunita)
    governance.conclude_review(review=review, learned="Share.", by=two.sunita)
    joined(two)
    assert Sac(year_of(clock.today())).counts["SG5b"][("Survived", "Number")] == 1


def test_a_sealed_part_stays_sealed_on_the_kept_record(two, as_):
    hidden = {"reporter_name": "Nina Quill", "reporter_protected": True}
    concern = raised(two.amara, two.twin, **hidden)
    joined(two)
    url = reverse("safeguarding:concern", args=[concern.pk])
    assert "Nina Quill" not in as_(two.amara).get(url).content.decode()
    assert "Nina Quill" in as_(two.sunita).get(url).content.decode()
    assert concerns.must_see_concern(concern, two.sunita)
