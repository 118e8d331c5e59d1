"""What follows an authorisation: conditions, representative, reviews, suspension, renewal, its end. The only writers of it."""

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from people.actions.death import HAS_DIED
from safeguarding import permissions as may
from safeguarding.dols import clocks, rules
from safeguarding.dols.actions import moved, opened, over, take
from safeguarding.dols.states import COURT, DOLS
from safeguarding.enquiry.must_see import must_see_case
from safeguarding.models import (
    CourtCase,
    DolsApplication,
    DolsCondition,
    DolsCopy,
    DolsReview,
    DolsSupporter,
    DolsVisit,
)

EndReason = DolsApplication.EndReason


def part(model, application, by, **facts):
    """A new row of an application."""
    must_see_case(application, by)
    return created(model(person_id=application.person_id, application=application, by_id=by.pk, **facts))


def must_run(application):
    if not application.is_running:
        raise WrongMoment("There is no authorisation in force.", remedy="Reload the page.")


# --- conditions, representative, copies -------------------------------------------------------------------------------
@action("safeguarding.dols_condition_set", "Set a condition of an authorisation", needs=may.DOLS_HANDLE)
def add_condition(*, application, words, by):
    must_run(application)
    must_say(words, "Say what the condition is.", field="words")
    return part(DolsCondition, application, by, words=words)


@action("safeguarding.dols_condition_checked", "Checked a condition of an authorisation", needs=may.DOLS_HANDLE)
def check_condition(*, condition, version, kept, comment, by):
    """Whether the managing authority keeps it."""
    condition = locked(must_see_case(condition, by), version)
    if kept != DolsCondition.Kept.YES:
        must_say(comment, "Say in what it is not kept, and what you ask of the home.", field="comment")
    detail(kept=kept)
    return saved(condition, kept=kept, comment=comment, checked_on=clock.today())


@action("safeguarding.dols_supporter_named", "Named who speaks for somebody", needs=may.DOLS_HANDLE)
def add_supporter(*, application, kind, name, relation, starts, by):
    """A representative, of whom there is one at a time; or an advocate."""
    found = DolsSupporter(kind=kind)
    standing = application.dolssupporters.filter(kind__in=["family", "paid"], ends=None)
    if found.is_representative and standing.exists():
        remedy = "End that appointment first."
        raise Refused("They have a representative already.", field="kind", remedy=remedy)
    return part(DolsSupporter, application, by, kind=kind, name=name, relation=relation, starts=starts)


@action("safeguarding.dols_supporter_ended", "Ended an appointment", needs=may.DOLS_HANDLE)
def end_supporter(*, supporter, version, ends, reason, by):
    supporter = locked(must_see_case(supporter, by), version)
    must_say(reason, "Ending an appointment needs a reason.")
    if supporter.ends:
        raise WrongMoment("This appointment has ended already.", remedy="Reload the page.")
    if ends < supporter.starts:
        raise Refused("It cannot end before it began.", field="ends", remedy="Correct the day.")
    return saved(supporter, ends=ends, why_ended=reason)


@action("safeguarding.dols_visited", "Recorded a visit to somebody deprived of liberty", needs=may.DOLS_ASSESS)
def record_visit(*, application, supporter, visited_on, words, by):
    rules.in_the_past(visited_on, "visited_on")
    if supporter.application_id != application.pk:
        raise Refused("They speak for somebody else.", field="supporter", remedy="Choose one of this application.")
    return part(DolsVisit, application, by, supporter=supporter, visited_on=visited_on, words=words)


@action("safeguarding.dols_copy_given", "Gave a copy of a decision", needs=may.DOLS_HANDLE)
def give_copy(*, application, to, given_on, by, name=""):
    if not application.signed_on:
        raise WrongMoment("Nothing is signed yet.", remedy="Copies follow the signature.")
    rules.in_the_past(given_on, "given_on")
    return part(DolsCopy, application, by, to=to, name=name, given_on=given_on)


