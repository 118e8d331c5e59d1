"""allauth's forms in our words: one name for one thing, hints where they help, nothing written inside the boxes."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.utils.safestring import SafeString

LENGTH = next(v["OPTIONS"]["min_length"] for v in settings.AUTH_PASSWORD_VALIDATORS if "MinimumLength" in v["NAME"])
NEW = f"At least {LENGTH} characters. Three words that do not belong together are easy to remember and hard to guess."


class InOurWords(forms.Form):
    """`words` are {field: (label, hint)}."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, SafeString("")))


class SignIn(InOurWords, account.LoginForm):
    words = {"login": ("Email address", ""), "password": ("Password", "")}


class SayAgain(InOurWords, account.ReauthenticateForm):
    words = {"password": ("Your password", "")}


class ChangePassword(InOurWords, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Your password now", ""),
        "password1": ("New password", NEW),
        "password2": ("New password again", ""),
    }


class ForgottenPassword(InOurWords, account.ResetPasswordForm):
    words = {"email": ("Email address", "The one you sign in with.")}


class ChoosePassword(InOurWords, account.ResetPasswordKeyForm):
    words = {"password1": ("New password", NEW), "password2": ("New password again", "")}


class Code(InOurWords):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "class": "govuk-input--width-10",
            "spellcheck": "false",
        }


class SecondStep(Code, mfa.AuthenticateForm):
    words = {"code": ("Code", "The six figures in your authenticator app, or one of your recovery codes.")}


class SecondStepAgain(Code, mfa.ReauthenticateForm):
    words = SecondStep.words


class SetUpApp(Code, totp.ActivateTOTPForm):
    words = {"code": ("Code", "The six figures that your app shows now.")}
