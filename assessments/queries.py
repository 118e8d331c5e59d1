"""What may be seen, one function a screen. Rows come only through `visible_to`."""

from django.db.models import Q

from assessments import permissions as may
from assessments.models import ChoiceMeeting, NeedsAssessment, OutcomeAnswer, PersonalProfile
from people.models import Person

OPEN_MEETINGS = [ChoiceMeeting.State.TO_ARRANGE, ChoiceMeeting.State.ARRANGED]
MOST = 200


def person(worker):
    return Person.objects.visible_to(worker)


def meetings(worker):
    return ChoiceMeeting.objects.visible_to(worker).select_related("person", "worker")


def assessments(worker):
    """Assessments with everything their pages show, and the workers they name."""
    return (
        NeedsAssessment.objects.visible_to(worker)
        .select_related("person", "worker", "decided_by", "submitted_by", "follows", "cares_for")
        .prefetch_related("outcomes", "wellbeing")
    )


def answers(worker):
    """One outcome's answer, with its assessment and person."""
    found = NeedsAssessment.objects.visible_to(worker)
    return OutcomeAnswer.objects.filter(assessment__in=found).select_related("assessment__person")


def profiles(worker):
    return PersonalProfile.objects.visible_to(worker).select_related("person", "written_by").prefetch_related("people")


def open_meetings(worker, mine):
    """Choice meetings to arrange or to come, whose clock runs out first; `mine`: those I hold, or that nobody does yet."""
    rows = meetings(worker).filter(state__in=OPEN_MEETINGS).order_by("due", "pk")
    return rows.filter(Q(worker=worker) | Q(worker=None))[:MOST] if mine else rows[:MOST]


def open_assessments(worker, mine):
    """Assessments being written, and those waiting to be signed by somebody who may."""
    underway = Q(state=NeedsAssessment.State.UNDERWAY)
    waiting = Q(state=NeedsAssessment.State.SUBMITTED)
    own = Q(worker=worker) | Q(submitted_by=worker)
    to_sign = waiting & ~Q(submitted_by=worker) if worker.has_perm(may.DECIDE) else Q(pk=None)
    wanted = (underway | waiting) & own | to_sign if mine else underway | waiting
    rows = NeedsAssessment.objects.visible_to(worker).select_related("person", "worker").filter(wanted)
    return rows.order_by("due", "pk")[:MOST]
