"""How the system says no: a sentence for the reader, the field it is about, and what to do instead.

A rule is a small function or class named for its section of law or local target. Its docstring is the wording that a
reader sees, so law, code, test and screen are one search apart.
"""

from dataclasses import dataclass


class Refused(Exception):
    """A rule refused. `sentence` names the rule, `remedy` says what to do, `field` is the form's field where there is one."""

    status = 422

    def __init__(self, sentence, *, remedy="", field=None):
        super().__init__(f"{sentence} {remedy}".strip())
        self.sentence, self.remedy, self.field = sentence, remedy, field


class NotAllowed(Refused):
    """You may not do this."""

    status = 403


class WrongMoment(Refused):
    """The record has moved on, so this can no longer be done to it."""

    status = 409


class Stale(WrongMoment):
    """Somebody saved this record after you opened it. Nothing was overwritten: `current` is theirs."""

    def __init__(self, current):
        super().__init__(
            "Somebody else saved this after you opened it, so yours has not been saved over theirs.",
            remedy="Both versions are below. Keep what should stay, then save again.",
        )
        self.current = current


class NotFound(Refused):
    """There is nothing here that you may see."""

    status = 404


def first_refusal(call):
    """The refusal that a call ends in, or None."""
    try:
        call()
    except Refused as refusal:
        return refusal
    return None


def against(checks):
    """Every refusal of several checks (calls without arguments), in their order: so that a page can say all of them at once."""
    return [refusal for check in checks if (refusal := first_refusal(check))]


def must_say(words, sentence, *, field="reason", remedy="Say in a sentence why."):
    """What was said; refused with the sentence when nothing was. Whatever a record must say goes through here."""
    if words is None or not str(words).strip():
        raise Refused(sentence, field=field, remedy=remedy)
    return words


@dataclass(frozen=True)
class Source:
    """Where a rule or a fact comes from, and how sure we are: VERIFIED, INFERRED, RECALLED or LOCAL (this council's own)."""

    name: str
    status: str = "VERIFIED"

    @property
    def confirmed(self):
        return self.status in {"VERIFIED", "LOCAL"}


def rule(source, status="VERIFIED"):
    """Marks a function as a rule: its docstring is the wording, `source` names the section. Kept in RULES for the glossary."""

    def mark(function):
        function.source = Source(source, status)
        function.wording = " ".join((function.__doc__ or "").split())
        if not function.wording:
            raise TypeError(f"The rule {function.__qualname__} needs a docstring: it is the sentence a reader sees.")
        RULES[f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return mark


RULES = {}


def told(function):
    """A rule as a template may show it: templates call whatever can be called."""
    return {"wording": function.wording, "source": function.source}


def refuse_by(function, *, remedy="", field=None):
    """The refusal that a rule's own wording makes."""
    return Refused(function.wording, remedy=remedy, field=field)


def is_own(by, *whose):
    """Whether the doer is one of these workers (their ids): those who asked for something, wrote it, or whom it is about."""
    return by.pk is not None and by.pk in whose


@rule("This service's own: approval apart from asking", "LOCAL")
def approving_is_apart_from_asking(by, *whose, remedy="Ask a colleague who may do this."):
    """Nobody approves their own: what they asked for, wrote or entered, nor what is about themselves."""
    if is_own(by, *whose):
        raise refuse_by(approving_is_apart_from_asking, remedy=remedy)
