"""We already know this person: who may be the one somebody is about to register.

Blocks first, each an ordinary index (NHS number, date of birth, postcode, how the names sound), and only a block's nearest
few are scored; trigrams over the whole table are the last resort, for a name without a date of birth. Only the matcher
sees everybody: a match whom the worker may not find is said to exist, and nothing more.
"""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Value
from django.db.models.functions import Concat, Lower
from django.utils.crypto import salted_hmac

from bep.audit.events import register
from bep.audit.record import note
from bep.kit import nhs_number as nhs
from people.models import Person
from people.models.person import FirstWord, Sound
from people.scoring import Probe, score
from people.typed import typed_postcode

MATCHED = register("people.match_hidden", "Was told of a possible match they may not see")
SHOW_FROM = 36  # points from which a match is worth a look …
TELL_FROM = 60  # … and from which one is told that a hidden match exists
MOST = 10
HIDDEN = "possible match: ask information governance"
FIELDS = (
    "pk", "merged_into_id", "given_name", "family_name", "preferred_name", "previous_names", "birth_date",
    "birth_date_estimated", "postcode", "nhs_number", "family_sound", "given_sound", "probe_family_sound", "probe_given_sound",
)  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """Somebody it may be. Hidden ones have no person and no detail; `key` names either in a form."""

    person: Person | None
    score: int
    reasons: tuple
    hidden: bool
    key: str


def find_matches(*, given_name, family_name, birth_date=None, nhs_number="", postcode="", worker):
    """The people it may be, best first: those the worker may find, then hidden ones as a bare notice."""
    probe = Probe(
        given_name.strip().lower(),
        family_name.strip().lower(),
        birth_date,
        nhs.clean(nhs_number),
        typed_postcode(postcode) or "",
    )
    scored = scores(probe, near(probe))
    if not scored and not probe.birth_date:
        scored = scores(probe, far(probe))
    return candidates(scored, worker)


def scores(probe, rows):
    """{person's id: (points, reasons)} of those worth a look; a merged record speaks for the one that was kept."""
    found = {}
    for row in rows:
        points, reasons = score(probe, row)
        kept = row["merged_into_id"] or row["pk"]
        if points >= SHOW_FROM and points > found.get(kept, (0,))[0]:
            found[kept] = points, reasons
    return found


def candidates(scored, worker):
    best = dict(sorted(scored.items(), key=lambda item: -item[1][0])[:MOST])
    findable = Person.objects.findable_by(worker).in_bulk(list(best)) if best else {}
    hidden = [pk for pk in best if pk not in findable and best[pk][0] >= TELL_FROM]
    if hidden:
        # So that information governance can see who was asked about, and anybody fishing.
        note(MATCHED.name, by=worker, people=hidden)
    open_ones = [
        Candidate(findable[pk], points, reasons, hidden=False, key=key(pk))
        for pk, (points, reasons) in best.items()
        if pk in findable
    ]
    return open_ones + [Candidate(None, 0, (HIDDEN,), hidden=True, key=key(pk)) for pk in hidden]


def key(pk):
    """A name for a candidate that gives nothing away."""
    return salted_hmac("people.matching", str(pk)).hexdigest()[:16]


# --- blocks -----------------------------------------------------------------------------------------------------------
def near(probe):
    """The rows of every block that an ordinary index answers, in one query."""
    blocks = []
    if probe.nhs_number:
        blocks.append(Person.objects.filter(nhs_number=probe.nhs_number, merged_into=None))
    if probe.birth_date:
        blocks.append(nearest(probe, Person.objects.filter(birth_date__in=probe.birth_dates), 40))
    if probe.postcode:
        blocks.append(nearest(probe, Person.objects.filter(postcode=probe.postcode), 25))
    if probe.given_name and probe.family_name:
        blocks += [
            sounding(probe, probe.family_name, probe.given_name),
            sounding(probe, probe.given_name, probe.family_name),
        ]
    return rows(probe, blocks)


def far(probe):
    """The last resort, for names without a date of birth that nothing near fits: the same sound of one name, or trigrams."""
    if not (probe.given_name and probe.family_name):
        return []
    by_family = with_sounds().filter(family_sound=Sound(Value(probe.family_name)))
    alike = Person.objects.annotate(family=Lower("family_name"), given=Lower("given_name")).filter(
        family__trigram_similar=probe.family_name, given__trigram_similar=probe.given_name
    )
    return rows(probe, [nearest(probe, by_family, 25), nearest(probe, alike, 25)])


def sounding(probe, family, given):
    heard = with_sounds().filter(family_sound=Sound(Value(family)), given_sound=Sound(FirstWord(Value(given))))
    return nearest(probe, heard, 25)


def with_sounds():
    return Person.objects.annotate(family_sound=Sound("family_name"), given_sound=Sound(FirstWord("given_name")))


def nearest(probe, people, most):
    """The few of a block whose whole name is most like the probe's, whichever way round."""
    whole = Lower(Concat(F("given_name"), Value(" "), F("preferred_name"), Value(" "), F("family_name")))
    return people.annotate(likeness=TrigramSimilarity(whole, probe.whole_name)).order_by("-likeness", "pk")[:most]


def rows(probe, blocks):
    if not blocks:
        return []
    ids = [block.values("pk") for block in blocks]
    found = with_sounds().annotate(
        probe_family_sound=Sound(Value(probe.family_name)), probe_given_sound=Sound(FirstWord(Value(probe.given_name)))
    )
    return found.filter(pk__in=ids[0].union(*ids[1:])).values(*FIELDS)
