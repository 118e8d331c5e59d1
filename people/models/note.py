from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bep.kit import reference
from bep.kit.models import WrittenOnce
from people.models.linked import AboutPerson, AboutPersonQuerySet


class CaseNoteQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """Notes of people the worker may see: all of them for a role that reads notes, else those they wrote."""
        found = super().visible_to(worker)
        return found if worker.has_perm("people.read_notes") else found.filter(author_id=worker.pk)


class AddendumQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        return self.filter(note__in=CaseNote.objects.visible_to(worker))


class CaseNote(WrittenOnce, AboutPerson):
    """One contact with or about a person, as its author wrote it. Corrected by an addendum, never overwritten."""

    class Seen(models.TextChoices):
        ALONE = "alone", "The person, alone"
        WITH_OTHERS = "with_others", "The person, with others"
        OTHERS = "others", "Somebody else, not the person"
        NOBODY = "nobody", "Nobody: I tried, no reply"

    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    way = models.CharField(max_length=40, help_text='A value of the list "contact_way".')
    seen = models.CharField(max_length=12, choices=Seen.choices)
    who_else = models.CharField(max_length=160, blank=True)
    face_to_face = models.BooleanField(help_text="The person themselves was seen, so they are not unseen.")
    what_happened = models.TextField(blank=True)
    said = models.TextField(blank=True, help_text="In the person's own words.")
    opinion = models.TextField(blank=True, help_text="Kept apart from fact.")
    third_party = models.BooleanField(
        default=False, help_text="Holds what somebody else told us: look before it is shared."
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="case_notes")
    awaits_countersign = models.BooleanField(default=False)

    objects = CaseNoteQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what_happened="") | Q(seen="nobody"), name="note_says_what_happened"),
            models.CheckConstraint(
                condition=Q(face_to_face=False) | Q(seen__in=["alone", "with_others"]),
                name="note_seen_means_the_person",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-happened_at"], name="note_person"),
            models.Index(fields=["person", "-happened_at"], condition=Q(face_to_face=True), name="note_person_seen"),
            models.Index(fields=["person"], condition=Q(awaits_countersign=True), name="note_to_countersign"),
            models.Index(fields=["author", "-happened_at"], name="note_author"),
        ]

    def __str__(self):
        return f"Case note {self.pk}"

    @property
    def way_label(self):
        return reference.label("contact_way", self.way)


class Addendum(WrittenOnce, AboutPerson):
    """What was added to a case note later, by whom: a correction, or something remembered."""

    note = models.ForeignKey(CaseNote, models.PROTECT, related_name="addenda")
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AddendumQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        verbose_name_plural = "addenda"
        ordering = ["recorded_at", "pk"]

    def __str__(self):
        return f"Addendum to note {self.note_id}"
