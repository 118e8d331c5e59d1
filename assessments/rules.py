"""The Care Act's rules on assessment and eligibility. A rule's docstring is the sentence a reader sees.

A rule answers True, False, or None while what it needs has not been written down. The rules look at `Findings`, plain
facts of one assessment, so they can be tried on every combination without a database. They suggest; a worker decides.
"""

from dataclasses import dataclass, field

from assessments.law import Cause, Eligibility, limbs_of, outcomes_of
from bep.kit.rules import rule


@dataclass(frozen=True)
class Findings:
    """What an assessment has found. `unable` gives each answered outcome the limbs by which it cannot be achieved: none
    of them means able. An outcome that is not in it has not been looked at."""

    kind: str = "needs"
    causes: frozenset | None = None
    unable: dict = field(default_factory=dict)
    significant_impact: bool | None = None
    necessary_care: bool | None = None
    health_at_risk: bool | None = None

    @property
    def is_carers(self):
        return self.kind == "carer"

    @property
    def outcomes(self):
        return [outcome.value for outcome in outcomes_of(self.kind)]

    @property
    def unmet(self):
        """The outcomes that cannot be achieved, in the law's order."""
        return [o for o in self.outcomes if o in self.unable and cannot_achieve(self.unable[o], self.kind)]

    @property
    def not_looked_at(self):
        return [o for o in self.outcomes if o not in self.unable]


# --- what "unable" means ----------------------------------------------------------------------------------------------
@rule("SI 2015/313 reg 2(3)")
def unable(limbs):
    """Somebody is unable to achieve an outcome who cannot do so without help, or only with significant pain, distress or
    anxiety, or in a way that endangers health or safety, or in significantly longer than would normally be expected."""
    return bool(set(limbs) & {limb.value for limb in limbs_of("needs")})


@rule("SI 2015/313 reg 3")
def carer_unable(limbs):
    """A carer is unable to achieve an outcome who cannot do so without help, or only with significant pain, distress or
    anxiety, or in a way that endangers health or safety. Taking longer does not count."""
    return bool(set(limbs) & {limb.value for limb in limbs_of("carer")})


def cannot_achieve(limbs, kind):
    return carer_unable(limbs) if kind == "carer" else unable(limbs)


# --- the three conditions for an adult --------------------------------------------------------------------------------
@rule("SI 2015/313 reg 2(1)(a)")
def impairment_or_illness(findings):
    """The needs arise from, or are related to, a physical or mental impairment or illness."""
    return None if findings.causes is None else bool(findings.causes)


@rule("SI 2015/313 reg 2(1)(b)")
def two_or_more_outcomes(findings):
    """Because of those needs the adult is unable to achieve two or more of the ten outcomes."""
    return at_least(2, findings)


@rule("SI 2015/313 reg 2(1)(c)")
def significant_impact(findings):
    """As a consequence there is, or is likely to be, a significant impact on the adult's wellbeing (Care Act s1(2))."""
    return findings.significant_impact


# --- the three conditions for a carer ---------------------------------------------------------------------------------
@rule("SI 2015/313 reg 3(1)(a)")
def necessary_care(findings):
    """The carer's needs arise from providing necessary care for an adult."""
    return findings.necessary_care


@rule("SI 2015/313 reg 3(1)(b)")
def carer_health_or_any_outcome(findings):
    """The carer's physical or mental health is, or is at risk of, deteriorating, or the carer is unable to achieve any
    one of the eight outcomes."""
    return either(findings.health_at_risk, at_least(1, findings))


@rule("SI 2015/313 reg 3(1)(c)")
def carer_significant_impact(findings):
    """As a consequence there is, or is likely to be, a significant impact on the carer's wellbeing (Care Act s1(2))."""
    return findings.significant_impact


def at_least(number, findings):
    """True or False as soon as it cannot change any more, whatever the outcomes not yet looked at turn out to be."""
    known, open_ = len(findings.unmet), len(findings.not_looked_at)
    if known >= number:
        return True
    return None if known + open_ >= number else False


def either(one, other):
    if one or other:
        return True
    return None if None in (one, other) else False


CONDITIONS = {
    "needs": (impairment_or_illness, two_or_more_outcomes, significant_impact),
    "carer": (necessary_care, carer_health_or_any_outcome, carer_significant_impact),
}


# --- duties around the decision ---------------------------------------------------------------------------------------
@rule("SI 2015/313 reg 2(4)")
def fluctuation_considered(fluctuates, words):
    """Where needs go up and down, the circumstances are taken into account over as long a time as it takes to see the
    level of need accurately."""
    return fluctuates == "no" or (fluctuates == "yes" and bool(words.strip()))


@rule("Care Act 2014 s67")
def advocate_needed(difficulties, supporter):
    """An independent advocate must be arranged for somebody who would have substantial difficulty in taking part and has
    nobody appropriate, not paid or professional, to support them."""
    return bool(difficulties) and not supporter.strip()


