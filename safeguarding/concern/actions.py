"""A concern comes in, whoever brings it: one action. Then its alarm is answered, and it is matched to the adult."""

import secrets

from bep.access.actors import actor
from bep.access.models import Team
from bep.access.permissions import GRANT_ACCESS
from bep.access.queries import holders
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock, outbox
from bep.kit.locking import created, locked, saved
from bep.kit.rules import NotFound, Refused, WrongMoment, must_say
from people.actions import end_involvement, involve
from people.models import Involvement
from referrals import alarm
from referrals import permissions as front_door
from referrals.access import visible_person
from referrals.actions.receive import LETTERS
from safeguarding import permissions as may
from safeguarding.concern import rules
from safeguarding.models import Concern, CourtCase, DolsApplication, Enquiry, SealedPart

PUBLIC_FORM = actor("the public safeguarding form", may.RAISE)
ROLE = Involvement.Role.REFERRAL
KEPT_BY = (Enquiry, Concern, DolsApplication, CourtCase)  # while one of these is open, the team sees its adult
REPORTER = ("reporter_name", "reporter_organisation", "reporter_phone", "reporter_email")
IG_WORDS = """A safeguarding concern, {reference}, is about a record that is restricted.

Nobody who decides on concerns may see it. Grant a safeguarding adults manager access to the record, so that they can.
This email names nobody, on purpose.
"""


@action("safeguarding.concern_raised", "Raised a safeguarding concern", needs=may.RAISE)
def raise_concern(*, facts, by, person=None):
    """Takes a concern. `facts` are the concern's own columns; `person` is the adult where somebody has matched them."""
    return take_in(facts, by, visible_person(person, by))


@action("safeguarding.concern_followed", "A referral became a safeguarding concern", needs=WITHIN)
def follow_referral(*, referral, facts, by):
    """A step of the front door's decision, which has asked whether its doer may see the referral."""
    return take_in(facts | {"referral": referral}, by, referral.person)


def take_in(facts, by, person):
    """Called by actions alone: the row, its clock, the sealed reporter, the alarm."""
    concern = Concern(received_at=clock.now(), received_by_id=by.pk, person=person, **facts)
    concern.reference = new_reference()
    concern.decision_due = rules.decision_due(concern.in_danger, concern.received_at)
    hidden = seal_reporter(concern)
    for check in rules.ON_RECEIPT:
        check(concern)
    created(concern)
    if hidden:
        SealedPart.objects.create(concern=concern, kind=SealedPart.Kind.REPORTER, words=hidden, sealed_by_id=by.pk)
    tell(concern, by)
    detail(channel=concern.channel, danger=concern.in_danger, reference=concern.reference)
    return concern


@action("safeguarding.concern_amended", "Took over what a partner corrected in its concern", needs=WITHIN)
def amend_foreign(*, concern, facts, by):
    """A step of taking in a partner's record: its own facts, of its own concern, while nobody has decided on it."""
    if not concern.is_open or not concern.origin:
        raise WrongMoment("Only a partner's own concern that waits is corrected by it.", remedy="Open the concern.")
    detail(fields=sorted(facts))
    return saved(concern, **facts)


def new_reference(letter="S"):
    """Nobody can guess another's, nor count how many there are."""
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letter}-{code[:4]}-{code[4:]}"


def seal_reporter(concern):
    """Whoever fears being known is taken off the concern itself: their words to keep sealed, or nothing."""
    if not concern.reporter_protected:
        return ""
    said = [getattr(concern, name) for name in REPORTER]
    for name in REPORTER:
        setattr(concern, name, "")
    return "\n".join(filter(None, said))


def tell(concern, by):
    """Those who decide begin to see the adult; duty is alarmed; a restricted record is a matter for governance first."""
    involve_team(concern, by)
    if concern.in_danger:
        boxes = {*alarm.addresses(), *alarm.addresses([Team.Kind.SAFEGUARDING])}
        alarm.tell_duty(concern, "safeguarding concern", sorted(boxes), key=f"safeguarding.alarm:{concern.pk}", by=by)
    if concern.person and concern.person.restricted:
        ask_governance(concern, by)


