"""The duties and targets of an enquiry. Each docstring is the sentence that a reader sees when it refuses."""

from datetime import timedelta

from bep.kit import clock, targets
from bep.kit.rules import Refused, must_say, refuse_by, rule
from people.models import Person
from safeguarding.models import Allegation, CausedEnquiry, Concern, Enquiry, Wish

YES = Concern.Answer.YES
S = Enquiry.State
BEGIN = {"start_enquiry", "start_other"}
GOES_ON = BEGIN | {"join"}


# --- the decision, s42(1) ---------------------------------------------------------------------------------------------
def criteria_met(said):
    return all(said[name] == YES for name in ("has_needs", "at_risk", "cannot_protect"))


@rule("Care Act 2014 s42(1) and (2)", "VERIFIED")
def duty_follows_the_criteria(verb, said):
    """Where all three criteria are met the council must enquire; where one is not met, section 42 is not the ground."""
    met = criteria_met(said)
    if verb == "start_enquiry" and not met:
        raise refuse_by(
            duty_follows_the_criteria,
            field="verb",
            remedy="Start another kind of enquiry, or look at the criteria again.",
        )
    if met and verb in {"start_other", "end_here"}:
        raise refuse_by(duty_follows_the_criteria, field="verb", remedy="Start a section 42 enquiry, or join one.")


@rule("Care Act 2014 s42(1): reasonable cause to suspect", "VERIFIED")
def criteria_have_reasons(said):
    """Each of the three criteria is answered with its reason."""
    for name in ("has_needs", "at_risk", "cannot_protect"):
        if said.get(name) not in Concern.Answer.values:
            raise refuse_by(criteria_have_reasons, field=name, remedy="Answer yes, no, or not known.")
        if not said.get(f"{name}_why", "").strip():
            raise refuse_by(criteria_have_reasons, field=f"{name}_why", remedy="A sentence for each is enough.")


@rule("Making Safeguarding Personal; Mental Capacity Act 2005 s1", "VERIFIED")
def consent_is_overridden_openly(concern, verb, override):
    """Going on against the adult's wishes needs a reason on record."""
    refused = concern.consent == Concern.Consent.NO
    if refused and verb in GOES_ON and not (override or "").strip():
        raise refuse_by(
            consent_is_overridden_openly, field="override",
            remedy="For example: others are at risk, a serious crime, duress, or they lack capacity to decide this.",
        )  # fmt: skip


@rule("This council's practice: work is done with a known adult", "LOCAL")
def adult_is_known(concern, verb):
    """Match this concern to a person first, or register them: an enquiry is about a known adult."""
    if verb in GOES_ON and not concern.person_id:
        raise refuse_by(adult_is_known, field="verb", remedy="Use “Match to a person” on the concern.")


# --- a death ----------------------------------------------------------------------------------------------------------
@rule("Care Act 2014 s42(1): “is experiencing, or is at risk of”; s44", "INFERRED")
def duty_is_for_the_living(concern, verb):
    """The duty to enquire is about an adult who is living. Where they have died, section 42 is not the ground: another enquiry
    may look after others at risk, and a safeguarding adults review is considered (section 44)."""
    if verb == "start_enquiry" and concern.person_id and concern.person.death_date:
        raise refuse_by(
            duty_is_for_the_living,
            field="verb",
            remedy="Answer (b) with no, and start another kind of enquiry if need be.",
        )


@rule("Care Act 2014 s42(1) and s44", "INFERRED")
def goes_on_after_death(enquiry):
    """The adult has died. The enquiry goes on to its outcome, so that what happened is decided and others are kept safe; nobody
    is asked what they alone could say. Consider a safeguarding adults review (Care Act 2014 s44)."""
    return enquiry.person.death_date is not None


@rule("This council's practice", "LOCAL")
def plan_is_for_the_living(enquiry):
    """A protection plan keeps a living adult safe. Where they have died, the enquiry is closed, and closing says how any risk to
    others is managed."""
    if goes_on_after_death(enquiry):
        raise refuse_by(plan_is_for_the_living, remedy="Close the enquiry.")


@rule("This council's practice", "LOCAL")
def source_death_ends_nothing(enquiry):
    """The source of the risk has died. The enquiry goes on all the same: what happened is decided, and whether anybody else took
    part, knew, or is still a risk. Risk is rated anew before the outcome."""
    died = Allegation.objects.filter(enquiry=enquiry, source_died_on__isnull=False).order_by("-source_died_on").first()
    if died and not enquiry.riskratings.filter(rated_on__gte=died.source_died_on).exists():
        raise refuse_by(source_death_ends_nothing, remedy="Rate the risk as it is without them.")


