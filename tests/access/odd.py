"""Somebody who holds every role opens every URL, so that what is hidden from others is really there; and with odd arguments.

The arguments are those that the views name and those of the page's own fields; no value is what the view expects.
"""

import re
from functools import cache
from itertools import cycle

from django.conf import settings

from tests.access.asking import Asker
from tests.access.sweep import numbered
from tests.access.viewer import Viewer

# What does not open, and why. The rest opens, or takes a form alone.
NO_APP = "their sign-in has no authenticator app"
STATE = "only for a row in another state than a plausible one: the tests of its screen open it"
MORE = "asks for more than its path says: the tests of its screen ask for it"
UNREACHED = {
    "access:unsent": "there is nothing that was not sent",
    "mfa_view_recovery_codes": NO_APP, "mfa_download_recovery_codes": NO_APP, "mfa_deactivate_totp": NO_APP,
    "administration:try_again": STATE,
    "amhp:feed": "the secret of a calendar link is nobody’s",
    "assessments:part": STATE, "assessments:outcome": STATE, "assessments:pdf": STATE,
    "enablement:closed": STATE, "enablement:welcome_back": STATE,
    "reporting:return_row": STATE, "reporting:return_progress": STATE, "reporting:return_cell": STATE,
    "reporting:measure": MORE, "reporting:behind": MORE,
    "amhp:paper": STATE, "amhp:paper_pdf": STATE, "amhp:begin_paper": STATE, "amhp:sign_paper": STATE,
    "amhp:spoil_paper": STATE, "amhp:sign_assessment": STATE, "amhp:override_relative": STATE,
    "amhp:certificate": STATE, "amhp:claim_again": STATE, "amhp:candidates": MORE, "amhp:shift": MORE,
    "amhp:take_gap": MORE,
    "safeguarding:sac_list": MORE,
    "safeguarding:let_in": STATE, "safeguarding:shut_out": STATE,
}  # fmt: skip
NUL = "a\x00b"
VALUES = [
    NUL,
    "",
    "x",
    "-1",
    "0",
    "9" * 25,
    "9" * 5000,  # more digits than int() reads
    "²",  # a digit that is no number
    "2026-02-30",
    "31/13/2026",
    "25:61",
    "NaN",
    "1e999",
    "🦉" * 400,
    "' OR 1=1 --",
    "../../x",
]
FAR = [0, 2**31, 10**20]
ROOMS = (
    "bep",
    "people",
    "referrals",
    "assessments",
    "enablement",
    "amhp_rota",
    "safeguarding",
    "reporting",
    "partners",
)


class Odd:
    def __init__(self, world, routes):
        self.routes, self.asker = list(routes), Asker(world)
        self.viewer = Viewer(world.everything, world)
        self.values, self.far, self.findings, self.requests = cycle(VALUES), cycle(FAR), [], 0

    def run(self):
        for route, name, _ in self.routes:
            kwargs = self.viewer.samples["visible"].kwargs(name, route)
            page = self.reach(name, kwargs)
            named = asked_for() | set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', page.text))
            self.ask("get", name, kwargs, dict.fromkeys(asked_for(), NUL))
            self.ask("get", name, kwargs, {key: next(self.values) for key in sorted(asked_for())})
            self.ask("post", name, kwargs, {key: next(self.values) for key in sorted(named)})
            if numbers := {key for key, _ in numbered(route)}:
                far = {key: next(self.far) if key in numbers else value for key, value in kwargs.items()}
                self.ask("get", name, far, {})
        return self

    def reach(self, name, kwargs):
        page = self.ask("get", name, kwargs, {})
        answer = self.ask("post", name, kwargs, {}) if page.status == 405 else page
        if answer.status in {403, 404} and name not in UNREACHED:
            self.findings.append(f"{name} {kwargs}: {answer.status}, for somebody who holds every role")
        return page

    def ask(self, method, name, kwargs, query):
        self.requests += 1
        answer = self.asker.request(self.viewer, method, name, kwargs, query)
        if answer.status >= 500:
            self.findings.append(f"{method.upper()} {name} {kwargs}: {answer.status} {answer.fault} {query}"[:900])
        return answer


@cache
def asked_for():
    """The names that views read out of an address or a form by themselves."""
    files = (path for room in ROOMS for path in (settings.BASE_DIR / room).rglob("*.py"))
    found = (re.findall(r'(?:GET|POST)(?:\.get\(|\.getlist\(|\[)"(\w+)"', path.read_text()) for path in files)
    return {name for names in found for name in names}
