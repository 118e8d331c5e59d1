"""What happens to a referral: decided at triage, after the appointment, or when nothing can be done. Always with a reason."""

from datetime import timedelta

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock, targets
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment
from people.actions.death import HAS_DIED
from referrals import permissions as may
from referrals import rules
from referrals.access import must_see_referral
from referrals.actions.book import call_off
from referrals.actions.involve import GO_ON, end_for_teams, involve_teams
from referrals.models import Appointment, Decision, Referral, Signpost
from referrals.places import hub_team
from referrals.states import REFERRAL

State = Referral.State
TAKEN_BY_AMHP = "Taken by the AMHP duty desk."


@action("referrals.triaged", "Triaged a referral", needs=may.TRIAGE)
def triage(*, referral, version, verb, reason, by, organisations=(), same_as=None, sent_to="", also_safeguarding=False):
    """Decides what happens to a new referral; subscribers go on from its state."""
    must_see_referral(referral, by)
    referral = locked(referral, version)
    if referral.state != State.RECEIVED:
        REFERRAL.next(referral, "triage")  # says where the referral is now
    if REFERRAL.next(referral, verb).event != "referrals.triaged":
        raise Refused("That is not decided at triage.", field="verb", remedy="Choose one of those that are offered.")
    if same_as is not None:
        must_see_referral(same_as, by)
    referral.triaged_at, referral.same_as = clock.now(), same_as
    return decide(
        referral, verb, reason, by, organisations=organisations, sent_to=sent_to, also_safeguarding=also_safeguarding
    )


@action("referrals.taken_by_amhp", "Took a referral to the AMHP duty desk", needs=WITHIN)
def fetch_to_amhp(*, referral, version, by):
    """The AMHP service takes what asks for it without waiting for the hub: the hub's decision “urgent to AMHP”, and all that
    follows from it. The action around it asks who takes it, and whether they may see it."""
    referral = locked(referral, version)
    referral.triaged_at = clock.now()
    return decide(referral, "fetch", TAKEN_BY_AMHP, by)


@action("referrals.closed", "Closed a referral without an appointment", needs=may.BOOK)
def close(*, referral, version, verb, reason, by):
    """Ends a referral that waited for an appointment: withdrawn, or nobody could be reached."""
    must_see_referral(referral, by)
    referral = locked(referral, version)
    if REFERRAL.next(referral, verb).event != "referrals.closed":
        raise Refused("That is decided at triage or after the appointment.", field="verb", remedy="Choose how it ends.")
    if referral.appointments.filter(state=Appointment.State.BOOKED).exists():
        raise Refused(
            "An appointment is still booked.", remedy="Cancel it first, so that its place is free for others."
        )
    return decide(referral, verb, reason, by)


@action("referrals.reopened", "Opened a referral again", needs=may.TRIAGE)
def reopen(*, referral, version, reason, by):
    """Somebody comes back, or the decision was wrong: the same referral is triaged again, from today."""
    must_see_referral(referral, by)
    referral = locked(referral, version)
    rules.reason_is_given(reason)
    REFERRAL.move(referral, "reopen")
    due = rules.triage_due(referral.urgency, clock.now())
    referral = saved(referral, closed_at=None, triaged_at=None, same_as=None, triage_due=due)
    record_decision(referral, reason, by)
    involve_teams(referral, by)
    return referral


@action("referrals.withdrawn_by_sender", "Withdrew a referral that they sent us", needs=may.RECEIVE)
def withdraw(*, referral, version, reason, by):
    """Another organisation takes back what it sent. Once we have decided on it, the person has a say in it too."""
    must_see_referral(referral, by)
    referral = locked(referral, version)
    if referral.state != State.RECEIVED:
        raise WrongMoment(
            "This referral has been decided on, so whoever sent it can no longer take it back.",
            remedy="Telephone the hub: what follows is agreed with the person.",
        )
    if referral.in_danger and not referral.alarm_answered_at:
        raise WrongMoment(
            "Somebody was said to be in danger, and nobody has answered yet.",
            remedy="Telephone the hub, so that duty knows what has changed.",
        )
    rules.reason_is_given(reason)
    REFERRAL.move(referral, "withdraw_sent")
    referral = saved(referral, closed_at=clock.now())
    record_decision(referral, reason, by)
    end_for_teams(referral, by)
    return referral


