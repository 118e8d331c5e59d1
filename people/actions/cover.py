"""Cover for absence: a colleague's whole caseload in one move, which one move undoes."""

from bep.audit.events import subscribe
from bep.audit.record import about, action, detail
from bep.kit import clock
from bep.kit.locking import created
from bep.kit.rules import NotAllowed, Refused, WrongMoment
from people import permissions as may
from people.models import Cover, Involvement, Person
from people.queries.team import colleagues
from people.rules import day as rules


@action("people.cover_began", "Gave a colleague's caseload cover", needs=may.ALLOCATE)
def begin_cover(*, absent, covering, starts, ends, reason, by):
    """Lets one worker cover everybody another leads or works with, from a moment to a moment."""
    rules.cover_is_for_a_while(starts, ends)
    must_manage(by, absent, covering)
    people = caseload_to_cover(absent, by)
    if not people:
        raise Refused(f"{absent.name} has nobody to cover.", field="absent", remedy="Choose another colleague.")
    facts = {"starts": starts, "ends": ends, "reason": reason.strip(), "began_by": by}
    cover = created(Cover(absent=absent, covering=covering, **facts))
    cover.involvements.set(Involvement.objects.bulk_create(covered(cover, person) for person in people))
    about(*people)
    detail(absent=absent.pk, covering=covering.pk, people=len(people))
    return cover


def must_manage(by, *workers):
    """Only for colleagues in a team that the doer is in: a manager covers their own team."""
    if colleagues(by.team_ids).filter(pk__in=[w.pk for w in workers]).count() < len(set(workers)):
        raise NotAllowed("Cover is between colleagues of your own teams.", remedy="Ask the manager of the other team.")


def caseload_to_cover(absent, by):
    """Everybody the absent worker leads or works with, as far as the doer may see them."""
    own = Involvement.objects.current().filter(worker=absent, role__in=["lead", "worker"])
    return list(Person.objects.visible_to(by).filter(pk__in=own.values("person_id")))


def covered(cover, person):
    return Involvement(
        person=person,
        worker=cover.covering,
        role=Involvement.Role.COVER,
        reason=cover.reason,
        starts=cover.starts,
        ends=cover.ends,
        began_by=cover.began_by,
    )


@action("people.cover_ended", "Ended a colleague's cover", needs=may.ALLOCATE)
def end_cover(*, cover, by):
    """Ends the whole cover now, or calls it off before it began: nobody of that caseload is covered any longer."""
    must_manage(by, cover.absent)
    now = clock.now()
    if cover.ends <= now:
        raise WrongMoment("This cover is already over.", remedy="Go back to the team.")
    involvements = list(cover.involvements.filter(ends__gt=now))
    for involvement in involvements:
        involvement.ends = max(now, involvement.starts)
    Involvement.objects.bulk_update(involvements, ["ends"])
    cover.ends, cover.ended_by = max(now, cover.starts), by
    cover.save(update_fields=["ends", "ended_by"])
    about(*involvements)
    return cover


@subscribe("people.allocated")
def cover_who_is_allocated_meanwhile(involvement, by):
    """Somebody allocated to a worker who is away is covered with the rest of their caseload."""
    for cover in Cover.objects.filter(absent=involvement.worker_id, ends__gt=clock.now()).select_related("covering"):
        if not cover.involvements.filter(person=involvement.person_id).exists():
            also = covered(cover, involvement.person)
            also.save()
            cover.involvements.add(also)
