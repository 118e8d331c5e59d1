from django.db import models
from django.db.models import F, Q

from bep.kit.models import Versioned, WrittenOnce
from safeguarding.models.part import Part


class CausedEnquiry(Part, Versioned):
    """An enquiry that the council has others make (s42(2)): asked, returned, accepted or sent back. The council decides."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        RETURNED = "returned", "Returned: accept it, or send it back"
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Asked no longer"

    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    organisation = models.CharField("which organisation", max_length=120)
    asked_of = models.CharField("who there", max_length=120)
    contact = models.CharField("their phone or email", max_length=120, blank=True)
    what = models.TextField("what they are asked to find out")
    asked_on = models.DateField()
    due_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    answer = models.TextField("what they found", blank=True)
    sent_back = models.TextField("sent back because", blank=True)
    settled = models.TextField("accepted, or asked no longer, because", blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="caused_enquiry_due_after_asked"),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "accepted"]) | ~Q(answer=""), name="returned_with_an_answer"
            ),
        ]

    def __str__(self):
        return f"Asked of {self.organisation}"


class EnquiryAction(Part, Versioned):
    """Something that somebody will do, of the enquiry or of the protection plan, by a day."""

    what = models.CharField("what", max_length=300)
    who = models.CharField("who", max_length=120)
    due_on = models.DateField()
    of_plan = models.BooleanField("part of the protection plan", default=False)
    done_on = models.DateField(null=True, blank=True)
    done_words = models.TextField("what came of it", blank=True)

    class Meta(Part.Meta):
        ordering = ["done_on", "due_on", "pk"]

    def __str__(self):
        return self.what


class Meeting(Part, WrittenOnce):
    """A discussion or meeting: who came, what was said and decided."""

    class Kind(models.TextChoices):
        PLANNING = "planning", "Planning or strategy discussion"
        OUTCOME = "outcome", "Outcomes meeting or case conference"
        REVIEW = "review", "Review meeting"
        OTHER = "other", "Other meeting"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    held_on = models.DateField()
    chair = models.CharField(max_length=120)
    attendees = models.TextField("who came", help_text="One a line: name, role, organisation.")
    apologies = models.TextField(blank=True)
    adult_came = models.CharField("the adult's part", max_length=200, help_text="There, spoken for, or why not.")
    minutes = models.TextField()
    decisions = models.TextField("what was decided", blank=True)

    class Meta(Part.Meta):
        ordering = ["held_on", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.held_on:%-d %B %Y}"


class Sharing(Part, WrittenOnce):
    """Information that was shared: what, with whom, on what ground, and whether the adult was told."""

    shared_on = models.DateField()
    to = models.CharField("with whom", max_length=160)
    what = models.TextField("what was shared")
    ground = models.CharField(max_length=20, help_text="A code of sharing_ground.")
    why = models.TextField("why that ground holds", blank=True)
    adult_told = models.BooleanField("the adult was told", default=False)

    class Meta(Part.Meta):
        ordering = ["shared_on", "pk"]

    def __str__(self):
        return f"Shared with {self.to}"


class PlanReview(Part, WrittenOnce):
    """A protection plan was looked at again, with the adult."""

    held_on = models.DateField()
    words = models.TextField("what has changed, and does the plan work")
    adult_says = models.TextField("what the adult says", blank=True)
    next_on = models.DateField("review again by", null=True, blank=True)

    class Meta(Part.Meta):
        ordering = ["held_on", "pk"]

    def __str__(self):
        return f"Review, {self.held_on:%-d %B %Y}"
