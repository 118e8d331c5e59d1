"""A deprivation of liberty that only the Court of Protection may authorise, from stage to stage: the only writers."""

from datetime import timedelta

from bep.audit.record import action, detail
from bep.kit import clock, targets
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, must_say, refuse_by, rule
from people.actions import involve
from people.models import Involvement
from referrals.access import visible_person
from safeguarding import permissions as may
from safeguarding.concern.actions import new_reference, safeguarding_team
from safeguarding.dols.actions import over
from safeguarding.dols.rules import in_the_past
from safeguarding.dols.states import COURT
from safeguarding.enquiry.must_see import must_see_case
from safeguarding.models import CourtCase

S = CourtCase.State


@rule("Mental Capacity Act 2005 s4A and s16; Re X procedure", "RECALLED")
def the_court_alone_authorises():
    """Outside care homes and hospitals the Court of Protection alone may authorise that somebody is deprived of their liberty."""


@rule("Mental Capacity Act 2005 s16; the order itself", "RECALLED")
def an_order_says_its_days(order_from, order_to, review_on):
    """An order is in force from a day to a day, and is looked at again before it ends."""
    if order_to < order_from:
        raise refuse_by(an_order_says_its_days, field="order_to", remedy="Its last day comes after its first.")
    if not order_from <= review_on <= order_to:
        raise refuse_by(an_order_says_its_days, field="review_on", remedy="Give a day while the order lasts.")


# --- clocks -----------------------------------------------------------------------------------------------------------
def due_on(case):
    """The day its first clock runs out, by this council's own targets; of an order, its review or the day to apply again."""
    if case.state == S.IDENTIFIED:
        return targets.due("court.evidence_within", case.identified_on)
    if case.state == S.GATHERED:
        return targets.due("court.apply_within", case.gathered_on)
    if case.state == S.APPLIED:
        return targets.due("court.answer_expected", case.applied_on)
    if case.state == S.ORDERED:
        return min(case.review_on, apply_again(case))
    return case.closed_on


def apply_again(case):
    """The day from which the Court is applied to again, unless it is already."""
    if case.pk and case.renewals.exclude(state=S.CLOSED).exists():
        return case.order_to
    return case.order_to - timedelta(days=int(targets.target("court.renewal_warning").value))


# --- stages -----------------------------------------------------------------------------------------------------------
@action("safeguarding.court_identified", "Identified a deprivation of liberty for the Court", needs=may.DOLS_HANDLE)
def identify(*, person, setting, restrictions, identified_on, worker, by):
    """Somebody is deprived of their liberty where Schedule A1 does not reach."""
    in_the_past(identified_on, "identified_on")
    return begin(visible_person(person, by), by, setting, restrictions, identified_on, worker)


def begin(person, by, setting, restrictions, identified_on, worker, renews=None):
    must_say(restrictions, "Say how their liberty is limited, and why.", field="restrictions")
    if not (worker.is_active and worker.has_perm(may.DOLS_VIEW)):
        raise Refused(f"{worker.name} cannot see these cases.", field="worker", remedy="Choose somebody who can.")
    case = CourtCase(
        person_id=person.pk, reference=new_reference("C"), setting=setting, restrictions=restrictions, worker=worker,
        identified_on=identified_on, renews=renews,
    )  # fmt: skip
    case.due_on = due_on(case)
    created(case)
    involve(person=person, worker=worker, role=Involvement.Role.WORKER, reason=case.reference, by=by)
    if team := safeguarding_team():
        involve(person=person, team=team, role=Involvement.Role.REFERRAL, reason=case.reference, by=by)
    return case


def opened(case, version, by):
    return locked(must_see_case(case, by), version)


def moved(case, verb, **changes):
    step = COURT.move(case, verb)
    detail(verb=verb, state=step.end)
    for name, value in changes.items():
        setattr(case, name, value)
    return saved(case, due_on=due_on(case))


@action("safeguarding.court_gathered", "Gathered the evidence for the Court", needs=may.DOLS_HANDLE)
def gather(*, case, version, evidence, by):
    case = opened(case, version, by)
    must_say(evidence, "Say what the evidence is.", field="evidence", remedy="Capacity, medical, care plan, views.")
    return moved(case, "gather", evidence=evidence, gathered_on=clock.today())


@action("safeguarding.court_applied", "Applied to the Court of Protection", needs=may.DOLS_HANDLE)
def apply(*, case, version, applied_on, by, case_number=""):
    case = opened(case, version, by)
    in_the_past(applied_on, "applied_on")
    return moved(case, "apply", applied_on=applied_on, case_number=case_number)


@action("safeguarding.court_ordered", "Recorded an order of the Court of Protection", needs=may.DOLS_HANDLE)
def order(*, case, version, ordered_on, order_from, order_to, review_on, order_words, by):
    case = opened(case, version, by)
    in_the_past(ordered_on, "ordered_on")
    an_order_says_its_days(order_from, order_to, review_on)
    days = {"ordered_on": ordered_on, "order_from": order_from, "order_to": order_to, "review_on": review_on}
    return moved(case, "order", order_words=order_words, **days)


@action("safeguarding.court_reviewed", "Reviewed what the Court authorised", needs=may.DOLS_HANDLE)
def review(*, case, version, words, review_on, by):
    case = opened(case, version, by)
    COURT.next(case, "review")
    must_say(words, "A review says what was found.", field="words")
    an_order_says_its_days(case.order_from, case.order_to, review_on)
    return moved(case, "review", reviewed_words=words, review_on=review_on)


@action("safeguarding.court_renewed", "Began the renewal of an order", needs=may.DOLS_HANDLE)
def renew(*, case, version, by):
    """A new case, linked, whose evidence is gathered anew; the order runs on to its last day. Returns the new one."""
    case = opened(case, version, by)
    COURT.next(case, "renew")
    if found := case.renewals.exclude(state=S.CLOSED).first():
        raise Refused("Its renewal has begun already.", remedy=f"Open {found}.")
    new = begin(case.person, by, case.setting, case.restrictions, clock.today(), case.worker, renews=case)
    moved(case, "renew")
    return new


@action("safeguarding.court_closed", "Closed a Court of Protection case", needs=may.DOLS_HANDLE)
def close(*, case, version, reason, by):
    """The order ended, or nobody is deprived of liberty any more, or the Court said no."""
    case = opened(case, version, by)
    must_say(reason, "Closing needs a reason.")
    return over(moved(case, "close", closed_on=clock.today(), close_words=reason), by)
