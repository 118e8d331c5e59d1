"""Where a person of the cast stands on the pathway: each function brings them one step further, by the room's own actions."""

from datetime import timedelta
from unittest.mock import patch

from bep.access.models import Membership, Role, Team, Worker
from bep.kit import clock
from enablement import actions
from enablement.models import Episode, SupportSpell
from tests.cast import given

WORDS = {
    "opening": "I want to cook for my daughter again and to stop being afraid of the post.",
    "good_at": "Cooking, patience, three languages, keeping going.",
    "helps_me": "Mornings. One thing at a time. A text before a call.",
    "my_people": "Meera (sister), Anya (daughter), Dr Hughes, Tuesday group.",
    "work_learning": "Volunteer interpreter taster, Twining, in the new year.",
    "if_hard": "1 Tell Meera. 2 Text Sam. 3 Crisis line, any hour. My crisis plan is with Dr Hughes.",
    "support_i_get": "Brief enablement until 8 January. No paid care.",
    "shared_with": "Meera; Dr Hughes.",
    "not_shared_with": "landlord.",
    "review_where": "Burnt Oak hub, 10:00",
}


def step(what, owner="me", owner_name="", days=30):
    return {"what": what, "owner": owner, "owner_name": owner_name, "by_when": clock.today() + timedelta(days=days)}


def goals():
    return [
        {
            "words": "Cook a family meal every Sunday", "start": 2, "now": 4,
            "steps": [
                step("choose a meal on Thursday"),
                step("shop with me", "other", "Meera"),
                step("eight Tuesdays", "other", "Skills in Action"),
            ],
        },
        {
            "words": "Open my post the day it comes", "start": 1, "now": 3,
            "steps": [
                step("open it with tea, at the table"),
                step("Fridays, one pile", "other", "Sam (peer supporter)"),
                step("benefits check", "worker", "Amara"),
            ],
        },
        {
            "words": "A home that is safe after January", "start": 2, "now": None,
            "steps": [step("Barnet Homes joint protocol this week", "worker", "Amara"), step("list of three areas")],
        },
    ]  # fmt: skip


def east():
    return Team.objects.get(name="East Local Enablement Team")


def network():
    return Team.objects.get(name="Network Plus")


def worker_as(role, email=None, team="East Local Enablement Team"):
    """A worker of a role that the cast lacks, in a team."""
    with given():
        worker = Worker.objects.create(email=email or f"{role}@barnet.example", name=role.replace("_", " ").title())
        worker.groups.add(Role.objects.get(key=role).group)
        if team:
            Membership.objects.create(worker=worker, team=Team.objects.get(name=team))
    return worker


def episode(cast, person=None, **facts):
    facts.setdefault("because", Episode.Because.CHOICE_APPOINTMENT)
    return actions.open_episode(person=person or cast.priya, team=east(), by=cast.amara, **facts)


def draft(cast, words=None, goal_list=None, **facts):
    """A plan being written, with all its words."""
    found = Episode.objects.filter(person=cast.priya, state="open").first() or episode(cast)
    plan = actions.start_plan(episode=found, by=cast.amara)
    return actions.save_plan(
        plan=plan, version=plan.version, words=WORDS | (words or {}), goals=goals() if goal_list is None else goal_list,
        review_on=facts.pop("review_on", clock.today() + timedelta(days=42)), by=cast.amara,
    )  # fmt: skip


def agreed(cast, **facts):
    """A plan in force; that it fits on its page is not asked, since laying it out takes as long as ten pages: test_plan_pdf."""
    plan = draft(cast, **facts)
    with patch("enablement.actions.plan.must_fit"):
        return actions.agree_plan(
            plan=plan, version=plan.version, agreed_how="together", agreed_on=clock.today(), by=cast.amara
        )


def spell(cast, tier=SupportSpell.Tier.BRIEF, **facts):
    found = Episode.objects.filter(person=cast.priya, state="open").first()
    found = found or episode(cast, opened_on=facts.get("starts") or clock.today())
    facts.setdefault("reason", "Wants help to get out again")
    return actions.start_spell(
        episode=found, tier=tier, team=facts.pop("team", east()), on_say="together", by=cast.amara, **facts
    )


CARE_FACTS = {
    "involvement": "Pri and her sister Meera sat down with me twice.", "personal_budget": 180, "council_pays": 180,
    "direct_payment": None, "direct_payment_frequency": "", "direct_payment_needs": "",
    "advice": "The Network's cooking group; ring us before the weekend.",
    "reasons": "Two outcomes cannot be met without help, and that wears her down.", "person_agrees": True,
    "person_disagrees_because": "", "copies_to": "Pri; Meera",
}  # fmt: skip
CARE_NEEDS = [
    {
        "outcome": "", "need": "Keeping the flat safe", "wish": "To have friends in again", "eligible": True,
        "met_by": "council", "how": "Floating support, six hours a week", "reason": "",
    },
    {
        "outcome": "", "need": "Shopping and cooking", "wish": "To cook for Anya", "eligible": True,
        "met_by": "community", "how": "Cooking group", "reason": "She prefers the group, and it meets the need.",
    },
]  # fmt: skip
SERVICE = {
    "service_type": "Long term support: Community", "service_component": "Community supported living",
    "delivery_mechanism": "CASSR commissioned support", "provider": "Harbour Support", "cqc_location_id": "",
    "unit_cost": 30, "cost_frequency": "Hourly", "planned_units": 6, "ends": None,
}  # fmt: skip


def care_plan(cast, kind="adult", facts=None, needs=None, service=SERVICE):
    """A care and support plan being written by Amara, with one service at £180 a week."""
    plan = actions.start_care_plan(person=cast.priya, kind=kind, by=cast.amara)
    plan = actions.save_care_plan(
        plan=plan, version=plan.version, facts=CARE_FACTS | (facts or {}), needs=CARE_NEEDS if needs is None else needs,
        by=cast.amara,
    )  # fmt: skip
    if service:
        actions.propose_service(plan=plan, by=cast.amara, **({"starts": clock.today()} | service))
    return plan


def care_plan_asked(cast, **facts):
    plan = care_plan(cast, **facts)
    return actions.ask_for_approval(plan=plan, version=plan.version, by=cast.amara)


def care_plan_approved(cast, **facts):
    """In force, approved by Joan, the manager."""
    plan = care_plan_asked(cast, **facts)
    return actions.approve_care_plan(plan=plan, version=plan.version, reason="It fits", by=cast.joan)
