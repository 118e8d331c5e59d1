from django.db import models

from bep.kit.models import Versioned
from enablement.models.plan import EnablementPlan
from people.models.linked import AboutPerson

EASY_READ = "Easy read"


class PlanWording(AboutPerson, Versioned):
    """A plan in another language, or in easy read: beside the plan in the person's own words, never in its place.

    `words` is {part: [the plan's words then, the words here]}: a part whose own words have changed since is told apart.
    """

    plan = models.ForeignKey(EnablementPlan, models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=60)
    words = models.JSONField(default=dict)
    worded_by = models.CharField("who put it into these words", max_length=120, blank=True)
    checked_how = models.CharField("how it was checked", max_length=200, blank=True)

    class Meta(AboutPerson.Meta):
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["plan", "language"], name="one_wording_for_each_language")]

    def __str__(self):
        return f"{self.plan} in {self.name}"

    def as_form(self):
        """What it says, by the names of its form's fields: bep/kit/conflict.py sets two versions side by side."""
        texts = {key: words for key, (_, words) in self.words.items()}
        return texts | {"worded_by": self.worded_by, "checked_how": self.checked_how}

    @property
    def name(self):
        return "easy read" if self.language == EASY_READ else self.language
