"""The personal profile, in the person's words, with up to six of their own people."""

from django import forms

from assessments.forms.fields import line, paragraphs, pick
from assessments.models import PersonalProfile
from bep.kit import clock
from bep.kit.fields import DateField3

WORDS = ["who_i_am", "strengths", "what_matters", "what_helps", "what_makes_it_worse"]
PEOPLE = range(1, 7)
PERSON = ["name", "who_to_me", "how_they_help"]


class ProfileForm(forms.Form):
    mark_optional = False
    base = forms.IntegerField(widget=forms.HiddenInput)
    what_matters = paragraphs("What matters to me", "What I want to keep, and what I want back.", rows=5, required=True)
    who_i_am = paragraphs("Who I am", "Where I come from, what I have done, what people should know about me.")
    strengths = paragraphs("What I am good at, and what keeps me going")
    what_helps = paragraphs("What helps me", "On a bad day too.")
    what_makes_it_worse = paragraphs("What makes it worse", rows=3)
    agreed_on = DateField3(label="Agreed on", past=True)
    agreed_how = pick("How was it agreed?", PersonalProfile.AgreedHow.choices, required=True)

    def __init__(self, *args, latest, **more):
        super().__init__(*args, initial=self.opening(latest), **more)
        rows = [(f"Somebody I count on ({n})", self.add_person(n)) for n in PEOPLE]
        self.groups = [
            ("In my words", [WORDS[2], *WORDS[:2], *WORDS[3:]]),
            *rows,
            ("Agreed", ["agreed_on", "agreed_how"]),
        ]

    def opening(self, latest):
        found = {"base": latest.number if latest else 0, "agreed_on": clock.today()}
        if latest:
            found |= {name: getattr(latest, name) for name in WORDS}
            for n, row in enumerate(latest.people.all(), start=1):
                found |= {f"person_{n}_{name}": getattr(row, name) for name in PERSON}
        return found

    def add_person(self, n):
        labels = {"name": "Name", "who_to_me": "Who they are to me", "how_they_help": "How they help"}
        for name, label in labels.items():
            self.fields[f"person_{n}_{name}"] = line(label, length=300 if name == "how_they_help" else 120)
        return [f"person_{n}_{name}" for name in PERSON]

    def answers(self):
        found = self.cleaned_data
        people = [{name: found[f"person_{n}_{name}"] for name in PERSON} for n in PEOPLE]
        return {
            "base": found["base"],
            "words": {name: found[name] for name in WORDS},
            "people": [row for row in people if row["name"]],
            "agreed_on": found["agreed_on"],
            "agreed_how": found["agreed_how"],
        }
