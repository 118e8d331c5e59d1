"""What must hold before an AMHP signs. Refused is only what the law makes impossible, or leaves without a reason it asks for."""

from datetime import timedelta
from functools import partial

from amhp_rota.models import MhaAssessment, Paper
from amhp_rota.rules import conflicts
from amhp_rota.rules import recommendations as recs
from amhp_rota.rules.desk_clocks import Limit, after_hours, last_day_of_days, period
from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment, refuse_by, rule

Told, Objects, Form = MhaAssessment.Told, MhaAssessment.Objects, Paper.Form
APPLICATIONS = (Form.A2, Form.A6, Form.A10, Form.G2)
CONSULTS = (Form.A6, Form.G2)


# --- seeing the person ------------------------------------------------------------------------------------------------
@rule("Mental Health Act 1983 s11(5)", "VERIFIED")
def seen_within_14_days(seen_at, applied_at):
    """The applicant has personally seen the person within 14 days ending with the date of the application."""
    days = int(period("mha.sight.days", applied_at).value)
    first = clock.as_date(applied_at) - timedelta(days=days - 1)
    if seen_at is None or not first <= clock.as_date(seen_at):
        raise refuse_by(seen_within_14_days, field="seen_on", remedy="See them again before you apply.")


@rule("Mental Health Act 1983 s4(5)", "VERIFIED")
def seen_within_24_hours(seen_at, applied_at):
    """For an emergency application, the applicant has personally seen the person within the previous 24 hours."""
    hours = period("mha.sight_s4.hours", applied_at).value
    if seen_at is None or after_hours(seen_at, hours) < applied_at:
        raise refuse_by(seen_within_24_hours, field="seen_on", remedy="See them again before you apply.")


def dates_in_order(seen_at, applied_at):
    """Seen, then applied, and neither in the future."""
    if applied_at is None:
        raise Refused("An application has its date and time.", field="applied_on", remedy="Give when you sign it.")
    if applied_at > clock.now():
        raise Refused("The application is dated in the future.", field="applied_on", remedy="Give when you sign it.")
    if seen_at and seen_at > applied_at:
        raise Refused(
            "The person was seen after the date of the application.", field="seen_on", remedy="Check both dates."
        )


# --- the nearest relative ---------------------------------------------------------------------------------------------
@rule("Mental Health Act 1983 s11(4)", "VERIFIED")
def relative_does_not_object(objects):
    """No application for section 3 or guardianship may be made once the nearest relative has notified an objection."""
    if objects == Objects.YES:
        raise refuse_by(
            relative_does_not_object,
            field="relative_objects",
            remedy="The county court may displace them, s29; until then, section 2 may be considered.",
        )


@rule("Mental Health Act 1983 s11(4)", "VERIFIED")
def relative_is_consulted(told, how):
    """For section 3 and guardianship the nearest relative is consulted, unless that is not reasonably practicable or
    would involve unreasonable delay."""
    if told not in Told.values or told == Told.INFORMED:
        raise refuse_by(
            relative_is_consulted, field="relative_told", remedy="Consult them, or say why it was not done."
        )
    needs_reason(told, how, relative_is_consulted)


@rule("Mental Health Act 1983 s11(3)", "VERIFIED")
def relative_is_informed(told, how):
    """For section 2, practicable steps are taken to tell the apparent nearest relative, also of their power to order
    discharge."""
    if told not in Told.values:
        raise refuse_by(relative_is_informed, field="relative_told", remedy="Say what was done, or why it was not yet.")
    needs_reason(told, how, relative_is_informed)


def needs_reason(told, how, because):
    if told not in (Told.INFORMED, Told.CONSULTED) and not (how or "").strip():
        raise refuse_by(because, field="relative_told_how", remedy="Say why: the reason is printed on the form.")


# --- the forms --------------------------------------------------------------------------------------------------------
@rule("Mental Health Act 1983 s4", "VERIFIED")
def urgency_is_stated(words):
    """An emergency application states urgent necessity, and the undesirable delay that a section 2 application would mean."""
    if not (words or "").strip():
        raise refuse_by(urgency_is_stated, field="urgent", remedy="Say in a sentence or two.")


@rule("Mental Health Act 1983 s7", "VERIFIED")
def sixteen_for_guardianship(born, applied_at):
    """Guardianship is for somebody who has reached 16."""
    if born and clock.age_on(born, clock.as_date(applied_at)) < 16:
        raise refuse_by(sixteen_for_guardianship, remedy="Check the date of birth.")


