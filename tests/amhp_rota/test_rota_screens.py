"""The screens of the register and the rota: the journey in a browser's words, and who may see what."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from amhp_rota import rota_problem
from amhp_rota.actions import rota as act
from amhp_rota.actions import rota_changes as change
from amhp_rota.models import Absence, Amhp, Duty, FeedLink, Rota, RotaRule, ShiftKind, Training, Wish
from amhp_rota.solver.solve import solve
from bep.kit import clock
from tests.amhp_rota.register import service
from tests.cast import given


def url(name, *args):
    return reverse(f"amhp:{name}", args=args)


def page(browser, name, *args, **query):
    answer = browser.get(url(name, *args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def team(cast):
    service(cast)
    with given():
        RotaRule.objects.filter(code__in=["days_a_month", "nights_a_month"]).update(number=9)
        monday = clock.today() + timedelta(days=7 - clock.today().weekday())
        cast.rota = Rota.objects.create(first=monday, last=monday + timedelta(days=2))
    return cast


def solved(team):
    outcome = solve(rota_problem.build(team.rota), seconds=10)
    return act.keep_proposal(rota=team.rota, outcome=outcome, memory=150, by=team.mona)


def published(team):
    act.take_proposal(proposal=solved(team), version=1, by=team.mona)
    act.publish(rota=team.rota, version=2, by=team.mona)
    return list(Duty.objects.filter(rota=team.rota))


def test_a_rota_is_begun_worked_out_taken_and_published(team, as_):
    browser = as_(team.mona)
    first = team.rota.last + timedelta(days=1)
    browser.post(url("new_rota"), {"first": first.isoformat(), "last": (first + timedelta(days=6)).isoformat()})
    made = Rota.objects.get(first=first)
    assert "Nobody" in page(browser, "rota", made.pk)
    browser.post(url("solve_rota", made.pk), {"seconds": 10})
    assert Rota.objects.get(pk=made.pk).job.kind == "amhp_rota.solve"
    proposal = solved(team)
    assert "proven so" in page(browser, "rota", team.rota.pk)
    browser.post(url("take_proposal", proposal.pk), {"version": 1})
    shown = page(browser, "rota", team.rota.pk)
    assert "every shift is covered and no rule is broken" in shown
    assert "Fair part" in shown
    browser.post(url("publish_rota", team.rota.pk), {"version": 2})
    assert "Version 1" in page(browser, "rota", team.rota.pk)


def test_a_rota_with_gaps_is_not_published_unknowingly(team, as_):
    answer = as_(team.mona).post(url("publish_rota", team.rota.pk), {"version": 1})
    assert "6 shifts have nobody" in answer.content.decode()


def test_a_rule_broken_by_hand_says_its_sentence_on_the_form(team, as_):
    duties = published(team)
    night = next(d for d in duties if d.kind.code == "night" and d.day == team.rota.first)
    following = next(d for d in duties if d.kind.code == "day" and d.day == night.day + timedelta(days=1))
    where = f"{url('shift', team.rota.pk)}?day={following.day}&kind=day&area=&was={following.amhp_id}"
    answer = as_(team.mona).post(where, {"amhp": night.amhp_id, "version": 3})
    assert "At least 11 hours pass" in answer.content.decode()


def test_versions_are_compared(team, as_):
    duties = published(team)
    act.assign(rota=team.rota, version=3, day=duties[0].day, kind=duties[0].kind, was=duties[0].amhp, by=team.mona)
    shown = page(as_(team.mona), "rota_version", team.rota.versions.first().pk)
    assert str(duties[0].amhp) in shown
    assert "nobody" in shown


def test_drafts_are_for_whoever_makes_the_rota(team, as_):
    act.take_proposal(proposal=solved(team), version=1, by=team.mona)
    month = f"{team.rota.first:%Y-%m}"
    assert "Sol Aydin" in page(as_(team.mona), "rota_calendar", month=month)
    assert "No rota is published" in page(as_(team.ruth), "rota_calendar", month=month)


def test_the_calendar_is_by_month_and_by_amhp(team, as_):
    chosen, *others = published(team)
    month = f"{team.rota.first:%Y-%m}"
    browser = as_(team.ruth)
    assert shifts(page(browser, "rota_calendar", month=month)) >= {str(duty.amhp) for duty in others}
    shown = page(browser, "rota_calendar", month=month, amhp=chosen.amhp_id)
    assert shifts(shown) == {str(chosen.amhp)}
    assert page(browser, "rota_calendar", month="nonsense")


def shifts(shown):
    """The names in the month's days; the filter names everybody anyway."""
    return set(re.findall(r"<br>([A-Z][a-z]+ [A-Z][a-z]+)</li>", shown))


def test_my_duties_wishes_and_the_secret_link(team, as_, client):
    published(team)
    browser = as_(team.ruth)
    assert "To come" in page(browser, "my_duties")
    browser.post(url("new_wish"), {"day": (clock.today() + timedelta(days=90)).isoformat(), "wants": "no"})
    assert not Wish.objects.get().wants
    told = browser.post(url("make_link")).content.decode()
    secret = told.split("/rota/calendar/")[1].split(".ics")[0]
    assert secret not in FeedLink.objects.get().hash
    browser.logout()
    feed = browser.get(url("feed", secret))
    assert feed["Content-Type"].startswith("text/calendar")
    assert feed.content.decode().count("BEGIN:VEVENT") == Duty.objects.filter(amhp__worker=team.ruth).count()
    as_(team.ruth).post(url("revoke_link"))
    client.logout()
    assert client.get(url("feed", secret)).status_code == 404


