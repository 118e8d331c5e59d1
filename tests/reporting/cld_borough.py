"""A borough of six people, small enough to work out every row of its return by hand (test_cld_rows.py)."""

from datetime import date, timedelta
from types import SimpleNamespace

from assessments.models import NeedsAssessment
from bep.access.models import Team
from bep.kit import clock
from enablement.models import CareAndSupportPlan, Episode, PlannedService, Review, SupportSpell
from people.models import Relationship
from referrals.models import Referral
from tests.cast import given, make_person

FIRST, LAST = date(2025, 10, 1), date(2026, 9, 30)
COMPLETE = {
    "gender": "Female", "ethnicity": "White: Irish", "postcode": "N12 0AA", "has_unpaid_carer": "No",
    "accommodation_status": "Tenant: Private landlord", "employment_status": "Unknown", "nhs_number": "9434765919",
    "main_support_reason": "Mental health support", "client_funding_status": "Fully social care funded",
}  # fmt: skip


def borough(cast):
    """Ann has everything, Ben brief support, Cat professional support, Dee cares for Ann, Eve for Ben, Flo only asked."""
    with given():
        people = {
            "ann": make_person("BEP-1", "Ann", "Able", **COMPLETE),
            "ben": make_person("BEP-2", "Ben", "Bond", **COMPLETE | {"nhs_number": ""}),
            "cat": make_person("BEP-3", "Cat", "Cole", **COMPLETE | {"nhs_number": "9476719931"}),
            "dee": make_person("BEP-4", "Dee", "Dunn", client_type="Unpaid carer", **COMPLETE | {"nhs_number": ""}),
            "eve": make_person("BEP-5", "Eve", "East", client_type="Unpaid carer", **COMPLETE | {"nhs_number": ""}),
            "flo": make_person("BEP-6", "Flo", "Fox", **COMPLETE | {"nhs_number": "", "accommodation_status": ""}),
        }
        who = SimpleNamespace(cast=cast, team=Team.objects.get(name="East Local Enablement Team"), **people)
        for part in (referrals, assessments, packages, support, reviews, carers):
            part(who)
    return who


def referral(person, state, closed, **more):
    facts = {
        "reference": f"R-{person.reference}-{closed:%d%m}", "channel": "phone", "source": "gp", "first_contact": closed,
        "triage_due": clock.at(closed), "closed_at": clock.at(closed, 12), "route_of_access": "Community / Other route",
    } | more  # fmt: skip
    return Referral.objects.create(person=person, state=state, **facts)


def referrals(who):
    referral(who.ann, "choice_meeting", date(2026, 1, 10), first_contact=date(2026, 1, 2))
    referral(who.ben, "brief_support", date(2025, 10, 1))
    referral(who.cat, "information_and_advice", date(2025, 9, 30))  # a day too early
    # Half past midnight of 1 October in London is still September in UTC: the day is London's.
    referral(who.flo, "signposted", date(2026, 9, 30), closed_at=clock.at(date(2026, 9, 30), 23, 30))
    referral(who.flo, "refused", date(2026, 10, 1), closed_at=clock.at(date(2026, 10, 1), 0, 30))
    original = referral(who.flo, "withdrawn", date(2026, 5, 5))
    referral(who.flo, "duplicate", date(2026, 5, 6), same_as=original)
    referral(who.cat, "received", date(2026, 6, 1), closed_at=None)


def assessment(who, person, decided, eligibility, **more):
    facts = {
        "kind": "needs", "state": "decided", "worker": who.cast.amara, "started_on": decided - timedelta(days=9), "due": decided,
        "method": "together", "eligibility": eligibility, "decision_reason": "-", "decided_by": who.cast.joan,
        "decided_at": clock.at(decided, 12), "decided_on": decided,
    } | more  # fmt: skip
    return NeedsAssessment.objects.create(person=person, **facts)


