"""One case of an audit sample: who reviews it, what each answered, what was decided, what the worker says, what follows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from bep.access.models import Team
from bep.kit.models import Versioned, WrittenOnce
from people.models import Person
from people.models.linked import AboutPerson, AboutPersonQuerySet
from safeguarding import permissions as may
from safeguarding.models.audit import AuditQuestion, AuditSample
from safeguarding.models.concern import Concern
from safeguarding.models.enquiry import Enquiry

WORKER = settings.AUTH_USER_MODEL
REVIEWERS = ("first", "second", "moderator")


class AuditCaseQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """Those who lead the audit, of everybody whom they may find; else one's own part in it, while one may see the adult."""
        rows = Q(pk=None)
        if worker.has_perm(may.AUDIT_LEAD):
            rows |= Q(person__in=Person.objects.findable_by(worker))
        if worker.pk and (worker.has_perm(may.AUDIT_REVIEW) or worker.has_perm(may.VIEW)):
            mine = Q(worker=worker.pk, state__in=["told", "done"])  # whose work it is, when it is settled
            for part in REVIEWERS:
                mine |= Q(**{part: worker.pk})
            rows |= mine & Q(person__in=Person.objects.visible_to(worker))
        return self.filter(rows)

    def counting(self):
        """Those whose answers are settled: what the report counts."""
        return self.filter(state__in=["told", "done"])


