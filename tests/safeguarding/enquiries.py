"""Enquiries in any state of the table, by the shortest lawful way through it."""

from datetime import timedelta

from bep.kit import clock
from safeguarding.enquiry import actions, deciding, parts, rules
from safeguarding.models import Allegation, Enquiry
from tests.safeguarding.given import raised, reload

MET = {
    "has_needs": "yes", "has_needs_why": "She has a care plan.", "at_risk": "yes", "at_risk_why": "Her money goes.",
    "cannot_protect": "yes", "cannot_protect_why": "She cannot leave her bed.", "other_help": "", "override": "",
    "told_reporter": True,
}  # fmt: skip
NOT_MET = MET | {"cannot_protect": "no", "cannot_protect_why": "She changed her locks."}


def decided(cast, concern=None, verb="start_enquiry", said=None, **more):
    concern = concern or raised(cast.amara, cast.priya)
    said = (MET if verb in ("start_enquiry", "join") else NOT_MET) | (said or {})
    if verb in ("start_enquiry", "start_other"):
        more.setdefault("officer", cast.olive)
    if verb in rules.GOES_ON:
        more.setdefault("lacks", "no")
    return deciding.decide(
        concern=concern, version=concern.version, verb=verb, reason="As the three criteria say.", said=said,
        by=more.pop("by", cast.sunita), **more,
    )  # fmt: skip


def begun(cast, concern=None, **more):
    return reload(decided(cast, concern, **more).enquiry)


def act(action, enquiry, by, **more):
    return action(enquiry=enquiry, version=reload(enquiry).version, by=by, **more)


def planned(cast, enquiry=None, **more):
    said = {
        "scope": "Who used the card?", "interim": "The bank has stopped it.", "held_on": clock.today(),
        "attendees": "Sunita Rao, SAM\nPC Lee, police", "adult_came": "By phone", "minutes": "The facts so far.",
        "likelihood": 4, "impact": 3, "risk_words": "He has a key.", "lacks": "no", "lacks_why": "",
    }  # fmt: skip
    return act(actions.plan, enquiry or begun(cast), cast.sunita, **said | more)


def reported(cast, enquiry=None):
    return act(actions.report, enquiry or planned(cast), cast.olive, report="He used it four times.")


def ready(cast, enquiry):
    """Everything that a conclusion asks for."""
    asked = {"asked": "expressed", "advocate": "not_needed", "advocate_name": ""}
    act(parts.record_asked, enquiry, cast.olive, **asked)
    wish = parts.record_wish(enquiry=enquiry, words="My card back.", said_on=clock.today(), by=cast.olive)
    parts.revisit_wish(wish=wish, version=wish.version, achieved="fully", comment="I have it.", by=cast.olive)
    parts.rate_risk(enquiry=enquiry, likelihood=1, impact=3, words="The locks are new.", by=cast.olive)
    if not enquiry.allegations.exists():  # whoever told us named no kind
        said = {"kind": "financial", "location": "own_home", "source": "family"}
        parts.record_allegation(enquiry=enquiry, by=cast.olive, **said)
    for allegation in Allegation.objects.filter(enquiry=enquiry):
        outcome = {"version": allegation.version, "outcome": "substantiated", "outcome_why": "He admits it."}
        parts.decide_allegation(allegation=allegation, by=cast.sunita, **outcome)
    return reload(enquiry)


def concluded(cast, enquiry=None):
    enquiry = ready(cast, enquiry or reported(cast))
    said = {"risk_outcome": "risk_action", "risk_now": "reduced", "conclusion": "He used it.", "lacks": "no"}
    return act(actions.conclude, enquiry, cast.sunita, **said)


def protecting(cast, enquiry=None):
    review_on = clock.today() + timedelta(days=60)
    said = {"plan": "Amara visits weekly.", "plan_agreed": "Priya", "review_on": review_on, "lacks": "no"}
    return act(actions.protect, enquiry or concluded(cast), cast.sunita, **said)


def closed(cast, enquiry=None):
    said = {
        "remaining_risk": "The bank alerts Amara.",
        "felt": "I was listened to.",
        "felt_not_asked": "",
        "lacks": "no",
    }
    return act(actions.close, enquiry or concluded(cast), cast.sunita, **said)


WAYS: dict = {
    "planning": begun, "enquiring": planned, "reported": reported, "concluded": concluded, "protecting": protecting,
    "closed": closed,
}  # fmt: skip


def in_state(cast, state):
    return WAYS[Enquiry.State(state).value](cast)


def tries(cast):
    """{verb: a call that would be lawful but for the state}."""
    review_on = clock.today() + timedelta(days=30)
    plan = {"plan": "Weekly.", "plan_agreed": "Priya", "review_on": review_on, "lacks": "no"}
    review = {"held_on": clock.today(), "words": "It works.", "adult_says": "", "next_on": review_on}
    ending = {"remaining_risk": "None.", "felt": "Good.", "felt_not_asked": "", "lacks": "no"}
    outcome = {"risk_outcome": "risk_action", "risk_now": "removed", "conclusion": "So.", "lacks": "no"}
    return {
        "plan": lambda e: planned(cast, e),
        "report": lambda e: reported(cast, e),
        "send_back": lambda e: act(actions.send_back, e, cast.sunita, reason="What of the bank?"),
        "conclude": lambda e: act(actions.conclude, e, cast.sunita, **outcome),
        "stop": lambda e: act(actions.stop, e, cast.sunita, conclusion="She asks for it.", lacks="no"),
        "protect": lambda e: act(actions.protect, e, cast.sunita, **plan),
        "review": lambda e: act(actions.review, e, cast.sunita, **review),
        "close": lambda e: act(actions.close, e, cast.sunita, **ending),
        "reopen": lambda e: act(actions.reopen, e, cast.sunita, officer=cast.olive, reason="A new fact."),
    }
