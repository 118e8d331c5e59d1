"""How two records become one: which rows speak of a person, re-pointing them, and putting every one of them back.

Rows are found by reflection over all models, so a room added later is included without anybody remembering it. Versions
that both records numbered are numbered anew, in the order they were written. A row that cannot move, because the kept
record has its own, stays where it is and is listed.
"""

from collections import defaultdict

from django.apps import apps
from django.db import IntegrityError, transaction

from bep.kit.models import Draft
from people.models import Involvement, Merge, Person, SafeContact, StatusSpell
from people.models.status import STATUS_FIELDS

# Not rows about a person: what says who was merged with whom must keep saying it.
NOT_MOVED = {(Merge, "kept"), (Merge, "lost")}
# Facts of the record itself; everything else that is blank on the kept one is taken from the other.
OWN = {"id", "version", "reference", "created_at", "merged_into", "restricted"}
Answer = SafeContact.Answer


def pointers():
    """Every (model, field) that points to a person and can be pointed at another; the core, which knows no person, has ids."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            points = field.related_model is Person or (field.name == "person_id" and not field.is_relation)
            if points and not field.primary_key and (model, field.name) not in NOT_MOVED:
                yield model, field


def label(model, field):
    return f"{model._meta.label_lower}.{field.name}"


def move(kept, lost):
    """Re-points every row of `lost` to `kept`: ({label: ids moved}, {label: ids that stayed})."""
    moved, stayed = {}, {}
    for model, field in pointers():
        ids = list(rows_of(model).filter(**{field.name: lost.pk}).order_by("pk").values_list("pk", flat=True))
        done = ids if repoint(model, field, ids, kept) else [pk for pk in ids if repoint(model, field, [pk], kept)]
        for found, place in ((done, moved), ([pk for pk in ids if pk not in done], stayed)):
            if found:
                place[label(model, field)] = found
    return moved, stayed


def repoint(model, field, ids, person):
    """False, and nothing changed, when a constraint of the table stands against it."""
    try:
        with transaction.atomic():
            return rows_of(model).filter(pk__in=ids).update(**{field.name: person.pk}) == len(ids)
    except IntegrityError:
        return False


def move_back(merge):
    """Points the listed rows at the lost record again; rows that point elsewhere by now have a later story of their own."""
    for model, field in pointers():
        if ids := merge.moved.get(label(model, field)):
            rows_of(model).filter(pk__in=ids, **{field.name: merge.kept_id}).update(**{field.name: merge.lost_id})


def rows_of(model):
    return model._base_manager.using("default")


# --- what the kept record takes over ----------------------------------------------------------------------------------
def take_over(kept, lost):
    """Changes to make, each [model, id, field, was, now]: blanks filled, the safer contact answer, one lead worker."""
    changes = [change(kept, name, getattr(lost, name)) for name in fillable(kept, lost)]
    if lost.restricted and not kept.restricted:
        changes.append(change(kept, "restricted", True))
    changes += later_status(kept, lost) + safer_contact(kept, lost) + second_lead(kept, lost)
    return changes + numbered_anew(kept, lost) + drafts_follow(kept, lost)


def fillable(kept, lost):
    names = [field.name for field in Person._meta.concrete_fields if field.name not in OWN]
    return [name for name in names if not getattr(kept, name) and getattr(lost, name)]


def later_status(kept, lost):
    """The present home and work are those that began last, whichever record had them."""
    changes = []
    for kind, name in STATUS_FIELDS.items():
        ours, theirs = (StatusSpell.objects.filter(person=person, kind=kind).first() for person in (kept, lost))
        if getattr(kept, name) and theirs and (not ours or theirs.starts > ours.starts):
            changes.append(change(kept, name, theirs.value))
    return changes


def safer_contact(kept, lost):
    """Of two answers about a way of contact the safer one stands: no before yes, yes before not asked."""
    ours, theirs = (SafeContact.objects.filter(person=person).first() for person in (kept, lost))
    if not ours or not theirs:
        return []
    order = [Answer.UNKNOWN, Answer.YES, Answer.NO]
    ways = [way for way in SafeContact.Way.values if order.index(theirs.answer(way)) > order.index(ours.answer(way))]
    words = [name for name in ("times", "safe_address", "must_not_know", "note") if getattr(theirs, name)]
    changes = [change(ours, way, theirs.answer(way)) for way in ways]
    return changes + [change(ours, name, joined(ours, theirs, name)) for name in words if differs(ours, theirs, name)]


def differs(ours, theirs, name):
    return getattr(theirs, name) != getattr(ours, name)


def joined(ours, theirs, name):
    longest = ours._meta.get_field(name).max_length
    return "; ".join(filter(None, (getattr(ours, name), getattr(theirs, name))))[:longest]


def second_lead(kept, lost):
    """Two leads cannot stand: the lost record's goes on working with the person, as a worker beside the kept one's."""
    leads = Involvement.objects.filter(role=Involvement.Role.LEAD, ends=None)
    if not leads.filter(person=kept).exists():
        return []
    return [change(lead, "role", Involvement.Role.WORKER) for lead in leads.filter(person=lost)]


def numbered_anew(kept, lost):
    """Versions of both as one run, in the order they were written: the newest of either is the one that stands."""
    return [found for model, group in numbered() for found in one_run(model, group, kept, lost)]


def numbered():
    """(model, what else tells its runs apart) of every record that is numbered within a person."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            fields = set(getattr(constraint, "fields", ()))
            if {"person", "number"} <= fields:
                yield model, sorted(fields - {"person", "number"})


def one_run(model, group, kept, lost):
    runs = defaultdict(list)
    for row in rows_of(model).filter(person__in=[kept, lost]).order_by("pk"):
        runs[tuple(getattr(row, name) for name in group)].append(row)
    both = [rows for rows in runs.values() if len({row.person_id for row in rows}) == 2]
    moved = [
        change(row, "number", number)
        for rows in both
        for number, row in enumerate(rows, start=1)
        if row.number != number
    ]
    # From the highest: a number only ever rises, into a place that is free by then; undone from the lowest.
    return sorted(moved, key=lambda one: -one[-1])


def drafts_follow(kept, lost):
    """A form about the lost record opens on the kept one, words and all, unless its worker writes the same form there."""
    changes, before, after = [], f"/people/{lost.pk}/", f"/people/{kept.pk}/"
    for draft in Draft.objects.filter(person_id=lost.pk, url__startswith=before):
        key = draft.key.removesuffix(f":{lost.pk}") + f":{kept.pk}"
        if not Draft.objects.filter(worker=draft.worker_id, key=key).exists():
            changes += [change(draft, "key", key), change(draft, "url", after + draft.url.removeprefix(before))]
    return changes


def change(record, name, now):
    field = record._meta.get_field(name)
    return [record._meta.label_lower, record.pk, name, *(plain(field, value) for value in (getattr(record, name), now))]


def plain(field, value):
    """As JSON keeps it: dates as words, the rest as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def put(changes):
    for model, pk, name, _, now in changes:
        write(model, pk, name, now)


def put_back(changes):
    """Undoes each change that nobody has changed again since."""
    for model, pk, name, was, now in reversed(changes):
        record = rows_of(apps.get_model(model)).get(pk=pk)
        if plain(record._meta.get_field(name), getattr(record, name)) == now:
            write(model, pk, name, was)


def write(model, pk, name, value):
    rows_of(apps.get_model(model)).filter(pk=pk).update(**{name: value})
