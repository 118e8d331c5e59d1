"""How a person looks on every room's pages: the banner at the head, and where their own page is."""

from django.urls import NoReverseMatch, reverse

from bep.kit import reference
from bep.kit.faces import PersonBanner
from people.models import Alert


def banner(person):
    """Who it is, with what a colleague must know. One query, for the alerts."""
    used = person.preferred_name if person.preferred_name not in ("", person.given_name) else ""
    return PersonBanner(
        name=person.name, preferred_name=used, dob=person.birth_date, age=person.age, died=person.death_date,
        nhs_number=person.nhs_number, reference=person.reference, url=person_url(person.pk), restricted=person.restricted,
        alerts=list(Alert.objects.filter(person=person).current()), needs=needs_of(person),
    )  # fmt: skip


def needs_of(person):
    """What they need in order to take part: an interpreter, large print and the like."""
    interpreter = f"{person.interpreter_language} interpreter" if person.interpreter_language else ""
    return [need for need in [interpreter, *map(need_label, person.communication_needs)] if need]


def need_label(value):
    return reference.label("communication_need", value)


def person_url(pk):
    """The person's own page, or nothing where it is not there yet."""
    try:
        return reverse("people:person", args=[pk])
    except NoReverseMatch:
        return ""
