"""Sealing words, and saying by name who may read them. Reasons are kept with the seal, never in the log."""

from bep.audit.events import register
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment, must_say, refuse_by, rule
from people.rules import nobody_here
from safeguarding import permissions as may
from safeguarding.concern.actions import must_see_concern
from safeguarding.models import SealedPart, SealedReader

READ = register("safeguarding.sealed_read", "Read a sealed part")


@rule("Public Interest Disclosure Act 1998; common law duty of confidentiality", "RECALLED")
def sealing_has_its_reason():
    """What is sealed is hidden even from those who work with the adult, so it says why."""


@action("safeguarding.sealed", "Sealed a part of a safeguarding record", needs=may.ENQUIRE)
def seal(*, concern, kind, words, why, readers, by):
    """Words for named readers; while nobody is named, for managers who may see the concern."""
    must_see_concern(concern, by)
    must_say(words, "Write what is to be sealed.", field="words")
    if not (why or "").strip():
        raise refuse_by(sealing_has_its_reason, field="why", remedy="Who would be at risk if it were known?")
    part = SealedPart.objects.create(concern=concern, kind=kind, words=words, why=why, sealed_by_id=by.pk)
    for worker in readers:
        add(part, worker, why, by)
    detail(concern=concern.pk, readers=len(readers))
    return part


def add(part, worker, why, by):
    return SealedReader.objects.create(part=part, worker=worker, reason=why, let_in_by_id=by.pk)


def must_read(part, by):
    if not SealedPart.objects.visible_to(by).filter(pk=part.pk).exists():
        raise nobody_here()
    return part


@action("safeguarding.sealed_let_in", "Let somebody read a sealed part", needs=may.UNSEAL)
def let_in(*, part, worker, why, by):
    """Only those who read it themselves let others in. The first name shuts out all who are not named, so whoever gives it
    is named too."""
    must_read(part, by)
    must_say(why, "Letting somebody read it needs a reason.", field="why")
    named = SealedReader.objects.current().filter(part=part, worker__is_active=True)
    if not named.exists() and worker.pk != by.pk:
        add(part, by, why, by)
    if SealedReader.objects.current().filter(part=part, worker=worker).exists():
        raise Refused("They may read it already.", field="worker", remedy="Choose somebody else.")
    return add(part, worker, why, by)


@action("safeguarding.sealed_shut_out", "Ended somebody's leave to read a sealed part", needs=may.UNSEAL)
def shut_out(*, reader, by):
    """The last named reader stays: a seal that nobody can read protects nobody."""
    must_read(reader.part, by)
    reader = SealedReader.objects.select_for_update().select_related("part").get(pk=reader.pk)
    if reader.ends:
        raise WrongMoment("Their leave to read it has ended already.", remedy="Reload the page.")
    if SealedReader.objects.current().filter(part=reader.part).count() < 2:
        raise Refused("They are its last reader.", remedy="Let somebody else read it first.")
    reader.ends = clock.now()
    reader.save()
    return reader
