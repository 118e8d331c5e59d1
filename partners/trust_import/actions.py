"""A file is sent in and read line by line; what waits is decided by somebody. Taking one record in is in taking.py."""

import hashlib

from django.core.exceptions import ValidationError

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.jobs import enqueue
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from partners import permissions as may
from partners.models import TrustFile, TrustLine, TrustRecord
from partners.states import TRUST_RECORD
from partners.trust_import import taking
from partners.trust_import.lines import incoming
from partners.trust_import.profile import profile_named
from partners.trust_import.reading import read
from people.rules import nobody_here
from referrals.access import visible_person

Became, S, Why = TrustLine.Outcome, TrustRecord.State, TrustRecord.Why


# --- a file -----------------------------------------------------------------------------------------------------------
@action("partners.trust_file_sent", "Sent in a file of a trust’s system", needs=may.IMPORT_TRUST)
def send(*, profile, name, data, encoding, by):
    """Every line is kept as it came; a job reads them. A file that is no such file is refused whole, and nothing is kept."""
    headings, lines = read(data, profile_named(profile), encoding)
    file = TrustFile.objects.create(
        profile=profile, name=name[:200], encoding=encoding, headings=headings, number=len(lines), sent_by_id=by.pk,
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    TrustLine.objects.bulk_create(TrustLine(file=file, number=number, raw=cells) for number, cells in lines)
    file.job = enqueue("partners.read_trust_file", by=by, key=f"partners.trust_file:{file.pk}", file_id=file.pk)
    file.save(update_fields=["job"])
    detail(profile=profile, sha256=file.sha256, lines=file.number)
    return file


@action("partners.trust_line_read", "Read a line of a trust’s file", needs=may.IMPORT_TRUST)
def read_line(*, line, by):
    """Once: a line that has been read stays as it was decided on."""
    line = TrustLine.objects.select_for_update(of=("self",)).select_related("file").get(pk=line.pk)
    if line.outcome != Became.WAITING:
        return line
    record, problems = incoming(line.file.headings, line.raw, profile_named(line.file.profile))
    if record:
        try:
            outcome = taking.take_in(record=record, by=by)
            line.outcome, line.record = outcome.what, outcome.record
        except Refused as refusal:
            problems = [refused_as(refusal.sentence, refusal.remedy)]
        except ValidationError as error:
            problems = [refused_as(" ".join(error.messages), "Correct the line, or ask an administrator.")]
    if problems:
        line.outcome = Became.REFUSED
        line.problems = [problem if isinstance(problem, dict) else vars(problem) for problem in problems]
    line.full_clean()
    line.save()
    detail(line=line.number, outcome=line.outcome)
    return line


def refused_as(sentence, remedy):
    return {"heading": "", "sentence": sentence, "remedy": remedy}


# --- what waits -------------------------------------------------------------------------------------------------------
def waiting(record, version, by):
    """The record, locked, for whoever may see it."""
    if not TrustRecord.objects.visible_to(by).filter(pk=record.pk).exists():
        raise nobody_here()
    record = locked(record, version)
    if record.state != S.QUEUED:
        raise WrongMoment("This record has been decided already.", remedy="Reload the page to see how.")
    return record


@action("partners.trust_record_matched", "Said whom a trust’s record is about", needs=may.MATCH_TRUST)
def same_person(*, record, version, person, by):
    """Somebody we know."""
    record = not_changed(waiting(record, version, by))
    return settled(record, visible_person(person, by), "match", by)


@action("partners.trust_record_registered", "Registered the person of a trust’s record", needs=may.MATCH_TRUST)
def new_person(*, record, version, shown, by):
    """None of those `shown` (their keys): somebody new."""
    record = not_changed(waiting(record, version, by))
    return settled(record, taking.register(record, shown, by), "register", by)


def not_changed(record):
    if record.why == Why.CHANGED:
        raise WrongMoment("This record is about somebody already.", remedy="Take over what changed, or leave ours.")
    return record


def settled(record, person, verb, by):
    if record.facts.get("council_reference") and not taking.our_enquiry(record, person, by):
        number = record.facts["council_reference"]
        record.facts = {name: value for name, value in record.facts.items() if name != "council_reference"}
        detail(no_enquiry=number)
    return taking.settle(record, person, verb, by, settled_by_id=by.pk)


@action("partners.trust_record_refused", "Refused a trust’s record", needs=may.MATCH_TRUST)
def refuse(*, record, version, reason, by):
    """Or, of one that is in already, leaves ours as it is. The reason is what the trust is told."""
    record = waiting(record, version, by)
    must_say(
        reason, "Refusing a record needs a reason.", remedy="The trust is told it: what is wrong, and what would help."
    )
    TRUST_RECORD.move(record, "leave" if record.why == Why.CHANGED else "refuse")
    return saved(record, why="", waiting=None, reason=reason, settled_by_id=by.pk, settled_at=clock.now())


@action("partners.trust_change_taken", "Took over what a trust changed in its record", needs=may.MATCH_TRUST)
def take_change(*, record, version, by):
    """What was told changes on the concern while nobody has decided on it; whom it is about never changes by this."""
    record = waiting(record, version, by)
    if record.why != Why.CHANGED:
        raise WrongMoment("Nothing of this record has changed.", remedy="Say whom it is about.")
    if not record.concern_id or not record.concern.is_open:
        raise WrongMoment(
            "What came of it has gone on since.",
            remedy="Add what is new to the enquiry, or look at the concern again; then leave ours here and say so.",
        )
    new = taking.as_told(record.waiting)
    old = taking.as_told(record.facts)
    taking.amend_foreign(
        concern=record.concern, facts={name: new[name] for name in new if new[name] != old.get(name)}, by=by
    )
    TRUST_RECORD.move(record, "take_change")
    facts = dict(record.waiting)
    kind = facts.pop(taking.KIND, record.kind)
    return saved(record, facts=facts, kind=kind, waiting=None, why="", settled_by_id=by.pk, settled_at=clock.now())
