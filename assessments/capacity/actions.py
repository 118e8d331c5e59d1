"""Capacity is assessed and, where it is lacking, a best-interests decision made: the only writers of both."""

from assessments import permissions as may
from assessments.capacity import rules
from assessments.models import (
    BestInterestsDecision,
    BestInterestsMeeting,
    BestInterestsOption,
    CapacityAssessment,
    CapacityCountersignature,
    Consultation,
)
from assessments.states import BEST_INTERESTS
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment, approving_is_apart_from_asking, must_say
from people import permissions as people_may
from people.actions import involve
from people.models import Involvement
from people.rules import must_see
from people.rules.day import awaits_countersign


# --- the assessment ---------------------------------------------------------------------------------------------------
@action("assessments.capacity_assessed", "Assessed mental capacity for a decision", needs=may.ASSESS)
def assess(*, person, by, supersedes=None, **facts):
    """Keeps the answers; what they come to is worked out here, never given."""
    must_see(person, by)
    record = CapacityAssessment(person=person, assessor=by, awaits_countersign=awaits_countersign(by), **facts)
    rules.check_assessment(record, person)
    check_superseded(supersedes, person)
    record.outcome, record.supersedes = rules.outcome_of(record), supersedes
    created(record)
    detail(outcome=record.outcome, not_able=rules.not_able(record))
    return record


def check_superseded(earlier, person):
    if earlier is None:
        return
    if earlier.person_id != person.pk or hasattr(earlier, "superseded_by"):
        raise Refused(
            "A later assessment stands in its place already.", field="supersedes", remedy="Choose the newest."
        )


@action("assessments.capacity_countersigned", "Countersigned a capacity assessment", needs=people_may.COUNTERSIGN)
def countersign(*, assessment, by, remark=""):
    """A colleague stands behind a trainee's assessment; from now on something may rest on it."""
    must_see(assessment, by)
    approving_is_apart_from_asking(by, assessment.assessor_id, remedy="Ask a colleague who may countersign.")
    if not assessment.awaits_countersign or hasattr(assessment, "countersignature"):
        raise WrongMoment("This does not wait for a countersignature.", remedy="Go back to My work.")
    facts = {"person_id": assessment.person_id, "assessment": assessment, "author": by}
    return created(CapacityCountersignature(remark=remark.strip(), **facts))


# --- best interests ---------------------------------------------------------------------------------------------------
@action("assessments.best_interests_opened", "Began a best-interests decision", needs=may.ASSESS)
def open_decision(*, assessment, matter, nobody_to_consult, by):
    """On a completed assessment that they lack capacity for this very decision, and on nothing else."""
    must_see(assessment, by)
    CapacityAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    rules.only_where_capacity_is_lacking(assessment)
    rules.wait_where_it_can(assessment)
    if assessment.best_interests.filter(state="underway").exists():
        raise WrongMoment("A best-interests decision is under way already.", remedy="Open it from the assessment.")
    involve(person=assessment.person, worker=by, role=Involvement.Role.WORKER, reason="Best-interests decision", by=by)
    detail(matter=matter)
    return created(BestInterestsDecision(
        person_id=assessment.person_id, assessment=assessment, worker=by, opened_on=clock.today(), matter=matter,
        nobody_to_consult=nobody_to_consult,
    ))  # fmt: skip


@action("assessments.best_interests_written", "Wrote in a best-interests decision", needs=may.ASSESS)
def write(*, best_interests, version, by, **answers):
    """The checklist of section 4, who holds authority, and whether there is anybody to consult."""
    record = locked(must_see(best_interests, by), version)
    BEST_INTERESTS.move(record, "write")
    if answers.get("authority") in {"attorney", "deputy", "advance"}:
        must_say(answers.get("authority_words"), "Say what was seen of it.", field="authority_words")
    return saved(record, **answers)


def part(model, best_interests, by, **facts):
    """A new row of a decision that is still open."""
    must_see(best_interests, by)
    rules.still_open(best_interests)
    return created(model(person_id=best_interests.person_id, best_interests=best_interests, by=by, **facts))


@action("assessments.consulted", "Consultation somebody on best interests", needs=may.ASSESS)
def consult(*, best_interests, by, **facts):
    return part(Consultation, best_interests, by, **facts)


@action("assessments.option_weighed", "Weighed an option of a best-interests decision", needs=may.ASSESS)
def weigh(*, best_interests, by, **facts):
    return part(BestInterestsOption, best_interests, by, **facts)


@action("assessments.best_interests_met", "Recorded a best-interests meeting", needs=may.ASSESS)
def record_meeting(*, best_interests, by, **facts):
    return part(BestInterestsMeeting, best_interests, by, **facts)


@action("assessments.imca_recorded", "Recorded an independent mental capacity advocate", needs=may.ASSESS)
def record_imca(*, best_interests, version, imca_name, imca_instructed_on, by, imca_report_on=None, imca_report=""):
    """Who was instructed and when; later their report."""
    record = locked(must_see(best_interests, by), version)
    rules.still_open(record)
    if imca_report_on and imca_report_on < imca_instructed_on:
        raise Refused("A report cannot come before it was asked for.", field="imca_report_on", remedy="Correct a day.")
    if imca_report_on:
        must_say(imca_report, "Say what the report says.", field="imca_report")
    facts = {"imca_report_on": imca_report_on, "imca_report": imca_report}
    return saved(record, imca_name=imca_name, imca_instructed_on=imca_instructed_on, **facts)


@action("assessments.best_interests_decided", "Made a best-interests decision", needs=may.BEST_INTERESTS)
def decide(*, best_interests, version, chosen, reasons, less_restrictive, decider, review_on, by, disagreement="",
           disagreement_handled="", urgent_because=""):  # fmt: skip
    """Decides, and keeps it: every duty of section 4 is asked for before it."""
    record = locked(must_see(best_interests, by), version)
    BEST_INTERESTS.move(record, "decide")
    record.urgent_because = urgent_because
    rules.only_where_capacity_is_lacking(record.assessment)
    rules.an_advance_decision_stands(record)
    rules.the_checklist_is_answered(record)
    rules.whoever_holds_authority_decides(record, decider)
    rules.others_are_consulted(record, record.consultations.count())
    rules.an_advocate_is_instructed(record)
    rules.options_are_weighed(chosen, record)
    must_say(reasons, "A decision needs its reasons.", field="reasons", remedy="Why this option, for this person?")
    rules.the_less_restrictive_way(less_restrictive)
    rules.disagreement_is_handled(disagreement, disagreement_handled)
    rules.a_review_lies_ahead(review_on)
    detail(decider=decider, urgent=bool(urgent_because))
    return saved(
        record, chosen=chosen, reasons=reasons, less_restrictive=less_restrictive, decider=decider, review_on=review_on,
        disagreement=disagreement, disagreement_handled=disagreement_handled, decided_on=clock.today(), decided_by=by,
    )  # fmt: skip


@action("assessments.best_interests_stopped", "Stopped a best-interests decision", needs=may.ASSESS)
def stop(*, best_interests, version, reason, by):
    """Nobody has to decide it any more: capacity came back, an advance decision stands, or it fell away."""
    record = locked(must_see(best_interests, by), version)
    BEST_INTERESTS.move(record, "stop")
    must_say(reason, "Stopping needs a reason.")
    return saved(record, stop_words=reason)
