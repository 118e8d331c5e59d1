"""Letters to workers whose links open an account: their words are made only when they are sent, so no link is stored."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings

from bep.access.models import Worker
from bep.kit.council import council
from bep.kit.outbox import address_of, composer

DAYS = settings.PASSWORD_RESET_TIMEOUT // 86400

RESET = """Somebody, we think you, asked for a new password for {service}.

Choose one here: {link}

The link works once, for {days} days. If you did not ask, do nothing: your password stays as it is."""

INVITATION = """Hello {name},

You have been given a sign-in for {service}. Your sign-in name is {email}.

Choose your password here: {link}

The link works once, for {days} days. After that ask an administrator to send another. When you first sign in you will
be asked to set up an authenticator app: have your phone with you."""


@composer("access.password_reset")
def password_reset(message):
    return f"A new password for {council().service_name}", written(RESET, message)


@composer("access.invitation")
def invitation(message):
    return f"Your sign-in for {council().service_name}", written(INVITATION, message)


def written(words, message):
    worker = Worker.objects.get(pk=message.context["worker"])
    facts = {"name": worker.name, "email": worker.email, "service": council().service_name, "days": DAYS}
    return words.format(link=set_password_link(worker), **facts)


def set_password_link(worker):
    """An address where the worker chooses a password: it works once, and only until the password is next changed."""
    key = default_token_generator.make_token(worker)
    return address_of("account_reset_password_from_key", uidb36=user_pk_to_url_str(worker), key=key)