@action("referrals.closed_at_death", "Closed a referral because the person has died", needs=WITHIN)
def close_at_death(*, referral, by):
    """Called when a death is recorded: what was booked is called off, and its teams see the record for some weeks more."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    for booked in referral.appointments.select_for_update().filter(state=Appointment.State.BOOKED):
        call_off(appointment=booked, whose=Appointment.Whose.PERSON, reason=HAS_DIED, by=by)
    REFERRAL.move(referral, "note_death")
    referral = saved(referral, closed_at=clock.now())
    record_decision(referral, HAS_DIED, by)
    end_for_teams(referral, by, at=clock.now() + timedelta(days=int(targets.target("closure.team_access").value)))
    return referral


def decide(referral, verb, reason, by, *, organisations=(), sent_to="", also_safeguarding=False):
    """Makes the move of the table, with its reason, and tells whoever goes on. Called by actions alone."""
    rules.reason_is_given(reason)
    step = REFERRAL.next(referral, verb)
    rules.person_is_matched(referral, step.end)
    check_particulars(referral, verb, organisations)
    if also_safeguarding and step.end != State.SAFEGUARDING:
        rules.person_is_matched(referral, State.SAFEGUARDING)
        record_decision(referral, reason, by, outcome=State.SAFEGUARDING)
        raise_safeguarding(referral=referral, reason=reason, by=by)
    REFERRAL.move(referral, verb)
    referral = saved(referral, closed_at=None if referral.is_open else clock.now())
    record_decision(referral, reason, by, sent_to=sent_to)
    signpost_to(referral, organisations, by)
    pass_on(referral, reason, by)
    detail(outcome=referral.state)
    return referral


def check_particulars(referral, verb, organisations):
    if verb == "signpost" and not organisations:
        raise Refused(
            "Signposting names at least one organisation.",
            field="organisations",
            remedy="Choose it from the directory.",
        )
    if verb == "mark_duplicate" and referral.same_as_id in (None, referral.pk):
        raise Refused(
            "A duplicate names the referral that it repeats.", field="same_as", remedy="Choose it from the list."
        )


def record_decision(referral, reason, by, *, outcome=None, sent_to=""):
    return Decision.objects.create(
        referral=referral, outcome=outcome or referral.state, reason=reason, sent_to=sent_to, decided_by_id=by.pk,
        decided_as="" if by.pk else str(by),
    )  # fmt: skip


def signpost_to(referral, organisations, by):
    ask_on = targets.due("signpost.ask_within", clock.today())
    for organisation in organisations:
        Signpost.objects.get_or_create(
            referral=referral, organisation=organisation, defaults={"ask_on": ask_on, "given_by_id": by.pk}
        )


def pass_on(referral, reason, by):
    if referral.state == State.AMHP:
        send_to_amhp(referral=referral, reason=reason, by=by)
    if referral.state == State.SAFEGUARDING:
        raise_safeguarding(referral=referral, reason=reason, by=by)
    if not referral.is_open:
        keep = {referral.team} - {hub_team()} if referral.state in GO_ON else ()
        end_for_teams(referral, by, keep=keep)


@action("referrals.sent_to_amhp", "Sent a referral to the AMHP service", needs=WITHIN)
def send_to_amhp(*, referral, reason, by):
    """A step of the decision; the AMHP service subscribes and takes it from here."""
    return referral


@action("referrals.safeguarding_raised", "Raised a safeguarding concern from a referral", needs=WITHIN)
def raise_safeguarding(*, referral, reason, by):
    """A step of the decision; the safeguarding room subscribes and takes it from here."""
    return referral
