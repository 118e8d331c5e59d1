"""A rota made, solved, published, changed: the journey of the issue in actions, and each refusal with its sentence."""

from datetime import timedelta

import pytest

from amhp_rota import gaps, rota_check, rota_problem
from amhp_rota.actions import register as reg
from amhp_rota.actions import rota as act
from amhp_rota.actions import rota_absence as away
from amhp_rota.actions import rota_changes as change
from amhp_rota.models import Absence, Amhp, CoverRule, Duty, Rota, RotaRule, ShiftKind, Suspension, Swap, Training
from amhp_rota.rules.register import approved_on, reg5_training_years, warned_six_three_and_one_months_ahead
from amhp_rota.solver.solve import solve
from bep.access.models import Role, Worker
from bep.kit import clock
from bep.kit.models import Message
from bep.kit.rules import NotAllowed, Refused
from tests.amhp_rota.register import colleague, day, entry, service
from tests.cast import given


@pytest.fixture
def team(cast):
    service(cast)
    with given():
        RotaRule.objects.filter(code__in=["days_a_month", "nights_a_month"]).update(number=9)
        cast.monday = clock.today() + timedelta(days=7 - clock.today().weekday())
        cast.rota = Rota.objects.create(first=cast.monday, last=cast.monday + timedelta(days=3))
    return cast


def solved(team):
    """The rota solved here, without its job, and taken."""
    outcome = solve(rota_problem.build(team.rota), seconds=10)
    proposal = act.keep_proposal(rota=team.rota, outcome=outcome, memory=1, by=team.mona)
    act.take_proposal(proposal=proposal, version=version(team.rota), by=team.mona)
    return outcome


def version(record):
    return type(record).objects.get(pk=record.pk).version


def published(team):
    solved(team)
    return act.publish(rota=team.rota, version=version(team.rota), by=team.mona)


def test_a_rota_is_solved_taken_and_published_as_version_one(team):
    assert solved(team).state == "optimal"
    assert Duty.objects.filter(rota=team.rota).count() == 8
    act.publish(rota=team.rota, version=version(team.rota), by=team.mona)
    kept = team.rota.versions.get()
    assert (kept.number, len(kept.duties)) == (1, 8)


def test_the_checker_gates_publishing_and_gaps_are_published_knowingly(team):
    with pytest.raises(Refused, match="8 shifts have nobody"):
        act.publish(rota=team.rota, version=1, by=team.mona)
    act.publish(rota=team.rota, version=1, gaps_accepted=True, by=team.mona)
    with given():
        team.rota.refresh_from_db()
    assert team.rota.state == "published"


def test_a_change_by_hand_that_breaks_a_rule_says_its_sentence(team):
    solved(team)
    night = Duty.objects.filter(kind__night=True).order_by("day").first()
    following = Duty.objects.get(day=night.day + timedelta(days=1), kind__code="day")
    with pytest.raises(Refused, match="At least 11 hours pass") as refusal:
        act.assign(
            rota=team.rota, version=version(team.rota), day=following.day, kind=following.kind,
            amhp=night.amhp, was=following.amhp, by=team.mona,
        )  # fmt: skip
    assert str(night.amhp) in str(refusal.value)


def test_nobody_is_put_on_outside_their_approval(team):
    with given():
        late = entry(colleague("lee", "Lee Moss"), first=clock.today() - timedelta(days=900), last=team.monday)
    facts = {"rota": team.rota, "amhp": late, "by": team.mona}
    act.assign(version=1, day=team.monday, kind=ShiftKind.objects.get(code="day"), **facts)
    with pytest.raises(Refused, match="outside their approval"):
        act.assign(version=2, day=team.monday, kind=ShiftKind.objects.get(code="night"), **facts)
    assert approved_on(late.worker, team.monday)
    assert not approved_on(late.worker, team.monday + timedelta(days=1))


def test_sickness_frees_the_duties_tells_who_could_and_a_new_rota_changes_little(team):
    published(team)
    duty = Duty.objects.filter(rota=team.rota, kind__code="day").order_by("day")[1]
    ill = duty.amhp
    theirs = Duty.objects.filter(amhp=ill).count()
    away.record_absence(amhp=ill, kind="sickness", first=team.monday, last=team.rota.last, by=team.mona)
    assert not Duty.objects.filter(amhp=ill).exists()
    found = list(gaps.gaps())
    assert len(found) == theirs
    assert ill not in [amhp for amhp, _ in gaps.candidates(found[0])]
    assert Message.objects.filter(key__startswith="amhp-gap:", to=team.mona.email).count() == theirs