def test_leave_is_asked_and_a_manager_approves(team, as_):
    day = (clock.today() + timedelta(days=120)).isoformat()
    as_(team.ruth).post(url("ask_leave"), {"first": day, "last": day})
    asked = Absence.objects.get()
    assert as_(team.ruth).post(url("leave_verb", asked.pk, "approve"), {"version": 1}).status_code == 403
    as_(team.mona).post(url("leave_verb", asked.pk, "approve"), {"version": 1})
    assert Absence.objects.get().state == "approved"
    assert "Approved" in page(as_(team.ruth), "absences")


def test_sickness_makes_gaps_that_managers_and_colleagues_see(team, as_):
    duty = published(team)[0]
    facts = {"amhp": duty.amhp_id, "kind": "sickness", "first": duty.day.isoformat(), "last": duty.day.isoformat()}
    as_(team.mona).post(url("record_absence"), facts)
    shown = page(as_(team.mona), "gaps")
    assert f"{duty.kind.name}, {duty.day:%A}" in shown
    where = f"?day={duty.day}&kind={duty.kind.code}&area="
    assert as_(team.mona).get(url("candidates", team.rota.pk) + where).status_code == 200


def test_a_swap_goes_from_offer_to_approval(team, as_):
    duty = published(team)[0]
    colleague = next(amhp for amhp in team.amhps if amhp != duty.amhp)
    as_(duty.amhp.worker).post(url("offer_duty", duty.pk), {"reason": "A wedding"})
    assert "A wedding" in page(as_(colleague.worker), "swaps")
    assert "A wedding" in page(as_(team.mona), "swaps")


def test_unsocial_hours_say_that_their_rule_is_not_confirmed_and_go_to_payroll(team, as_):
    with given():
        past = Rota.objects.create(
            first=clock.today() - timedelta(days=9), last=clock.today() - timedelta(days=3), state="published"
        )
        kind, day = ShiftKind.objects.get(code="night"), clock.today() - timedelta(days=5)
        starts = clock.at(day, 21)
        duty = Duty.objects.create(
            rota=past, amhp=team.amhps[0], kind=kind, day=day, starts=starts, ends=starts + timedelta(hours=12)
        )
    as_(team.ruth).post(url("claim", duty.pk))
    assert "Not confirmed" in page(as_(team.ruth), "claims")
    change.sign_claim(claim=duty.claim, version=1, by=team.mona)
    rows = as_(team.mona).get(url("payroll")).content.decode()
    assert "Ruth Levy" in rows
    assert as_(team.ruth).get(url("payroll")).status_code == 403


def test_the_register_is_kept_and_training_is_agreed_by_another(team, as_):
    browser = as_(team.mona)
    assert "Sol Aydin" in page(browser, "register")
    pk = team.amhps[0].pk
    as_(team.ruth).post(url("training", pk), {"title": "Law update", "day": clock.today().isoformat(), "hours": "6"})
    assert not Training.objects.get().agreed
    as_(team.mona).post(url("agree_training", Training.objects.get().pk))
    shown = page(as_(team.ruth), "entry", pk)
    assert "Law update" in shown
    assert "eighteen" in shown or "18 hours" in shown
    assert as_(team.ruth).get(url("entry", team.amhps[1].pk)).status_code == 404


def test_an_approval_beside_another_is_refused_on_the_form(team, as_):
    today = clock.today()
    answer = as_(team.mona).post(url("approve", team.amhps[0].pk), {"council": "Barnet", "first": today.isoformat()})
    assert "is approved from" in answer.content.decode()


def test_an_entry_is_changed_and_a_stale_change_refused(team, as_):
    amhp = team.amhps[0]
    facts = {"profession": "nurse", "hours": "", "areas": "North, South", "on_rota": "on", "version": 1}
    as_(team.mona).post(url("change_entry", amhp.pk), facts)
    saved = Amhp.objects.get(pk=amhp.pk)
    assert (saved.profession, saved.as_and_when, saved.areas, saved.nights) == (
        "nurse",
        True,
        ["North", "South"],
        False,
    )
    assert "Somebody else saved" in as_(team.mona).post(url("change_entry", amhp.pk), facts).content.decode()


def test_what_waits_is_on_my_work(team, as_):
    published(team)
    with given():
        approval = team.amhps[1].approvals.get()
        type(approval).objects.filter(pk=approval.pk).update(last=clock.today() + timedelta(days=80))
    shown = as_(team.mona).get("/my-work/").content.decode()
    assert "approval as an AMHP ends" in shown
    assert "Sol Aydin" in shown
    assert "approval as an AMHP ends" not in as_(team.ruth).get("/my-work/").content.decode()
    assert "approval as an AMHP ends" in as_(team.sol).get("/my-work/").content.decode()