# --- who does it ------------------------------------------------------------------------------------------------------
@rule("London multi-agency procedures: a manager and an officer", "RECALLED")
def never_one_person(sam, officer):
    """The safeguarding adults manager and the enquiry officer cannot be one person."""
    if sam is not None and officer is not None and sam.pk == officer.pk:
        raise refuse_by(never_one_person, field="officer", remedy="Name somebody else as enquiry officer.")


def may_lead(sam):
    if not (sam.is_active and sam.has_perm("safeguarding.decide")):
        raise Refused(f"{sam.name} is not a safeguarding adults manager.", field="sam", remedy="Choose one who is.")


def may_enquire(officer):
    if officer is not None and not (officer.is_active and officer.has_perm("safeguarding.enquire")):
        raise Refused(
            f"{officer.name} does not carry out enquiries.", field="officer", remedy="Choose somebody who does."
        )


@rule("This council's practice: a restricted record opens by grant alone", "LOCAL")
def restricted_only_by_grant(person, worker, field):
    """This record is restricted: only somebody whom information governance has let in by name may work on it."""
    if worker and person.restricted and not Person.objects.visible_to(worker).filter(pk=person.pk).exists():
        remedy = f"Ask information governance to grant {worker.name} access first, or choose somebody who has it."
        raise refuse_by(restricted_only_by_grant, field=field, remedy=remedy)


def check_workers(person, sam, officer):
    """Who leads and who enquires: two people whose work it is, and who may see the adult."""
    may_lead(sam)
    may_enquire(officer)
    never_one_person(sam, officer)
    restricted_only_by_grant(person, sam, "sam")
    restricted_only_by_grant(person, officer, "officer")


def officer_is_named(enquiry):
    if not enquiry.officer_id:
        raise Refused("No enquiry officer is named yet.", field="officer", remedy="Name one, then record the plan.")


@rule("This council's practice: the council's decision is the manager's", "LOCAL")
def own_manager(enquiry, by):
    """Only the safeguarding adults manager of this enquiry decides on it."""
    if enquiry.sam_id != by.pk:
        raise refuse_by(own_manager, remedy=f"Ask {enquiry.sam.name}, or take the enquiry over first.")


@rule("This council's practice: the report is the officer's", "LOCAL")
def own_officer(enquiry, by):
    """Only the enquiry officer named on this enquiry hands in its report."""
    if enquiry.officer_id != by.pk:
        raise refuse_by(own_officer, remedy="Ask them, or have yourself named by the manager.")


# --- before it is concluded -------------------------------------------------------------------------------------------
@rule("Making Safeguarding Personal; SAC SG4a", "VERIFIED")
def adult_was_asked(enquiry):
    """An enquiry is not concluded before it says whether the adult was asked what they want."""
    if not enquiry.asked:
        raise refuse_by(adult_was_asked, field="asked", remedy="Ask them, or say why not; then conclude.")
    has_wishes = Wish.objects.filter(enquiry=enquiry).exists()
    if enquiry.asked == Enquiry.Asked.EXPRESSED and not has_wishes:
        raise refuse_by(adult_was_asked, field="asked", remedy="Write what they want, in their words, first.")


@rule("Making Safeguarding Personal; SAC SG4a", "VERIFIED")
def wishes_were_revisited(enquiry):
    """Each outcome that the adult wanted is asked about again: fully, partly or not achieved."""
    if not goes_on_after_death(enquiry) and Wish.objects.filter(enquiry=enquiry, achieved="").exists():
        raise refuse_by(wishes_were_revisited, remedy="Open “What they want” and record how far each was achieved.")


@rule("Mental Capacity Act 2005 s2; SAC SG3a", "VERIFIED")
def capacity_is_told(lacks, why=""):
    """Each decision says whether the adult lacks the capacity to take part in it, and why it is thought so."""
    if not lacks:
        raise refuse_by(capacity_is_told, field="lacks", remedy="Answer yes, no, or not known.")
    if lacks == Enquiry.Lacks.YES and not (why or "").strip():
        raise refuse_by(capacity_is_told, field="lacks_why", remedy="Say what they could not do, and because of what.")


@rule("Care Act 2014 s68", "VERIFIED")
def advocate_was_considered(enquiry):
    """Where the adult would have substantial difficulty in taking part, somebody speaks with them: this is answered before an
    outcome is decided."""
    if not enquiry.advocate:
        raise refuse_by(advocate_was_considered, field="advocate", remedy="Answer it under “Taking part”.")


@rule("Care Act 2014 s42(2): make enquiries, or cause them to be made", "VERIFIED")
def others_have_answered(enquiry):
    """The council decides, and closes, only when each enquiry that it had others make is accepted, or asked for no longer."""
    open_ones = CausedEnquiry.objects.filter(enquiry=enquiry, state__in=["asked", "returned"])
    if first := open_ones.first():
        raise refuse_by(others_have_answered, remedy=f"Settle what was asked of {first.organisation} first.")


