"""Sharing agreements: one officer writes them, another approves them; and whom one covers by name, restricted people too."""

from bep.access.permissions import GRANT_ACCESS
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment, approving_is_apart_from_asking, must_say
from partners import permissions as may
from partners.models import CoveredPerson, SharingAgreement
from partners.shared import OF_A_PERSON, SHARED
from partners.states import AGREEMENT
from people.models import Person
from people.rules import nobody_here


@action("partners.agreement_asked", "Wrote a sharing agreement", needs=may.ASK_SHARING)
def ask_agreement(*, organisation, by, **facts):
    """It counts for nothing until a colleague has approved it."""
    check_fields(facts["covers"], facts["fields"])
    agreement = SharingAgreement(organisation=organisation, asked_by_id=by.pk, asked_at=clock.now(), **facts)
    detail(organisation=organisation.ods_code, fields=facts["fields"], covers=facts["covers"])
    return created(agreement)


def check_fields(covers, fields):
    if not fields or set(fields) - SHARED.keys():
        raise Refused(
            "An agreement says what may be told.", field="fields", remedy="Tick at least one line of the list."
        )
    of_referrals = [SHARED[name] for name in fields if name not in OF_A_PERSON]
    if covers == SharingAgreement.Covers.NAMED and of_referrals:
        raise Refused(
            f"An agreement on people named one by one cannot hold: {of_referrals[0]}.", field="fields",
            remedy="Write another agreement, on people whom they referred to us, for what speaks of referrals.",
        )  # fmt: skip


@action("partners.agreement_decided", "Decided on a sharing agreement", needs=may.APPROVE_SHARING)
def decide_agreement(*, agreement, version, verb, reason, by):
    agreement = locked(agreement, version)
    approving_is_apart_from_asking(by, agreement.asked_by_id)
    must_say(reason, "A decision needs a reason.")
    AGREEMENT.move(agreement, verb)
    detail(verb=verb)
    return saved(agreement, decided_at=clock.now(), decided_by_id=by.pk, decided_because=reason)


@action("partners.agreement_ended", "Ended a sharing agreement", needs=may.APPROVE_SHARING)
def end_agreement(*, agreement, version, reason, by):
    """From now on nothing is told by it. Why it was approved stays beside why it ended; one that had run out ended then."""
    agreement = locked(agreement, version)
    must_say(reason, "Ending an agreement needs a reason.")
    AGREEMENT.move(agreement, "end")
    last = min(clock.today(), agreement.ends or clock.today())
    return saved(
        agreement, ends=max(last, agreement.starts), ended_at=clock.now(), ended_by_id=by.pk, ended_because=reason
    )


@action("partners.person_covered", "Let a sharing agreement cover a person", needs=may.ASK_SHARING)
def cover(*, agreement, person, although_restricted, reason, by):
    """Somebody restricted is covered only on purpose, by whoever may grant access to their record."""
    person = governed(person, by)
    if agreement.covers != SharingAgreement.Covers.NAMED or not agreement.in_force:
        raise WrongMoment("This agreement covers nobody by name now.", remedy="Write one on people named one by one.")
    must_say(reason, "Covering a person needs a reason.")
    if person.restricted and not (although_restricted and by.has_perm(GRANT_ACCESS)):
        raise Refused(
            "This record is restricted.", field="although_restricted",
            remedy="Tick that they are told of it all the same, if you may grant access to it.",
        )  # fmt: skip
    if CoveredPerson.objects.current().filter(agreement=agreement, person=person).exists():
        raise WrongMoment("This person is covered already.", remedy="Reload the page.")
    return CoveredPerson.objects.create(
        agreement=agreement, person=person, starts=clock.today(), reason=reason, added_by_id=by.pk,
        although_restricted=although_restricted and person.restricted, added_at=clock.now(),
    )  # fmt: skip


@action("partners.person_uncovered", "Ended that a sharing agreement covers a person", needs=may.ASK_SHARING)
def uncover(*, covered, reason, by):
    """From now on nothing is told of them by it."""
    governed(covered.person, by)
    must_say(reason, "Ending this needs a reason.")
    covered.ends = clock.today()
    covered.save(update_fields=["ends"])
    return covered


def governed(person, by):
    """Those who govern the records look up identities, restricted ones too, and open no record."""
    found = Person.objects.governed_by(by).filter(pk=person.pk).first()
    if found is None:
        raise nobody_here()
    return found
