"""Deprivation of liberty: Mental Capacity Act 2005 Schedule A1 and SI 2008/1858. Each docstring is what a reader sees.

The rules look at plain facts and at records in memory: they can be tried without a database.
"""

import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from bep.kit import clock, targets
from bep.kit.rules import Refused, is_own, must_say, refuse_by, rule
from safeguarding.dols import clocks
from safeguarding.models.dols import EQUIVALENT, MET, NOT_ASSESSED, NOT_MET, REQUIREMENTS
from safeguarding.models.dols_parts import Profession

BIA = {Profession.AMHP, Profession.SOCIAL_WORKER, Profession.NURSE, Profession.OT, Profession.PSYCHOLOGIST}
DOCTORS = {Profession.S12_DOCTOR, Profession.DOCTOR}
# SI 2008/1858 regs 4 to 9: who may assess which requirement.
WHO_MAY = {
    "age": BIA, "no_refusals": BIA, "best_interests": BIA, "mental_health": DOCTORS, "capacity": BIA | DOCTORS,
    "eligibility": {Profession.S12_DOCTOR, Profession.AMHP},
}  # fmt: skip
CQC = re.compile(r"1-\d+")


# --- the request ------------------------------------------------------------------------------------------------------
@rule("Shape of a CQC location code", "VERIFIED-SECONDARY")
def cqc_code_has_its_shape(code):
    """A CQC location code is “1-” and figures, such as 1-123456789. Some old ones may look different: check it."""
    return bool(CQC.fullmatch(code or ""))


@rule("Mental Capacity Act 2005 Sch A1; SI 2008/1858 reg 16", "VERIFIED")
def a_request_says_what_it_must(facts):
    """A request names the managing authority, how to reach it, and the purpose of the detention."""
    for field in ("managing_authority", "contact", "purpose"):
        if not (facts.get(field) or "").strip():
            raise refuse_by(a_request_says_what_it_must, field=field, remedy="Ask the home or hospital for it.")


def in_the_past(day, field):
    if day > clock.today():
        raise Refused("This day is still to come.", field=field, remedy="Give the day on which it happened.")


@rule("Mental Capacity Act 2005 Sch A1: urgent authorisations", "VERIFIED")
def urgent_is_seven_days_at_most(given_on, until):
    """An urgent authorisation lasts seven days at most, from when it is given."""
    latest = clocks.last_day("dols.urgent.days", given_on)
    if until < given_on or until > latest:
        remedy = f"Its last day lies between {given_on:%-d %B} and {latest:%-d %B %Y}."
        raise refuse_by(urgent_is_seven_days_at_most, field="urgent_until", remedy=remedy)


@rule("Mental Capacity Act 2005 Sch A1: extending an urgent authorisation", "VERIFIED")
def urgent_is_extended_once(application, until):
    """An urgent authorisation is extended once, while it lasts, by up to seven days, for exceptional reasons."""
    if not application.urgent_until or application.urgent_extended_until:
        remedy = "It has been extended already." if application.urgent_until else "No urgent authorisation was given."
        raise refuse_by(urgent_is_extended_once, field="until", remedy=remedy)
    days = int(targets.target("dols.urgent_extension.days").value)
    latest = application.urgent_until + timedelta(days=days)
    if clock.today() > application.urgent_until or not application.urgent_until < until <= latest:
        raise refuse_by(urgent_is_extended_once, field="until", remedy=f"At the latest {latest:%-d %B %Y}.")


# --- who may assess ---------------------------------------------------------------------------------------------------
@rule("SI 2008/1858 regs 4 to 9, as made", "VERIFIED")
def the_assessor_is_eligible(requirement, profession):
    """Mental health is assessed by a section 12 doctor or one with three years’ experience; best interests, age and no refusals
    by a best interests assessor; capacity by either; eligibility by a section 12 doctor or an AMHP who is one."""
    if profession not in WHO_MAY[requirement]:
        raise refuse_by(
            the_assessor_is_eligible, field="profession", remedy=f"{REQUIREMENTS[requirement]} needs another."
        )


