"""Writing a message inside the action that decides it."""

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse

from bep.access.actors import actor
from bep.access.permissions import MANAGE_SETTINGS
from bep.audit.record import action
from bep.kit.jobs import enqueue
from bep.kit.jobs.asking import ring_on_commit
from bep.kit.models import Job, Message
from bep.kit.outbox.sending import ask_gates
from bep.kit.rules import Refused, WrongMoment

OUTBOX = actor("the outbox")
NOT_CONFIGURED = {
    Message.Way.TEXT: "Text messages are not configured: this service has no GOV.UK Notify account.",
    Message.Way.LETTER: "Letters are not posted by this service: print the letter and post it.",
    Message.Way.WEBHOOK: "Notices to other systems are not configured.",
}


def address_of(view, **kwargs):
    """The whole address of a page, for a message: whoever reads their mail has no page of ours open."""
    return settings.PUBLIC_URL + reverse(view, kwargs=kwargs)


def configured(way):
    """An empty string when messages can be sent this way, else the sentence that says why not."""
    return "" if settings.OUTBOX_SENDERS.get(way) else NOT_CONFIGURED.get(way, "This way is not configured.")


def post(way, *, to, key, by, person=None, to_person=None, not_before=None, **words):
    """Writes a message into the caller's transaction. `words`: subject and body, or template and context.

    `person` is whom it concerns; unless `to_person=False` it goes to them, and their safe contact may refuse it here.
    The same `key` again is the same message.
    """
    if why_not := configured(way):
        raise Refused(why_not, remedy="Choose another way, or ask an administrator.")
    if found := Message.objects.filter(key=key).first():
        return found
    to_person = person is not None if to_person is None else to_person
    message = Message(way=way, to=to, key=key, by_id=by.pk, by=str(by)[:120], to_person=to_person, **words)
    message.person_id = person.pk if person else None
    ask_gates(message)
    with transaction.atomic():
        message.job = enqueue("outbox.deliver", by=OUTBOX, key=f"message:{key}"[:120], after=not_before, message=key)
        message.save()
    return message


@action("outbox.tried_again", "Had a message tried again", needs=MANAGE_SETTINGS)
def send_again(*, message, by):
    """Gives a message that could not be sent its attempts anew."""
    if not Job.objects.filter(pk=message.job_id, state=Job.State.FAILED).update(
        state=Job.State.WAITING, attempt=0, run_after=Now(), words=""
    ):
        raise WrongMoment("This message is not one that failed.", remedy="Reload the list.")
    ring_on_commit(message.job)
    return message
