"""Lists with their numbers: a number shown is the length of the list behind it, and both rest on one queryset."""

from datetime import timedelta

from django.db.models import Count, Q

from bep.kit import clock
from enablement.models import CareAndSupportPlan, Review, SupportSpell
from people.models import Involvement

# The orders of the lists, which page by key (bep/kit/paging.py).
FIRST_BEGUN_FIRST = ("starts", "pk")
LONGEST_OVERDUE_FIRST = ("due_on", "pk")


# --- tiers ------------------------------------------------------------------------------------------------------------
def in_tiers(worker, team=None):
    """The main support that goes on, of everybody the worker may see."""
    found = SupportSpell.objects.visible_to(worker).filter(main=True, state=SupportSpell.State.OPEN)
    return found.filter(team=team) if team else found


def overrun(spells):
    return spells.filter(last_day__lt=clock.today())


def counts_by_tier(worker, team=None):
    """{tier: how many, overrun among them}: one query for all tiers."""
    late = Count("pk", filter=Q(last_day__lt=clock.today()))
    rows = in_tiers(worker, team).values("tier").annotate(people=Count("pk"), late=late).order_by()
    return {row["tier"]: (row["people"], row["late"]) for row in rows}


# --- reviews ----------------------------------------------------------------------------------------------------------
WITHIN = {"": timedelta(0), "overdue": timedelta(days=-1), "week": timedelta(days=7)}


def reviews(worker, *, when="", of="", team=None, mine=False):
    """Reviews that are planned, by the filters of the queue."""
    found = Review.objects.visible_to(worker).filter(state=Review.State.PLANNED)
    if when in WITHIN:
        found = found.filter(due_on__lte=clock.today() + WITHIN[when])
    if of:
        found = found.filter(of=of)
    if team:
        found = found.filter(episode__team=team)
    if mine:
        led = Involvement.objects.current().filter(worker_id=worker.pk, role=Involvement.Role.LEAD)
        found = found.filter(person__in=led.values("person_id"))
    return found


# --- approvals --------------------------------------------------------------------------------------------------------
def approvals(worker):
    """Care and support plans that wait for approval, those asked for first at the head."""
    waiting = CareAndSupportPlan.objects.visible_to(worker).filter(state=CareAndSupportPlan.State.ASKED)
    return waiting.select_related("person", "asked_by").order_by("asked_at", "pk")
