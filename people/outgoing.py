"""What the outbox asks this room before anything leaves for a person: when it is written, and again when it is sent."""

from bep.kit.outbox import gate
from people.models import Person, SafeContact
from people.rules import check_safe_to_contact


@gate
def safe_and_living(message):
    """Holds back what would reach a person in a way that is not safe, or after their death."""
    if not message.to_person:
        return
    person = Person.objects.select_related("safe_contact").get(pk=message.person_id)
    if message.way in SafeContact.Way.values:
        check_safe_to_contact(person.merged_into or person, message.way)