@rule("SI 2008/1858 regs 3 and 10 to 12, as made", "VERIFIED")
def the_assessor_is_fit_and_independent(said):
    """An assessor is trained, insured and has a criminal-record certificate; is no relative of the person or of somebody with a
    financial interest in their care, and has none."""
    for field in ("trained", "insured", "independent"):
        if not said.get(field):
            raise refuse_by(the_assessor_is_fit_and_independent, field=field, remedy="Without it, name somebody else.")


@rule("SI 2008/1858 reg 12, as made", "VERIFIED")
def the_best_interests_assessor_stands_apart(said, works_with_them):
    """The best interests assessor is not involved in the person’s care or treatment, nor in decisions about it; nor employed by
    the council where the council itself runs the home or ward."""
    if not said.get("not_in_care") or works_with_them:
        remedy = "The record says that they work with this person." if works_with_them else "Name somebody else."
        raise refuse_by(the_best_interests_assessor_stands_apart, field="not_in_care", remedy=remedy)


@rule("Mental Capacity Act 2005 Sch A1 para 129", "RECALLED")
def two_assessors_at_least(requirement, name, others):
    """Mental health and best interests are assessed by two people."""
    pair = {"mental_health": "best_interests", "best_interests": "mental_health"}
    other = others.get(pair.get(requirement, ""))
    if other and other.strip().lower() == name.strip().lower():
        raise refuse_by(two_assessors_at_least, field="assessor_name", remedy="Somebody else assesses one of them.")


@rule("Mental Capacity Act 2005 Sch A1 para 49", "VERIFIED")
def an_equivalent_is_recent(requirement, assessed_on, no_doubt):
    """An equivalent assessment was made within the twelve months before, except that of age, and there is no reason to doubt
    it."""
    months = int(targets.target("dols.equivalent.months").value)
    if requirement != "age" and assessed_on < clock.today() - relativedelta(months=months):
        raise refuse_by(an_equivalent_is_recent, field="assessed_on", remedy="Have it assessed anew.")
    if not no_doubt:
        raise refuse_by(an_equivalent_is_recent, field="no_doubt", remedy="Tick it, or have it assessed anew.")


@rule("Mental Capacity Act 2005 Sch A1 para 13", "VERIFIED")
def age_is_eighteen(requirement, status, person, day):
    """The age requirement is met by somebody who is 18."""
    young = person.birth_date and clock.age_on(person.birth_date, day) < 18
    if requirement == "age" and status in {MET, EQUIVALENT} and young:
        raise refuse_by(age_is_eighteen, field="status", remedy="Below 18, another court or law applies.")


@rule("Mental Capacity Act 2005 Sch A1 para 42", "VERIFIED")
def the_maximum_is_a_year(requirement, status, days):
    """The best interests assessor says the longest period, at most one year."""
    longest = int(targets.target("dols.period.days").value)
    if requirement == "best_interests" and status in {MET, EQUIVALENT} and not 1 <= (days or 0) <= longest:
        raise refuse_by(
            the_maximum_is_a_year, field="maximum_days", remedy=f"Give a number of days from 1 to {longest}."
        )


def check_assessment(said, person, works_with_them, others):
    """Everything that one assessment must be; `others` names who assessed the other requirements."""
    requirement, status = said["requirement"], said["status"]
    in_the_past(said["assessed_on"], "assessed_on")
    must_say(said["assessor_name"], "Name the assessor.", field="assessor_name", remedy="Their full name.")
    must_say(said["words"], "Say what was found.", field="words", remedy="In a sentence or two, with its ground.")
    the_assessor_is_eligible(requirement, said["profession"])
    the_assessor_is_fit_and_independent(said)
    if requirement == "best_interests":
        the_best_interests_assessor_stands_apart(said, works_with_them)
    two_assessors_at_least(requirement, said["assessor_name"], others)
    if status == EQUIVALENT:
        an_equivalent_is_recent(requirement, said["assessed_on"], said.get("no_doubt"))
    age_is_eighteen(requirement, status, person, said["assessed_on"])
    the_maximum_is_a_year(requirement, status, said.get("maximum_days"))


