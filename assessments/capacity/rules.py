"""The Mental Capacity Act 2005, sections 1 to 4 and 37 to 39. Each docstring is the sentence that a reader sees.

The rules look at a record in memory, so they can be tried on every combination of answers without a database.
"""

import re

from assessments.models import BestInterestsDecision, CapacityAssessment
from assessments.models.best_interests import CHECKLIST
from assessments.models.capacity import FUNCTIONS
from bep.kit import clock
from bep.kit.rules import WrongMoment, refuse_by, rule

Authority, Matter = BestInterestsDecision.Authority, BestInterestsDecision.Matter
# Words that name no decision, however many of them stand together.
VAGUE = set(
    """a about accommodation all and any anything are be can capacity care decide decision decisions do does everything finance
    finances financial for general generally has have he health her him his in is it lack lacks make making mental money
    needs of on or overall own she support that the their them they things this to treatment welfare wellbeing what whether
    with""".split()
)
SPECIFIC = 2  # at least so many words beside those


# --- the assessment ---------------------------------------------------------------------------------------------------
@rule("Mental Capacity Act 2005 s2(5)", "VERIFIED")
def nobody_under_sixteen(person, on):
    """The Mental Capacity Act gives no power over somebody under 16."""
    if person.birth_date and clock.age_on(person.birth_date, on) < 16:
        raise refuse_by(nobody_under_sixteen, remedy="Ask children's services: other law applies.")


@rule("Mental Capacity Act 2005 s2(1): in relation to a matter", "VERIFIED")
def the_decision_is_exact(words):
    """Capacity is for one decision at one time: say exactly which."""
    named = set(re.findall(r"[a-z]+", words.lower())) - VAGUE
    if len(named) < SPECIFIC:
        raise refuse_by(
            the_decision_is_exact, field="decision",
            remedy="For example: whether to move to Elm Court; whether to take the loan her nephew asks for.",
        )  # fmt: skip


@rule("Mental Capacity Act 2005 s1(2)", "VERIFIED")
def capacity_is_presumed(doubt):
    """A person is taken to have capacity unless it is shown that they lack it: say what raises a doubt."""
    if not doubt.strip():
        raise refuse_by(capacity_is_presumed, field="doubt", remedy="What did they say or do, and when?")


@rule("Mental Capacity Act 2005 s1(3)", "VERIFIED")
def help_comes_first(help_given):
    """Nobody is treated as unable to decide unless all practicable steps to help them have been taken first."""
    if not help_given.strip():
        raise refuse_by(help_comes_first, field="help_given", remedy="The time, the place, the words, an interpreter.")


@rule("Mental Capacity Act 2005 s3(2) and s3(4)", "VERIFIED")
def they_were_told(information, how):
    """They are told what matters to the decision, with the likely consequences of each choice and of not deciding, in a way
    that suits them."""
    for field, words in (("information", information), ("information_how", how)):
        if not words.strip():
            raise refuse_by(they_were_told, field=field, remedy="What did you tell them, and how?")


@rule("Mental Capacity Act 2005 s3(1)", "VERIFIED")
def each_function_has_its_evidence(record):
    """Somebody is unable to decide who cannot understand the information, keep it in mind, use or weigh it, or tell their
    decision: each is answered with what was said and seen."""
    for key in FUNCTIONS:
        if not getattr(record, key) or not getattr(record, f"{key}_words").strip():
            field = key if not getattr(record, key) else f"{key}_words"
            raise refuse_by(
                each_function_has_its_evidence, field=field, remedy="Answer it, in their words where you can."
            )


def not_able(record):
    return [key for key in FUNCTIONS if getattr(record, key) == "not_able"]


@rule("Mental Capacity Act 2005 s2(1) and s3; the order after A Local Authority v JB [2021] UKSC 52", "RECALLED")
def function_before_cause(record):
    """First comes what they are able to do. Whether there is an impairment is asked only where something is “not able”."""
    asked = record.impairment != "not_asked"
    if asked != bool(not_able(record)):
        remedy = "Answer yes or no." if not asked else "Choose “Not asked”, or look again at the four answers."
        raise refuse_by(function_before_cause, field="impairment", remedy=remedy)


