from django.contrib.auth.models import Group
from django.db import models


class Role(models.Model):
    """A role as data: a Django group that carries permissions, with a description for whoever grants it."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="role")
    key = models.SlugField(max_length=40, unique=True)
    description = models.TextField(help_text="Written for the person who grants it.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "key"]

    def __str__(self):
        return self.group.name
