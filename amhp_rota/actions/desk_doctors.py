"""Doctors: who may be asked, who examined, what they declare, what they are paid."""

from amhp_rota import permissions as may
from amhp_rota.actions.desk_common import desk_must_see, not_in_future, write_line
from amhp_rota.models import Declaration, Doctor, FeeClaim, LogLine, Recommendation
from amhp_rota.rules import conflicts, desk
from amhp_rota.rules.recommendations import examined_before_signed
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, approving_is_apart_from_asking

Kind = LogLine.Kind


@action("amhp_rota.doctor_kept", "Kept the register of doctors", needs=may.DESK)
def keep_doctor(*, facts, by, doctor=None, version=0):
    """Adds a doctor to the register, or corrects what it says."""
    if facts.get("s12_until") and not facts.get("s12_from"):
        raise Refused("Say from when the approval runs.", field="s12_from", remedy="Give both days.")
    if doctor is not None:
        return saved(locked(doctor, version), **facts)
    if Doctor.objects.filter(gmc_number=facts["gmc_number"]).exists():
        raise Refused("A doctor with this GMC number is there already.", field="gmc_number", remedy="Open that entry.")
    return Doctor.objects.create(**facts)


@action("amhp_rota.recommended", "Recorded a medical recommendation", needs=may.DESK)
def record_recommendation(*, request, doctor, section, examined_at, by, joint=False, knew_before=False, signed_on=None):
    """What a doctor found: an examination, and the recommendation once it is signed. Written again, it is corrected."""
    desk.is_open(desk_must_see(request, by))
    not_in_future(examined_at, "examined_on")
    examined_before_signed(examined_at, signed_on)
    found, new = Recommendation.objects.update_or_create(
        request=request, doctor=doctor, section=section,
        defaults={
            "person_id": request.person_id, "examined_at": examined_at, "joint": joint, "knew_before": knew_before,
            "is_s12": doctor.s12_on(clock.as_date(examined_at)), "signed_on": signed_on, "recorded_by_id": by.pk,
        },
    )  # fmt: skip
    request.delays.filter(cause="doctor", ended_at=None).update(ended_at=clock.now())
    signed = "signed" if signed_on else "not signed yet"
    words = f"{doctor}: {found.get_section_display().lower()} recommendation, {signed}."
    write_line(request, Kind.ASSESSMENT, who=doctor.name, words=words, by=by)
    detail(section=section, new=new)
    return found


@action("amhp_rota.interest_declared", "Recorded a declaration about conflicts of interest", needs=may.DESK)
def declare_interest(*, request, by, doctor=None, amhp=None, grounds=(), urgent_because=""):
    """What an assessor says of conflicts of interest, for this assessment. A later declaration takes an earlier one's place."""
    desk.is_open(desk_must_see(request, by))
    if unknown := set(grounds) - set(Declaration.Ground.values):
        raise Refused(
            f"“{unknown.pop()}” is no ground of the regulations.", field="grounds", remedy="Choose from the list."
        )
    if (doctor is None) == (amhp is None):
        raise Refused("Say whose declaration it is.", field="assessor", remedy="Choose one assessor.")
    conflicts.check_override(grounds, urgent_because)
    detail(grounds=sorted(grounds))
    made = Declaration.objects.create(
        request=request, person_id=request.person_id, doctor=doctor, amhp=amhp, grounds=list(grounds),
        urgent_because=urgent_because, made_by_id=by.pk,
    )  # fmt: skip
    said = "no conflict of interest" if not grounds else ", ".join(Declaration.Ground(g).label for g in grounds)
    write_line(request, Kind.ASSESSMENT, words=f"{made.assessor} declares: {said}.", by=by)
    return made


# --- fees -------------------------------------------------------------------------------------------------------------
@action("amhp_rota.fee_claimed", "Entered a doctor's fee", needs=may.DESK)
def claim_fee(*, request, doctor, fee, by, miles=0, travel=0, note=""):
    """Enters what a doctor claims for an examination that is on record."""
    desk_must_see(request, by)
    if not request.recommendations.filter(doctor=doctor).exists():
        raise Refused("No examination by this doctor is on record.", field="doctor", remedy="Record it first.")
    if request.fees.filter(doctor=doctor).exists():
        raise Refused("This doctor's fee is entered already.", field="doctor", remedy="See the list of fees.")
    return FeeClaim.objects.create(
        request=request, person_id=request.person_id, doctor=doctor, fee=fee, miles=miles, travel=travel, note=note,
        claimed_on=clock.today(), entered_by_id=by.pk,
    )  # fmt: skip


@action("amhp_rota.fee_settled", "Decided a doctor's fee", needs=may.ACTIVITY)
def settle_fee(*, claim, version, passed, by, note=""):
    """Passes a fee for payment, or not: never by whoever entered it."""
    claim = locked(desk_must_see(claim, by), version)
    if claim.state != FeeClaim.State.CLAIMED:
        raise WrongMoment("This fee has been decided.", remedy="Reload the list.")
    approving_is_apart_from_asking(by, claim.entered_by_id)
    state = FeeClaim.State.PASSED if passed else FeeClaim.State.REFUSED
    detail(state=state)
    return saved(claim, state=state, settled_by_id=by.pk, settled_at=clock.now(), note=note or claim.note)
