"""How a person looks on every room's pages: the banner at the head, and where their own page is."""

from django.urls import NoReverseMatch, reverse

from bep.kit import reference
from bep.kit.faces import PersonBanner
from people.models import Alert


def banner(person):
    """Who it is, with what a colleague must know. One query, for the alerts, unless they were read with the person."""
    alerts = getattr(person, "alerts_now", None)
    if alerts is None:
        alerts = Alert.objects.about(person).current().values("words", "person_told")
    return PersonBanner(
        name=person.name, legal_name=legal_name(person), dob=person.birth_date, age=person.age, died=person.death_date,
        nhs_number=person.nhs_number, reference=person.reference, url=person_url(person.pk), restricted=person.restricted,
        alerts=[alert_words(alert) for alert in alerts], needs=needs_of(person),
    )  # fmt: skip


def legal_name(person):
    """Shown only where it is not the name they use."""
    return person.legal_name if person.preferred_name not in ("", person.given_name) else ""


def alert_words(alert):
    return f"{alert['words']}, {'they know' if alert['person_told'] else 'they have not been told'}"


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
