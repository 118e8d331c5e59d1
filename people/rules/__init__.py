"""What must hold before somebody is contacted, registered or shown. Each rule's docstring is the sentence a reader sees."""

from bep.kit import reference
from bep.kit.rules import NotFound, Refused, refuse_by, rule
from people.codes import LISTS
from people.models import Person, SafeContact

Way = SafeContact.Way
# Ways that leave words where others may read them: used only after the person has said they are safe.
OTHERS_MAY_READ = {Way.TEXT, Way.EMAIL}


@rule("This council's rule", "LOCAL")
def nobody_contacts_the_dead():
    """This person has died, so nothing is sent to them and nobody calls or visits."""


@rule("This council's rule", "LOCAL")
def a_way_they_called_unsafe_is_never_used():
    """They have said that this way of contacting them is not safe."""


@rule("This council's rule", "LOCAL")
def texts_and_emails_wait_until_asked():
    """Nobody has asked yet whether a text or an email is safe, and others may read it."""


@rule("This council's rule", "LOCAL")
def only_ways_they_named_are_used():
    """They have named the ways that are safe, and this is not one of them."""


def broken_contact_rule(person, way):
    """The rule that stands against contacting a person this way, or None."""
    safe = getattr(person, "safe_contact", None)
    answer = safe.answer(way) if safe else SafeContact.Answer.UNKNOWN
    if person.death_date:
        return nobody_contacts_the_dead
    if answer == SafeContact.Answer.NO:
        return a_way_they_called_unsafe_is_never_used
    if answer == SafeContact.Answer.UNKNOWN:
        if safe and any(safe.answer(other) == SafeContact.Answer.YES for other in Way):
            return only_ways_they_named_are_used
        if way in OTHERS_MAY_READ:
            return texts_and_emails_wait_until_asked
    return None


REMEDIES = {
    nobody_contacts_the_dead: "If the death was recorded by mistake, correct it on their record.",
    a_way_they_called_unsafe_is_never_used: "Use a way marked safe under Safe contact on their record.",
    texts_and_emails_wait_until_asked: "Ask them, and record the answer under Safe contact on their record.",
    only_ways_they_named_are_used: "Use a way marked safe, or ask them and record the answer under Safe contact.",
}


def check_safe_to_contact(person, way, *, field=None):
    """Refuses a letter, text, link, survey, call or visit that safe contact stands against. `way` is a SafeContact.Way.

    Every sender calls it just before sending; a link or a survey goes by the way that carries it.
    """
    if broken := broken_contact_rule(person, Way(way)):
        raise refuse_by(broken, remedy=REMEDIES[broken], field=field)


def check_living(person):
    """Refuses to arrange anything with somebody who has died."""
    if person.death_date:
        raise refuse_by(nobody_contacts_the_dead, remedy=REMEDIES[nobody_contacts_the_dead])


def may_contact(person, way):
    """Whether `check_safe_to_contact` lets it pass: for a screen that offers only what is safe."""
    return broken_contact_rule(person, Way(way)) is None


def letter_address(person):
    """Where a letter goes: the safe address where they gave one, else home."""
    safe = getattr(person, "safe_contact", None)
    if safe and safe.safe_address:
        return safe.safe_address
    return "\n".join(part for part in (person.address, person.postcode) if part)


def must_see(record, by):
    """The record (a person, or anything about one) if its doer may see whom it is about; else nobody is here.

    Every action about a person asks it first, in whichever room (tests/audit/test_asked_first.py).
    """
    if not Person.objects.visible_to(by).filter(pk=record.person_id).exists():
        raise nobody_here()
    return record


def nobody_here():
    return NotFound(
        "There is nobody here whom you may see.", remedy="Check the reference, or ask information governance."
    )


# --- what a record may say ---------------------------------------------------------------------------------------------
@rule("One record for each NHS number", "LOCAL")
def one_person_for_each_nhs_number():
    """Another record already has this NHS number."""


def check_nhs_number_is_free(number, by, *, besides=None):
    """Refuses a number that another standing record has; says which only to those who may find it."""
    if not number:
        return
    others = Person.objects.filter(nhs_number=number, merged_into=None).exclude(pk=besides)
    if other := others.first():
        known = Person.objects.findable_by(by).filter(pk=other.pk).exists()
        remedy = (
            f"Open {other.reference} and compare." if known else "Ask information governance: they can look at both."
        )
        raise refuse_by(one_person_for_each_nhs_number, remedy=remedy, field="nhs_number")


def check_codes(facts):
    """Refuses a value that its list does not have: a return would be refused for it later."""
    for field in facts.keys() & LISTS.keys():
        values = facts[field] if isinstance(facts[field], (list, tuple)) else [facts[field]]
        if unknown := [value for value in values if value and value not in reference.codes(LISTS[field])]:
            raise Refused(f"“{unknown[0]}” is not in the list.", field=field, remedy="Choose one of the list.")


def check_kind(name, kind):
    if kind not in reference.codes(name):
        raise Refused("This kind is not in the list.", field="kind", remedy="Choose one of the list.")
