"""The parts of an enquiry: what the adult wants, allegations, risk, actions, meetings, what was shared, what others found."""

from bep.audit.record import action, detail
from bep.kit import clock, reference, targets
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from safeguarding import permissions as may
from safeguarding.enquiry import rules
from safeguarding.enquiry.actions import rate
from safeguarding.enquiry.deciding import touched
from safeguarding.enquiry.must_see import must_see_case
from safeguarding.models import Allegation, CausedEnquiry, CitedCapacity, Enquiry, EnquiryAction, Meeting, Sharing, Wish
from safeguarding.states import CAUSED


def open_enquiry(enquiry, by):
    """The enquiry, for whoever works on it: its parts change only while it is open."""
    must_see_case(enquiry, by)
    if not enquiry.is_open:
        raise WrongMoment("This enquiry is closed.", remedy="Open it again first, with a reason.")
    return enquiry


def part(model, enquiry, by, **facts):
    """A new row of an enquiry."""
    return created(model(person_id=enquiry.person_id, enquiry=enquiry, by_id=by.pk, **facts))


def to_change(record, version, by):
    """A part that stands, locked, while its enquiry is open."""
    open_enquiry(must_see_case(record, by).enquiry, by)
    return locked(record, version)


# --- Making Safeguarding Personal -------------------------------------------------------------------------------------
@action("safeguarding.adult_asked", "Recorded what an adult wants to happen", needs=may.ENQUIRE)
def record_asked(*, enquiry, version, asked, advocate, advocate_name, by):
    """Whether they were asked, and who speaks with them where they would have substantial difficulty (s68)."""
    enquiry = locked(open_enquiry(enquiry, by), version)
    if advocate == Enquiry.Advocate.INDEPENDENT:
        must_say(advocate_name, "Name the advocate.", field="advocate_name", remedy="Their name and organisation.")
    return saved(enquiry, asked=asked, advocate=advocate, advocate_name=advocate_name)


@action("safeguarding.wish_recorded", "Recorded an outcome that an adult wants", needs=may.ENQUIRE)
def record_wish(*, enquiry, words, said_on, by, said_by=""):
    enquiry = open_enquiry(enquiry, by)
    if enquiry.asked != Enquiry.Asked.EXPRESSED:
        touched(enquiry, asked=Enquiry.Asked.EXPRESSED)
    return part(Wish, enquiry, by, words=words, said_by=said_by, said_on=said_on)


@action("safeguarding.wish_revisited", "Asked again about an outcome that an adult wants", needs=may.ENQUIRE)
def revisit_wish(*, wish, version, achieved, comment, by):
    """Fully, partly or not achieved, as the adult sees it."""
    wish = to_change(wish, version, by)
    detail(achieved=achieved)
    return saved(wish, achieved=achieved, comment=comment, revisited_on=clock.today())


@action("safeguarding.capacity_cited", "Pointed an enquiry to a capacity assessment", needs=may.ENQUIRE)
def cite_capacity(*, enquiry, assessment, by):
    """A decision of this enquiry rests on it: of this adult, completed, and still in force."""
    enquiry = open_enquiry(enquiry, by)
    if assessment.person_id != enquiry.person_id or not in_force(assessment):
        raise Refused(
            "An enquiry rests on a capacity assessment of its own adult that is in force.", field="assessment",
            remedy="Assess their capacity for this decision first, from their page.",
        )  # fmt: skip
    detail(outcome=assessment.outcome)
    return part(CitedCapacity, enquiry, by, assessment=assessment)


def in_force(assessment):
    return type(assessment).objects.in_force().filter(pk=assessment.pk).exists()


# --- allegations and risk ---------------------------------------------------------------------------------------------
@action("safeguarding.allegation_recorded", "Recorded an allegation", needs=may.ENQUIRE)
def record_allegation(*, enquiry, kind, location, source, by, provider=None, alleged=""):
    enquiry = open_enquiry(enquiry, by)
    check_lists(kind=kind, location=location, source=source)
    return part(
        Allegation, enquiry, by, kind=kind, location=location, source=source, provider=provider, alleged=alleged
    )


OWN_RISK = "self"  # of the list risk_source
LISTS = {"kind": "abuse_type", "location": "abuse_location", "source": "risk_source"}


def check_lists(**said):
    for field, value in said.items():
        if value not in reference.codes(LISTS[field]):
            raise Refused("This is not in the list.", field=field, remedy="Choose one of the list.")


@action("safeguarding.allegation_decided", "Decided on an allegation", needs=may.DECIDE)
def decide_allegation(*, allegation, version, outcome, outcome_why, by):
    """The council's own outcome, by its manager, with the reason."""
    allegation = to_change(allegation, version, by)
    rules.own_manager(allegation.enquiry, by)
    must_say(
        outcome_why, "An outcome needs its reason.", field="outcome_why", remedy="On the balance of probabilities."
    )
    detail(outcome=outcome)
    return saved(allegation, outcome=outcome, outcome_why=outcome_why)


