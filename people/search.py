"""One box for everything one may know of a person: a name (misspelt too), NHS number, date of birth, postcode, reference.

Words run through stages, each answered by an index and ordered by name, so a page follows the last one by key: the name as
typed, its beginning, its sound. Trigrams over everybody are asked only when none of these found anybody.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from bep.kit import nhs_number, paging
from people.matching import with_sounds
from people.models import Person
from people.models.person import FirstWord, Sound
from people.typed import ISO, NUMERIC, POSTCODE, RUN, WORDED, typed_date, typed_postcode

PAGE = 25
ORDER = ("family", "given", "pk")
SHORT = 3  # letters below which the beginning and the sound of a name say too little
REFERENCE = re.compile(r"\b([A-Za-z]{2,6})[- ]?([0-9]{6})\b")
DATES = [re.compile(rf"(?<!\w){shape.pattern}(?!\w)", re.IGNORECASE) for shape in (ISO, NUMERIC, WORDED, RUN)]
POSTCODES = re.compile(rf"\b{POSTCODE.pattern}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What somebody typed, understood. `wrong` says what looks like a number or a date and is none."""

    reference: str = ""
    nhs_number: str = ""
    birth_date: date | None = None
    postcode: str = ""
    words: tuple = ()
    wrong: str = ""

    @property
    def one_person(self):
        return bool(self.reference or self.nhs_number)


def understand(text):
    """Takes out of the text, one after another, what can be nothing but a number, a date or a postcode; the rest is a name."""
    if re.fullmatch(r"[\d\s-]{10,14}", text.strip()) and len(nhs_number.clean(text)) == 10:
        return as_nhs_number(nhs_number.clean(text))
    if found := REFERENCE.search(text):
        return Asked(reference=f"{found[1].upper()}-{found[2]}")
    asked, text = with_date(Asked(), text)
    if found := POSTCODES.search(text):
        asked, text = replace(asked, postcode=typed_postcode(found[0])), text.replace(found[0], " ")
    return replace(asked, words=tuple(re.findall(r"[^\W\d_][\w'’.-]*", text.lower()))[:6])


def as_nhs_number(digits):
    if nhs_number.valid(digits):
        return Asked(nhs_number=digits)
    return Asked(wrong="This is not a valid NHS number: check its ten digits.")


def with_date(asked, text):
    for shape in DATES:
        if found := shape.search(text):
            if day := typed_date(found[0]):
                return replace(asked, birth_date=day), text.replace(found[0], " ")
            return replace(asked, wrong="This is not a date: type it like 12/3/1992."), text.replace(found[0], " ")
    return asked, text


# --- stages -----------------------------------------------------------------------------------------------------------
def stages(asked, people):
    """Stages that follow one another, each a list of querysets; whoever an earlier stage found, a later one leaves out."""
    if asked.reference:
        return [[people.filter(pk=Subquery(who_stands_for(asked.reference)))]]
    if asked.nhs_number:
        return [[people.filter(nhs_number=asked.nhs_number)]]
    facts = {name: getattr(asked, name) for name in ("birth_date", "postcode") if getattr(asked, name)}
    if facts:
        block = people.filter(**facts)
        return [[block.filter(any_word(asked.words)) if asked.words else block]]
    return following(people, name_conditions(asked.words)) if asked.words else []


def who_stands_for(reference):
    """The record of this reference, or the one it was merged into."""
    return Person.objects.filter(reference=reference).values(kept=Coalesce("merged_into_id", "pk"))[:1]


def following(people, conditions):
    """Each stage's alternatives are asked apart: an index gives the first of one in order, but not of two joined by "or"."""
    waves = []
    for place, alternatives in enumerate(conditions):
        earlier = reduce(or_, [one for wave in conditions[:place] for one in wave], Q(pk=None))
        waves.append([people.filter(one).exclude(earlier) for one in alternatives])
    return waves


def any_word(words):
    """With a date of birth or a postcode, any part of any name will do, roughly spelt: the block is small already."""
    return reduce(or_, [rough(word) for word in words])


