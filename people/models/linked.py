"""What every record about a person shares: the person, and rows that come only through `visible_to`."""

from django.db import models

from people.models.person import Person


class AboutPersonQuerySet(models.QuerySet):
    person_path = "person"

    def visible_to(self, worker):
        """The rows whose person the worker may see."""
        return self.filter(**{f"{self.person_path}__in": Person.objects.visible_to(worker)})

    def about(self, person):
        return self.filter(**{self.person_path: person})


class AboutPerson(models.Model):
    """Base of a record about one person. Its manager has `visible_to(worker)`; views fetch through it and nothing else."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="%(class)ss")

    objects = AboutPersonQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()