@rule("SI 2014/2827")
def supported_self_assessment(wanted, has_capacity):
    """Everybody is asked whether they want a supported self-assessment, and has one if they want it and have capacity to
    take part in it."""
    return wanted == "yes" and has_capacity == "yes"


@rule("Care Act 2014 s11")
def assess_despite_refusal(*, lacks_capacity_and_in_their_interests, abuse_or_neglect):
    """An assessment that is refused must still be made if the adult lacks capacity to refuse it and it is in their best
    interests, or if they are experiencing, or at risk of, abuse or neglect."""
    return lacks_capacity_and_in_their_interests or abuse_or_neglect


@rule("Care Act 2014 s13")
def reasons_for_decision(reason):
    """The person is given a written record of the decision on eligibility, and the reasons for it."""
    return bool(reason.strip())


@rule("Care Act 2014 s13")
def advice_when_not_eligible(eligibility, advice):
    """Where no needs are eligible, the person is given written advice on what can be done to meet or reduce them, and to
    prevent or delay others."""
    return eligibility == Eligibility.ELIGIBLE or bool(advice.strip())


@rule("Care Act 2014 s13")
def questions_when_eligible(eligibility, wants_met, resident):
    """Where needs are eligible, the council considers what could be done to meet them, asks whether the person wants that,
    and establishes whether they are ordinarily resident in its area."""
    return eligibility != Eligibility.ELIGIBLE or bool(wants_met and resident)


@rule("This council's own rule: approval separate from asking", "LOCAL")
def asker_is_not_approver(submitted_by_id, decider_id):
    """Whoever sent an assessment to be signed cannot sign it."""
    return submitted_by_id is None or submitted_by_id != decider_id


# --- what the rules suggest -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Line:
    """One condition, whether it is met, and what was found."""

    section: str
    wording: str
    met: bool | None
    because: str


@dataclass(frozen=True)
class Suggestion:
    """`eligibility` is None while the assessment does not yet say enough."""

    eligibility: str | None
    lines: tuple

    @property
    def label(self):
        return (
            Eligibility(self.eligibility).label if self.eligibility else "Not enough is written yet to suggest anything"
        )


def suggest(findings):
    """What the rules suggest, and why, condition by condition."""
    conditions = CONDITIONS[findings.kind]
    met = [condition(findings) for condition in conditions]
    lines = tuple(
        Line(condition.source.name, condition.wording, answer, because(condition, findings))
        for condition, answer in zip(conditions, met, strict=True)
    )
    return Suggestion(conclude(met, findings), lines)


def conclude(met, findings):
    if all(met):
        return Eligibility.ELIGIBLE.value
    if False not in met:
        return None
    needs = carer_health_or_any_outcome(findings) if findings.is_carers else at_least(1, findings)
    return {True: Eligibility.NOT_ELIGIBLE.value, False: Eligibility.NONE.value, None: None}[needs]


def because(condition, findings):
    """What was found, in words, for one condition."""
    return BECAUSE[condition](findings)


def cause_words(findings):
    if findings.causes is None:
        return "Not answered yet."
    found = [cause.label for cause in Cause if cause.value in findings.causes]
    return "; ".join(found) + "." if found else "Neither was found."


def outcome_words(findings):
    labels = dict(outcomes_of(findings.kind).choices)
    found = f"Unable: {len(findings.unmet)} of {len(findings.outcomes)}"
    listed = f" ({'; '.join(labels[o] for o in findings.unmet)})" if findings.unmet else ""
    unseen = f" Not looked at yet: {len(findings.not_looked_at)}." if findings.not_looked_at else ""
    return f"{found}{listed}.{unseen}"


def yes_no_words(answer):
    return {True: "Yes.", False: "No.", None: "Not answered yet."}[answer]


def carer_words(findings):
    return f"Health at risk: {yes_no_words(findings.health_at_risk).lower()} {outcome_words(findings)}"


BECAUSE = {
    impairment_or_illness: cause_words,
    two_or_more_outcomes: outcome_words,
    significant_impact: lambda f: yes_no_words(f.significant_impact),
    necessary_care: lambda f: yes_no_words(f.necessary_care),
    carer_health_or_any_outcome: carer_words,
    carer_significant_impact: lambda f: yes_no_words(f.significant_impact),
}


# --- from an assessment -----------------------------------------------------------------------------------------------
YES = {"yes": True, "no": False, "": None}


def findings_of(assessment):
    """The plain facts of an assessment, its outcomes read once."""
    return Findings(
        kind=assessment.kind,
        causes=frozenset(assessment.causes) if assessment.causes_answered else None,
        unable={row.outcome: frozenset(row.limbs) for row in assessment.outcomes.all() if row.answer},
        significant_impact=YES[assessment.significant_impact],
        necessary_care=YES[assessment.necessary_care],
        health_at_risk=YES[assessment.health_at_risk],
    )


def suggest_eligibility(assessment):
    """What the rules suggest for this assessment, and why, line by line."""
    return suggest(findings_of(assessment))