def test_leave_is_asked_and_decided_by_somebody_else_and_not_over_a_duty(team):
    published(team)
    duty = Duty.objects.filter(rota=team.rota).first()
    asked = away.ask_leave(amhp=duty.amhp, first=duty.day, last=duty.day, by=duty.amhp.worker)
    with pytest.raises(NotAllowed):
        away.approve_leave(absence=asked, version=1, by=duty.amhp.worker)
    with pytest.raises(Refused, match="published rota"):
        away.approve_leave(absence=asked, version=1, by=team.mona)
    away.refuse_leave(absence=asked, version=1, reason="Nobody else", by=team.mona)
    assert Absence.objects.get().state == "refused"


def test_a_swap_is_offered_agreed_and_approved_by_a_manager(team):
    published(team)
    duty = Duty.objects.filter(rota=team.rota).order_by("starts").first()
    takers = [amhp for amhp in team.amhps if amhp != duty.amhp]
    swap = change.offer_swap(duty=duty, reason="A wedding", by=duty.amhp.worker)
    taker = next(t for t in takers if can_agree(swap, t))
    with pytest.raises(NotAllowed):
        change.approve_swap(swap=swap, version=2, by=taker.worker)
    change.approve_swap(swap=swap, version=2, by=team.mona)
    with given():
        duty.refresh_from_db()
    assert duty.amhp == taker
    assert team.rota.versions.count() == 2


def can_agree(swap, taker):
    try:
        return change.agree_swap(swap=swap, version=1, by=taker.worker)
    except Refused:
        return False


def test_a_manager_makes_a_swap_but_not_their_own(team):
    published(team)
    with given():
        own = entry(team.mona)
    duty = Duty.objects.filter(rota=team.rota).order_by("-starts").first()
    with pytest.raises(Refused, match="Nobody approves their own"):
        change.make_swap(duty=duty, taker=own, reason="I will", by=team.mona)
    other = next(a for a in team.amhps if a != duty.amhp and free(team, a, duty))
    change.make_swap(duty=duty, taker=other, reason="Asked by phone", by=team.mona)
    assert Swap.objects.get().state == "approved"


def free(team, amhp, duty):
    try:
        before = rota_check.roster(team.rota)
        swap = Swap(duty=duty, giver=duty.amhp, taker=amhp)
        rota_check.refuse_new(team.rota, before, change.exchanged(before, swap, amhp))
    except Refused:
        return False
    return True


def test_unsocial_hours_are_counted_signed_by_another_and_not_twice(team):
    with given():
        past = Rota.objects.create(first=day("2026-03-23"), last=day("2026-03-30"))
        kind = ShiftKind.objects.get(code="night")
        starts, ends = clock.at(day("2026-03-28"), 21), clock.at(day("2026-03-29"), 9)
        duty = Duty.objects.create(
            rota=past, amhp=team.amhps[0], kind=kind, day=starts.date(), starts=starts, ends=ends
        )
    claim = change.claim(duty=duty, by=team.ruth)
    assert claim.minutes == 11 * 60  # the night in which clocks went forward
    with pytest.raises(Refused, match="claimed for already"):
        change.claim(duty=duty, by=team.ruth)
    with pytest.raises(NotAllowed):
        change.sign_claim(claim=claim, version=1, by=team.ruth)
    change.sign_claim(claim=claim, version=1, by=team.mona)
    with given():
        claim.refresh_from_db()
    assert claim.state == "signed"


def test_the_problem_of_a_county_has_its_three_areas(team):
    with given():
        CoverRule.objects.all().delete()
        for area in ("North", "South", "West"):
            CoverRule.objects.create(kind=ShiftKind.objects.get(code="day"), area=area, first=day("2020-01-01"))
        team.amhps[0].areas = ["North"]
        team.amhps[0].save()
    outcome = solve(rota_problem.build(team.rota), seconds=10)
    assert outcome.state == "impossible" or {d.area for d in outcome.roster} == {"North", "South", "West"}


