"""Contacts: recorded once, added to, countersigned. Nothing here changes a word that was written."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created
from bep.kit.rules import WrongMoment, approving_is_apart_from_asking, must_say
from people import permissions as may
from people.actions.next_steps import plan_step
from people.models import Addendum, CaseNote, Countersignature
from people.rules import day as rules
from people.rules import must_see


@action("people.contact_recorded", "Recorded a contact", needs=may.RECORD)
def record_contact(*, person, way, seen, by, happened_at=None, step=None, **words):
    """Writes a case note and, when `step` is given, what comes next. Without a time, it happened just now.

    `words`: what_happened, said, opinion, who_else, minutes, third_party. `step`: what, due, owner, promised.
    """
    must_see(person, by)
    happened_at = happened_at or clock.now()
    rules.a_contact_lies_in_the_past(happened_at)
    rules.a_note_says_what_happened(seen, words.get("what_happened", ""))
    note = CaseNote(
        person=person,
        happened_at=happened_at,
        way=way,
        seen=seen,
        face_to_face=rules.counts_as_seen(way, seen),
        author=by,
        awaits_countersign=rules.awaits_countersign(by),
        **words,
    )
    created(note)
    if step:
        plan_step(person=person, note=note, by=by, **step)
    detail(way=way, seen=seen)
    return note


@action("people.note_added_to", "Added to a case note", needs=may.RECORD)
def add_to_note(*, note, text, by):
    """Writes an addendum: what was wrong or forgotten. The note itself stays as it was."""
    must_see(note, by)
    must_say(text, "An addendum needs words.", field="text", remedy="Say what was wrong or is to be added.")
    return Addendum.objects.create(person_id=note.person_id, note=note, text=text.strip(), author=by)


@action("people.countersigned", "Countersigned a colleague's work", needs=may.COUNTERSIGN)
def countersign(*, by, note=None, risk_plan=None, remark=""):
    """A colleague stands behind a trainee's note or risk plan; a remark is kept beside it."""
    record = note or risk_plan
    must_see(record, by)
    approving_is_apart_from_asking(by, record.author_id, remedy="Ask a colleague who may countersign.")
    if not record.awaits_countersign or Countersignature.objects.filter(note=note, risk_plan=risk_plan).exists():
        raise WrongMoment("This does not wait for a countersignature.", remedy="Go back to My work.")
    return Countersignature.objects.create(
        person_id=record.person_id, note=note, risk_plan=risk_plan, remark=remark.strip(), author=by
    )
