"""An assessment's life: started, sent to be signed, sent back, stopped, added to. Writing: write.py; deciding: decide.py."""

from assessments import permissions as may
from assessments import rules
from assessments.gaps import gaps
from assessments.law import outcomes_of
from assessments.models import Addendum, NeedsAssessment, OutcomeAnswer
from assessments.states import ASSESSMENT
from bep.audit.record import about, action, detail
from bep.kit import clock, targets
from bep.kit.locking import locked, saved
from bep.kit.rules import NotFound, Refused, must_say, refuse_by
from people.actions import involve
from people.models import Involvement, Person
from people.rules import must_see

# What a new assessment opens with from the one it follows: facts that may still be true. Never a decision.
CARRIED = [
    "method", "who_took_part", "difficulties", "difficulty_asked", "supporter", "advocate", "wishes", "causes",
    "causes_answered", "cause_words", "fluctuates", "fluctuation_words", "necessary_care", "health_at_risk",
    "willing_and_able", "hours_caring", "significant_impact", "impact_words", "children", "children_words", "child_caring",
    "carer", "carer_offered", "health_care", "self_assessment_wanted", "self_assessment_capacity", "cares_for_id",
]  # fmt: skip
ANSWER = ["outcome", "words", "wish", "answer", "limbs", "view", "strengths"]


@action("assessments.assessment_started", "Started an assessment", needs=may.ASSESS)
def start(*, person, kind, by, meeting=None, cares_for=None, follows=None, follows_as=""):
    """Opens an assessment, from the last one's answers where it follows one; a person has one open of a kind."""
    Person.objects.select_for_update().get(pk=must_see(person, by).pk)
    if found := open_assessment(person, kind):
        return found
    if follows and (follows.person_id != person.pk or follows.state != NeedsAssessment.State.DECIDED):
        raise Refused(
            "Only a decided assessment of this person can be followed.", remedy="Open their latest assessment."
        )
    today = clock.today()
    assessment = NeedsAssessment.objects.create(
        person=person, kind=kind, meeting=meeting, cares_for=cares_for, follows=follows, follows_as=follows_as, worker=by,
        started_on=today, due=targets.due("needs_assessment.within", today), **carried(follows),
    )  # fmt: skip
    OutcomeAnswer.objects.bulk_create(answers_for(assessment, follows))
    involve(person=person, worker=by, role=Involvement.Role.WORKER, reason="Assessment", by=by)
    detail(kind=kind)
    return assessment


def open_assessment(person, kind):
    states = [NeedsAssessment.State.UNDERWAY, NeedsAssessment.State.SUBMITTED]
    return NeedsAssessment.objects.filter(person=person, kind=kind, state__in=states).first()


def carried(follows):
    facts = {name: getattr(follows, name) for name in CARRIED} if follows else {}
    facts.pop("cares_for_id", None)
    return facts


def answers_for(assessment, follows):
    """One answer for each of the law's outcomes: blank, or what was last said."""
    before = {row.outcome: row for row in follows.outcomes.all()} if follows else {}
    for outcome in outcomes_of(assessment.kind).values:
        last = before.get(outcome)
        facts = {name: getattr(last, name) for name in ANSWER} if last else {"outcome": outcome}
        yield OutcomeAnswer(assessment=assessment, **facts)


@action("assessments.assessment_submitted", "Sent an assessment to be signed", needs=may.ASSESS)
def submit(*, assessment, version, proposed, reason, by):
    """A trainee or an officer proposes; a qualified social worker, somebody else, decides."""
    assessment = locked(must_see(assessment, by), version)
    ASSESSMENT.move(assessment, "submit")
    refuse_gaps(assessment)
    if not rules.reasons_for_decision(reason):
        raise refuse_by(rules.reasons_for_decision, field="reason", remedy="Give the reasons for what you propose.")
    detail(proposed=proposed)
    return saved(
        assessment,
        proposed=proposed,
        proposed_reason=reason,
        submitted_by=by,
        submitted_at=clock.now(),
        returned_because="",
    )


def refuse_gaps(assessment):
    found = gaps(assessment)
    if found:
        raise Refused(
            f"{len(found)} {'answer is' if len(found) == 1 else 'answers are'} still missing.",
            remedy="They are listed on the page, each with a link to where it is given.",
        )


@action("assessments.assessment_returned", "Sent an assessment back", needs=may.DECIDE)
def send_back(*, assessment, version, reason, by):
    """Not signed yet: what has to be looked at again."""
    assessment = locked(must_see(assessment, by), version)
    ASSESSMENT.move(assessment, "return")
    must_say(reason, "Sending back needs a reason.", remedy="Say what should be looked at again.")
    return saved(assessment, returned_because=reason, submitted_by=None, submitted_at=None)


@action("assessments.assessment_stopped", "Stopped an assessment", needs=may.ASSESS)
def stop(*, assessment, version, why, words, by, lacks_capacity=False, abuse=False):
    """It will not be finished, and why; a refusal does not always end the duty to assess."""
    assessment = locked(must_see(assessment, by), version)
    ASSESSMENT.move(assessment, "stop")
    refused = why == NeedsAssessment.StopReason.REFUSED
    if refused and rules.assess_despite_refusal(
        lacks_capacity_and_in_their_interests=lacks_capacity, abuse_or_neglect=abuse
    ):
        raise refuse_by(
            rules.assess_despite_refusal, field="why", remedy="Go on with the assessment, and record their views."
        )
    must_say(words, "Stopping an assessment needs a reason.", field="words", remedy="Say in a sentence what happened.")
    detail(why=why)
    return saved(assessment, stop_reason=why, stop_words=words, stopped_on=clock.today())


@action("assessments.addendum_written", "Added to an assessment", needs=may.ASSESS)
def write_addendum(*, assessment, words, by):
    """Words added after the decision: the assessment itself stays as it was."""
    return add(assessment, by, Addendum.Kind.NOTE, words)


@action("assessments.copy_given", "Gave a copy of an assessment", needs=may.ASSESS)
def copy_given(*, assessment, words, by):
    """The person has the written record (Care Act s12): to whom and how."""
    return add(assessment, by, Addendum.Kind.COPY_GIVEN, words)


def add(assessment, by, kind, words):
    must_see(assessment, by)
    ASSESSMENT.next(assessment, "add")
    must_say(words, "There is nothing to add yet.", field="words", remedy="Write what should be added.")
    about(assessment)
    return Addendum.objects.create(assessment=assessment, kind=kind, words=words, written_by=by)


def seen_assessment(pk, by):
    """An assessment of somebody the doer may see, locked."""
    found = NeedsAssessment.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no assessment here that you may see.", remedy="Open the person's page again.")
    return found
