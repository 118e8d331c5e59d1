"""The parts of a plan that are put into other words, and how a language is written and printed."""

import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache

from bep.kit import pdf
from bep.kit.rules import Refused
from enablement.models import EASY_READ

# Languages of presets/codelists/language.toml as BCP 47 says them; one that is not here is printed without a mark.
CODES = {
    "Akan (Twi or Fante)": "ak", "Albanian": "sq", "Amharic": "am", "Arabic": "ar", "Bengali (Sylheti or Chatgaya)": "bn",
    "Bulgarian": "bg", "Cantonese": "zh-HK", "Farsi (Persian)": "fa", "French": "fr", "Greek": "el", "Gujarati": "gu",
    "Hebrew": "he", "Hindi": "hi", "Hungarian": "hu", "Igbo": "ig", "Italian": "it", "Japanese": "ja", "Kurdish": "ku",
    "Lithuanian": "lt", "Malayalam": "ml", "Mandarin": "zh-CN", "Nepali": "ne", "Pashto or Dari": "ps", "Polish": "pl",
    "Portuguese": "pt", "Punjabi": "pa", "Romanian": "ro", "Russian": "ru", "Shona": "sn", "Sinhala": "si", "Somali": "so",
    "Spanish": "es", "Swahili": "sw", "Tagalog or Filipino": "tl", "Tamil": "ta", "Tigrinya": "ti", "Turkish": "tr",
    "Ukrainian": "uk", "Urdu": "ur", "Vietnamese": "vi", "Yiddish": "yi", "Yoruba": "yo", EASY_READ: "en-GB",
}  # fmt: skip
FROM_THE_RIGHT = {"ar", "fa", "he", "ps", "ur", "yi"}
SIGNED = {"British Sign Language"}  # has no written words: it is a film

HEADINGS = {
    "title": "My enablement plan", "good_at": "What I am good at", "helps_me": "What helps me", "my_people": "My people",
    "goals": "What I want to change, and the steps", "work_learning": "Work, learning, giving time",
    "if_hard": "If things get hard", "support_i_get": "Support I get", "review": "When we look at this again",
    "shared": "Shared with", "not_shared": "Not shared with", "mine": "This plan is mine: I can change it at any time.",
}  # fmt: skip
PARTS = ["opening", "good_at", "helps_me", "my_people", "work_learning", "if_hard", "support_i_get"]
LATER = ["review_where", "shared_with", "not_shared_with"]
LABELS = {"opening": "In my words", "review_where": "Where, and at what time"}


@dataclass(frozen=True)
class Part:
    """One piece of the plan: `key` is its place, `own` the plan's own words. A heading is the same for everybody."""

    key: str
    label: str
    own: str

    @property
    def is_heading(self):
        return self.key.startswith("heading_")


def parts(plan):
    """Everything that somebody reads on the plan, in its order: headings first, then the person's words."""
    found = [Part(f"heading_{name}", "Heading", words) for name, words in HEADINGS.items()]
    found += [Part(name, label_of(name), getattr(plan, name)) for name in PARTS]
    for number, goal in enumerate(plan.read_goals()):
        found.append(Part(f"goal_{number}", f"Goal {number + 1}", goal.words))
        found += [
            Part(f"goal_{number}_step_{n}", f"Goal {number + 1}, step {n + 1}", f"{step.who}: {step.what}")
            for n, step in enumerate(goal.steps.all())
        ]
    found += [Part(name, label_of(name), getattr(plan, name)) for name in LATER]
    return [part for part in found if part.own]


def label_of(name):
    return LABELS.get(name) or HEADINGS.get(name) or name.replace("_", " ").capitalize()


def said(wording, part):
    """The words for a part, and whether they still stand for what the plan says."""
    own, words = wording.words.get(part.key, ("", ""))
    return words, bool(words) and own == part.own


def outdated(wording, plan):
    """The parts that have no words here, or whose own words have changed since."""
    return [part for part in parts(plan) if not said(wording, part)[1]]


def sheet(wording, plan):
    """{key: words to print}: where there are none, the plan's own, marked as English."""
    found = {}
    for part in parts(plan):
        words, _ = said(wording, part)
        found[part.key] = {"words": words or part.own, "english": not words and wording.language != EASY_READ}
    return found


def wanted(person):
    """What the record says that this person reads."""
    if "easy_read" in person.communication_needs:
        return EASY_READ
    return "" if person.interpreter_language in {"English", *SIGNED} else person.interpreter_language


# --- print ------------------------------------------------------------------------------------------------------------
TEMPLATE = "enablement/wording_pdf.html"


def lay_out(wording):
    """Its pages, in larger type for easy read."""
    must_have_letters(wording.language)
    plan, print_ = wording.plan, sheet(wording, wording.plan)
    goals = [
        [print_[f"goal_{n}"], [print_[f"goal_{n}_step_{s}"] for s, _ in enumerate(goal.steps.all())]]
        for n, goal in enumerate(plan.read_goals())
    ]
    return pdf.lay_out(TEMPLATE, {
        "wording": wording, "plan": plan, "person": wording.person, "goals": goals, "says": print_,
        "code": code_of(wording.language) or "en-GB", "direction": direction(wording.language),
        "points": 16 if wording.language == EASY_READ else 13, "partly": bool(outdated(wording, plan)),
        "sections": [(print_[f"heading_{name}"], print_.get(name)) for name in PARTS if name != "opening"],
    })  # fmt: skip


def code_of(language):
    return CODES.get(language, "")


def direction(language):
    return "rtl" if code_of(language) in FROM_THE_RIGHT else "ltr"


def must_have_letters(language):
    """Refuses to print boxes instead of letters, where this machine has no font for them."""
    if not has_letters(code_of(language)):
        raise Refused(
            f"This server has no letters to print {language} with.",
            remedy="Ask whoever runs it to install a font for it (on Debian: fonts-noto).",
        )  # fmt: skip


@lru_cache
def has_letters(code):
    """Whether any font of this machine says that it has the language's letters; where nobody can tell, it is tried."""
    if not code or not shutil.which("fc-list"):
        return True
    return bool(
        subprocess.run(["fc-list", f":lang={code.lower()}", "family"], capture_output=True, text=True).stdout.strip()
    )
