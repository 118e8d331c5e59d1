"""What the return will ask of a person's record, shown to their worker every day and not at the quarter's end."""

from django.db.models import BooleanField, Case, DateTimeField, F, Q, Value, When
from django.db.models.functions import JSONObject
from django.urls import reverse

from bep.kit.union import NOBODY
from people.models import Person

# Columns of the person that every event must fill (Release 1's table of conditions), and what a worker calls them.
ASKED = {
    "nhs_number": "an NHS number",
    "gender": "a gender",
    "ethnicity": "an ethnicity",
    "birth_date": "a date of birth",
    "postcode": "a postcode",
    "accommodation_status": "an accommodation status",
    "has_unpaid_carer": "whether somebody cares for them",
    "main_support_reason": "a main support reason",
}


def is_missing(name):
    return Q(birth_date=None) if name == "birth_date" else Q(**{name: ""})


def anything_missing():
    found = Q()
    for name in ASKED:
        found |= is_missing(name)
    return found


def rows(involved):
    """A work item for each person whose record the return would refuse."""
    missing = {name: yes_or_no(is_missing(name)) for name in ASKED}
    people = Person.objects.filter(anything_missing(), pk__in=involved, merged_into=None, death_date=None)
    return people.order_by().values(
        due=Value(None, DateTimeField()), kind=Value("return_readiness"), object_id=F("pk"), person_id=F("pk"), worker_id=NOBODY,
        facts=JSONObject(**missing),
    )  # fmt: skip


def yes_or_no(condition):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def sentence(facts):
    return "for the return, needs " + listed([words for name, words in ASKED.items() if facts.get(name)])


def listed(words):
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def missing_of(person):
    return [words for name, words in ASKED.items() if not getattr(person, name)]


def panel(person, worker):
    """What is missing, on the person's own page; no box when nothing is."""
    missing = missing_of(person)
    if not missing or person.death_date:
        return None
    where = reverse("people:details", args=[person.pk])
    return {"rows": [("Needs", listed(missing), where)], "actions": []}
