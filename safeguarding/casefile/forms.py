"""Forms of the case-file audit; those of review and ruling are made of the version's own questions."""

from django import forms

from bep.access.models import Worker
from bep.kit.fields import DateField3, FewOrNamed
from safeguarding.fields import VersionedForm, line, pick, words

INLINE = {"class": "govuk-radios--inline govuk-radios--small"}
NOT_SEALED = "Write nothing here that is sealed: the worker reads it, and so does whoever leads the audit."


class CloseForm(VersionedForm):
    learned = words("What does the service learn from this month?", 5)


class ReasonForm(VersionedForm):
    reason = words("Why?", 3)


class AssignForm(VersionedForm):
    """Three people, none of whom had a part in the case."""

    first = FewOrNamed(Worker.objects.none(), label="First reviewer", empty_label="Choose")
    second = FewOrNamed(Worker.objects.none(), label="Second reviewer", empty_label="Choose")
    moderator = FewOrNamed(
        Worker.objects.none(), label="Moderator", empty_label="Choose",
        help_text="Decides where the two differ. At least as senior as both.",
    )  # fmt: skip

    def __init__(self, *args, among, **more):
        super().__init__(*args, **more)
        for name in ("first", "second", "moderator"):
            self.fields[name].queryset = among


class HandOnForm(VersionedForm):
    """One of the parts that are still to be done, and who does it from here."""

    part = pick("Which part?")
    worker = FewOrNamed(Worker.objects.none(), label="Who does it from here?", empty_label="Choose")
    reason = words("Why?", 2)

    def __init__(self, *args, among, parts, **more):
        super().__init__(*args, **more)
        self.fields["worker"].queryset, self.fields["part"].choices = among, parts


class QuestionsForm(forms.Form):
    """A radio and a box of words for each question, under the theme it belongs to."""

    dense = True
    why = "What did you find?"
    required = False

    def __init__(self, *args, questions, **more):
        super().__init__(*args, **more)
        self.questions, themes = list(questions), {}
        for question in self.questions:
            themes.setdefault(question.theme, []).extend(self.ask(question))
        self.groups = tuple(themes.items())

    def ask(self, question):
        answer, found = f"answer_{question.key}", f"found_{question.key}"
        self.fields[answer] = forms.ChoiceField(
            label=question.words,
            choices=question.answers,
            widget=forms.RadioSelect(INLINE),
            help_text=self.hint(question),
        )
        self.fields[found] = words(f"{self.why} ({question.words})", 2, required=self.required, length=2000)
        return [answer, found]

    def hint(self, question):
        return question.good

    def answers(self):
        said = self.cleaned_data
        return {q.pk: (said[f"answer_{q.key}"], said[f"found_{q.key}"]) for q in self.questions}


class ReviewForm(QuestionsForm):
    strengths = words("What was done well?", 3, required=False, help_text=NOT_SEALED)


class RulingForm(QuestionsForm):
    """Only what the two reviewers answered differently."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why, required = "Why do you decide so?", True

    def __init__(self, *args, said, **more):
        self.said = said
        super().__init__(*args, **more)

    def hint(self, question):
        return " · ".join(
            f"{who}: {answer}{f' – {found}' if found else ''}" for who, answer, found in self.said[question.pk]
        )


class ReadForm(VersionedForm):
    comment = words("What do you say to it?", 4, required=False)


class ActionForm(forms.Form):
    what = line("What is to be done?", 300, help_text=NOT_SEALED)
    owner = FewOrNamed(Worker.objects.filter(is_active=True).order_by("name"), label="Who does it?")
    due_on = DateField3(label="By when?", future=True)


class DoneForm(VersionedForm):
    words = words("What came of it?", 3)
