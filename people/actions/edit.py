"""Completing and correcting a person's details. Two people editing one record are both heard (bep/kit/locking.py)."""

from bep.audit.record import action, detail
from bep.kit.locking import locked, saved
from bep.kit.rules import must_say
from people import permissions as may
from people.rules import check_codes, check_nhs_number_is_free, must_see

# Who somebody is: once given, it is corrected with a reason, because it is what people are told apart by.
IDENTITY = ("given_name", "family_name", "birth_date", "nhs_number")
# These change by actions of their own.
NOT_HERE = {
    "id", "version", "reference", "restricted", "merged_into", "created_at", "death_date",
    "accommodation_status", "employment_status",
}  # fmt: skip


@action("people.edited", "Changed a person’s details", needs=may.EDIT)
def edit_person(*, person, version, changes, by, reason=""):
    """Writes the fields in `changes` if nobody has saved since the editor opened `version`."""
    must_see(person, by)
    current = locked(person, version)
    if wrong := changes.keys() & NOT_HERE:
        raise TypeError(f"edit_person does not write {sorted(wrong)}.")
    changed = {field: value for field, value in changes.items() if getattr(current, field) != value}
    check_codes(changed)
    check_correction(current, changed, reason)
    check_nhs_number_is_free(changed.get("nhs_number", ""), by, besides=current.pk)
    detail(fields=sorted(changed))
    return saved(current, **changed)


def check_correction(current, changed, reason):
    corrected = [field for field in IDENTITY if field in changed and getattr(current, field)]
    if corrected:
        name = current._meta.get_field(corrected[0]).verbose_name
        remedy = "Say how you know, such as “seen on her passport”."
        must_say(reason, f"Correcting the {name} needs a reason: people are told apart by it.", remedy=remedy)
