"""An enquiry from stage to stage: the only writers of its state. Its parts are written in parts.py."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from safeguarding import permissions as may
from safeguarding.concern.actions import let_go
from safeguarding.enquiry import rules
from safeguarding.enquiry.deciding import end_sight, let_see, note_capacity
from safeguarding.enquiry.must_see import must_see_case
from safeguarding.models import Allegation, CapacityView, Enquiry, Meeting, PlanReview, RiskRating
from safeguarding.states import ENQUIRY

HAD_DIED = "They had died."
At, S = CapacityView.At, Enquiry.State


def opened(enquiry, version, by):
    """The enquiry, locked, for its own manager."""
    enquiry = locked(must_see_case(enquiry, by), version)
    rules.own_manager(enquiry, by)
    return enquiry


def moved(enquiry, verb, *, due_on=None, **changes):
    """Makes the move of the table, with the clock of the stage it leads to."""
    step = ENQUIRY.move(enquiry, verb)
    today = clock.today()
    detail(verb=verb, state=step.end)
    return saved(enquiry, stage_since=clock.now(), due_on=due_on or rules.stage_due(step.end, today), **changes)


@action("safeguarding.enquiry_named", "Named who leads and who makes an enquiry", needs=may.DECIDE)
def name_workers(*, enquiry, version, sam, officer, reason, by):
    """Two people, never one. Whoever stops sees the adult no longer by this."""
    enquiry = locked(must_see_case(enquiry, by), version)
    if not enquiry.is_open:
        raise WrongMoment("This enquiry is closed: nobody leads it.", remedy="Open it again first, with a reason.")
    rules.reason_is_given(reason)
    rules.check_workers(enquiry.person, sam, officer)
    if officer is None and enquiry.state not in (S.PLANNING, S.CONCLUDED):
        rules.officer_is_named(Enquiry(officer=None))
    enquiry = saved(enquiry, sam=sam, officer=officer)
    end_sight(enquiry, by, keep={sam.pk, getattr(officer, "pk", None)})
    let_see(enquiry, by)
    detail(sam=sam.pk, officer=getattr(officer, "pk", None))
    return enquiry


@action("safeguarding.enquiry_planned", "Planned a safeguarding enquiry", needs=may.DECIDE)
def plan(*, enquiry, version, scope, interim, held_on, attendees, adult_came, minutes, likelihood, impact, risk_words, by,
         lacks="", lacks_why=""):  # fmt: skip
    """The planning or strategy discussion: what is to be found out, how they are safe meanwhile, how great the risk is."""
    enquiry = opened(enquiry, version, by)
    rules.officer_is_named(enquiry)
    must_say(scope, "A plan says what the enquiry must find out.", field="scope", remedy="One or two questions.")
    rules.capacity_is_told(lacks, lacks_why)
    Meeting.objects.create(
        person_id=enquiry.person_id, enquiry=enquiry, kind=Meeting.Kind.PLANNING, held_on=held_on, chair=by.name,
        attendees=attendees, adult_came=adult_came, minutes=minutes, by_id=by.pk,
    )  # fmt: skip
    rate(enquiry, likelihood, impact, risk_words, by)
    note_capacity(enquiry, At.PLANNING, lacks, lacks_why, by)
    return moved(enquiry, "plan", scope=scope, interim=interim, planned_on=held_on)


def rate(enquiry, likelihood, impact, words, by):
    rating = RiskRating(
        person_id=enquiry.person_id, enquiry=enquiry, rated_on=clock.today(), likelihood=likelihood, impact=impact,
        words=words, by_id=by.pk,
    )  # fmt: skip
    return created(rating)


@action("safeguarding.enquiry_reported", "Handed in the report of an enquiry", needs=may.ENQUIRE)
def report(*, enquiry, version, report, by):
    """What was found, by the named officer; the manager decides on it."""
    enquiry = locked(must_see_case(enquiry, by), version)
    ENQUIRY.next(enquiry, "report")
    rules.own_officer(enquiry, by)
    must_say(report, "A report says what was found.", field="report", remedy="Say it, and what it rests on.")
    return moved(enquiry, "report", report=report, reported_on=clock.today())


@action("safeguarding.report_sent_back", "Sent the report of an enquiry back", needs=may.DECIDE)
def send_back(*, enquiry, version, reason, by):
    enquiry = opened(enquiry, version, by)
    rules.reason_is_given(reason)
    return moved(enquiry, "send_back", sent_back=reason)


@action("safeguarding.enquiry_concluded", "Decided the outcome of an enquiry", needs=may.DECIDE)
def conclude(*, enquiry, version, risk_outcome, conclusion, by, risk_now="", lacks="", lacks_why=""):
    """What the council decides: everything the audit of 2016 found missing is asked for before it."""
    enquiry = opened(enquiry, version, by)
    ENQUIRY.next(enquiry, "conclude")
    if risk_outcome == Enquiry.RiskOutcome.CEASED:
        raise Refused(
            "This one was not ceased.", field="risk_outcome", remedy="Use “Stop” where the adult asks for it."
        )
    for check in rules.CONCLUDE:
        check(enquiry)
    rules.risk_now_goes_with_the_outcome(risk_outcome, risk_now)
    return concluded(enquiry, "conclude", risk_outcome, risk_now, conclusion, lacks, lacks_why, by)


@action("safeguarding.enquiry_stopped", "Stopped an enquiry at the adult's request", needs=may.DECIDE)
def stop(*, enquiry, version, conclusion, by, lacks="", lacks_why=""):
    """The adult asks that nothing more be done, and the manager agrees, with a reason. It counts as concluded."""
    enquiry = opened(enquiry, version, by)
    ENQUIRY.next(enquiry, "stop")
    rules.adult_was_asked(enquiry)
    rules.adult_asks_to_stop(enquiry)
    must_say(conclusion, "An outcome needs its reason.", field="conclusion", remedy="What they say, and why we agree.")
    for allegation in Allegation.objects.select_for_update().filter(enquiry=enquiry, outcome=""):
        saved(allegation, outcome=Allegation.Outcome.CEASED, outcome_why=conclusion)
    return concluded(enquiry, "stop", Enquiry.RiskOutcome.CEASED, "", conclusion, lacks, lacks_why, by)


def concluded(enquiry, verb, risk_outcome, risk_now, conclusion, lacks, lacks_why, by):
    rules.capacity_is_told(lacks, lacks_why)
    must_say(conclusion, "An outcome needs its reason.", field="conclusion", remedy="What was decided, and why.")
    note_capacity(enquiry, At.OUTCOME, lacks, lacks_why, by)
    detail(risk_outcome=risk_outcome)
    facts = {"risk_outcome": risk_outcome, "risk_now": risk_now, "conclusion": conclusion}
    return moved(enquiry, verb, concluded_on=clock.today(), **facts)


@action("safeguarding.plan_made", "Made a protection plan", needs=may.DECIDE)
def protect(*, enquiry, version, plan, plan_agreed, review_on, by, lacks="", lacks_why=""):
    """The plan, with whom it was agreed, and when it is looked at again; its actions stand beside it."""
    enquiry = opened(enquiry, version, by)
    rules.plan_is_for_the_living(enquiry)
    must_say(plan, "A protection plan says what keeps them safe.", field="plan", remedy="Who does what, and how often.")
    check_review_day(review_on)
    ENQUIRY.next(enquiry, "protect")
    rules.capacity_is_told(lacks, lacks_why)
    note_capacity(enquiry, At.PLAN, lacks, lacks_why, by)
    return moved(enquiry, "protect", plan=plan, plan_agreed=plan_agreed, due_on=review_on)


def check_review_day(day):
    today = clock.today()
    latest = rules.stage_due(S.PROTECTING, today)
    if day < today or day > latest:
        raise Refused(
            "A protection plan is reviewed in time to come, and within its target.", field="review_on",
            remedy=f"Give a day from today to {latest:%-d %B %Y}.",
        )  # fmt: skip


@action("safeguarding.plan_reviewed", "Reviewed a protection plan", needs=may.DECIDE)
def review(*, enquiry, version, held_on, words, adult_says, next_on, by):
    """What has changed since. It goes on with a next day, or the enquiry is closed."""
    enquiry = opened(enquiry, version, by)
    rules.plan_is_for_the_living(enquiry)
    check_review_day(next_on)
    must_say(words, "A review says what has changed.", field="words", remedy="And whether the plan works.")
    PlanReview.objects.create(
        person_id=enquiry.person_id, enquiry=enquiry, held_on=held_on, words=words, adult_says=adult_says, next_on=next_on,
        by_id=by.pk,
    )  # fmt: skip
    return moved(enquiry, "review", due_on=next_on)


@action("safeguarding.enquiry_closed", "Closed a safeguarding enquiry", needs=may.DECIDE)
def close(*, enquiry, version, remaining_risk, by, felt="", felt_not_asked="", lacks="", lacks_why=""):
    """How remaining risk is managed, and what the adult says of it all; the team sees them no longer."""
    enquiry = opened(enquiry, version, by)
    ENQUIRY.next(enquiry, "close")
    for check in rules.CLOSE:
        check(enquiry)
    rules.remaining_risk_is_told(remaining_risk)
    if rules.goes_on_after_death(enquiry):
        felt_not_asked = felt_not_asked or HAD_DIED
    else:
        rules.capacity_is_told(lacks, lacks_why)
        note_capacity(enquiry, At.CLOSURE, lacks, lacks_why, by)
    rules.adult_says_how_it_went(felt, felt_not_asked)
    facts = {"remaining_risk": remaining_risk, "felt": felt, "felt_not_asked": felt_not_asked}
    enquiry = moved(enquiry, "close", closed_on=clock.today(), **facts)
    end_sight(enquiry, by)
    let_go(enquiry.person, by, enquiry.reference)
    return enquiry


@action("safeguarding.enquiry_reopened", "Opened a safeguarding enquiry again", needs=may.DECIDE)
def reopen(*, enquiry, version, officer, reason, by):
    """What was decided stays in the log and the row history; it is concluded anew."""
    enquiry = locked(must_see_case(enquiry, by), version)
    rules.reason_is_given(reason)
    rules.check_workers(enquiry.person, by, officer)
    enquiry.sam, enquiry.officer = by, officer
    rules.officer_is_named(enquiry)
    enquiry = moved(enquiry, "reopen", closed_on=None, concluded_on=None)
    let_see(enquiry, by)
    return enquiry
