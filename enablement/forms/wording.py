"""A plan in another language or in easy read: which, and its words part by part."""

from django import forms

from bep.kit import reference
from enablement import wording as words_of
from enablement.forms.fields import Versioned, line, select, words
from enablement.models import EASY_READ


def languages():
    """Those that are written, easy read first."""
    left_out = {"", "English", *words_of.SIGNED}
    return [(EASY_READ, EASY_READ), *(pair for pair in reference.choices("language") if pair[0] not in left_out)]


class LanguageForm(forms.Form):
    language = select("Language, or easy read", languages)


class WordingForm(Versioned):
    """One box for each part of the plan, under the person's own words; the headings last."""

    mark_optional = False

    def __init__(self, data=None, *, wording):
        super().__init__(data, initial=wording.as_form() | {"version": wording.version})
        self.parts = sorted(words_of.parts(wording.plan), key=lambda part: part.is_heading)
        for part in self.parts:
            changed = wording.words.get(part.key) and not words_of.said(wording, part)[1]
            said = f"Changed since: {part.own}" if changed else part.own
            label = part.own if part.is_heading else part.label
            self.fields[part.key] = words(label, "" if part.is_heading else said, rows=1 if part.is_heading else 3)
            self.fields[part.key].widget.attrs |= self.written_as(wording.language)
        self.fields["worded_by"] = line("Who put it into these words", "An interpreter, a translation service, you.")
        self.fields["checked_how"] = line(
            "How it was checked", "Such as: read back to the person by somebody else.", 200
        )

    @staticmethod
    def written_as(language):
        return {"lang": words_of.code_of(language), "dir": "auto"}

    def facts(self):
        answers = self.answers()
        return {
            "version": self.cleaned_data["version"], "worded_by": answers.pop("worded_by"),
            "checked_how": answers.pop("checked_how"), "words": answers,
        }  # fmt: skip

    def clean(self):
        if any(self.cleaned_data.get(part.key) for part in self.parts) and not self.cleaned_data.get("worded_by"):
            self.add_error("worded_by", "Say who put it into these words, so that a reader knows whom to ask")
        return self.cleaned_data