def involve_team(concern, by):
    if concern.person_id and (team := safeguarding_team()):
        involve(person=concern.person, team=team, role=ROLE, reason=concern.reference, by=by)


def safeguarding_team():
    return Team.objects.filter(kind=Team.Kind.SAFEGUARDING, closed=None).order_by("pk").first()


def ask_governance(concern, by):
    words = IG_WORDS.format(reference=concern.reference)
    for address in holders(GRANT_ACCESS).order_by("email").values_list("email", flat=True):
        outbox.post(
            "email", to=address, key=f"safeguarding.restricted:{concern.pk}:{address}", by=by, person=concern.person,
            to_person=False, subject=f"Safeguarding concern {concern.reference}: access needed", body=words,
        )  # fmt: skip


# --- before the decision ----------------------------------------------------------------------------------------------
@action("safeguarding.alarm_answered", "Answered that an adult is in danger", needs=front_door.ANSWER_ALARM)
def answer_alarm(*, concern, version, reason, by):
    """Says that a worker has taken this in hand, and what they did first; the alarm leaves everybody's list."""
    concern = locked(must_see_concern(concern, by), version)
    if not concern.in_danger:
        raise Refused("Nobody said that this adult is in danger now.", remedy="Open the concern and decide on it.")
    if concern.alarm_answered_at:
        raise WrongMoment(f"{concern.alarm_answered_by} has answered this already.", remedy="Open the concern.")
    must_say(reason, "Say what you are doing about it.", remedy="For example: called them, police on the way.")
    done = "\n".join(filter(None, (concern.done_so_far, f"{by}: {reason}")))
    return saved(concern, alarm_answered_at=clock.now(), alarm_answered_by_id=by.pk, done_so_far=done)


@action("safeguarding.concern_matched", "Matched a safeguarding concern to a person", needs=may.DECIDE)
def match(*, concern, version, person, by):
    """Says which adult it is about; what was given stays on the concern as it was given."""
    concern = locked(must_see_concern(concern, by), version)
    if concern.person_id:
        raise WrongMoment("This concern has been matched already.", remedy="Reload the page to see to whom.")
    concern = saved(concern, person=visible_person(person, by))
    if concern.is_open:  # of one that is decided nobody works on, nobody begins to see the adult
        involve_team(concern, by)
    return concern


@action("safeguarding.concern_unmatched", "Took back the match of a safeguarding concern", needs=may.DECIDE)
def unmatch(*, concern, version, reason, by):
    """The match was wrong: the concern is about nobody we know again."""
    concern = locked(must_see_concern(concern, by), version)
    if not concern.is_open or not concern.person_id:
        raise WrongMoment(
            "Only a matched concern that waits for its decision can be unmatched.", remedy="Reload the page."
        )
    rules.reason_is_given(reason)
    detail(person=concern.person_id)
    person = concern.person
    concern = saved(concern, person=None)
    let_go(person, by, concern.reference)
    return concern


@action("safeguarding.adult_spoken_with", "Recorded a first talk with the adult", needs=may.DECIDE)
def record_talk(*, concern, version, at, views, consent, by, why_without=""):
    """The adult's own words on it, and whether they agree to our looking into it."""
    concern = locked(must_see_concern(concern, by), version)
    if at > clock.now():
        raise Refused("This is still to come.", field="at", remedy="Give the day on which you spoke.")
    must_say(views, "Write what they said, or how they answered without words.", field="views")
    said = {"views": views, "consent": consent, "why_without": why_without or concern.why_without}
    return saved(concern, spoken_with_at=at, knows=Concern.Answer.YES, **said)


def let_go(person, by, reason):
    """The safeguarding team sees the adult no longer, unless something else of theirs is open."""
    if any(model.objects.filter(person=person).open().exists() for model in KEPT_BY):
        return
    for held in Involvement.objects.current().filter(person=person, role=ROLE, team=safeguarding_team()):
        end_involvement(involvement=held, by=by, reason=reason)


def must_see_concern(concern, by):
    """A concern has its own sight: it may be about nobody yet."""
    if not Concern.objects.visible_to(by).filter(pk=concern.pk).exists():
        raise NotFound("There is no concern here that you may see.", remedy="Check the reference, or ask the team.")
    return concern
