"""Keeps the secrets of authenticator apps encrypted, so that a copy of the database does not sign anybody in."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text):
    return keys().encrypt(text.encode()).decode()


def decrypt(text):
    return keys().decrypt(text.encode()).decode()


def keys():
    """From SECRET_KEY; an earlier one among SECRET_KEY_FALLBACKS still opens what it closed."""
    return MultiFernet([key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key(secret):
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factors:" + secret.encode()).digest()))