class AuditCase(AboutPerson, Versioned):
    """Two reviewers of a grade answer apart; where they differ a third decides; then the worker is told."""

    class Source(models.TextChoices):
        NOT_TAKEN = "not_taken", "Concern not taken further"
        S42 = "s42", "Section 42 enquiry"
        OTHER = "other", "Other enquiry"
        CLOSED = "closed", "Enquiry closed in the month"

    class State(models.TextChoices):
        DRAWN = "drawn", "To be given to reviewers"
        REVIEWING = "reviewing", "With its reviewers"
        MODERATING = "moderating", "Reviewers differ: with the moderator"
        TOLD = "told", "With the worker"
        DONE = "done", "The worker has read it"
        WITHDRAWN = "withdrawn", "Taken out of the sample"

    sample = models.ForeignKey(AuditSample, models.PROTECT, related_name="cases")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAWN)
    source = models.CharField(max_length=10, choices=Source.choices)
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="audits")
    enquiry = models.ForeignKey(Enquiry, models.PROTECT, null=True, blank=True, related_name="audits")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(WORKER, models.PROTECT, related_name="+", verbose_name="whose work it is")
    first = models.ForeignKey(WORKER, models.PROTECT, null=True, blank=True, related_name="+")
    second = models.ForeignKey(WORKER, models.PROTECT, null=True, blank=True, related_name="+")
    moderator = models.ForeignKey(WORKER, models.PROTECT, null=True, blank=True, related_name="+")
    first_grade = models.PositiveSmallIntegerField(null=True, blank=True)
    second_grade = models.PositiveSmallIntegerField(null=True, blank=True)
    moderator_grade = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField("this step is due", null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField("what the worker says of it", blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = AuditCaseQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["sample", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(concern__isnull=False, enquiry=None) | Q(concern=None, enquiry__isnull=False),
                name="audit_of_a_concern_or_an_enquiry",
            ),
            models.UniqueConstraint(fields=["concern", "source"], name="concern_audited_once"),
            models.UniqueConstraint(fields=["enquiry", "source"], name="enquiry_audited_once_a_stage"),
            models.CheckConstraint(
                condition=~Q(first=F("second")) & ~Q(moderator=F("first")) & ~Q(moderator=F("second")),
                name="audit_by_three_people",
            ),
            models.CheckConstraint(
                condition=~Q(worker=F("first")) & ~Q(worker=F("second")) & ~Q(worker=F("moderator")),
                name="nobody_audits_their_own_work",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drawn", "withdrawn"])
                | Q(first_grade__gte=1, second_grade__gte=1, moderator_grade__gte=F("first_grade"))
                & Q(moderator_grade__gte=F("second_grade"), first_grade__isnull=False, second_grade__isnull=False)
                & Q(moderator_grade__isnull=False)
                & Q(first__isnull=False, second__isnull=False, moderator__isnull=False),
                name="audit_by_graded_reviewers",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") ^ Q(acknowledged_at__isnull=False), name="audit_done_when_acknowledged"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") ^ ~Q(withdrawn_because=""), name="audit_withdrawn_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="audit_case_due")]

    def __str__(self):
        return f"Audit of {self.subject}"

    @property
    def subject(self):
        return self.enquiry or self.concern

    def seat_of(self, worker):
        """1 or 2 for a reviewer of it, else None."""
        return {self.first_id: 1, self.second_id: 2}.get(worker.pk) if worker.pk else None


class ReviewQuerySet(QuerySet):
    def visible_to(self, worker):
        """With the case; a reviewer's own at once, another's when both are in."""
        seen = self.filter(case__in=AuditCase.objects.visible_to(worker))
        return seen.filter(~Q(case__state__in=["drawn", "reviewing"]) | Q(reviewer=worker.pk))


class AuditReview(WrittenOnce):
    """What one reviewer handed in, whole and once."""

    case = models.ForeignKey(AuditCase, models.PROTECT, related_name="reviews")
    seat = models.PositiveSmallIntegerField(help_text="1 for the first reviewer, 2 for the second.")
    reviewer = models.ForeignKey(WORKER, models.PROTECT, related_name="+")
    strengths = models.TextField("what was done well", blank=True)
    handed_in_at = models.DateTimeField(db_default=Now())

    objects = ReviewQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["case", "seat"]
        constraints = [
            models.CheckConstraint(condition=Q(seat__in=[1, 2]), name="audit_review_of_two"),
            models.UniqueConstraint(fields=["case", "seat"], name="one_audit_review_of_a_seat"),
            models.UniqueConstraint(fields=["case", "reviewer"], name="one_audit_review_of_a_reviewer"),
        ]

    def __str__(self):
        return f"Review {self.seat}"


class AnswerQuerySet(QuerySet):
    def visible_to(self, worker):
        """With the review it is of."""
        return self.filter(review__in=AuditReview.objects.visible_to(worker))


class AuditAnswer(WrittenOnce):
    """One answer of one reviewer; what is not met in full says what was found."""

    review = models.ForeignKey(AuditReview, models.PROTECT, related_name="answers")
    question = models.ForeignKey(AuditQuestion, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10)
    found = models.TextField("what was found", blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["review", "question__number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "question"], name="one_audit_answer_to_a_question"),
            models.CheckConstraint(
                condition=~Q(answer__in=["partly", "not_met"]) | ~Q(found=""), name="audit_finding_is_explained"
            ),
        ]

    def __str__(self):
        return self.answer


class RulingQuerySet(QuerySet):
    def visible_to(self, worker):
        """With the case."""
        return self.filter(case__in=AuditCase.objects.visible_to(worker))


class AuditRuling(WrittenOnce):
    """What the moderator decided where two answers differed, and why."""

    case = models.ForeignKey(AuditCase, models.PROTECT, related_name="rulings")
    question = models.ForeignKey(AuditQuestion, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10)
    reason = models.TextField()
    by = models.ForeignKey(WORKER, models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField(db_default=Now())

    objects = RulingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["case", "question__number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "question"], name="one_audit_ruling_on_a_question"),
            models.CheckConstraint(condition=~Q(reason=""), name="audit_ruling_has_a_reason"),
        ]

    def __str__(self):
        return self.answer


class AuditActionQuerySet(AboutPersonQuerySet):
    def visible_to(self, worker):
        """With the audited case, and by whoever is to do it while they may see the adult."""
        own = Q(owner=worker.pk, person__in=Person.objects.visible_to(worker)) if worker.pk else Q(pk=None)
        return self.filter(own | Q(case__in=AuditCase.objects.visible_to(worker)))


class AuditAction(AboutPerson, Versioned):
    """Something that goes back to the case because of its audit: it is finished after the sample is closed too."""

    case = models.ForeignKey(AuditCase, models.PROTECT, related_name="actions")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(WORKER, models.PROTECT, related_name="+")
    due_on = models.DateField()
    by = models.ForeignKey(WORKER, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(db_default=Now())
    done_on = models.DateField(null=True, blank=True)
    done_words = models.TextField("what came of it", blank=True)

    objects = AuditActionQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        ordering = ["done_on", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(done_words=""), name="audit_action_says_what_came"),
        ]
        indexes = [models.Index(fields=["owner", "due_on"], condition=Q(done_on=None), name="audit_action_open")]

    def __str__(self):
        return self.what