def test_training_years_run_from_approval_and_warnings_come_at_six_three_and_one_months(team):
    approval = team.amhps[0].approvals.get()
    reg.record_training(amhp=team.amhps[0], day=clock.today(), title="Law", hours=6, by=team.ruth)
    mine = team.amhps[0].trainings.get()
    assert reg5_training_years(approval, [mine])[1].short == 18
    reg.agree_training(training=mine, by=team.mona)
    years = reg5_training_years(approval, [team.amhps[0].trainings.get()])
    assert (years[0].first, years[1].hours, years[1].short, len(years)) == (approval.first, 6, 12, 5)
    last = day("2027-06-30")
    said = [
        warned_six_three_and_one_months_ahead(last, day(d))
        for d in ("2026-12-29", "2026-12-30", "2027-03-30", "2027-06-30")
    ]
    assert said == [None, 6, 3, 1]


def test_an_approval_that_ends_early_frees_the_duties_after_it(team):
    published(team)
    duty = Duty.objects.filter(rota=team.rota).order_by("-day").first()
    approval = duty.amhp.approvals.get()
    reg.end_approval(
        approval=approval, version=1, last=clock.today(), because="asked", words="By letter of today", by=team.mona
    )
    assert not Duty.objects.filter(amhp=duty.amhp).exists()


def test_nobody_approves_themself(cast):
    with given():
        amhp = Amhp.objects.create(worker=cast.ada)
        cast.ada.groups.add(Role.objects.get(key="amhp_manager").group)
    with pytest.raises(Refused, match="Nobody approves their own"):
        reg.approve(amhp=amhp, council="Barnet", first=clock.today(), last=None, by=Worker.objects.get(pk=cast.ada.pk))


@pytest.fixture
def mona(team):
    """Who keeps the register and is on it, with a suspended approval and training that nobody agreed."""
    with given():
        team.own = entry(team.mona)
        approval, today = team.own.approvals.get(), clock.today()
        team.suspended = Suspension.objects.create(approval=approval, first=today, last=today, reason="HCPC")
        team.trained = Training.objects.create(amhp=team.own, day=today, title="Law", hours=6)
    return team


OWN_ENTRY = {
    "entered": lambda t: reg.register(worker=t.mona, facts={"hours": 36}, by=t.mona),
    "changed": lambda t: reg.change(amhp=t.own, version=1, facts={"hours": 12, "nights": False}, by=t.mona),
    "approved": lambda t: reg.approve(amhp=t.own, council="Barnet", first=clock.today(), last=None, by=t.mona),
    "unsuspended": lambda t: reg.lift_suspension(suspension=t.suspended, version=1, last=clock.today(), by=t.mona),
    "agreed": lambda t: reg.agree_training(training=t.trained, by=t.mona),
}


@pytest.mark.parametrize("what", OWN_ENTRY)
def test_nobody_keeps_their_own_entry_of_the_register(mona, what):
    with pytest.raises(Refused, match=r"Nobody approves their own: .* Ask whoever else keeps the register\."):
        OWN_ENTRY[what](mona)


def test_a_colleague_keeps_the_entry_of_who_keeps_the_others(mona):
    with given():
        other = colleague("nora", "Nora Quist", "amhp_manager")
    reg.change(amhp=mona.own, version=1, facts={"hours": 12}, by=other)
    reg.lift_suspension(suspension=mona.suspended, version=1, last=clock.today(), by=other)
    reg.agree_training(training=mona.trained, by=other)
    assert Amhp.objects.get(pk=mona.own.pk).hours == 12


def test_a_swap_that_a_manager_makes_takes_the_place_of_what_was_on_offer(team):
    published(team)
    duty = Duty.objects.filter(rota=team.rota).order_by("-starts").first()
    offered = change.offer_swap(duty=duty, reason="A wedding", by=duty.amhp.worker)
    other = next(a for a in team.amhps if a != duty.amhp and free(team, a, duty))
    made = change.make_swap(duty=duty, taker=other, reason="Asked by phone", by=team.mona)
    assert [(s.pk, s.state, s.version) for s in Swap.objects.order_by("pk")] == [
        (offered.pk, "withdrawn", 2), (made.pk, "approved", 1)
    ]  # fmt: skip
