"""Optimistic locking: the second saver is shown both versions, and nothing is overwritten.

An edit form carries the version it opened; the action calls `locked()` first and `saved()` last.
"""

from bep.kit.constraints import clean
from bep.kit.numbers import whole_number
from bep.kit.rules import NotFound, Stale


def locked(record, version):
    """The record's row, locked until the transaction ends, if it still is the version the editor opened; else Stale."""
    current = type(record)._default_manager.select_for_update().filter(pk=record.pk).first()
    if current is None:
        raise NotFound("This record is no longer there.", remedy="Go back and open the list again.")
    if whole_number(version) != current.version:
        raise Stale(current)
    return current


def created(record, *, constraints=True):
    """Writes a new row, once it keeps what its model asks for: the counterpart of `saved` for what was not there before.

    The database holds constraints anyway. Asking it about them beforehand costs a query, and gives a refusal its words:
    an action whose new row can break none of them leaves that out.
    """
    if constraints:
        clean(record)
    else:
        record.full_clean(validate_constraints=False)
    record.save()
    return record


def saved(record, **changes):
    """Writes the changes and moves the version on by one."""
    for field, value in changes.items():
        setattr(record, field, value)
    record.version += 1
    clean(record)
    record.save()
    return record
