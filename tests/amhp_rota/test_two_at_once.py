"""Two people at one form of the rota: the second sees both versions, or who was first, and nothing is overwritten."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amhp_rota import rota_problem
from amhp_rota.actions import rota as act
from amhp_rota.actions import rota_absence as away
from amhp_rota.actions import rota_changes as change
from amhp_rota.models import Absence, Amhp, Claim, Duty, Rota, ShiftKind, Swap
from amhp_rota.solver.solve import solve
from bep.kit import clock
from tests.amhp_rota.register import colleague, service
from tests.cast import given


@pytest.fixture
def team(cast):
    service(cast)
    with given():
        cast.nina = colleague("nina", "Nina Holt", "amhp_manager")
        monday = clock.today() + timedelta(days=7 - clock.today().weekday())
        cast.rota = Rota.objects.create(first=monday, last=monday + timedelta(days=2), state="published")
        cast.night = ShiftKind.objects.get(code="night")
    return cast


def url(name, *args):
    return reverse(f"amhp:{name}", args=args)


def on(team, amhp, day):
    starts = clock.at(day, 21)
    with given():
        return Duty.objects.create(
            rota=team.rota, amhp=amhp, kind=team.night, day=day, starts=starts, ends=starts + timedelta(hours=12)
        )


def test_two_managers_fill_one_gap_and_the_second_sees_who_has_it(team, as_):
    first, second = team.amhps[1], team.amhps[2]
    where = f"{url('shift', team.rota.pk)}?day={team.rota.first}&kind=night&area="
    assert as_(team.mona).post(where, {"amhp": first.pk, "version": 1}).status_code == 302
    answer = as_(team.nina).post(where, {"amhp": second.pk, "version": 1})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Mona Park" in shown
    assert str(first) in shown
    assert str(second) in shown
    insisted = as_(team.nina).post(where, {"amhp": second.pk, "version": 2, "keep_amhp": "mine"}).content.decode()
    assert f"This shift has everybody it needs: {first}." in insisted
    as_(team.nina).post(where, {"amhp": second.pk, "version": 2, "keep_amhp": "theirs"})
    assert Duty.objects.get().amhp == first


def test_two_keepers_change_one_entry_and_choose_part_by_part(team, as_):
    amhp = team.amhps[0]
    facts = {"profession": "social_worker", "hours": "30", "areas": "", "on_rota": "on", "nights": "on", "version": 1}
    as_(team.mona).post(url("change_entry", amhp.pk), facts | {"areas": "North"})
    answer = as_(team.nina).post(url("change_entry", amhp.pk), facts | {"hours": "22"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Keep Mona Park’s" in shown
    assert "Profession" not in shown.split("bep-conflict")[1].split("</form>")[0]
    chosen = facts | {"hours": "22", "version": 2, "keep_hours": "mine", "keep_areas": "theirs"}
    as_(team.nina).post(url("change_entry", amhp.pk), chosen)
    saved = Amhp.objects.get(pk=amhp.pk)
    assert (float(saved.hours), saved.areas) == (22, ["North"])


def test_a_decision_that_somebody_else_took_first_is_shown_beside_ones_own(team, as_):
    day = clock.today() + timedelta(days=90)
    asked = away.ask_leave(amhp=team.amhps[0], first=day, last=day, by=team.ruth)
    away.refuse_leave(absence=asked, version=1, reason="Too few are left", by=team.mona)
    answer = as_(team.nina).post(url("refuse_leave", asked.pk), {"reason": "No", "version": 1})
    assert answer.status_code == 409
    assert "Refused. Too few are left" in answer.content.decode()
    assert Absence.objects.get().decided_by == team.mona


@pytest.mark.parametrize("verb", ["agree", "withdraw"])
def test_a_button_of_a_list_that_is_old_says_so_on_the_list(team, as_, verb):
    duty = on(team, team.amhps[0], team.rota.first)
    swap = change.offer_swap(duty=duty, by=team.ruth)
    change.agree_swap(swap=swap, version=1, by=team.sol)
    who = team.una if verb == "agree" else team.ruth
    answer = as_(who).post(url("swap_verb", swap.pk, verb), {"version": 1}, follow=True)
    assert "Somebody else changed this after you opened the list" in answer.content.decode()
    assert Swap.objects.get().taker == team.amhps[1]


def test_a_claim_sent_back_is_claimed_again_with_a_word_and_why_it_was_sent_back_stays(team, as_):
    with given():
        team.rota.first, team.rota.last = clock.today() - timedelta(days=9), clock.today() - timedelta(days=3)
        team.rota.save()
    claim = change.claim(duty=on(team, team.amhps[0], clock.today() - timedelta(days=5)), by=team.ruth)
    as_(team.mona).post(url("send_back_claim", claim.pk), {"reason": "Were you called out?", "version": 1})
    assert "Claim again" in as_(team.ruth).get(url("my_duties")).content.decode()
    assert "Were you called out?" in as_(team.ruth).get(url("claim_again", claim.pk)).content.decode()
    assert as_(team.sol).get(url("claim_again", claim.pk)).status_code == 404
    as_(team.ruth).post(url("claim_again", claim.pk), {"words": "Yes, twice.", "version": 2})
    again = Claim.objects.get()
    assert (again.state, again.words, again.decided_by) == ("claimed", "Yes, twice.", None)
    shown = as_(team.mona).get(url("claims")).content.decode()
    assert "Were you called out?" in shown
    assert "Yes, twice." in shown
    as_(team.mona).post(url("sign_claim", claim.pk), {"version": 3})
    assert Claim.objects.get().state == "signed"


def test_a_proposal_taken_after_a_change_by_hand_is_not_taken(team, as_):
    outcome = solve(rota_problem.build(team.rota), seconds=5)
    proposal = act.keep_proposal(rota=team.rota, outcome=outcome, memory=1, by=team.mona)
    act.assign(rota=team.rota, version=1, day=team.rota.first, kind=team.night, amhp=team.amhps[3], by=team.mona)
    answer = as_(team.nina).post(url("take_proposal", proposal.pk), {"version": 1}, follow=True)
    assert "so nothing was done" in answer.content.decode()
    assert Duty.objects.count() == 1
