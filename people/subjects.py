"""What the audit log may call people: by reference, never by name (bep/audit/subjects.py)."""

from django.db.models import Q

from bep.audit import subjects
from people.models import Person


def find(reference):
    """All ids of the person with this reference: records merged into it, and the one it was merged into, are them too."""
    found = Person.objects.filter(reference__iexact=reference.strip()).values_list("pk", "merged_into_id").first()
    if found is None:
        return []
    kept = found[1] or found[0]
    return list(Person.objects.filter(Q(pk=kept) | Q(merged_into=kept)).values_list("pk", flat=True))


def references(ids):
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "reference"))


def may_see(worker, ids):
    return Person.objects.visible_to(worker).filter(pk__in=ids).count() == len(ids)


subjects.register(find=find, references=references, may_see=may_see)
