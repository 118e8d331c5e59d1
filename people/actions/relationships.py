"""The people in somebody's life: family, friends, carers, and who may be told what."""

from bep.audit.record import about, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from people import permissions as may
from people.models import Person, Relationship
from people.rules import check_kind, must_see, nobody_here


@action("people.relationship_added", "Added somebody in a person’s life", needs=may.RECORD)
def add_relationship(*, person, kind, by, other=None, other_name="", **facts):
    """Adds another person whom we know (`other`), or somebody by name alone."""
    must_see(person, by)
    check_other(person, other, other_name, by)
    check_kind("relationship_kind", kind)
    check_nearest_relative(person, facts, besides=None)
    detail(kind=kind, is_carer=facts.get("is_carer", False))
    return Relationship.objects.create(
        person=person, other=other, other_name="" if other else other_name, kind=kind, recorded_by_id=by.pk, **facts
    )


@action("people.relationship_changed", "Changed somebody in a person’s life", needs=may.RECORD)
def edit_relationship(*, relationship, version, by, **changes):
    must_see(relationship, by)
    current = locked(relationship, version)
    check_kind("relationship_kind", changes.get("kind", current.kind))
    check_nearest_relative(current.person, changes, besides=current.pk)
    detail(fields=sorted(changes))
    return saved(current, **changes)


@action("people.relationship_ended", "Ended a relationship", needs=may.RECORD)
def end_relationship(*, relationship, reason, by):
    """Somebody who is no longer in the person's life, with why; the row stays in the history."""
    must_see(relationship, by)
    must_say(reason, "Ending a relationship needs a reason.")
    current = Relationship.objects.select_for_update().get(pk=relationship.pk)
    if current.ended_on:
        raise WrongMoment("This relationship has already ended.", remedy="Reload the page to see those that stand.")
    return saved(current, ended_on=clock.today(), why_ended=reason)


def check_other(person, other, other_name, by):
    if other is None:
        if not other_name.strip():
            raise Refused("A relationship needs a name.", field="other_name", remedy="Give a name, or choose a person.")
        return
    about(other)
    if not Person.objects.findable_by(by).filter(pk=other.pk).exists():
        raise nobody_here()
    if other.pk == person.pk:
        raise Refused("Nobody is related to themselves.", field="other", remedy="Choose somebody else.")


def check_nearest_relative(person, facts, *, besides):
    """One at a time, each with who said so: an AMHP works it out afresh, this is only what was recorded."""
    if not facts.get("is_nearest_relative"):
        return
    basis = facts.get("nearest_relative_basis", "")
    must_say(basis, "Recording a nearest relative needs a reason.", field="nearest_relative_basis")
    others = Relationship.objects.current().about(person).filter(is_nearest_relative=True).exclude(pk=besides)
    if others.exists():
        raise Refused(
            "Somebody else is recorded as the nearest relative.",
            field="is_nearest_relative",
            remedy="Change theirs first: there is one at a time.",
        )
