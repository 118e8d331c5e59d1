"""An AMHP's record of considering a case: written, and signed, by that AMHP alone."""

from dataclasses import asdict

from amhp_rota import permissions as may
from amhp_rota.actions.desk_common import desk_must_see, not_in_future, write_line
from amhp_rota.actions.desk_timers import start_timer
from amhp_rota.models import LogLine, MhaAssessment
from amhp_rota.rules import desk, records, timers
from amhp_rota.rules import nearest_relative as nr
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import NotAllowed, WrongMoment, must_say

FIELDS = {
    "considered", "seen_at", "seen_where", "manner", "present", "persons_view", "medical_view", "others_view",
    "relative_told", "relative_told_how", "relative_objects", "relative_view", "rights_given", "alternatives", "capacity",
    "capacity_why", "risk", "dependants", "outcome", "reasons", "no_acquaintance",
}  # fmt: skip
Kind = LogLine.Kind


@action("amhp_rota.assessment_begun", "Began the record of a Mental Health Act assessment", needs=may.ASSESS)
def begin_assessment(*, request, by):
    """The record of whoever has taken the request on; there is one for each request."""
    desk.is_open(desk_must_see(request, by))
    desk.decides_oneself(request, by)
    return record_of(request, by)


def record_of(request, by):
    """Their own record of this request, begun where there is none yet. Called by actions."""
    found, _ = MhaAssessment.objects.get_or_create(
        request=request, amhp_id=by.pk, defaults={"person_id": request.person_id}
    )
    return found


def own(assessment, by):
    """Only the AMHP whose record it is may write it, and only until it is signed."""
    if assessment.amhp_id != by.pk:
        raise NotAllowed(desk.decides_oneself.wording, remedy=f"Ask {assessment.amhp.name}.")
    if assessment.is_signed:
        raise WrongMoment("This record is signed.", remedy="Add a note to the log: it is printed with the report.")
    return assessment


@action("amhp_rota.assessment_saved", "Saved the record of a Mental Health Act assessment", needs=may.ASSESS)
def save_assessment(*, assessment, version, facts, by):
    assessment = own(locked(desk_must_see(assessment, by), version), by)
    if unknown := facts.keys() - FIELDS:
        raise TypeError(f"An assessment has no {unknown}.")
    if facts.get("seen_at"):
        not_in_future(facts["seen_at"], "on")
    return saved(assessment, **facts)


@action("amhp_rota.relative_found", "Worked out the nearest relative", needs=may.ASSESS)
def find_relative(*, assessment, version, relatives, patient, by):
    """Section 26 step by step: the finding and the way to it are kept, to be read and printed."""
    assessment = own(locked(desk_must_see(assessment, by), version), by)
    found = nr.nearest_relative(relatives, patient, clock.today())
    kept = [asdict(r) | {"birth_date": r.birth_date and r.birth_date.isoformat()} for r in relatives]
    detail(relatives=len(relatives), doubtful=found.doubtful)
    return saved(
        assessment, relatives=kept, relatives_patient=asdict(patient), relative_steps=found.steps,
        relative_found=found.name[:160], relative_name=found.name[:160], relative_override="",
    )  # fmt: skip


@action("amhp_rota.relative_overridden", "Named another nearest relative than section 26 finds", needs=may.ASSESS)
def override_relative(*, assessment, version, name, why, by):
    """The AMHP's own judgement, with its reason, which is printed beside the finding."""
    assessment = own(locked(desk_must_see(assessment, by), version), by)
    must_say(name, "Name the nearest relative you act with.", field="name", remedy="Or leave the finding as it is.")
    must_say(why, "Say why it is not who section 26 finds.", field="why", remedy="In a sentence: it is printed.")
    return saved(assessment, relative_name=name, relative_override=why)


@action("amhp_rota.assessment_signed", "Signed the record of a Mental Health Act assessment", needs=may.ASSESS)
def sign_assessment(*, assessment, version, by):
    """Signed once. Nobody approves it, and nobody changes it afterwards."""
    assessment = own(locked(desk_must_see(assessment, by), version), by)
    for check in records.checks(assessment):
        check()
    words = f"Record signed: {assessment.get_outcome_display()}."
    write_line(assessment.request, Kind.ASSESSMENT, words=words, by=by)
    detail(outcome=assessment.outcome)
    start_timer(assessment.request, *timers.of_report(clock.now()), by=by)
    return saved(assessment, state=MhaAssessment.State.SIGNED, signed_at=clock.now())
