"""Who sees the records of this room: everything rests on who may see the person."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from bep.access.actors import own_sight
from people.models import Person
from people.models.linked import AboutPersonQuerySet
from safeguarding import permissions as may


class CaseQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """Of people the worker may see; safeguarding adults managers see those of every unrestricted person, closed ones too."""
        if worker.has_perm(may.DECIDE):
            return self.filter(**{f"{self.person_path}__in": Person.objects.findable_by(worker)})
        return super().visible_to(worker) if worker.has_perm(may.VIEW) else self.none()


class OneByOne(Exists):
    """An EXISTS that the planner cannot turn into a list of everybody: right where few rows ask."""

    template = "EXISTS(%(subquery)s OFFSET 0)"


def about_one_of(people, exists=Exists):
    """Each row looks its own person up: a list of everybody, inside an OR, would be read for each row anew."""
    return Q(exists(people.filter(pk=OuterRef("person_id"))))


class ConcernQuerySet(QuerySet):
    def visible_to(self, worker, exists=Exists):
        """A concern may be about nobody we know yet: those who decide see it, and so does duty while its alarm sounds."""
        if (own := own_sight(worker, "safeguarding.Concern")) is not None:
            return self.filter(own)
        rows = Q(pk=None)
        if worker.has_perm(may.VIEW) or worker.has_perm(may.DECIDE):
            rows |= about_one_of(Person.objects.visible_to(worker), exists)
        if worker.has_perm(may.DECIDE):
            rows |= Q(person=None) | about_one_of(Person.objects.findable_by(worker), exists)
        elif worker.has_perm("referrals.answer_alarm"):
            known = Q(person=None) | Q(person__restricted=False, person__merged_into=None)
            rows |= known & Q(in_danger=True) & (Q(alarm_answered_at=None) | Q(alarm_answered_by_id=worker.pk))
        return self.filter(rows)

    def about(self, person):
        return self.filter(person=person)

    def open(self):
        return self.filter(state="received")

    def alarms(self):
        """Somebody is said to be in danger now, and nobody has answered yet."""
        return self.filter(in_danger=True, alarm_answered_at=None)
