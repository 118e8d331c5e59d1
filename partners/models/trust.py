"""What a trust's own system recorded and sent us: files, their lines, and each record once, however often it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from bep.kit.models import Job, Versioned
from partners import permissions as may
from people.models import Person
from safeguarding.models import CausedEnquiry, Concern


def may_read(worker):
    return worker.has_perm(may.IMPORT_TRUST) or worker.has_perm(may.MATCH_TRUST)


class TrustFile(models.Model):
    """A file as it came. Its report is its lines."""

    profile = models.CharField(
        max_length=40, help_text="The file of presets/trust-import/ that says what its columns are."
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20)
    headings = models.JSONField(default=list)
    number = models.PositiveIntegerField("how many lines")
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return self.name


class TrustRecordQuerySet(QuerySet):
    def visible_to(self, worker):
        """Records wait about nobody we know yet; one about somebody is seen by whoever may find them."""
        if not may_read(worker):
            return self.none()
        return self.filter(Q(person=None) | Q(person__in=Person.objects.findable_by(worker)))

    def waiting(self):
        return self.filter(state="queued")


class TrustRecord(Versioned):
    """One record of a trust's system, by its number there. `waiting` holds what changed until somebody has looked at it."""

    class Kind(models.TextChoices):
        CONCERN = "concern", "Safeguarding concern"
        ENQUIRY = "enquiry", "Enquiry made by the trust"

    class State(models.TextChoices):
        QUEUED = "queued", "To be decided"
        TAKEN = "taken", "Taken in"
        REFUSED = "refused", "Refused"

    class Why(models.TextChoices):
        POSSIBLE = "possible", "It may be somebody we know"
        HIDDEN = "hidden", "Possible match: ask information governance"
        INCOMPLETE = "incomplete", "Too little is said to register a new person"
        NAME = "name", "The NHS number is known, but name or date of birth differ"
        ENQUIRY = "enquiry", "It belongs to an enquiry of ours"
        CHANGED = "changed", "The trust changed it since we took it in"

    profile = models.CharField(max_length=40)
    key = models.CharField("its number there", max_length=60)
    hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    facts = models.JSONField()
    waiting = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="trust_records")
    concern = models.OneToOneField(Concern, models.PROTECT, null=True, blank=True, related_name="trust_record")
    caused = models.OneToOneField(CausedEnquiry, models.PROTECT, null=True, blank=True, related_name="trust_record")
    reason = models.TextField(blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    came_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = TrustRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["came_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "key"], name="one_trust_record_of_a_number"),
            models.CheckConstraint(
                condition=~Q(state="taken")
                | Q(person__isnull=False) & (Q(concern__isnull=False) | Q(caused__isnull=False)),
                name="trust_record_taken_is_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="trust_record_refused_with_a_reason"
            ),
            models.CheckConstraint(condition=~Q(state="queued") | ~Q(why=""), name="trust_record_waits_for_a_reason"),
        ]
        indexes = [models.Index(fields=["came_at", "id"], condition=Q(state="queued"), name="trust_record_queue")]

    def __str__(self):
        return f"{self.profile} {self.key}"

    @property
    def name(self):
        """As the trust wrote it, until somebody is known."""
        if self.person_id:
            return self.person.name
        return f"{self.facts.get('given_name', '')} {self.facts.get('family_name', '')}".strip() or "Name not given"


class TrustLineQuerySet(QuerySet):
    def visible_to(self, worker):
        """With the record that it became; a line that was refused, by those who may send it again."""
        if not may_read(worker):
            return self.none()
        return self.filter(Q(record=None) | Q(record__in=TrustRecord.objects.visible_to(worker)))


class TrustLine(models.Model):
    """One line of a file, as it was sent, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Not read yet"
        CREATED = "created", "Created: a new person"
        MATCHED = "matched", "Matched: somebody we know"
        UPDATED = "updated", "Updated: changed by the trust"
        UNCHANGED = "unchanged", "Unchanged: here already"
        QUEUED = "queued", "To be decided"
        REFUSED = "refused", "Refused"

    file = models.ForeignKey(TrustFile, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField("line of the file")
    raw = models.JSONField(help_text="Its cells, in the order of the headings.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    problems = models.JSONField(default=list, blank=True)
    record = models.ForeignKey(TrustRecord, models.PROTECT, null=True, blank=True, related_name="lines")

    objects = TrustLineQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="one_trust_line_of_a_number"),
            models.CheckConstraint(
                condition=Q(outcome__in=["waiting", "refused"], record=None)
                | ~Q(outcome__in=["waiting", "refused"]) & Q(record__isnull=False),
                name="trust_line_became_a_record_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") ^ ~Q(problems=[]), name="trust_line_refused_with_reasons"
            ),
        ]
        indexes = [models.Index(fields=["file", "outcome", "number"], name="trust_line_outcome")]

    def __str__(self):
        return f"Line {self.number}"