def checks(paper, recommendations, declarations, assessment):
    """Whatever must hold before this paper is signed: one call each, in the order of the form."""
    if paper.form not in APPLICATIONS:
        return [partial(agreement_is_stated, paper)]
    return [
        partial(addressed, paper), partial(dates_in_order, paper.seen_at, paper.applied_at), *checks_of_sight(paper),
        partial(there_is_a_record, assessment), *checks_of_relative(paper.form, assessment),
        *checks_of_doctors(paper, recommendations, assessment), partial(conflicts.check_assessors, declarations),
    ]  # fmt: skip


def checks_of_sight(paper):
    if paper.form == Form.A10:
        yield partial(urgency_is_stated, paper.facts.get("urgent"))
    if paper.applied_at is None:  # refused by its own check; nothing can be counted from it
        return
    yield partial(
        seen_within_24_hours if paper.form == Form.A10 else seen_within_14_days, paper.seen_at, paper.applied_at
    )
    if paper.form == Form.G2:
        yield partial(sixteen_for_guardianship, paper.person.birth_date, paper.applied_at)


def there_is_a_record(assessment):
    if assessment is None:
        raise Refused("There is no record of your assessment yet.", remedy="Begin it, and say whom you told.")


def checks_of_relative(form, assessment):
    if assessment is None:
        return
    told, how = assessment.relative_told, assessment.relative_told_how
    if form in CONSULTS:
        yield partial(relative_does_not_object, assessment.relative_objects)
        yield partial(relative_is_consulted, told, how)
    elif form == Form.A2:
        yield partial(relative_is_informed, told, how)


def checks_of_doctors(paper, recommendations, assessment):
    yield partial(recs.enough_doctors, recommendations, paper.section)
    if paper.applied_at:
        yield partial(recs.signed_before_the_application, recommendations, clock.as_date(paper.applied_at))
    if paper.section != "s4":
        yield partial(recs.one_is_approved, recommendations)
        apart = [clock.as_date(one.examined_at) for one in recommendations if not one.joint]
        yield partial(recs.not_more_than_five_days_apart, apart)
    if assessment:
        yield partial(acquaintance_or_reason, recommendations, assessment.no_acquaintance)


def acquaintance_or_reason(recommendations, reason):
    if not recs.one_knew_them_if_practicable(recommendations) and not reason.strip():
        raise refuse_by(
            recs.one_knew_them_if_practicable, field="no_acquaintance", remedy="Give the reason: it is printed."
        )


def addressed(paper):
    if not paper.addressed_to.strip():
        raise Refused(
            "The application names whom it is addressed to: the hospital's managers, or for guardianship the council.",
            field="addressed_to",
            remedy="Give its name and address.",
        )


@rule("Mental Health Act 1983 ss17A, 17F, 20A", "VERIFIED")
def agreement_is_stated(paper):
    """A community treatment order is made, revoked or extended only with an AMHP's agreement in writing."""
    if not paper.facts.get("agrees"):
        raise refuse_by(agreement_is_stated, field="agrees", remedy="Without your agreement, this part is not signed.")
    dates_in_order(None, paper.applied_at)


# --- how long papers may be used --------------------------------------------------------------------------------------
@rule("Mental Health Act 1983 s6(1)", "VERIFIED")
def convey_by(section, examinations, applied_at):
    """Taken to hospital and admitted within 14 days beginning with the last examination; in an emergency within 24 hours."""
    if section == "s4":
        row = period("mha.convey_s4.hours", applied_at)
        return Limit(after_hours(min([*examinations, applied_at]), row.value), "s6(1)", row.status)
    row = period("mha.convey.days", max(examinations))
    return Limit(clock.end_of(last_day_of_days(clock.as_date(max(examinations)), row.value)), "s6(1)", row.status)


def still_conveyable(limit, at):
    """Refuses an admission that came too late: the authority to take and admit had run out."""
    if at > limit.deadline:
        raise WrongMoment(
            f"{convey_by.wording} That ended {limit.deadline.astimezone(clock.LONDON):%H:%M on %-d %B %Y}, so these papers "
            "give no authority.",
            remedy="A new application is needed; tell the hospital at once.",
        )


@rule("Mental Health Act 1983 s8(2)", "VERIFIED")
def forward_by(examinations):
    """Guardianship papers reach the council within 14 days beginning with the last medical examination."""
    row = period("mha.guardianship_papers.days", max(examinations))
    return Limit(clock.end_of(last_day_of_days(clock.as_date(max(examinations)), row.value)), "s8(2)", row.status)