@rule("Barking & Dagenham audit 2016, §6.30: outcomes by allegation", "LOCAL")
def each_allegation_has_an_outcome(enquiry):
    """Each allegation has an outcome and its reason before the enquiry is concluded, and before it is closed."""
    rows = Allegation.objects.filter(enquiry=enquiry)
    if not rows.exists() or rows.filter(outcome="").exists():
        raise refuse_by(each_allegation_has_an_outcome, remedy="Open the allegations, and decide on each.")


@rule("Barking & Dagenham audit 2016, §6.30: how risk was recorded", "LOCAL")
def risk_was_rated(enquiry):
    """Risk is rated before and after: at least once when it began, and again for its outcome."""
    if enquiry.riskratings.count() < 2:
        raise refuse_by(risk_was_rated, remedy="Rate the risk as it was, and as it is now.")


@rule("SAC SG2c and SG2e", "VERIFIED")
def risk_now_goes_with_the_outcome(outcome, risk_now):
    """Where a risk was identified, the outcome says whether it remained, was reduced or removed; elsewhere it says nothing."""
    identified = outcome in {Enquiry.RiskOutcome.RISK_ACTION, Enquiry.RiskOutcome.RISK_NONE}
    if identified != bool(risk_now):
        raise refuse_by(
            risk_now_goes_with_the_outcome,
            field="risk_now",
            remedy="Answer it where a risk was identified, and only there.",
        )


@rule("SAC SG2c: ceased at the adult's request", "VERIFIED")
def adult_asks_to_stop(enquiry):
    """An enquiry stops at the adult’s own request: they are living, and they were asked what they want."""
    if goes_on_after_death(enquiry):
        raise refuse_by(adult_asks_to_stop, remedy="They have died: let the enquiry go on to its outcome.")
    if enquiry.asked not in {Enquiry.Asked.EXPRESSED, Enquiry.Asked.NONE}:
        raise refuse_by(adult_asks_to_stop, field="conclusion", remedy="Ask them, and record it under “Taking part”.")


CONCLUDE = (
    adult_was_asked, wishes_were_revisited, advocate_was_considered, others_have_answered, each_allegation_has_an_outcome,
    risk_was_rated, source_death_ends_nothing,
)  # fmt: skip


# --- before it is closed ----------------------------------------------------------------------------------------------
@rule("Barking & Dagenham audit 2016, §6.30: how any ongoing risks will be managed", "LOCAL")
def remaining_risk_is_told(words):
    """Closing says how any risk that remains is managed, and by whom."""
    if not (words or "").strip():
        raise refuse_by(remaining_risk_is_told, field="remaining_risk", remedy="If none remains, say so and why.")


@rule("Making Safeguarding Personal: the adult's own feedback", "LOCAL")
def adult_says_how_it_went(felt, why_not):
    """Closing says what the adult thinks of how it went, or why nobody asked them."""
    if not ((felt or "").strip() or (why_not or "").strip()):
        raise refuse_by(adult_says_how_it_went, field="felt", remedy="Ask them, or say why not.")


@rule("This council's practice", "LOCAL")
def nothing_is_left_to_do(enquiry):
    """An enquiry with actions that nobody has finished is not closed."""
    if first := enquiry.enquiryactions.filter(done_on=None).first():
        raise refuse_by(nothing_is_left_to_do, remedy=f"Finish “{first.what}”, or say what came of it.")


# Whatever was asked for after the outcome, or left open by an enquiry that was stopped, is settled too.
CLOSE = (nothing_is_left_to_do, others_have_answered, each_allegation_has_an_outcome)


def reason_is_given(reason, field="reason"):
    must_say(reason, "A decision needs a reason.", field=field, remedy="Say in a sentence or two why.")


# --- clocks -----------------------------------------------------------------------------------------------------------
TARGETS = {
    S.PLANNING: "safeguarding.planning_within", S.ENQUIRING: "safeguarding.enquiry_within",
    S.REPORTED: "safeguarding.outcome_within", S.CONCLUDED: "safeguarding.closure_within",
    S.PROTECTING: "safeguarding.review_within",
}  # fmt: skip


def stage_due(state, day):
    """The last day of a stage that began on the day; None for a closed enquiry."""
    if state not in TARGETS:
        return None
    start = clock.add_working_days(day - timedelta(days=1), 1) if state != S.PROTECTING else day
    return targets.due(TARGETS[state], start)


def recalled(state):
    """Whether the target of a stage is from memory until the board confirms it."""
    return state in TARGETS and targets.target(TARGETS[state]).status not in {"VERIFIED", "LOCAL"}