# --- signing ----------------------------------------------------------------------------------------------------------
def unmet(application):
    return [name for name, status in application.statuses.items() if status == NOT_MET]


def open_ones(application):
    return [name for name, status in application.statuses.items() if status == NOT_ASSESSED]


@rule("Mental Capacity Act 2005 Sch A1: six requirements", "VERIFIED")
def assessed_before_signing(application):
    """It is signed when all six requirements are assessed, or one of them is not met."""
    if open_ones(application) and not unmet(application):
        missing = ", ".join(REQUIREMENTS[name].lower() for name in open_ones(application))
        raise refuse_by(assessed_before_signing, remedy=f"Still to be assessed: {missing}.")


@rule("Mental Capacity Act 2005 Sch A1 para 50", "VERIFIED")
def granted_only_if_all_are_met(application):
    """The council authorises only where all six requirements are met, and in writing."""
    if open_ones(application) or unmet(application):
        missing = ", ".join(REQUIREMENTS[name].lower() for name in [*unmet(application), *open_ones(application)])
        raise refuse_by(granted_only_if_all_are_met, remedy=f"Not met, or not assessed: {missing}.")


@rule("Mental Capacity Act 2005 Sch A1 para 50", "VERIFIED")
def refused_only_if_one_is_not_met(application):
    """Where all six requirements are met the council must authorise; it refuses where one is not."""
    if not unmet(application):
        raise refuse_by(refused_only_if_one_is_not_met, remedy="Authorise it, or send it back with your reason.")


def who_worked_on_it(application, assessments):
    """Everybody whose own work a signature would approve."""
    whose = {application.received_by_id, application.sent_by_id, application.bia_id}
    return {*whose, *(row.assessor_id for row in assessments), *(row.by_id for row in assessments)} - {None}


@rule("Mental Capacity Act 2005 Sch A1; this service's own: approval apart from asking", "LOCAL")
def the_authoriser_stands_apart(by, application, assessments):
    """Whoever signs for the council took no part in it: they neither received it, nor assessed, nor sent it to be signed."""
    if is_own(by, *who_worked_on_it(application, assessments)):
        raise refuse_by(the_authoriser_stands_apart, remedy="Ask another authoriser.")


@rule("Mental Capacity Act 2005 Sch A1 paras 51 and 52", "VERIFIED")
def the_period_is_lawful(application, starts_on, ends_on):
    """An authorisation begins when it is given or later, and lasts no longer than the best interests assessor’s maximum, nor
    than one year."""
    if starts_on < clock.today():
        raise refuse_by(the_period_is_lawful, field="starts_on", remedy="It cannot begin before it is given.")
    longest = min(application.maximum_days, int(targets.target("dols.period.days").value))
    latest = starts_on + timedelta(days=longest - 1)
    if not starts_on <= ends_on <= latest:
        raise refuse_by(the_period_is_lawful, field="ends_on", remedy=f"At the latest {latest:%-d %B %Y}.")


@rule("Mental Capacity Act 2005 Sch A1 para 28: a further authorisation", "INFERRED")
def renewed_while_it_lasts(application, received_on, renewed):
    """A new request is linked to an authorisation once, before that one ends."""
    if renewed:
        raise refuse_by(renewed_while_it_lasts, remedy=f"It is renewed already, by {renewed}.")
    if received_on > application.ends_on:
        remedy = "Record a request of its own from the person’s page."
        raise refuse_by(renewed_while_it_lasts, field="received_on", remedy=remedy)


# --- what the page reminds of -----------------------------------------------------------------------------------------
@rule("Mental Capacity Act 2005 Sch A1 para 139", "RECALLED")
def a_representative_is_appointed():
    """As soon as it can after authorising, the council appoints a representative of the person."""


@rule("Mental Capacity Act 2005 Sch A1: copies", "VERIFIED")
def copies_are_given():
    """Copies go to the person, their representative, the managing authority, any advocate and whoever was consulted."""


@rule("Mental Capacity Act 2005 Sch A1: conditions", "VERIFIED")
def conditions_are_kept():
    """The managing authority must keep every condition of the authorisation."""
