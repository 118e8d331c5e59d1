from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from amhp_rota.models.desk_request import AssessmentRequest
from bep.kit import clock
from bep.kit.models import Versioned
from people.models.linked import AboutPerson


class MhaCase(AboutPerson, Versioned):
    """Casework under the Mental Health Act that goes on after a decision: each kind with its own clocks (MhaTimer)."""

    class Kind(models.TextChoices):
        GUARDIANSHIP = "guardianship", "Guardianship, section 7"
        CTO = "cto", "Community treatment order, section 17A"
        SUPERVISION = "supervision", "Social supervision, conditional discharge"
        REPORT = "report", "Social circumstances report"
        S14 = "s14", "Report under section 14, after a nearest relative’s application"
        PROPERTY = "property", "Protection of property, Care Act 2014 s47"
        COURT = "court", "Detained by a court or from prison, sections 37 and 47"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    began_on = models.DateField("accepted, ordered or asked on")
    section = models.CharField("section", max_length=20, blank=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mha_cases")
    words = models.TextField("conditions, what is asked, what to know", blank=True)
    keys = models.CharField("keys that we hold, and where", max_length=200, blank=True)
    pets = models.CharField("pets, and who has them", max_length=200, blank=True)
    inventory = models.TextField("inventory: what is kept or secured", blank=True)
    report = models.TextField("the report", blank=True)
    renewals = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["state", "began_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state="open") ^ Q(closed_on__isnull=False), name="mha_case_closed_when"),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_open(self):
        return self.state == self.State.OPEN


class MhaTimer(AboutPerson):
    """Something the law, or this council, says must have happened by a moment: a line of somebody's work until it is done."""

    class Kind(models.TextChoices):
        CONVEY = "convey", "Take to hospital and admit"
        S2_ENDS = "s2_ends", "Section 2 ends"
        S3_ENDS = "s3_ends", "Section 3 ends, or is renewed"
        S4_ENDS = "s4_ends", "Section 4 ends without a second recommendation"
        RECTIFY = "rectify", "Put defective papers right"
        FORWARD = "forward", "Guardianship papers to the council"
        REPORT = "amhp_report", "AMHP’s report"
        GUARDIANSHIP_ENDS = "guardianship", "Guardianship ends, or is renewed"
        VISIT = "visit", "Guardianship visit"
        DOCTOR_VISIT = "doctor_visit", "Guardianship visit by a doctor"
        CTO_ENDS = "cto", "Community treatment order ends, or is extended"
        CIRCUMSTANCES = "circumstances", "Social circumstances report"
        SUPERVISION = "supervision", "Social supervision report"
        S14 = "s14_report", "Report on social circumstances to the managers"
        PROPERTY = "property", "Look again at the property in our care"

    request = models.ForeignKey(AssessmentRequest, models.PROTECT, null=True, blank=True, related_name="timers")
    case = models.ForeignKey(MhaCase, models.PROTECT, null=True, blank=True, related_name="timers")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due = models.DateTimeField()
    law = models.CharField(max_length=200, help_text="The section, or whose target it is.")
    status = models.CharField(max_length=10, default="VERIFIED")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    done_words = models.CharField(max_length=300, blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(request=None, case__isnull=False) | Q(request__isnull=False, case=None),
                name="timer_of_a_request_or_a_case",
            ),
            models.UniqueConstraint(
                fields=["request", "kind"], condition=Q(done_at=None), name="one_timer_of_a_kind_for_a_request"
            ),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(done_at=None), name="one_timer_of_a_kind_for_a_case"
            ),
        ]
        indexes = [models.Index(fields=["due", "id"], condition=Q(done_at=None), name="mha_timer_open")]

    def __str__(self):
        return self.get_kind_display()

    @property
    def by_when(self):
        """A period of days ends when its last day does: midnight would be read as the day after."""
        local = self.due.astimezone(clock.LONDON)
        if (local.hour, local.minute) == (0, 0):
            last = local.date() - timedelta(days=1)
            return f"the end of {last.day} {last:%B %Y}"
        return f"{local.day} {local:%B %Y}, {local:%H:%M}"
