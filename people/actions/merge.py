"""Two records of one person become one, and can be two again: people/merging.py moves the rows."""

from bep.audit.record import about, action, detail
from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment, must_say
from people import merging
from people import permissions as may
from people.models import Merge, Person
from people.rules import nobody_here


@action("people.merged", "Merged two records of one person", needs=may.MERGE)
def merge(*, kept, lost, reason, by):
    """Everything of `lost` is re-pointed to `kept`; `lost` stays, absent, and says which record speaks for it."""
    about(kept, lost)
    kept, lost = both(kept, lost, by)
    must_say(reason, "A merge needs a reason.")
    if kept.nhs_number and lost.nhs_number and kept.nhs_number != lost.nhs_number:
        raise Refused(
            "The two records have different NHS numbers, so they are probably two people.",
            remedy="If one number is wrong, correct it on its record first.",
        )
    changed = merging.take_over(kept, lost)
    # The lost record steps aside first: only then may the kept one take its NHS number.
    Person.objects.filter(pk=lost.pk).update(merged_into=kept)
    merging.put(changed)
    moved, stayed = merging.move(kept, lost)
    detail(kept=kept.pk, lost=lost.pk, moved={table: len(rows) for table, rows in moved.items()})
    return Merge.objects.create(
        kept=kept, lost=lost, reason=reason, moved=moved, stayed=stayed, changed=changed, merged_by_id=by.pk
    )


@action("people.merge_undone", "Undid a merge", needs=may.MERGE)
def undo_merge(*, merge, reason, by):
    """Both records stand again, each with its own rows; what was added since the merge stays with the kept one."""
    merge = Merge.objects.governed_by(by).select_for_update(of=("self",)).filter(pk=merge.pk).first()
    if merge is None:
        raise nobody_here()
    about(merge.kept, merge.lost)
    must_say(reason, "Undoing a merge needs a reason.")
    if merge.undone_at:
        raise WrongMoment("This merge has already been undone.", remedy="Reload the page.")
    if merge.kept.merged_into_id:
        raise WrongMoment("The kept record has itself been merged since.", remedy="Undo that later merge first.")
    if not Person.objects.governed_by(by).filter(pk=merge.kept_id).exists():
        raise nobody_here()
    merging.move_back(merge)
    merging.put_back(merge.changed)
    Person.objects.filter(pk=merge.lost_id).update(merged_into=None)
    detail(kept=merge.kept_id, lost=merge.lost_id)
    merge.undone_at, merge.undone_by_id, merge.why_undone = clock.now(), by.pk, reason
    merge.save(update_fields=["undone_at", "undone_by", "why_undone"])
    return merge


def both(kept, lost, by):
    if kept.pk == lost.pk:
        raise Refused("These are one and the same record.", remedy="Choose two records.")
    found = Person.objects.governed_by(by).select_for_update().order_by("pk").in_bulk([kept.pk, lost.pk])
    if len(found) < 2:
        raise nobody_here()
    return found[kept.pk], found[lost.pk]
