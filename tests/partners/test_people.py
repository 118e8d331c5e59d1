"""/api/v1/people and what else is told or sent: people named one by one, restricted ones on purpose alone, concerns, MHA."""

from datetime import timedelta

import pytest

from bep.access.models import Team
from bep.audit.models import Event
from bep.kit import clock
from bep.kit.rules import NotAllowed, Refused
from enablement.models import EnablementPlan, Episode, Goal, Step
from partners import actions, shared
from partners.models import CoveredPerson
from people.models import Person
from safeguarding.models import Concern
from tests.cast import given
from tests.partners.trusts import a_referral, agree, make_trust

pytestmark = pytest.mark.django_db
OF_A_PERSON = sorted(shared.OF_A_PERSON)


@pytest.fixture
def named(trust, cast):
    """An agreement on people named one by one, which nobody has been named in."""
    return agree(trust.organisation, cast, covers="named", fields=OF_A_PERSON)


def cover(agreement, person, by, **more):
    facts = {"although_restricted": False, "reason": "Joint care."} | more
    return actions.cover(agreement=agreement, person=person, by=by, **facts)


def agreed_plan(person, **facts):
    with given():
        episode = Episode.objects.create(person=person, team=Team.objects.earliest("pk"), opened_on=clock.today())
        plan = EnablementPlan.objects.create(
            person=person, episode=episode, number=1, state="agreed", started_on=clock.today(), agreed_on=clock.today(),
            review_on=clock.today() + timedelta(days=42), agreed_how="together", if_hard="Call my sister.", **facts,
        )  # fmt: skip
        goal = Goal.objects.create(plan=plan, order=0, words="Swim again")
        Step.objects.create(goal=goal, order=0, what="Find the pool's times")
    return plan


def test_a_person_named_in_an_agreement_is_shared_until_that_ends(trust, named, cast):
    where = f"people/{cast.priya.reference}/involved"
    assert trust.get(where).status_code == 404
    row = cover(named, cast.priya, cast.ida)
    told = trust.get(where).json()["items"]
    assert ("lead", "Amara Bell") in {(one["role"], one["name"]) for one in told}
    event = Event.objects.filter(name="partners.disclosed").latest("pk")
    assert (event.person_ids, event.detail["agreements"]) == ([cast.priya.pk], [named.pk])
    actions.uncover(covered=row, reason="Discharged.", by=cast.ida)
    assert trust.get(where).status_code == 404


def test_somebody_restricted_is_shared_on_purpose_alone(trust, named, cast):
    with pytest.raises(Refused, match="restricted"):
        cover(named, cast.rosa, cast.ida)
    cover(named, cast.rosa, cast.ida, although_restricted=True)
    assert trust.get(f"people/{cast.rosa.reference}/involved").status_code == 200


def test_somebody_restricted_later_is_shared_no_longer(trust, named, cast):
    cover(named, cast.priya, cast.ida)
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(restricted=True)
    assert trust.get(f"people/{cast.priya.reference}/involved").status_code == 404


def test_nobody_but_governance_names_somebody(named, cast):
    for who in (cast.amara, cast.ada):
        with pytest.raises(NotAllowed):
            cover(named, cast.priya, who)
    assert not CoveredPerson.objects.exists()


def test_the_shared_part_of_a_plan_is_told_field_by_field(trust, named, cast):
    agreed_plan(cast.priya)
    cover(named, cast.priya, cast.ida)
    where = f"people/{cast.priya.reference}/plan"
    plan = trust.get(where).json()["plan"]
    assert plan["goals"] == [
        {"goal": "Swim again", "steps": [{"step": "Find the pool's times", "owner": "me", "by": None, "done": None}]}
    ]
    assert plan["if_things_get_hard"] == "Call my sister."
    with given():
        type(named).objects.filter(pk=named.pk).update(fields=[shared.GOALS])
    assert "if_things_get_hard" not in trust.get(where).json()["plan"]


def test_a_plan_that_is_not_to_be_shared_with_somebody_is_shared_by_no_machine(trust, named, cast):
    agreed_plan(cast.priya, not_shared_with="The trust")
    cover(named, cast.priya, cast.ida)
    assert trust.get(f"people/{cast.priya.reference}/plan").json()["plan"] is None


def test_a_concern_is_raised_and_acknowledged(trust, cast):
    sent = {
        "your_reference": "Inc-7", "person": {"given_name": "Noor"}, "what": "Bruises, twice.", "kinds": ["physical"],
        "reporter": {"kind": "health", "name": "Sister Bo", "protected": True}, "in_danger": True,
    }  # fmt: skip
    made = trust.post("safeguarding-concerns", sent)
    assert made.status_code == 201, made.content
    concern = Concern.objects.get()
    assert (concern.channel, concern.origin, concern.origin_key) == ("partner", "TAF", "Inc-7")
    assert concern.reporter_name == ""  # sealed
    assert trust.get(made["Location"].removeprefix("/api/v1/")).json()["state"] == "received"
    again = trust.post("safeguarding-concerns", sent)
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "your_reference")


def test_lists_and_hubs_are_about_nobody(trust):
    lists = {one["name"]: one["version"] for one in trust.get("lists").json()["items"]}
    assert trust.get("lists/gender").json()["version"] == lists["gender"]
    assert isinstance(trust.get("hubs").json()["items"], list)
    assert not Event.objects.filter(name="partners.disclosed").exists()


def test_an_organisation_without_an_agreement_may_still_raise_and_refer(cast):
    """Somebody in need is never turned away for a paper that is missing: they are told that it came, and nothing else."""
    trust = make_trust("TCX", cast.ada)
    made = trust.post("referrals", a_referral())
    assert made.status_code == 201
    assert set(made.json()) == {"id", "your_reference", "received_at", "changed_at"}
