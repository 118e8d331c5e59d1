"""A trust's record comes in, from a file or by REST: matched to somebody we know, a new person, or to be decided by somebody."""

from dataclasses import dataclass
from datetime import date

from bep.audit.record import about, action, detail
from bep.kit import clock
from bep.kit.locking import saved
from bep.kit.rules import Refused
from partners import permissions as may
from partners.models import TrustLine, TrustRecord
from partners.states import TRUST_RECORD
from partners.trust_import.profile import profile_named
from people import permissions as people_may
from people.actions import MayBeKnown, register_person
from people.matching import find_matches
from people.models import Involvement
from referrals.taking import probe
from safeguarding import permissions as safeguarding_may
from safeguarding.concern.actions import amend_foreign, raise_concern, safeguarding_team
from safeguarding.enquiry import parts
from safeguarding.models import Concern, Enquiry

Became, Why = TrustLine.Outcome, TrustRecord.Why
WHO = ("given_name", "family_name", "birth_date", "nhs_number", "address", "postcode", "phone")
IDENTITY = ("given_name", "family_name", "birth_date", "nhs_number")
# What a trust may still correct by itself, while nobody has decided on the concern.
MAY_CHANGE = {"address", "postcode", "phone", "place", "done_so_far", "police_reference"}
TOLD = (
    "what",
    "location",
    "place",
    "source",
    "alleged",
    "views",
    "consent",
    "done_so_far",
    "police_reference",
    "reporter_name",
)
KIND = "record_type"  # beside the facts that wait, where the trust calls the record something else now
SURE = {"same NHS number", "same date of birth"}


@dataclass(frozen=True)
class Outcome:
    """What became of a record that came."""

    what: str
    record: TrustRecord


@action("partners.trust_record_came", "Took in a record of a trust’s system", needs=may.IMPORT_TRUST)
def take_in(*, record, by):
    """`record` is an Incoming. The same again changes nothing; what changed is taken over as far as it may be, or waits."""
    known, new = TrustRecord.objects.get_or_create(
        profile=record.profile, key=record.key,
        defaults={"hash": record.hash, "kind": record.kind, "facts": record.facts, "why": Why.POSSIBLE},
    )  # fmt: skip
    known = TrustRecord.objects.select_for_update(of=("self",)).get(pk=known.pk)
    what = place(known, by) if new else again(known, record, by)
    about(known)
    detail(profile=record.profile, key=record.key, outcome=what)
    return Outcome(what, known)


# --- for the first time -----------------------------------------------------------------------------------------------
def place(known, by):
    """Where it goes when nobody has said anything about it yet."""
    found = matches(known, by)
    person = certain(known, found)
    if person is not None:
        return settled_or_queued(known, person, Became.MATCHED, by)
    why = why_not(known, found, by)
    if why:
        return queue(known, why)
    try:
        return settled_or_queued(known, register(known, (), by), Became.CREATED, by)
    except MayBeKnown:
        return queue(known, Why.POSSIBLE)
    except Refused:  # a record that nobody here may find has this NHS number
        return queue(known, Why.HIDDEN)


def matches(known, by):
    return find_matches(**probe(said(known.facts)), worker=by)


def said(facts):
    """Facts as Python has them: days as days."""
    return {name: date.fromisoformat(v) if name == "birth_date" else v for name, v in facts.items()}


def certain(known, found):
    """One whom we know by NHS number, date of birth and name; anything less is for a person to decide."""
    sure = [c.person for c in found if not c.hidden and set(c.reasons) >= SURE and same_name(known.facts, c.person)]
    return sure[0] if len(sure) == 1 else None


def same_name(facts, person):
    given = {person.given_name.casefold(), person.given_name.split()[0].casefold(), person.preferred_name.casefold()}
    family = {person.family_name.casefold(), *person.previous_names.casefold().replace(",", " ").split()}
    first = facts["given_name"].casefold()
    return facts["family_name"].casefold() in family and bool({first, first.split()[0]} & given)


def why_not(known, found, by):
    """Why nobody is registered without somebody having looked; nothing where somebody new may be."""
    if any(candidate.hidden for candidate in found):
        return Why.HIDDEN
    if any("same NHS number" in candidate.reasons for candidate in found):
        return Why.NAME
    if found:
        return Why.POSSIBLE
    complete = all(known.facts.get(name) for name in IDENTITY)
    return "" if complete and by.has_perm(people_may.REGISTER) else Why.INCOMPLETE


