"""An application from its receipt to its signature: the only writers. What follows an authorisation is in following.py."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from people.actions import involve
from people.models import Involvement
from referrals.access import visible_person
from safeguarding import permissions as may
from safeguarding.concern.actions import let_go, new_reference, safeguarding_team
from safeguarding.dols import clocks, rules
from safeguarding.dols.states import DOLS
from safeguarding.enquiry.deciding import end_sight
from safeguarding.enquiry.must_see import must_see_case
from safeguarding.enquiry.rules import restricted_only_by_grant
from safeguarding.models import DolsApplication, DolsAssessment, Enquiry
from safeguarding.models.dols import EQUIVALENT, MET

Role = Involvement.Role
CARES = [Role.LEAD, Role.WORKER]  # whoever works with somebody is involved in their care


def opened(application, version, by):
    return locked(must_see_case(application, by), version)


def moved(application, verb, **changes):
    """Makes the move of the table, with the clock that runs out first from here."""
    step = DOLS.move(application, verb)
    detail(verb=verb, state=step.end)
    return clocked(application, **changes)


def clocked(application, **changes):
    for name, value in changes.items():
        setattr(application, name, value)
    return saved(application, due_on=clocks.due_on(application))


# --- the request ------------------------------------------------------------------------------------------------------
@action("safeguarding.dols_received", "Received a deprivation of liberty request", needs=may.DOLS_HANDLE)
def receive(*, person, received_on, by, **facts):
    """A home or a hospital asks; the team that handles it begins to see the person."""
    return take(visible_person(person, by), received_on, by, facts)


def take(person, received_on, by, facts, renews=None):
    """Called by actions alone: the row, its clocks, who sees the person."""
    rules.in_the_past(received_on, "received_on")
    rules.a_request_says_what_it_must(facts)
    check_urgent(facts)
    if facts.get("third_party_on"):
        rules.in_the_past(facts["third_party_on"], "third_party_on")
    application = DolsApplication(
        person_id=person.pk,
        reference=new_reference("D"),
        received_on=received_on,
        received_by_id=by.pk,
        renews=renews,
        **facts,
    )
    application.due_on = clocks.due_on(application)
    created(application)
    if team := safeguarding_team():
        involve(person=person, team=team, role=Role.REFERRAL, reason=application.reference, by=by)
    detail(reference=application.reference, urgent=bool(application.urgent_given_on))
    return application


def check_urgent(facts):
    given_on, until = facts.get("urgent_given_on"), facts.get("urgent_until")
    if bool(given_on) != bool(until):
        raise Refused("An urgent authorisation has its first and its last day.", field="urgent_until",
                      remedy="Give both days, or neither.")  # fmt: skip
    if given_on:
        rules.in_the_past(given_on, "urgent_given_on")
        rules.urgent_is_seven_days_at_most(given_on, until)


@action("safeguarding.dols_extended", "Extended an urgent authorisation", needs=may.DOLS_HANDLE)
def extend(*, application, version, until, reason, by):
    """Once, by up to seven days, for exceptional reasons."""
    application = opened(application, version, by)
    DOLS.next(application, "extend")
    rules.urgent_is_extended_once(application, until)
    must_say(reason, "Extending needs exceptional reasons.", remedy="Say what is exceptional.")
    return moved(application, "extend", urgent_extended_until=until, urgent_extended_why=reason)


@action("safeguarding.dols_question_settled", "Answered whether somebody is deprived of liberty", needs=may.DOLS_ASSESS)
def settle_question(*, application, version, found, by):
    """What was found of a third party’s question, within its seven days."""
    application = opened(application, version, by)
    if not application.third_party_on or application.third_party_settled_on:
        raise WrongMoment("There is no such question to answer.", remedy="Reload the page.")
    detail(found=found)
    return clocked(application, third_party_found=found, third_party_settled_on=clock.today())


# --- assessing --------------------------------------------------------------------------------------------------------
@action("safeguarding.dols_allocated", "Named the assessors of a request", needs=may.DOLS_HANDLE)
def allocate(*, application, version, bia, doctor, by):
    """The best interests assessor begins to see the person; whoever was named before does not go on."""
    application = opened(application, version, by)
    if not (bia.is_active and bia.has_perm(may.DOLS_ASSESS)):
        raise Refused(f"{bia.name} does not assess these.", field="bia", remedy="Choose somebody who does.")
    restricted_only_by_grant(application.person, bia, "bia")
    if works_with(application, bia):
        rules.the_best_interests_assessor_stands_apart({"not_in_care": True}, True)
    application = moved(application, "allocate", bia=bia, doctor=doctor)
    end_sight(application, by)
    involve(person=application.person, worker=bia, role=Role.WORKER, reason=application.reference, by=by)
    return application


def works_with(application, worker):
    """Whether a worker is involved in the person’s care, by anything but a request like this one. Finding out for the council
    whether somebody was abused is no care, so an enquiry officer may assess; its manager, who decides what follows, may not."""
    about = {"person": application.person_id}
    rows = Involvement.objects.current().filter(worker=worker, role__in=CARES, **about)
    ours = DolsApplication.objects.filter(**about).values_list("reference", flat=True)
    enquired = Enquiry.objects.filter(officer=worker, **about).values_list("reference", flat=True)
    return rows.exclude(reason__in=[*ours, *enquired]).exists()


@action("safeguarding.dols_assessed", "Recorded an assessment of a requirement", needs=may.DOLS_ASSESS)
def assess(*, application, version, requirement, by, mine=False, **said):
    """One of the six, by an assessor who may; the newest of each stands on the application."""
    application = opened(application, version, by)
    DOLS.next(application, "assess")
    person, earlier = application.person, newest(application)
    said |= {"requirement": requirement}
    others = {name: row.assessor_name for name, row in earlier.items() if name != requirement}
    rules.check_assessment(said, person, mine and works_with(application, by), others)
    created(DolsAssessment(
        person_id=person.pk, application=application, assessor_id=by.pk if mine else None, by_id=by.pk, **said
    ))  # fmt: skip
    detail(requirement=requirement, status=said["status"])
    changes = {requirement: said["status"]}
    if requirement == "best_interests":
        changes["maximum_days"] = said.get("maximum_days") if said["status"] in {MET, EQUIVALENT} else None
    return moved(application, "assess", **changes)


def newest(application):
    return {row.requirement: row for row in application.dolsassessments.order_by("pk")}


# --- signing ----------------------------------------------------------------------------------------------------------
@action("safeguarding.dols_sent", "Sent a request to be signed", needs=may.DOLS_HANDLE)
def send(*, application, version, by):
    application = opened(application, version, by)
    DOLS.next(application, "send")
    rules.assessed_before_signing(application)
    return moved(application, "send", sent_by_id=by.pk, sent_on=clock.today())


@action("safeguarding.dols_sent_back", "Sent a request back to its assessors", needs=may.DOLS_AUTHORISE)
def send_back(*, application, version, reason, by):
    """Not signed: what must be looked at again."""
    application = opened(application, version, by)
    must_say(reason, "Sending back needs a reason.")
    return moved(application, "send_back", sent_back=reason, sent_by=None, sent_on=None)


def to_sign(application, version, verb, by):
    """The application, locked, for somebody who had no part in it."""
    application = opened(application, version, by)
    DOLS.next(application, verb)
    rules.the_authoriser_stands_apart(by, application, application.dolsassessments.all())
    return application


@action("safeguarding.dols_granted", "Authorised a deprivation of liberty", needs=may.DOLS_AUTHORISE)
def grant(*, application, version, starts_on, ends_on, reason, by):
    """For the council, in writing: the period, and why each requirement is met."""
    application = to_sign(application, version, "grant", by)
    rules.granted_only_if_all_are_met(application)
    rules.the_period_is_lawful(application, starts_on, ends_on)
    must_say(reason, "An authorisation says why each requirement is met.")
    days = {"starts_on": starts_on, "ends_on": ends_on, "signed_on": clock.today()}
    return moved(application, "grant", signed_by_id=by.pk, sign_words=reason, **days)


@action("safeguarding.dols_refused", "Did not grant a request", needs=may.DOLS_AUTHORISE)
def refuse(*, application, version, deprived_anyway, reason, by):
    """Because a requirement is not met; and whether a deprivation is occurring all the same."""
    application = to_sign(application, version, "refuse", by)
    rules.refused_only_if_one_is_not_met(application)
    must_say(reason, "A refusal needs its reasons.")
    must_say(deprived_anyway, "Say whether a deprivation is occurring all the same.", field="deprived_anyway")
    said = {"deprived_anyway": deprived_anyway, "sign_words": reason, "signed_on": clock.today()}
    return over(moved(application, "refuse", signed_by_id=by.pk, **said), by)


@action("safeguarding.dols_withdrawn", "Recorded that a request was withdrawn", needs=may.DOLS_HANDLE)
def withdraw(*, application, version, reason, by):
    """The home or hospital asks for it no longer, or it fell away before it was signed."""
    application = opened(application, version, by)
    must_say(reason, "A withdrawal needs its reason.")
    return over(moved(application, "withdraw", ended_on=clock.today(), end_words=reason), by)


def over(record, by):
    """An application or a Court case: nobody sees the person by it any more."""
    end_sight(record, by)
    let_go(record.person, by, record.reference)
    return record
