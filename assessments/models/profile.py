from django.conf import settings
from django.db import models

from people.models.linked import AboutPerson, AboutPersonQuerySet


class ProfileQuerySet(AboutPersonQuerySet):
    def latest_of(self, person_id):
        return self.filter(person_id=person_id).order_by("-number").first()


class PersonalProfile(AboutPerson):
    """One agreed version of who somebody is, in their own words. A version is never changed: a new one follows it."""

    class AgreedHow(models.TextChoices):
        TOGETHER = "together", "Written together and read back"
        SELF = "self", "Written by themselves"
        PHONE = "phone", "Read back by telephone or video"
        SUPPORTED = "supported", "Agreed with help from an advocate, carer or interpreter"

    number = models.PositiveSmallIntegerField()
    who_i_am = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    what_matters = models.TextField()
    what_helps = models.TextField(blank=True)
    what_makes_it_worse = models.TextField(blank=True)
    agreed_on = models.DateField()
    agreed_how = models.CharField(max_length=10, choices=AgreedHow.choices)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = ProfileQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_profile_for_each_number")]

    def __str__(self):
        return f"Personal profile {self.number}"


class SupportPerson(models.Model):
    """One of the person's own people, as they name them in a version of their profile."""

    profile = models.ForeignKey(PersonalProfile, models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    who_to_me = models.CharField("who they are to me", max_length=120, blank=True)
    how_they_help = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.name
