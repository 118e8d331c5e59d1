"""What a worker may do to a concern from where it is: the buttons of its page, the main one first."""

from django.urls import reverse

from bep.kit.faces import Link
from referrals import permissions as front_door
from safeguarding import permissions as may
from safeguarding.states import CONCERN


def verbs(concern, worker):
    """Sealing comes last: it is always possible."""
    return [Link(label, reverse(f"safeguarding:{name}", args=[concern.pk])) for label, name in found(concern, worker)]


def found(concern, worker):
    if concern.in_danger and not concern.alarm_answered_at and worker.has_perm(front_door.ANSWER_ALARM):
        yield "Answer the alarm", "answer_alarm"
    if worker.has_perm(may.DECIDE):
        yield from deciding(concern, worker)
    if worker.has_perm(may.ENQUIRE):
        yield "Seal a part", "seal"


def deciding(concern, worker):
    if not concern.is_open:
        if CONCERN.open_moves(concern, worker):
            yield "Look at it again", "look_again"
        return
    if not concern.person_id:
        yield "Match to a person", "match"
    yield "Decide", "decide"
    if not concern.spoken_with_at and not (concern.person_id and concern.person.death_date):
        yield "We have spoken with them", "talk"
    if concern.person_id:
        yield "Take back the match", "unmatch"
    yield "Set it aside", "set_aside"
