"""Screens that one only comes to by doing something: each walk does it, and stops wherever there is something to see.

They write, so they walk in a copy of the borough that is thrown away (borough/pictures.py).
"""

import subprocess
import sys

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from borough.workers import DEMO_PASSWORD

NAME = {"given_name": "Maya", "family_name": "Lindqvist"}
BORN = {"birth_date_day": "14", "birth_date_month": "6", "birth_date_year": "1994"}


class Walker:
    """A browser's page, as somebody uses it."""

    def __init__(self, page, email, environment):
        self.page, self.email, self.environment = page, email, environment

    def go(self, address):
        self.page.goto(address)
        return self

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.fill(f"main [name={name}]", value)
        return self

    def choose(self, **fields):
        for name, value in fields.items():
            self.page.check(f"main [name={name}][value='{value}']")
        return self

    def press(self, words):
        self.page.click(f"main button:has-text('{words}')")
        self.page.wait_for_load_state()
        return self

    def sign_in(self, password=DEMO_PASSWORD):
        return (
            self.go("/sign-in/").fill(login=self.email or "nobody@barnet.example", password=password).press("Sign in")
        )

    def sign_out(self):
        return self.go("/sign-out/").press("Sign out")

    def manage(self, code):
        """Does in another process what a Celery worker would do."""
        subprocess.run([sys.executable, "manage.py", "shell", "-c", code], env=self.environment, check=True)


def asks_for_help(walker):
    yield "ask", walker.go("/refer/")
    yield "ask-nothing-chosen", walker.press("Start")
    yield "ask-about", walker.choose(danger="no").press("Start")
    yield "ask-who", walker.choose(about="me").press("Go on")
    yield "ask-who-wrong", walker.fill(birth_date_day="31", birth_date_month="2").press("Go on")
    walker.fill(**NAME, **BORN, postcode="N12 0ZZ", address="3 Example Grove")
    yield "ask-why", walker.press("Go on")
    yield "ask-reach", walker.fill(reason="I have not left the flat for three weeks.").press("Go on")
    yield "ask-check", walker.fill(phone="020 7946 0123").press("Go on")
    walker.page.check("main [name=agree]")
    yield "ask-sent", walker.press("Send")
    yield "ask-in-danger", walker.go("/refer/in-danger/")
    yield "ask-too-young", walker.go("/refer/younger/")


def cannot_sign_in(walker):
    yield "sign-in", walker.go("/sign-in/")
    for _ in range(6):
        walker.sign_in("a wrong password")
        if walker.page.locator("main form").count() == 0:
            break
        yield from () if _ else [("sign-in-wrong", walker)]
    yield "sign-in-locked", walker
    yield "password-forgotten", walker.go("/password/forgotten/")
    yield "password-sent", walker.fill(email="nobody@barnet.example").press("Send me a link")
    yield "password-link-dead", walker.go("/password/forgotten/1/none/")
    yield "nothing-here", walker.go("/nothing-here/")


def uses_an_app(walker):
    walker.go("/second-factor/app/")
    secret = walker.page.inner_text("main code")
    yield "app-wrong-code", walker.fill(code="000000").press("Set it up")
    secret = walker.page.inner_text("main code")
    yield "app-codes", walker.fill(code=code_of(secret)).press("Set it up")
    walker.sign_out()
    yield "second-step", walker.sign_in()
    yield "second-step-wrong", walker.fill(code="000000").press("Sign in")


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def takes_a_referral(walker):
    yield "take", walker.go("/referrals/new/")
    yield "take-wrong", walker.press("Go on")


def builds_a_return(walker):
    yield "return-asked", walker.go("/returns/").press("Build it")
    at = walker.page.url
    walker.manage(
        "from bep.kit.models import Job; from bep.kit.jobs.run import run; [run(job.pk) for job in Job.objects.due()]"
    )
    yield "return", walker.go(at)
    yield "return-rows", walker.go(f"{at}rows/")
    yield "return-row", walker.go(f"{at}rows/1/")
    walker.go(at)
    rule = walker.page.query_selector("main a[href*='/rules/']")
    if rule:
        yield "return-errors", walker.go(rule.get_attribute("href"))
    yield "return-sign", walker.go(f"{at}sign/")
    yield "jobs-with-one", walker.go("/jobs/")


def writes_a_note(walker):
    """Half a note, kept by autosave, and found again on My work."""
    walker.go("/caseload/")
    person = walker.page.query_selector("main tbody a[href^='/people/']").get_attribute("href")
    walker.go(f"{person}contacts/new/").fill(what_happened="We walked to the hub together.")
    walker.page.wait_for_selector("[data-saved][data-state=saved]")
    yield "note-saved", walker
    yield "note-wrong", walker.press("Save")
    yield "my-work-unfinished", walker.go("/my-work/")
    yield "not-allowed", walker.go("/administration/")


# role: the walks it takes
WALKS = {
    "public": [asks_for_help, cannot_sign_in],
    "social_worker": [writes_a_note],
    "business_support": [takes_a_referral],
    "returns_officer": [builds_a_return, uses_an_app],
}