@rule("Mental Capacity Act 2005 s2(1)", "VERIFIED")
def the_cause_is_shown(record):
    """Lacking capacity means being unable to decide because of an impairment of, or a disturbance in, the mind or brain: say
    which it is, and how the one follows from the other."""
    if record.impairment == "yes" and not record.impairment_words.strip():
        raise refuse_by(the_cause_is_shown, field="impairment_words", remedy="What is it, and how is it known?")
    if (record.impairment == "yes") == (record.because == "not_asked"):
        remedy = "Answer yes or no." if record.impairment == "yes" else "Choose “Not asked”: there is no impairment."
        raise refuse_by(the_cause_is_shown, field="because", remedy=remedy)
    if record.because == "yes" and not record.because_words.strip():
        raise refuse_by(the_cause_is_shown, field="because_words", remedy="Say what it is in it that stops them.")


@rule("Mental Capacity Act 2005 s4(3)", "VERIFIED")
def return_is_considered(record):
    """Where they lack capacity now, it is asked whether it may return and whether the decision can wait."""
    if outcome_of(record) == CapacityAssessment.Outcome.LACKS:
        for field in ("may_return", "can_wait"):
            if not getattr(record, field):
                raise refuse_by(return_is_considered, field=field, remedy="Answer it: “not known” is an answer.")


@rule("Mental Capacity Act 2005 s2(1), s2(4) and s3(1)", "VERIFIED")
def outcome_of(record):
    """On the balance of probabilities they lack capacity for this decision only if there is something that they are not able to
    do, there is an impairment or disturbance, and the one is because of the other. Otherwise they have it."""
    caused = record.impairment == "yes" and record.because == "yes"
    return CapacityAssessment.Outcome.LACKS if not_able(record) and caused else CapacityAssessment.Outcome.HAS


@rule("Mental Capacity Act 2005 s1(4)", "VERIFIED")
def unwise_is_not_unable():
    """A decision that seems unwise does not show that somebody is unable to make it."""


def check_assessment(record, person):
    nobody_under_sixteen(person, record.assessed_on)
    the_decision_is_exact(record.decision)
    capacity_is_presumed(record.doubt)
    help_comes_first(record.help_given)
    they_were_told(record.information, record.information_how)
    for check in (each_function_has_its_evidence, function_before_cause, the_cause_is_shown, return_is_considered):
        check(record)


# --- best interests ---------------------------------------------------------------------------------------------------
@rule("Mental Capacity Act 2005 s1(5) and s4", "VERIFIED")
def only_where_capacity_is_lacking(assessment):
    """Others decide in somebody's best interests only where a completed assessment shows that they lack capacity for that very
    decision."""
    stands = CapacityAssessment.objects.in_force().filter(pk=assessment.pk).exists()
    if not assessment.lacks or not stands:
        remedy = "It must be countersigned, and nothing later may stand in its place." if assessment.lacks else ""
        raise refuse_by(only_where_capacity_is_lacking, remedy=remedy or "They decide it themselves.")


@rule("Mental Capacity Act 2005 s4(3)", "VERIFIED")
def wait_where_it_can(assessment):
    """Where capacity may return and the decision can wait, it waits for them."""
    if assessment.may_return == "yes" and assessment.can_wait == "yes":
        raise refuse_by(wait_where_it_can, remedy="Assess again when they may be able to decide.")


@rule("Mental Capacity Act 2005 s4(1) to s4(6)", "VERIFIED")
def the_checklist_is_answered(record):
    """Every point of the checklist of section 4 is answered before a decision is made."""
    for field, section, _ in CHECKLIST:
        if not getattr(record, field).strip():
            raise refuse_by(the_checklist_is_answered, remedy=f"{section} has no answer yet: open the checklist.")


@rule("Mental Capacity Act 2005 s4(7)", "VERIFIED")
def others_are_consulted(record, number):
    """Whoever they name, whoever cares for them or about them, an attorney and a deputy are consulted where that is
    practicable and appropriate."""
    if not number and not record.nobody_to_consult:
        raise refuse_by(others_are_consulted, remedy="Record whom you asked, or that there is nobody appropriate.")


