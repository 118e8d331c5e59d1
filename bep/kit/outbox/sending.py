"""Sending a message: the gates asked once more, its words composed, handed over, and the log told."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from bep.audit.events import register
from bep.audit.record import ANYBODY, note
from bep.kit.jobs import job_kind
from bep.kit.models import Message
from bep.kit.rules import Refused

GATES: list = []
COMPOSERS: dict = {}
SENT = register("outbox.sent", "Sent a message")
WITHHELD = register("outbox.withheld", "Withheld a message")


def gate(function):
    """Registers a function(message) that raises Refused when the message must not go out. Asked when it is written and
    again just before it is sent; an error in it holds the message back."""
    GATES.append(function)
    return function


def ask_gates(message):
    for ask in GATES:
        ask(message)


def composer(name):
    """Registers a function(message) -> (subject, body), for words that must be made only when they are sent."""

    def mark(function):
        COMPOSERS[name] = function
        return function

    return mark


@job_kind("outbox.deliver", label="Sending a message", needs=ANYBODY, attempts=12, stoppable=False)
def deliver(job, *, message):
    """Sends the message of this key. Twelve attempts take some five hours: longer than most mail servers are away."""
    message = Message.objects.get(key=message)
    try:
        ask_gates(message)
        subject, body = composed(message)
    except Refused as refusal:
        with job.finishing() as result:
            tell_log(WITHHELD, message, job.by)
            result["withheld"] = str(refusal)
        return
    import_string(settings.OUTBOX_SENDERS[message.way])(message, subject, body)
    with job.finishing():
        tell_log(SENT, message, job.by)


def composed(message):
    if message.template:
        return COMPOSERS[message.template](message)
    return message.subject, message.body


def tell_log(event, message, by):
    people = [message.person_id] if message.person_id else []
    note(event.name, by=by, people=people, message=message.pk, way=message.way)


def by_email(message, subject, body):
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {"Message-ID": f"<message-{message.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(subject, body, to=[message.to], headers=headers).send()