def rough(word):
    spelt = Q(family__trigram_similar=word) | Q(given__trigram_similar=word) | Q(used__trigram_similar=word)
    return spelt | Q(family_sound=Sound(Value(word))) | Q(given_sound=Sound(Value(word)))


def name_conditions(words):
    """The name as typed, then its beginning, then its sound: each a list of alternatives."""
    first, last = words[0], words[-1]
    if len(words) == 1:
        whole = [Q(family=first), Q(given=first), Q(used=first)]
        begins = [Q(family__startswith=first), Q(given__startswith=first), Q(used__startswith=first)]
        return [whole] if len(first) < SHORT else [whole, begins, [Q(family_sound=Sound(Value(first)))]]
    rest = " ".join(words[1:])
    whole = [Q(family__in={last, rest}) & begins_given(first), Q(family=first) & begins_given(last)]
    begins = [Q(family__startswith=last) & begins_given(first), Q(family__startswith=first) & begins_given(last)]
    return [whole, begins, [heard(last, first), heard(first, last)]]


def begins_given(word):
    return Q(given__startswith=word) | Q(used__startswith=word)


def heard(family, given):
    return Q(family_sound=Sound(Value(family)), given_sound=Sound(FirstWord(Value(given))))


def guesses(words):
    """The last resorts, each a list of alternatives: one name as typed and the other alike in trigrams, then both alike.

    Trigrams of a common name are as many as the people who bear it; those of one among the bearers of another are few.
    """
    first, last = words[0], words[-1]
    if len(words) == 1:
        return [[Q(family__trigram_similar=first) | Q(given__trigram_similar=first) | Q(used__trigram_similar=first)]]
    one = [Q(given=first, family__trigram_similar=last), Q(family=last, given__trigram_similar=first)]
    return [one, [alike(last, first) | alike(first, last)]]


def alike(family, given):
    return Q(family__trigram_similar=family, given__trigram_similar=given)


# --- a page -----------------------------------------------------------------------------------------------------------
def find(asked, worker, after=None):
    """(people, key of the next page or None): a page of whom the worker may find, after the key of the page before."""
    return search(asked, named(Person.objects.findable_by(worker)), after)


def find_governed(asked, worker):
    """The first page of identities, restricted ones too, for those who govern the records."""
    return search(asked, named(Person.objects.governed_by(worker)))[0]


def search(asked, people, after=None):
    first, names = after or (0, None)
    found = []
    for index, wave in list(enumerate(stages(asked, people)))[first:]:
        wave = [people.filter(paging.beyond(ORDER, names)) for people in wave] if names and index == first else wave
        found += [(index, person) for person in in_order(wave, PAGE + 1 - len(found))]
        if len(found) > PAGE:
            break
    if not found and not after and worth_guessing(asked):
        return guess(asked.words, people), None
    return page_of(found)


def guess(words, people):
    """A page of whoever the first last resort that finds anybody finds, and no more."""
    asked = (in_order([people.filter(one) for one in alternatives], PAGE) for alternatives in guesses(words))
    return next((found for found in map(list, asked) if found), [])


def worth_guessing(asked):
    """Trigrams find what is misspelt beyond its sound; a word of two letters is like too much."""
    return bool(asked.words) and min(map(len, asked.words)) >= SHORT and not (asked.birth_date or asked.postcode)


def in_order(alternatives, most):
    """The first few of all alternatives by name, nobody twice."""
    firsts = [people.order_by(*ORDER)[:most] for people in alternatives]
    return firsts[0].union(*firsts[1:]).order_by(*ORDER)[:most] if firsts[1:] else firsts[0]


def page_of(found):
    people = [person for _, person in found[:PAGE]]
    if len(found) <= PAGE:
        return people, None
    index, last = found[PAGE - 1]
    return people, (index, (last.family, last.given, last.pk))


def named(people):
    lower = {"family": Lower("family_name"), "given": Lower("given_name"), "used": Lower("preferred_name")}
    sounds = with_sounds().query.annotations
    return people.annotate(**lower, **{name: sounds[name] for name in ("family_sound", "given_sound")})