@rule("Mental Capacity Act 2005 s9, s11, s16 to s20", "RECALLED")
def whoever_holds_authority_decides(record, decider):
    """An attorney or a deputy with authority for this decision makes it, in the person's best interests: the meeting does not."""
    if record.authority == Authority.UNKNOWN:
        remedy = "Ask the Office of the Public Guardian, and record the answer in the checklist."
        raise refuse_by(whoever_holds_authority_decides, remedy=remedy)
    holder = record.authority if record.authority in {Authority.ATTORNEY, Authority.DEPUTY} else None
    if (holder or decider) != decider or (not holder and decider in {Authority.ATTORNEY, Authority.DEPUTY}):
        remedy = f"Choose “{Authority(holder).label}”." if holder else "The checklist says that nobody holds authority."
        raise refuse_by(whoever_holds_authority_decides, field="decider", remedy=remedy)


@rule("Mental Capacity Act 2005 s24 to s26", "RECALLED")
def an_advance_decision_stands(record):
    """A valid and applicable advance decision to refuse a treatment stands as if they refused it now: nobody decides
    otherwise."""
    if record.authority == Authority.ADVANCE:
        raise refuse_by(an_advance_decision_stands, remedy="Stop this, and record the refusal as the reason.")


@rule("Mental Capacity Act 2005 s1(6)", "VERIFIED")
def the_less_restrictive_way(words):
    """Regard is had to whether the purpose can be achieved in a way that restricts their rights and freedom less."""
    if not words.strip():
        raise refuse_by(the_less_restrictive_way, field="less_restrictive", remedy="Say why nothing less will do.")


@rule("Mental Capacity Act 2005 s37, s38 and s39", "RECALLED")
def an_advocate_is_instructed(record):
    """Where there is nobody appropriate to consult, an independent mental capacity advocate is instructed, and their report is
    taken into account, before serious medical treatment or a move to a hospital or care home; except where it is urgent."""
    if not imca_duty(record) or record.imca_report_on or record.urgent_because.strip():
        return
    remedy = "Instruct one, and record their report" if not record.imca_instructed_on else "Record their report"
    raise refuse_by(an_advocate_is_instructed, field="urgent_because", remedy=f"{remedy}; or say why it cannot wait.")


def imca_duty(record):
    return record.nobody_to_consult and record.matter in {Matter.TREATMENT, Matter.ACCOMMODATION}


@rule("SI 2006/2883", "RECALLED")
def an_advocate_may_be_instructed(record):
    """An advocate may also be instructed for a review of where they live, and in a safeguarding matter even where there is
    family."""
    lonely = record.matter == Matter.REVIEW and record.nobody_to_consult
    return lonely or record.matter == Matter.SAFEGUARDING


@rule("This council's practice", "LOCAL")
def a_review_lies_ahead(day):
    """A best-interests decision is looked at again: give a day to come."""
    if day <= clock.today():
        raise refuse_by(a_review_lies_ahead, field="review_on", remedy="Choose a day from tomorrow on.")


@rule("This council's practice", "LOCAL")
def disagreement_is_handled(disagreement, handled):
    """Where somebody disagrees, the record says how that is handled."""
    if disagreement.strip() and not handled.strip():
        raise refuse_by(
            disagreement_is_handled, field="disagreement_handled",
            remedy="Another meeting, a second opinion, mediation, or an application to the Court of Protection.",
        )  # fmt: skip


@rule("This council's practice", "LOCAL")
def options_are_weighed(chosen, record):
    """One of the options that were weighed is chosen."""
    if chosen is None or chosen.best_interests_id != record.pk:
        raise refuse_by(options_are_weighed, field="chosen", remedy="Add the options first, each with both sides.")


def still_open(record):
    if not record.is_open:
        raise WrongMoment(
            "This decision is made, and kept as it was.", remedy="A new capacity assessment begins another."
        )