def assessments(who):
    first = assessment(who, who.ann, date(2026, 2, 1), "No needs identified")
    # Put right in a later year: it takes the first one's place, on the first one's days.
    who.right = assessment(
        who,
        who.ann,
        date(2026, 11, 1),
        "Eligible needs identified",
        follows=first,
        follows_as="correction",
        wants_needs_met="yes",
    )
    who.declined = assessment(who, who.cat, date(2026, 3, 1), "Eligible needs identified", wants_needs_met="no")
    assessment(who, who.ben, date(2026, 10, 1), "No needs identified")  # a day too late
    NeedsAssessment.objects.create(
        person=who.ben, kind="needs", worker=who.cast.amara, started_on=date(2026, 9, 1), due=date(2026, 9, 29)
    )


def packages(who):
    plan = CareAndSupportPlan.objects.create(
        person=who.ann, number=1, state="approved", started_on=date(2026, 2, 2), in_force_on=date(2026, 2, 3),
        decided_by=who.cast.joan, written_by=who.cast.amara, asked_by=who.cast.amara,
    )  # fmt: skip
    service = {
        "person": who.ann, "plan": plan, "service_type": "Long term support: Community",
        "approved_at": clock.at(date(2026, 2, 3)), "service_component": "Direct payment", "delivery_mechanism": "Direct payment",
        "cost_frequency": "Weekly",
    }  # fmt: skip
    who.open = PlannedService.objects.create(**service, starts=date(2026, 2, 10), unit_cost="120.50")
    who.former = PlannedService.objects.create(
        **service | {"service_component": "Day support", "cost_frequency": "Hourly", "planned_units": 4},
        starts=date(2025, 1, 1), ends=date(2025, 10, 1), unit_cost="15", end_outcome="NFA: Support ended as planned",
    )  # fmt: skip
    PlannedService.objects.create(**service, starts=date(2024, 1, 1), ends=date(2025, 9, 30))  # over before
    PlannedService.objects.create(**service | {"approved_at": None}, starts=date(2026, 3, 1))  # only asked for
    PlannedService.objects.create(**service, starts=date(2026, 10, 1))  # not begun


def spell(who, person, tier, starts, ends=None, ending="", **more):
    episode, _ = Episode.objects.get_or_create(
        person=person, defaults={"because": "other", "team": who.team, "opened_on": starts, **more}
    )
    last_day = starts + timedelta(days=42) if tier == "brief" else None
    return SupportSpell.objects.create(
        person=person, episode=episode, tier=tier, team=who.team, starts=starts, ends=ends, ending=ending, began_reason="-",
        state="ended" if ends else "open", began_on_say="person", last_day=last_day,
    )  # fmt: skip


def support(who):
    who.brief = spell(who, who.ben, "brief", date(2025, 10, 6), date(2025, 11, 10), "finished")
    spell(who, who.ann, "specialist", date(2026, 2, 1))  # beside a package: the package alone is returned
    who.alone = spell(who, who.cat, "standard", date(2026, 3, 2))


def reviews(who):
    facts = {"person": who.ann, "of": "care", "state": "held", "method": "Service user only", "result": "no_change"}
    who.review = Review.objects.create(
        **facts, due_on=date(2026, 4, 1), held_on=date(2026, 4, 2), reason="Planned", outcomes_achieved="Fully achieved",
        event_outcome="Continuation of support or services",
    )  # fmt: skip
    Review.objects.create(person=who.cat, of="plan", due_on=date(2026, 8, 1))


def carers(who):
    who.carers = assessment(
        who, who.dee, date(2026, 5, 1), "Eligible needs identified", kind="carer", cares_for=who.ann, method="carer_only",
        wants_needs_met="yes",
    )  # fmt: skip
    Relationship.objects.create(person=who.ben, other=who.eve, kind="sister", is_carer=True)
    Relationship.objects.create(person=who.ann, other=who.dee, kind="mother", is_carer=True)
