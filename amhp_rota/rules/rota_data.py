"""What must hold of the rota's own data: shifts, cover and rules. Each docstring is the sentence a reader sees."""

import re

from amhp_rota.models import Duty, RotaRule
from bep.kit import clock
from bep.kit.rules import Refused, refuse_by, rule

Form = RotaRule.Form
WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()
# Of each form of rule: the least and most its number can sensibly be, and of what.
BOUNDS = {
    Form.REST: (0.5, 48, "hours of rest"),
    Form.MOST: (0, 31, "duties in a month"),
    Form.IN_A_ROW: (1, 14, "days in a row"),
    Form.WEEKENDS: (0, 8, "weekends"),
    Form.HOURS: (1, 168, "hours"),
}
OF = {Form.WEEKENDS: (2, 9, "weekends"), Form.HOURS: (1, 31, "days")}


@rule("This council's practice", "LOCAL")
def what_was_asked_of_a_past_day_stays(first):
    """Shifts, numbers and rules of the rota are set from today or a later day; what was asked of the past stays."""
    if first < clock.today():
        raise refuse_by(what_was_asked_of_a_past_day_stays, field="first", remedy="Choose today or a later day.")


@rule("This council's practice", "LOCAL")
def a_shift_that_was_worked_keeps_its_hours(kind, starts, minutes, night):
    """A shift that has duties keeps its hours, so that what was worked stays what it was."""
    if (kind.starts, kind.minutes, kind.night) != (starts, minutes, night) and Duty.objects.filter(kind=kind).exists():
        raise refuse_by(
            a_shift_that_was_worked_keeps_its_hours,
            field="starts",
            remedy="End this shift, and add another with the new hours.",
        )


@rule("This council's practice", "LOCAL")
def a_shift_with_duties_does_not_end(kind, closed):
    """A shift ends on a day from which nobody is on it."""
    if duty := Duty.objects.filter(kind=kind, day__gte=closed).order_by("day").last():
        raise refuse_by(
            a_shift_with_duties_does_not_end, field="closed",
            remedy=f"The last duty is {duty.said}: choose a later day, or take those on it off first.",
        )  # fmt: skip


def a_number_that_can_be(form, number, of):
    """Refuses a number that no rota could mean, and says which ones could be."""
    (least, most, what), number = BOUNDS[form], float(number)
    if not least <= number <= most:
        raise Refused(f"{number:g} {what} cannot be meant.", field="number", remedy=f"Give {least} to {most} {what}.")
    if form not in {Form.REST, Form.HOURS} and number != int(number):
        raise Refused(f"Half of one cannot be counted among {what}.", field="number", remedy="Give a whole number.")
    if form not in OF:
        return
    least, most, what = OF[form]
    if not least <= of <= most:
        raise Refused(f"This rule counts in several {what}.", field="of", remedy=f"Say in how many: {least} to {most}.")
    if form == Form.WEEKENDS and number >= of:
        raise Refused(f"{number:g} of {of} weekends is every one of them.", field="number", remedy="Give fewer.")


def the_sentence_says_the_number(sentence, *numbers):
    """A reader sees the sentence alone, so it may not say another number than the one that is kept."""
    said = set(re.findall(r"[a-z]+|\d+(?:\.\d+)?", sentence.lower()))
    numbers = tuple(float(n) for n in numbers if n)
    known = {f"{n:g}" for n in numbers} | {WORDS[int(n)] for n in numbers if int(n) == n and n < len(WORDS)}
    if known and not known & said:
        raise Refused(
            "The sentence does not say the number that is kept.", field="sentence",
            remedy=f"Write {numbers[0]:g} in it, in figures or as a word.",
        )  # fmt: skip