def register(known, shown, by):
    facts = {name: value for name, value in said(known.facts).items() if name in WHO}
    return register_person(
        **facts, checked_matches=True, candidates_shown=shown, role=Involvement.Role.REFERRAL, team=safeguarding_team(),
        reason=f"{known.profile} {known.key}", by=by,
    )  # fmt: skip


# --- where it goes ----------------------------------------------------------------------------------------------------
def settled_or_queued(known, person, what, by):
    """An enquiry that the trust makes for us is added to ours by somebody who may; a concern is raised at once."""
    if known.facts.get("council_reference") and not our_enquiry(known, person, by):
        known.person = person
        return queue(known, Why.ENQUIRY)
    settle(known, person, "settle", by)
    return what


def settle(known, person, verb, by, **decided):
    """The record becomes a concern, or an enquiry that we caused the trust to make: by safeguarding's own actions."""
    if enquiry := our_enquiry(known, person, by):
        known.caused = cause(known, enquiry, by)
    else:
        known.concern = raise_concern(facts=as_concern(known), person=person, by=by)
    TRUST_RECORD.move(known, verb)
    return saved(known, person=person, why="", waiting=None, settled_at=clock.now(), **decided)


def our_enquiry(known, person, by):
    """The open enquiry of ours that it names, for whoever may work on it; None where it names none, or not theirs."""
    number = known.facts.get("council_reference", "")
    if not number or not by.has_perm(safeguarding_may.ENQUIRE):
        return None
    return Enquiry.objects.visible_to(by).open().filter(reference=number, person=person).first()


def cause(known, enquiry, by):
    organisation, facts = profile_named(known.profile).organisation, known.facts
    asked = parts.ask_others(
        enquiry=enquiry, organisation=organisation, asked_of=facts.get("reporter_name") or "Its safeguarding team",
        contact="", what=facts["what"], by=by,
    )  # fmt: skip
    if facts.get("findings"):
        asked = parts.record_return(asked=asked, version=asked.version, answer=facts["findings"], by=by)
    return asked


def as_concern(known):
    """The columns of a concern. What the trust has begun itself is said; what follows from it, the council decides."""
    facts = {name: known.facts[name] for name in (*WHO, *TOLD) if known.facts.get(name)}
    if known.kind == TrustRecord.Kind.ENQUIRY:
        found = known.facts.get("findings", "")
        facts["what"] = "\n".join(filter(None, ["The trust makes an enquiry of its own.", facts["what"], found]))
    return said(facts) | {
        "channel": Concern.Channel.IMPORT, "origin": known.profile, "origin_key": known.key,
        "kinds": [known.facts["kinds"]] if known.facts.get("kinds") else [], "reporter_kind": "health",
        "reporter_organisation": profile_named(known.profile).organisation,
        "happened": f"Raised in the trust on {date.fromisoformat(known.facts['raised_on']):%-d %B %Y}",
    }  # fmt: skip


def as_told(facts):
    """What of it stands on a concern as it was told."""
    told = said({name: facts.get(name, "") for name in (*WHO, *TOLD) if name != "birth_date" or facts.get(name)})
    told["consent"] = told["consent"] or Concern.Consent.NOT_ASKED
    return told | {"kinds": [facts["kinds"]] if facts.get("kinds") else []}


def queue(known, why):
    TRUST_RECORD.move(known, "ask")
    saved(known, why=why)
    return Became.QUEUED


# --- once more --------------------------------------------------------------------------------------------------------
def again(known, record, by):
    """The same content changes nothing, whoever sends it and how often."""
    if known.hash == record.hash:
        return Became.UNCHANGED
    if not (known.concern_id or known.caused_id):
        known.facts, known.kind, known.hash, known.reason = record.facts, record.kind, record.hash, ""
        return place(known, by)
    return change(known, record, by)


def change(known, record, by):
    """Contact facts of a concern that waits are taken over, and so is a change that was taken back; anything else is for
    somebody to look at."""
    changed = {name for name in {*known.facts, *record.facts} if known.facts.get(name) != record.facts.get(name)}
    known.hash, alike = record.hash, known.kind == record.kind
    if alike and (not changed or (changed <= MAY_CHANGE and known.concern_id and known.concern.is_open)):
        take_over(known, record.facts, changed, by)
        return Became.UPDATED
    known.waiting = record.facts | ({} if alike else {KIND: record.kind})
    return queue(known, Why.CHANGED)


def take_over(known, facts, changed, by):
    if changed:
        amend_foreign(concern=known.concern, facts={name: facts.get(name, "") for name in changed}, by=by)
    TRUST_RECORD.move(known, "settle")
    saved(known, facts=facts, waiting=None, why="")
