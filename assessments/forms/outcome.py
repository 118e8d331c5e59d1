"""One outcome a page; the nine areas of wellbeing on one."""

from assessments.forms.fields import Versioned, paragraphs, pick, ticks, yes_no
from assessments.law import Wellbeing, limbs_of
from assessments.models import OutcomeAnswer, WellbeingAnswer


class OutcomeForm(Versioned):
    groups = [
        ("In their words", ["words", "strengths", "wish"]),
        ("Can they achieve it?", ["verdict"]),
        ("What you saw", ["view"]),
    ]
    reveals = {"verdict": {"unable": ["limbs"]}}
    words = paragraphs("What is it like?", "On a good day, on a bad day.", rows=5)
    strengths = paragraphs("What do they do already, and who helps?", rows=2)
    wish = paragraphs("What would they like?", rows=2)
    verdict = pick("Are they able to achieve this?", OutcomeAnswer.Answer.choices)
    limbs = ticks("In what way are they unable?", ())
    view = paragraphs("What did you see or think?", "Kept apart from their words.", rows=3)

    def __init__(self, *args, answer, kind, **more):
        initial = {name: getattr(answer, name) for name in ("version", "words", "strengths", "wish", "limbs", "view")}
        super().__init__(*args, initial=initial | {"verdict": answer.answer}, **more)
        self.fields["limbs"].choices = [(limb.value, limb.label) for limb in limbs_of(kind)]


class WellbeingForm(Versioned):
    """For each area how much weighs on it; then the whole, which alone the rule looks at."""

    def __init__(self, *args, assessment, **more):
        said = {row.area: row for row in assessment.wellbeing.all()}
        initial = {"version": assessment.version, "significant_impact": assessment.significant_impact}
        initial["impact_words"] = assessment.impact_words
        for area, row in said.items():
            initial |= {f"{area}_impact": row.impact, f"{area}_words": row.words}
        super().__init__(*args, initial=initial, **more)
        areas = [name for area, label in Wellbeing.choices for name in self.add_area(area, label)]
        self.fields["significant_impact"] = yes_no(
            "Taken together, is there a significant impact on their wellbeing, or likely to be?",
            "As a consequence of what they are unable to achieve.",
        )
        self.fields["impact_words"] = paragraphs("Why?", rows=4)
        self.groups = [("Nine areas", areas), ("The whole", ["significant_impact", "impact_words"])]

    def add_area(self, area, label):
        names = [f"{area}_impact", f"{area}_words"]
        self.fields[names[0]] = pick(label, WellbeingAnswer.Impact.choices)
        self.fields[names[1]] = paragraphs("In their words", rows=2)
        return names

    def areas(self):
        found = self.cleaned_data
        return {area: (found[f"{area}_impact"], found[f"{area}_words"]) for area in Wellbeing.values}
