"""The care and support plan: what section 25 asks, services with their cost, and approval by somebody else."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse
from hypothesis import given as for_any
from hypothesis import strategies as st

from assessments.law import Eligibility, Outcome
from assessments.models import NeedsAssessment, OutcomeAnswer
from bep import presets
from bep.access.models import Role, Worker
from bep.kit import clock
from bep.kit.registry import WORK
from bep.kit.rules import Refused, WrongMoment
from enablement import actions, forms
from enablement import permissions as may
from enablement.models import CareAndSupportPlan, PlannedService, Review
from enablement.rules import approval
from enablement.rules.care_act import UNITS_A_WEEK, missing, weekly_cost
from tests.cast import given
from tests.enablement.given import CARE_FACTS, CARE_NEEDS, SERVICE, care_plan, care_plan_asked, worker_as

TODAY = clock.today


def at(name, record):
    return reverse(f"enablement:{name}", args=[record.pk])


def text(answer):
    return " ".join(answer.content.decode().split())


def approve(plan, by, reason="Fits"):
    return actions.approve_care_plan(plan=plan, version=plan.version, reason=reason, by=by)


def in_force(cast, **facts):
    return approve(care_plan_asked(cast, **facts), cast.joan)


# --- what section 25 asks ---------------------------------------------------------------------------------------------


def test_a_whole_plan_lacks_nothing(cast):
    plan = care_plan(cast)
    assert missing(plan, list(plan.needs.all()), list(plan.services.all())) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("involvement", ""), ("personal_budget", None), ("council_pays", None), ("council_pays", 181), ("advice", ""),
        ("reasons", ""), ("person_agrees", None), ("copies_to", ""),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_its_section(cast, field, value):
    plan = care_plan(cast, facts={field: value})
    [(found, sentence, rule)] = missing(plan, list(plan.needs.all()), list(plan.services.all()))
    assert found == field
    assert sentence
    assert rule.source.name.startswith("Care Act 2014 s")
    with pytest.raises(Refused) as refusal:
        actions.ask_for_approval(plan=plan, version=plan.version, by=cast.amara)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("need", "facts", "field"),
    [
        (0, {"how": ""}, "need_0_how"),
        (0, {"wish": ""}, "need_0_wish"),
        (1, {"reason": ""}, "need_1_reason"),
        (0, {"met_by": "nobody", "reason": " "}, "need_0_reason"),
    ],
)
def test_each_need_is_answered(cast, need, facts, field):
    needs = [dict(each) for each in CARE_NEEDS]
    needs[need] |= facts
    plan = care_plan(cast, needs=needs)
    assert field in [found for found, _, _ in missing(plan, list(plan.needs.all()), [])]


def test_no_needs_no_plan(cast):
    plan = care_plan(cast, needs=[])
    assert missing(plan, [], [])[0][0] == "needs"


def test_a_direct_payment_says_for_what_how_much_and_how_often(cast):
    service = SERVICE | {"service_component": "Direct payment", "delivery_mechanism": "Direct payment"}
    plan = care_plan(cast, service=service)
    fields = [field for field, _, _ in missing(plan, list(plan.needs.all()), list(plan.services.all()))]
    assert fields == ["direct_payment"]
    plan.direct_payment = 180
    fields = [field for field, _, _ in missing(plan, list(plan.needs.all()), list(plan.services.all()))]
    assert fields == ["direct_payment_frequency", "direct_payment_needs"]


def test_somebody_who_disagrees_says_with_what(cast):
    plan = care_plan(cast, facts={"person_agrees": False})
    assert missing(plan, list(plan.needs.all()), [])[0][0] == "person_disagrees_because"


# --- services ---------------------------------------------------------------------------------------------------------


@for_any(st.decimals(0, 100_000, places=2), st.sampled_from([*UNITS_A_WEEK, "Hourly", "Daily", "Per session"]))
def test_a_weekly_cost_is_never_negative_and_a_week_is_a_week(cost, frequency):
    service = PlannedService(unit_cost=cost, cost_frequency=frequency, planned_units=Decimal(1))
    found = weekly_cost(service)
    assert 0 <= found <= cost
    assert frequency != "Weekly" or found == cost


def test_fifty_two_weeks_make_a_year():
    year = PlannedService(unit_cost=Decimal(5200), cost_frequency="Annually")
    month = PlannedService(unit_cost=Decimal(52), cost_frequency="Monthly")
    assert (weekly_cost(year), weekly_cost(month)) == (Decimal("100.00"), Decimal("12.00"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"cost_frequency": ""}, "cost_frequency"),
        ({"planned_units": None}, "planned_units"),
        ({"service_type": "Long term support: Prison", "delivery_mechanism": "Direct payment"}, "delivery_mechanism"),
        ({"ends": clock.today() - timedelta(days=9)}, "ends"),
    ],
)
def test_what_a_service_refuses(cast, facts, field):
    plan = care_plan(cast, service=None)
    with pytest.raises(Refused) as refusal:
        actions.propose_service(plan=plan, by=cast.amara, **({"starts": TODAY()} | SERVICE | facts))
    assert refusal.value.field == field


def test_a_changed_price_ends_one_service_and_starts_another(cast):
    first = in_force(cast)
    service = first.services.get()
    plan = actions.start_care_plan(person=cast.priya, kind="adult", by=cast.amara)
    plan = actions.save_care_plan(
        plan=plan, version=plan.version, facts=CARE_FACTS | {"personal_budget": 240}, needs=CARE_NEEDS, by=cast.amara
    )
    dearer = {**SERVICE, "unit_cost": 40, "starts": TODAY()}
    actions.propose_service(plan=plan, replaces=service, by=cast.amara, **dearer)
    asked = actions.ask_for_approval(plan=plan, version=plan.version, by=cast.amara)
    assert asked.weekly_cost == 240, "the one it replaces is not counted twice"
    approve(asked, cast.joan)
    service.refresh_from_db()
    assert service.ends == TODAY()
    assert PlannedService.objects.filter(person=cast.priya).in_force(TODAY()).count() == 1
    first.refresh_from_db()
    assert first.state == "superseded"


def test_pausing_and_ending(cast):
    service = in_force(cast).services.get()
    service = actions.suspend_service(service=service, version=service.version, reason="In hospital", by=cast.amara)
    assert PlannedService.objects.running(TODAY()).count() == 1, "the return counts it until it ends"
    service = actions.resume_service(service=service, version=service.version, by=cast.amara)
    with pytest.raises(Refused):
        actions.end_service(
            service=service, version=service.version, ends=TODAY() + timedelta(days=3), reason="x", outcome="NFA: Other",
            by=cast.amara,
        )  # fmt: skip
    actions.end_service(
        service=service, version=service.version, ends=TODAY(), reason="Moved on", outcome="NFA: Other", by=cast.amara
    )
    assert not PlannedService.objects.running(TODAY()).exists()


def test_nobody_leaves_the_pathway_while_services_run(cast):
    from tests.enablement.given import episode

    record = episode(cast)
    plan = in_force(cast)
    facts = {"reason": "x", "staying_well": "", "coming_back": "Ring", "by": cast.amara}
    with pytest.raises(Refused) as refusal:
        actions.close_episode(episode=record, version=record.version, outcome="moved_on", **facts)
    assert refusal.value.field == "outcome"
    actions.close_episode(episode=record, version=record.version, outcome="died", **facts)
    assert plan.services.get().end_outcome == "NFA: Deceased"


# --- approval ---------------------------------------------------------------------------------------------------------

APPROVERS = [role["key"] for role in presets.read(presets.PRESETS / "roles.toml")["role"] if may.APPROVE in role["may"]]


def test_more_than_one_role_may_approve():
    assert {"team_manager", "consultant_social_worker", "service_manager"} <= set(APPROVERS)


@pytest.mark.parametrize("role", [role["key"] for role in presets.read(presets.PRESETS / "roles.toml")["role"]])
def test_nobody_approves_their_own_whatever_their_role(cast, role):
    """Even somebody who holds every role that writes and every role that approves."""
    worker = worker_as(role)
    with given():
        worker.groups.add(*[Role.objects.get(key=key).group for key in ("social_worker", "service_manager")])
    worker = Worker.objects.get(pk=worker.pk)
    plan = actions.start_care_plan(person=cast.priya, kind="adult", by=worker)
    plan = actions.save_care_plan(plan=plan, version=plan.version, facts=CARE_FACTS, needs=CARE_NEEDS, by=worker)
    plan = actions.ask_for_approval(plan=plan, version=plan.version, by=worker)
    with pytest.raises(Refused, match="Nobody approves their own: what they asked for, wrote"):
        approve(plan, worker)


def test_neither_the_writer_nor_the_asker(cast):
    plan = care_plan(cast)
    plan = actions.ask_for_approval(plan=plan, version=plan.version, by=cast.joan)
    for worker in (cast.joan, worker_with_all(cast.amara)):
        with pytest.raises(Refused, match="Nobody approves their own"):
            approve(plan, worker)


def worker_with_all(worker):
    with given():
        worker.groups.add(Role.objects.get(key="service_manager").group)
    return Worker.objects.get(pk=worker.pk)


def test_the_database_holds_it_too(cast):
    plan = care_plan_asked(cast)
    with pytest.raises(IntegrityError, match="care_plan_approval_apart_from_asking"), given():
        CareAndSupportPlan.objects.filter(pk=plan.pk).update(
            decided_by=cast.amara, state="approved", in_force_on=TODAY()
        )


@pytest.mark.parametrize(
    ("role", "limit"), [("team_manager", 500), ("consultant_social_worker", 150), ("social_worker", 0)]
)
def test_a_role_approves_up_to_its_limit(cast, role, limit):
    assert approval.limit_of(worker_as(role)) == limit


def test_above_the_limit_it_goes_to_the_panel(cast):
    plan = care_plan_asked(cast)
    consultant = worker_as("consultant_social_worker")
    with pytest.raises(Refused, match="it goes to the panel"):
        approve(plan, consultant)
    approve(plan, worker_as("service_manager"))
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_approving_puts_services_in_force_and_plans_the_review(cast):
    plan = in_force(cast)
    assert plan.services.get().approved_at
    review = Review.objects.get(person=cast.priya, of="care")
    assert review.due_on == TODAY() + timedelta(weeks=8)
    assert review.due_because == "review.care_first"


def test_sent_back_it_says_why_and_can_be_asked_again(cast, as_):
    plan = care_plan_asked(cast)
    plan = actions.send_back_care_plan(plan=plan, version=plan.version, reason="Say more of the flat", by=cast.joan)
    assert "Say more of the flat" in text(as_(cast.amara).get(at("care_plan", plan)))
    assert actions.ask_for_approval(plan=plan, version=plan.version, by=cast.amara).state == "asked"


def test_a_plan_ends_when_nothing_runs_under_it(cast):
    plan = in_force(cast)
    with pytest.raises(WrongMoment):
        actions.end_care_plan(plan=plan, version=plan.version, reason="x", by=cast.amara)
    service = plan.services.get()
    actions.end_service(
        service=service, version=service.version, ends=TODAY(), reason="x", outcome="NFA: Other", by=cast.amara
    )
    assert actions.end_care_plan(plan=plan, version=plan.version, reason="x", by=cast.amara).state == "ended"
    assert Review.objects.get(of="care").state == "called_off"


# --- screens ----------------------------------------------------------------------------------------------------------


def test_says_what_is_still_to_do_and_what_is_only_from_memory(cast, as_):
    plan = care_plan(cast, facts={"advice": "", "personal_budget": None})
    found = text(as_(cast.amara).get(at("care_plan", plan)))
    assert "Before approval can be asked for" in found
    assert "(from memory, not confirmed)" in found


def test_writes_needs_row_by_row(cast, as_):
    plan = care_plan(cast, service=None)
    form = forms.CarePlanForm(plan=plan)
    sent = {
        name: field.prepare_value(form.get_initial_for_field(field, name)) for name, field in form.fields.items()
    } | {"need_1_need": "Cooking for two", "personal_budget": "£181.50"}
    sent = {name: "" if value is None else value for name, value in sent.items()}
    browser = as_(cast.amara)
    assert 'name="need_2_need"' in browser.post(at("write_care_plan", plan), sent | {"add": "row"}).content.decode()
    assert browser.post(at("write_care_plan", plan), sent).status_code == 302
    found = CareAndSupportPlan.objects.get(pk=plan.pk)
    assert (found.personal_budget, found.person_agrees) == (Decimal("181.50"), True)
    assert [need.need for need in found.needs.all()] == ["Keeping the flat safe", "Cooking for two"]


def test_two_clicks_after_reading(cast, as_):
    plan = care_plan_asked(cast)
    browser = as_(cast.joan)
    assert "Approve" in text(browser.get(at("care_plan", plan)))
    assert browser.post(at("approve_care_plan", plan), {"version": plan.version, "reason": ""}).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.decided_by) == ("approved", cast.joan)


def test_the_writer_sees_that_somebody_else_decides(cast, as_):
    plan = care_plan(cast)
    plan = actions.ask_for_approval(plan=plan, version=plan.version, by=cast.joan)
    found = text(as_(cast.joan).get(at("care_plan", plan)))
    assert "so somebody else decides" in found
    assert at("approve_care_plan", plan) not in found


def test_the_list_of_what_waits(cast, as_):
    care_plan_asked(cast)
    found = text(as_(cast.joan).get(reverse("enablement:approvals")))
    assert "Pri Nair" in found
    assert "£180 a week, asked for by Amara Bell" in found
    assert "Nothing waits" in text(as_(cast.wendy).get(reverse("enablement:approvals"))), "another team's are not hers"
    assert as_(cast.amara).get(reverse("enablement:approvals")).status_code == 403


def test_asks_for_a_service_by_the_lists_of_the_return(cast, as_):
    plan = care_plan(cast, service=None)
    today = TODAY()
    sent = {name: value for name, value in SERVICE.items() if value is not None}
    sent |= {"starts_day": today.day, "starts_month": today.month, "starts_year": today.year}
    assert as_(cast.amara).post(at("add_service", plan), sent).status_code == 302
    assert plan.services.get().service_component == "Community supported living"


@pytest.mark.parametrize("kind", ["adult", "carer"])
def test_begins_a_plan(cast, as_, kind):
    url = reverse("enablement:start_care_plan", args=[cast.priya.pk, kind])
    assert as_(cast.amara).get(url).status_code == 405
    answer = as_(cast.amara).post(url)
    plan = CareAndSupportPlan.objects.get()
    assert (plan.kind, answer.url) == (kind, at("write_care_plan", plan))


def test_ten_queries(cast, as_, django_assert_max_num_queries):
    plan = care_plan_asked(cast)
    browser = as_(cast.joan)
    for name, args in (("care_plan", [plan.pk]), ("approvals", [])):
        url = reverse(f"enablement:{name}", args=args)
        browser.get(url)
        with django_assert_max_num_queries(10):
            browser.get(url)


def test_begins_with_the_needs_that_the_assessment_found(cast):
    """What was asked at the assessment is not asked again."""
    with given():
        decided = NeedsAssessment.objects.create(
            person=cast.priya, worker=cast.amara, started_on=TODAY(), due=TODAY(), state="decided", decided_on=TODAY(),
            decided_at=clock.now(), decided_by=cast.joan, eligibility=Eligibility.ELIGIBLE, decision_reason="Two outcomes",
            wants_needs_met="yes", ordinarily_resident="yes",
        )  # fmt: skip
        facts = {"assessment": decided, "limbs": ["assistance"], "answer": "unable"}
        OutcomeAnswer.objects.create(outcome=Outcome.values[0], wish="To cook for Anya", **facts)
        OutcomeAnswer.objects.create(outcome=Outcome.values[1], **(facts | {"answer": "able", "limbs": []}))
    waiting = WORK["care_plan_to_write"].rows([cast.priya.pk])
    assert len(waiting) == 1
    plan = actions.start_care_plan(person=cast.priya, kind="adult", by=cast.amara)
    [need] = plan.needs.all()
    assert (need.outcome, need.wish, need.eligible) == (Outcome.values[0], "To cook for Anya", True)
    assert plan.assessment == f"assessments.needsassessment:{decided.pk}"
    assert len(WORK["care_plan_to_write"].rows([cast.priya.pk])) == 0
