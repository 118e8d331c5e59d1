"""What the AMHP's record begins with: people in the person's life as section 26 asks of them."""

from amhp_rota.models import MhaAssessment
from people.models import Person, Relationship

KINDS = {
    "wife": "spouse", "husband": "spouse", "civil_partner": "spouse", "partner": "partner", "mother": "parent",
    "father": "parent", "daughter": "child", "son": "child", "sister": "sibling", "brother": "sibling",
    "half_sibling": "sibling", "grandparent": "grandparent", "grandchild": "grandchild", "aunt_uncle": "uncle_aunt",
    "niece_nephew": "nephew_niece",
}  # fmt: skip


def assessment_of(request, amhp_id=None):
    """The record of whoever has taken the request on, or of a named AMHP."""
    rows = MhaAssessment.objects.filter(request=request, amhp_id=amhp_id or request.amhp_id)
    return rows.select_related("amhp").first()


def relatives_known(person, worker):
    """From the person's record: whom the worker may not see is there without a name."""
    rows = list(Relationship.objects.filter(person=person).current().select_related("other"))
    visible = set(
        Person.objects.visible_to(worker).filter(pk__in=[r.other_id for r in rows]).values_list("pk", flat=True)
    )
    return [first_facts(row, row.other_id in visible) for row in rows if wanted(row)]


def wanted(row):
    return row.kind in KINDS or row.lives_with


def first_facts(row, visible):
    known = row.other if visible else None
    name = known.name if known else row.other_name or "Somebody known to us: ask information governance"
    return {
        "name": name, "kind": KINDS.get(row.kind, "resident" if row.lives_with else "none"),
        "birth_date": known.birth_date if known else row.other_birth_date, "lives_with": row.lives_with,
        "cares_for": row.is_carer, "half_blood": row.kind == "half_sibling",
    }  # fmt: skip
