"""What leaves the system: with the decision or not at all, asked about again before it goes, handed over once."""

from datetime import date

import pytest
from django.core import mail
from django.db import transaction

from bep.audit.models import Event
from bep.audit.record import ANYBODY, action
from bep.kit.jobs.run import run
from bep.kit.models import Job, Message
from bep.kit.outbox import composer, configured, post
from bep.kit.rules import Refused
from people.models import SafeContact
from tests.cast import given


@action("test.told", "Told somebody", needs=ANYBODY)
def tell(*, by, fail=False, **message):
    made = post("email", key="told", by=by, **message)
    if fail:
        raise RuntimeError("The decision came to nothing.")
    return made


@pytest.fixture
def priya(cast):
    with given():
        SafeContact.objects.create(person=cast.priya, email="yes")
    return cast.priya


def to(person, **words):
    return {"to": "priya@mail.example", "person": person, "subject": "Tuesday", "body": "At ten."} | words


def send(message):
    run(message.job_id)
    message.refresh_from_db()
    message.job.refresh_from_db()
    return message


def test_a_message_is_sent_after_its_decision_and_the_log_says_so(cast, priya):
    message = tell(by=cast.amara, **to(priya))
    assert (mail.outbox, message.outcome) == ([], "Waiting to be sent")
    assert send(message).outcome == "Sent"
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["priya@mail.example"], "Tuesday", "At ten.")
    assert sent.extra_headers["Message-ID"] == f"<message-{message.pk}@bep.example>"
    assert Event.objects.get(name="outbox.sent").person_ids == [priya.pk]


def test_a_decision_that_fails_sends_nothing(cast, priya):
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(by=cast.amara, fail=True, **to(priya))
    assert not Message.objects.exists()
    assert not Job.objects.exists()


def test_posting_again_with_its_key_is_the_same_message(cast, priya):
    message = tell(by=cast.amara, **to(priya))
    assert tell(by=cast.amara, **to(priya)) == message
    send(message)
    send(message)
    assert len(mail.outbox) == 1


def test_what_is_not_safe_is_refused_when_it_is_written(cast):
    with pytest.raises(Refused, match="Nobody has asked yet whether a text or an email is safe"):
        tell(by=cast.amara, **to(cast.priya))


def test_what_has_become_unsafe_is_withheld_when_it_is_sent(cast, priya):
    message = tell(by=cast.amara, **to(priya))
    with given():
        SafeContact.objects.filter(person=priya).update(email="no")
    assert send(message).outcome == "Not sent"
    assert message.reason.startswith("They have said that this way of contacting them is not safe.")
    assert mail.outbox == []
    assert Event.objects.get(name="outbox.withheld").person_ids == [priya.pk]


def test_a_death_stops_what_was_already_written(cast, priya):
    message = tell(by=cast.amara, **to(priya))
    with given():
        priya.death_date = date(2026, 11, 1)
        priya.save()
    assert "has died" in send(message).reason
    assert mail.outbox == []


def test_what_concerns_a_person_but_goes_to_somebody_else_is_not_theirs_to_stop(cast):
    message = tell(by=cast.amara, **to(cast.priya, to="gp@surgery.example", to_person=False))
    assert send(message).outcome == "Sent"
    assert Event.objects.get(name="outbox.sent").person_ids == [cast.priya.pk]


def test_a_mail_server_that_is_away_is_tried_again(cast, priya, settings):
    message = tell(by=cast.amara, **to(priya))
    settings.OUTBOX_SENDERS = {"email": f"{__name__}.nobody_answers"}
    assert send(message).outcome == "Waiting to be sent"
    settings.OUTBOX_SENDERS = {"email": "bep.kit.outbox.sending.by_email"}
    Job.objects.update(run_after=message.created_at)
    assert send(message).outcome == "Sent"
    assert message.job.attempt == 2


def nobody_answers(message, subject, body):
    raise ConnectionRefusedError


def test_an_error_in_a_gate_holds_the_message_back(cast, priya, monkeypatch):
    message = tell(by=cast.amara, **to(priya))

    def broken(message):
        raise ZeroDivisionError

    monkeypatch.setattr("bep.kit.outbox.sending.GATES", [broken])
    assert send(message).outcome == "Waiting to be sent"
    assert mail.outbox == []


def test_words_that_hold_a_secret_are_made_only_when_they_are_sent(cast, monkeypatch):
    monkeypatch.setattr("bep.kit.outbox.sending.COMPOSERS", {})
    composer("test.secret")(lambda message: ("Your link", f"https://bep.example/{message.context['worker'] * 2}"))
    message = tell(by=cast.ada, to="new@barnet.example", template="test.secret", context={"worker": 21})
    send(message)
    assert mail.outbox[0].body == "https://bep.example/42"
    assert "42" not in f"{message.body}{message.context}"


def test_a_way_that_is_not_configured_says_so(cast, priya):
    assert configured("email") == ""
    assert configured("text").startswith("Text messages are not configured")
    with pytest.raises(Refused, match="Text messages are not configured"), given():
        post("text", to="07700900000", key="x", by=cast.amara, person=priya, subject="", body="At ten.")