# --- reviews, suspension, renewal, end --------------------------------------------------------------------------------
@action("safeguarding.dols_reviewed", "Recorded a formal review", needs=may.DOLS_HANDLE)
def review(*, application, version, outcome, reviewed_on, words, by, **facts):
    """A formal review. Where a requirement is not met any more, the authorisation ends with it."""
    application = opened(application, version, by)
    DOLS.next(application, "review")
    rules.in_the_past(reviewed_on, "reviewed_on")
    must_say(words, "A review says what was found.", field="words")
    part(DolsReview, application, by, outcome=outcome, reviewed_on=reviewed_on, words=words, **facts)
    detail(outcome=outcome)
    if outcome != DolsReview.Outcome.NOT_MET:
        return moved(application, "review")
    return over(moved(application, "end", ended_on=reviewed_on, end_reason=EndReason.REVIEWED, end_words=words), by)


@action("safeguarding.dols_suspended", "Suspended an authorisation", needs=may.DOLS_HANDLE)
def suspend(*, application, version, reason, by):
    """The eligibility requirement is not met for now: somebody is detained in hospital, for example."""
    application = opened(application, version, by)
    must_say(reason, "A suspension needs its reason.")
    return moved(application, "suspend", suspended_on=clock.today(), suspended_why=reason)


@action("safeguarding.dols_resumed", "Ended the suspension of an authorisation", needs=may.DOLS_HANDLE)
def resume(*, application, version, reason, by):
    application = opened(application, version, by)
    must_say(reason, "Say why it is in force again.")
    return moved(application, "resume", suspended_on=None, suspended_why="")


@action("safeguarding.dols_ended", "Recorded that an authorisation ended", needs=may.DOLS_HANDLE)
def end(*, application, version, ended_on, end_reason, reason, by):
    """It ran out, or ended before; notice goes to everybody who had a copy."""
    application = opened(application, version, by)
    DOLS.next(application, "end")
    rules.in_the_past(ended_on, "ended_on")
    must_say(reason, "Say how it ended.")
    if ended_on > application.ends_on or (end_reason == EndReason.EXPIRED and ended_on != application.ends_on):
        raise Refused(f"Its last day is {application.ends_on:%-d %B %Y}.", field="ended_on", remedy="Give that day.")
    detail(end_reason=end_reason)
    return over(moved(application, "end", ended_on=ended_on, end_reason=end_reason, end_words=reason), by)


RENEWED = ["setting", "managing_authority", "provider", "cqc_location", "contact", "purpose", "restrictions"]


@action("safeguarding.dols_renewed", "Recorded the request that renews an authorisation", needs=may.DOLS_HANDLE)
def renew(*, application, version, received_on, by):
    """A new application, linked, for whatever this one authorises; this one runs on to its last day. Returns the new one."""
    application = opened(application, version, by)
    DOLS.next(application, "renew")
    renewed = application.renewals.exclude(state="withdrawn").first()
    rules.renewed_while_it_lasts(application, received_on, renewed)
    moved(application, "renew")
    facts = {name: getattr(application, name) for name in RENEWED}
    return take(application.person, received_on, by, facts, renews=application)


# --- a death ----------------------------------------------------------------------------------------------------------
@action("safeguarding.stopped_at_death", "Stopped what was open because the person has died", needs=WITHIN)
def stop_at_death(*, person, by):
    """Called when a death is recorded: what was asked for is withdrawn, what was authorised ends."""
    day = min(person.death_date or clock.today(), clock.today())
    for application in DolsApplication.objects.select_for_update().filter(person=person).open():
        DOLS.move(application, "note_death")
        died = {"end_reason": EndReason.DIED, "end_words": HAS_DIED, "ended_on": day}
        for name, value in died.items():
            setattr(application, name, value)
        over(saved(application, due_on=clocks.due_on(application)), by)
    for case in CourtCase.objects.select_for_update().filter(person=person).open():
        COURT.move(case, "note_death")
        over(saved(case, closed_on=day, close_words=HAS_DIED, due_on=day), by)
    return person
