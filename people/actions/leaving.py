"""A worker leaves: nobody whom they worked with is lost. Their people wait to be allocated from the day it is known."""

from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Greatest

from bep.audit.events import subscribe
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from people.actions.involve import end_involvement, involve
from people.models import Cover, Involvement

OWN = [Involvement.Role.LEAD, Involvement.Role.WORKER]


@subscribe("access.worker_leaves")
def people_are_handed_back(worker, by):
    hand_back(worker=worker, by=by)


@subscribe("access.worker_stays")
def people_are_kept(worker, by):
    take_back(worker=worker, by=by)


@action("people.handed_back", "Handed back the people of a worker who leaves", needs=WITHIN)
def hand_back(*, worker, by):
    """Their part ends with them. A person whom no team works with goes to the leaver's team, or nobody would see them."""
    moment = last_moment(worker)
    held = list(Involvement.objects.current().filter(worker=worker, role__in=OWN).select_related("person"))
    last = worker.memberships.select_related("team").order_by("-starts").first()
    for involvement in held:
        if last and not works_with_a_team(involvement.person_id):
            reason = f"{worker.name} leaves"
            involve(person=involvement.person, team=last.team, role=Involvement.Role.TEAM, reason=reason, by=by)
        end_involvement(involvement=involvement, at=moment, reason="Leaves", by=by)
    end_their_cover(worker, moment)
    detail(people=len(held))
    return held


def last_moment(worker):
    """Now, or the end of their last day."""
    ahead = worker.is_active and worker.ends and clock.at(worker.ends + timedelta(days=1))
    return max(clock.now(), ahead) if ahead else clock.now()


def works_with_a_team(person_id):
    return Involvement.objects.current().filter(person=person_id, role=Involvement.Role.TEAM).exists()


def end_their_cover(worker, moment):
    """Whom they cover is covered until they go, and no longer."""
    for cover in Cover.objects.filter(covering=worker, ends__gt=moment):
        cover.involvements.filter(ends__gt=moment).update(ends=Greatest(moment, F("starts")))
        cover.ends = max(moment, cover.starts)
        cover.save(update_fields=["ends"])


@action("people.taken_back", "Gave a worker who stays their people again", needs=WITHIN)
def take_back(*, worker, by):
    """Whom nobody else has taken meanwhile; only what had not ended yet."""
    held = list(Involvement.objects.current().filter(worker=worker, role__in=OWN, ends__isnull=False))
    for involvement in held:
        involvement.ends = None
        involvement.save(update_fields=["ends"])
    return held
