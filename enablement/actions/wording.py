"""A plan in another language or in easy read."""

from bep.audit.record import action, detail
from bep.kit import reference
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused
from enablement import permissions as may
from enablement import wording as words_of
from enablement.models import EASY_READ, PlanWording
from people.rules import must_see


@action("enablement.wording_begun", "Began to put a plan into another language or easy read", needs=may.PLAN)
def begin_wording(*, plan, language, by):
    """Opens it with the headings as they were last put into that language, whoever's plan that was: they name nobody."""
    must_see(plan, by)
    must_be_written(language)
    first = {"person_id": plan.person_id, "words": headings_in(language)}
    return PlanWording.objects.get_or_create(plan=plan, language=language, defaults=first)[0]


def must_be_written(language):
    if language in words_of.SIGNED:
        raise Refused(
            "A sign language has no written words.", field="language", remedy="Ask for a film of the plan instead."
        )
    if language != EASY_READ and language not in reference.codes("language"):
        raise Refused("This language is not in the list.", field="language", remedy="Choose one of the list.")


def headings_in(language):
    last = PlanWording.objects.filter(language=language).order_by("-pk").first()
    return {key: pair for key, pair in (last.words if last else {}).items() if key.startswith("heading_")}


@action("enablement.wording_saved", "Put a plan into another language or easy read", needs=may.PLAN)
def save_wording(*, wording, version, words, worded_by, checked_how, by):
    """`words` is {part: words}; each is kept with the plan's own words that it stands for."""
    wording = locked(must_see(wording, by), version)
    pairs = {part.key: [part.own, words[part.key]] for part in words_of.parts(wording.plan) if words.get(part.key)}
    detail(language=wording.language, parts=len(pairs))
    return saved(wording, words=pairs, worded_by=worded_by, checked_how=checked_how)
