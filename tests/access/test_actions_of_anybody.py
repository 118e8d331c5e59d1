"""An action asks for a permission, or is a step within one that does, or is here with the reason why everybody may do it."""

import pytest

import bep.urls  # noqa: F401 (every view, and so every action)
import borough.management.commands.borough
import borough.sandbox  # noqa: F401 (registers its actions)
from bep.access.actions import account
from bep.audit.events import EVENTS
from bep.audit.record import ANYBODY, WITHIN
from bep.kit.outbox import send_again
from bep.kit.rules import NotAllowed
from people.actions import end_involvement, involve
from people.models import Involvement

OWN = "one's own sign-in, and nobody else's (test_nobody_changes_another_s_sign_in)"
WHY = {
    "access.password_set": OWN,
    "access.password_reset_asked": OWN,
    "access.password_changed": OWN,
    "access.second_factor_added": OWN,
    "access.second_factor_removed": OWN,
    "access.recovery_codes_made": OWN,
    "jobs.stopped": "whoever asked for long work, and who may watch it, stops it: fetched by visible_to",
    "people.allocations_seen": "says that one has seen who is new to oneself: one's own involvements alone",
    "borough.audited": "a step of the command that makes the borough",
    "borough.made": "a command on the server makes it, for nobody signed in, and only in a database without people",
    "borough.sandbox_made": "a command of the demonstration makes it, for nobody signed in; outside of one it refuses",
    "borough.sandbox_secret": "the same command: the secret is that of the demonstration's own secret key",
}

STEPS = {
    "of recording a death": {
        "amhp_rota.case_ended_by_death", "amhp_rota.closed_at_death", "assessments.stopped_at_death",
        "enablement.care_plan_lapsed", "enablement.closed_at_death", "enablement.service_lapsed", "people.steps_lapsed",
        "referrals.closed_at_death", "safeguarding.stopped_at_death",
    },
    "of whatever begins or ends work with a person": {"people.involved", "people.involvement_ended"},
    "of a leaver's end, and of taking it back": {"people.handed_back", "people.taken_back"},
    "of deciding on a referral": {
        "assessments.meeting_needed", "enablement.taken_on", "referrals.appointment_called_off",
        "referrals.safeguarding_raised", "referrals.sent_to_amhp",
    },
    "of the pathway: moving on, closing, agreeing a plan, ending support": {
        "enablement.moved_on", "enablement.plan_lapsed", "enablement.review_lapsed", "enablement.review_planned",
        "enablement.spell_lapsed",
    },
    "of the AMHP desk's taking what another organisation asked": {"referrals.taken_by_amhp"},
    "of closing a Mental Health Act request": {"amhp_rota.outcome_told"},
    "of deciding on a concern, or on the referral that raises one": {
        "safeguarding.concern_followed", "safeguarding.enquiry_opened",
    },
    "of giving an audited case to its reviewers, moderator and worker": {
        "safeguarding.audit_sight_ended", "safeguarding.audit_sight_lent",
    },
    "of taking in a partner's record": {"safeguarding.concern_amended"},
}  # fmt: skip


def ours(needs):
    return {name for name, event in EVENTS.items() if event.needs == needs and not name.startswith("test.")}


def test_what_everybody_may_do_is_listed_with_its_reason():
    assert ours(ANYBODY) == WHY.keys()


def test_steps_of_other_actions_are_listed_with_whose_they_are():
    """Whatever asks for no permission of its own rests on the action around it: which, is said here."""
    assert len(EVENTS) > 100
    assert sorted(ours(WITHIN)) == sorted(name for steps in STEPS.values() for name in steps)


def test_a_step_of_other_actions_is_refused_by_itself(cast):
    with pytest.raises(TypeError, match="only ever a step of another action"):
        involve(person=cast.daniel, worker=cast.amara, role="worker", by=cast.amara)
    with pytest.raises(TypeError, match="only ever a step of another action"):
        end_involvement(involvement=Involvement.objects.first(), by=cast.amara)


OF_ONES_OWN = [
    account.ask_for_new_password, account.tell_of_password, account.tell_of_second_factor,
    account.tell_of_removed_factor, account.tell_of_recovery_codes,
]  # fmt: skip


@pytest.mark.parametrize("act", OF_ONES_OWN, ids=lambda act: act.event)
def test_nobody_changes_another_s_sign_in(cast, act):
    with pytest.raises(NotAllowed, match="somebody else’s sign-in"):
        act(worker=cast.ben, by=cast.amara)


def test_nobody_sets_another_s_password(cast):
    with pytest.raises(NotAllowed, match="somebody else’s sign-in"):
        account.set_password(worker=cast.ben, password="a lamp, a river, a coat", by=cast.amara)


@pytest.mark.parametrize("who", ["amara", "joan", "ida"])
def test_a_message_is_tried_again_by_whoever_keeps_the_settings(cast, who):
    with pytest.raises(NotAllowed, match="Your role does not allow this"):
        send_again(message=None, by=getattr(cast, who))
