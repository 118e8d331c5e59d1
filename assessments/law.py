"""The lists that the Care Act 2014 and its regulations give, in their order and close to their words.

The letter is the paragraph: (a) to (j) of SI 2015/313 reg 2(2), (i) to (viii) of reg 3(2)(b), (a) to (i) of s1(2).
"""

from django.db import models


class Outcome(models.TextChoices):
    """What an adult wants to achieve in day-to-day life: SI 2015/313 reg 2(2)(a) to (j)."""

    NUTRITION = "nutrition", "Eating and drinking well"
    HYGIENE = "hygiene", "Keeping clean"
    TOILET = "toilet", "Managing toilet needs"
    CLOTHING = "clothing", "Being dressed for the weather and the day"
    HOME_SAFETY = "home_safety", "Using my home safely"
    HABITABLE_HOME = "habitable_home", "Keeping a home fit to live in"
    RELATIONSHIPS = "relationships", "Family and other relationships"
    WORK = "work", "Work, training, education or volunteering"
    COMMUNITY = "community", "Using services, transport and places in the community"
    CARING_FOR_CHILD = "caring_for_child", "Caring for a child"


class CarerOutcome(models.TextChoices):
    """What a carer wants to achieve: SI 2015/313 reg 3(2)(b)(i) to (viii)."""

    CARING_FOR_CHILD = "caring_for_child", "Caring for a child"
    CARING_FOR_OTHERS = "caring_for_others", "Caring for other people"
    HABITABLE_HOME = "habitable_home", "Keeping a home fit to live in"
    NUTRITION = "nutrition", "Eating and drinking well"
    RELATIONSHIPS = "relationships", "Family and other relationships"
    WORK = "work", "Work, training, education or volunteering"
    COMMUNITY = "community", "Using services, transport and places in the community"
    RECREATION = "recreation", "Time for recreation"


class Limb(models.TextChoices):
    """What counts as being unable: SI 2015/313 reg 2(3)(a) to (d). A carer's test has only the first three, reg 3."""

    HELP = "help", "Cannot without help"
    DISTRESS = "distress", "Can, but with significant pain, distress or anxiety"
    DANGER = "danger", "Can, but it endangers health or safety, theirs or others'"
    LONGER = "longer", "Can, but takes significantly longer than would be expected"


class Cause(models.TextChoices):
    """Where the needs arise from: SI 2015/313 reg 2(1)(a)."""

    PHYSICAL = "physical", "A physical impairment"
    MENTAL = "mental", "A mental impairment"
    ILLNESS = "illness", "An illness, mental or physical"


class Wellbeing(models.TextChoices):
    """The nine areas of wellbeing: Care Act 2014 s1(2)(a) to (i)."""

    DIGNITY = "dignity", "Dignity, and being treated with respect"
    HEALTH = "health", "Physical and mental health, and emotional wellbeing"
    PROTECTION = "protection", "Protection from abuse and neglect"
    CONTROL = "control", "Control over day-to-day life and over care"
    OCCUPATION = "occupation", "Work, education, training or recreation"
    SOCIAL_ECONOMIC = "social_economic", "Social and economic wellbeing"
    RELATIONSHIPS = "relationships", "Domestic, family and personal relationships"
    HOME = "home", "Suitability of where I live"
    CONTRIBUTION = "contribution", "Contribution to society"


class Difficulty(models.TextChoices):
    """What somebody may have substantial difficulty in: Care Act 2014 s67."""

    UNDERSTAND = "understand", "Understanding what they are told"
    RETAIN = "retain", "Keeping it in mind"
    WEIGH = "weigh", "Using or weighing it"
    COMMUNICATE = "communicate", "Saying what they think, in any way"


class Eligibility(models.TextChoices):
    """What was decided. The values are those of the Client Level Data list "Eligible Needs
    Identified" as another standard quotes it; the Release 2 workbook itself was not seen."""

    ELIGIBLE = "Eligible needs identified", "Eligible needs identified"
    NOT_ELIGIBLE = "Non-eligible needs identified", "Needs identified, none of them eligible"
    NONE = "No needs identified", "No needs identified"


def outcomes_of(kind):
    """The outcomes an assessment looks at: the adult's ten, or a carer's eight."""
    return CarerOutcome if kind == "carer" else Outcome


def limbs_of(kind):
    """The limbs of "unable" that apply: a carer's test has no "takes significantly longer" (reg 3)."""
    return [limb for limb in Limb if kind != "carer" or limb != Limb.LONGER]