@action("safeguarding.source_died", "Recorded that the source of a risk has died", needs=may.ENQUIRE)
def record_source_death(*, allegation, version, died_on, by):
    """The enquiry goes on: what happened is decided, and risk is rated anew."""
    allegation = to_change(allegation, version, by)
    if allegation.source == OWN_RISK:
        raise Refused("Here the adult is the source of the risk.", remedy="Record their death on their own page.")
    if died_on > clock.today():
        raise Refused("This is still to come.", field="died_on", remedy="Give the day on which they died.")
    return saved(allegation, source_died_on=died_on)


@action("safeguarding.risk_rated", "Rated the risk of an enquiry", needs=may.ENQUIRE)
def rate_risk(*, enquiry, likelihood, impact, words, by):
    return rate(open_enquiry(enquiry, by), likelihood, impact, words, by)


# --- actions, meetings, sharing ---------------------------------------------------------------------------------------
@action("safeguarding.action_added", "Added an action to an enquiry", needs=may.ENQUIRE)
def add_action(*, enquiry, what, who, due_on, of_plan, by):
    return part(EnquiryAction, open_enquiry(enquiry, by), by, what=what, who=who, due_on=due_on, of_plan=of_plan)


@action("safeguarding.action_done", "Finished an action of an enquiry", needs=may.ENQUIRE)
def finish_action(*, todo, version, words, by):
    todo = to_change(todo, version, by)
    if todo.done_on:
        raise WrongMoment("This is done already.", remedy="Reload the page.")
    must_say(words, "Say what came of it.", field="words", remedy="Done, or why it was not.")
    return saved(todo, done_on=clock.today(), done_words=words)


@action("safeguarding.meeting_recorded", "Recorded a safeguarding meeting", needs=may.ENQUIRE)
def record_meeting(*, enquiry, by, **facts):
    return part(Meeting, open_enquiry(enquiry, by), by, **facts)


@action("safeguarding.information_shared", "Recorded that information was shared", needs=may.ENQUIRE)
def record_sharing(*, enquiry, ground, by, **facts):
    """With whom, what, on what ground; consent is asked first, and where another ground holds it is said why."""
    enquiry = open_enquiry(enquiry, by)
    if ground not in reference.codes("sharing_ground"):
        raise Refused("This ground is not in the list.", field="ground", remedy="Choose one of the list.")
    if ground != "consent":
        must_say(
            facts.get("why"), "Sharing without agreement says why its ground holds.", field="why", remedy="A sentence."
        )
    detail(ground=ground)
    return part(Sharing, enquiry, by, ground=ground, **facts)


# --- enquiries that others make ---------------------------------------------------------------------------------------
@action("safeguarding.caused_asked", "Asked others to make an enquiry", needs=may.ENQUIRE)
def ask_others(*, enquiry, organisation, asked_of, contact, what, by, due_on=None):
    """s42(2): the council causes enquiries to be made; asked of whom, what, and by when."""
    today = clock.today()
    if due_on and due_on < today:
        raise Refused("They are asked for it in time to come.", field="due_on", remedy="Give today or a later day.")
    return part(
        CausedEnquiry, open_enquiry(enquiry, by), by, organisation=organisation, asked_of=asked_of, contact=contact,
        what=what, asked_on=today, due_on=due_on or targets.due("safeguarding.caused_within", today),
    )  # fmt: skip


@action("safeguarding.caused_returned", "Recorded what others found", needs=may.ENQUIRE)
def record_return(*, asked, version, answer, by):
    asked = to_change(asked, version, by)
    CAUSED.move(asked, "return")
    must_say(answer, "Write what they found.", field="answer", remedy="In their words where you can.")
    return saved(asked, answer=answer, returned_on=clock.today())


@action("safeguarding.caused_accepted", "Accepted what others found", needs=may.DECIDE)
def accept_return(*, asked, version, reason, by):
    """The council is satisfied with it; what follows from it, the council decides."""
    asked = to_change(asked, version, by)
    rules.own_manager(asked.enquiry, by)
    CAUSED.move(asked, "accept")
    rules.reason_is_given(reason)
    return saved(asked, settled=reason)


@action("safeguarding.caused_sent_back", "Sent back what others found", needs=may.DECIDE)
def send_back_return(*, asked, version, reason, by):
    asked = to_change(asked, version, by)
    rules.own_manager(asked.enquiry, by)
    CAUSED.move(asked, "send_back")
    rules.reason_is_given(reason)
    due_on = targets.due("safeguarding.caused_within", clock.today())
    return saved(asked, sent_back=reason, due_on=due_on)


@action("safeguarding.caused_withdrawn", "Asked others no longer for an enquiry", needs=may.DECIDE)
def withdraw_ask(*, asked, version, reason, by):
    asked = to_change(asked, version, by)
    rules.own_manager(asked.enquiry, by)
    CAUSED.move(asked, "withdraw")
    rules.reason_is_given(reason)
    return saved(asked, settled=reason)
