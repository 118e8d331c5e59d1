"""The sweep: every URL × method × role, asked over HTTP, against what the view says and what `visible_to` says.

Expected, generated from the URLconf and never from a list kept by hand:
  not signed in            -> the way to sign in, unless the view is public
  role without permission  -> 403, noted as refused
  a person not visible     -> 404, in the very words of a number that does not exist
  otherwise                -> anything but 403 and a fault
On every page, file and paper, whoever it is: who is named (by name, reference or NHS number) is in the log as shown, and
nobody is named who may not be seen. A search for somebody hidden answers in the very words of a search for nobody, and
one more hidden person changes no list, no number and no chart.
"""

from dataclasses import dataclass, field
from functools import cache

from django.apps import apps

from bep.access.gate import access_of
from tests.access.asking import Asker, difference, plain, rolled_back, said, steady
from tests.access.samples import NUMBERS, SEALED, model_of
from tests.access.urls import arguments, integers, is_of_somebody
from tests.access.viewer import GOVERNS, Viewer
from tests.access.world import HIDDEN, one_more

RARE = ("put", "patch", "delete", "head", "options")
NOBODY = 999_999_999

# What a role may open, and an action still refuses to who is not the one it is for.
OUT = "only who is out says that they are well, or back"
MAY_REFUSE = {"amhp:check_in": OUT, "amhp:come_back": OUT}
SEARCHES = {"people:search": "q", "referrals:inbox": "q"}
# A list that may change by one more hidden person, and why that tells nothing of them.
TOTALS = "totals of the service count everybody, small ones suppressed for those who see numbers alone"
RETURNS = "a statutory return counts everybody; whoever counts it opens nobody's record by it"
MAY_COUNT = {
    "mfa_activate_totp": "draws a new secret each time it is opened",
    "reporting:performance": TOTALS,
    "reporting:performance_file": TOTALS,
    "amhp:activity": "totals of a year of the AMHP service, for those who work in it",
    "people:records": GOVERNS,
    "safeguarding:sac": RETURNS,
    "safeguarding:sac_file": RETURNS,
    "safeguarding:withheld": GOVERNS,
    "safeguarding:audit_report": TOTALS,
    "safeguarding:dols_return": RETURNS,
    "safeguarding:dols_return_file": RETURNS,
    "safeguarding:dols_return_check": RETURNS,
}
NOBODYS = {
    "family_name": "Zzyxqwatrix",
    "reference": "BEP-979999",
    "nhs_number": "9990099994",
}


@dataclass
class Result:
    """What a sweep found, and how much it looked at: a sweep that looks at nothing finds nothing."""

    findings: list = field(default_factory=list)
    cells: int = 0  # of URL, method, role and person
    denied: int = 0
    absent: int = 0
    opened: int = 0
    shown: int = 0
    searched: int = 0
    counted: int = 0


class Sweep:
    """Some of the URLs, for everybody of the world: signed in in each role, and not signed in."""

    def __init__(self, world, routes):
        self.world, self.routes, self.result = world, list(routes), Result()
        self.asker = Asker(world)
        self.viewers = [Viewer(None, world), *(Viewer(worker, world) for worker in world.workers.values())]
        self.lists: dict = {}  # (name, viewer): the list's words
        self.rarely: set = set()  # what somebody opened by a rare method
        self.compared: set = set()  # (method, name) whose 404 was held against that of what does not exist

    def run(self):
        for turn, (route, name, pattern) in enumerate(self.routes):
            if access := access_of(pattern):
                for role, viewer in enumerate(self.viewers):
                    self.look_at(viewer, route, name, access, turn + role)
            else:
                self.found(f"/{route} does not say who may open it")
        for viewer in self.viewers[1:]:
            self.search(viewer)
        self.count()
        self.result.findings += self.asker.differs
        return self.result

    def found(self, sentence):
        self.result.findings.append(sentence)

    # --- each URL -------------------------------------------------------------------------------------------------
    def look_at(self, viewer, route, name, access, turn):
        rare = RARE[len(route) % len(RARE)]  # one for each URL, once: no view of ours tells them from a GET
        if viewer.worker is None or not access.allows(viewer.worker):
            # No view is reached, whoever the URL is about: one method for each role, in turn.
            self.look(viewer, ("get", "post", rare)[turn % 3], route, name, access, "visible", alike="denied")
            return
        kinds = ["visible", *HIDDEN] if is_about_a_person(route) else ["visible"]
        for kind in kinds:
            self.look(viewer, "get", route, name, access, kind, alike=kind)
        for kind in kinds[:3]:
            self.look(viewer, "post", route, name, access, kind, alike=kind)
        if name not in self.rarely:
            self.rarely.add(name)
            self.look(viewer, rare, route, name, access, "visible", alike=None)

    def look(self, viewer, method, route, name, access, kind, alike):
        kwargs = viewer.samples[kind].kwargs(name, route)
        expected = viewer.expected(name, kind, kwargs, access, numbered(route))
        answer = self.asker.ask(viewer, method, name, kwargs, alike=alike)
        where = f"{method.upper()} {name} {kwargs} as {viewer}: {answer.status}{answer.fault and ' ' + answer.fault}"
        self.result.cells += 1
        self.check_names(answer, viewer, name, where)
        getattr(self, f"check_{expected}")(answer, viewer, where, method, name, kwargs)
        if method == "get" and expected == "open" and answer.status == 200 and not kwargs:
            self.lists[name, viewer] = answer.text

    # --- what an answer must be -----------------------------------------------------------------------------------
    def check_sign_in(self, answer, viewer, where, *more):
        if answer.status != 302 or not answer.leads_to.startswith("/sign-in/"):
            self.found(f"{where}, and not the way to sign in")

    def check_denied(self, answer, viewer, where, *more):
        self.result.denied += 1
        if answer.status != 403 or not answer.noted:
            self.found(f"{where}, and not 403, noted as refused: the role lacks the permission")

    def check_absent(self, answer, viewer, where, method, name, kwargs):
        self.result.absent += 1
        if answer.status not in {404, 405}:
            self.found(f"{where}, and not 404: the person is not visible")
        elif answer.status == 404 and method != "head" and (method, name) not in self.compared:
            self.compared.add((method, name))
            none = {key: NOBODY if isinstance(value, int) else value for key, value in kwargs.items()}
            nothing = self.asker.request(viewer, method, name, none)
            if nothing.status == 404 and plain(nothing) != plain(answer):
                self.found(f"{where}: its words differ from those for what does not exist")

    def check_open(self, answer, viewer, where, method, name, kwargs):
        self.result.opened += answer.status == 200
        if answer.status >= 500 or (answer.status == 403 and name not in MAY_REFUSE):
            self.found(where)

    def check_names(self, answer, viewer, name, where):
        self.result.shown += bool(answer.names)
        if answer.unsaid:
            self.found(f"{where} names {sorted(answer.unsaid)}, and the log does not say so")
        if hidden := answer.names - viewer.may_be_named(name):
            self.found(f"{where} names {sorted(hidden)}, whom they may not see")
        if SEALED in answer.text:
            self.found(f"{where} tells what is sealed")

    # --- searches and counts --------------------------------------------------------------------------------------
    def search(self, viewer):
        """Whoever asks for somebody hidden reads what they would have read of nobody."""
        for name, argument in SEARCHES.items():
            if (name, viewer) in self.lists:
                hidden = [kind for kind in HIDDEN if kind not in viewer.within("findable_by")]
                for kind in hidden[:2]:
                    self.search_for(kind, viewer, name, argument)

    def search_for(self, kind, viewer, name, argument):
        for fact, nobody in NOBODYS.items():
            if (kind, fact) == ("merged", "reference"):
                continue  # leads to the record that speaks for it
            asked = getattr(self.world.people[kind], fact)
            mine, none = (self.asker.ask(viewer, "get", name, {}, {argument: q}, alike=q) for q in (asked, nobody))
            self.result.searched += 1
            if said(mine, asked) != said(none, nobody):
                self.found(f"GET {name} {asked} as {viewer} answers otherwise than for nobody")

    def count(self):
        """One more hidden person, and every list says what it said: restricted for all, another team's for most."""
        with rolled_back():
            for kind in ("restricted", "other"):
                one_more(self.world, kind)
                for (name, viewer), before in self.lists.items():
                    if kind == "restricted" or not viewer.at_the_front_door:
                        self.hold_against(before, name, viewer, kind)

    def hold_against(self, before, name, viewer, kind):
        self.result.counted += 1
        now = self.asker.ask(viewer, "get", name, {}, alike=f"one more {kind}").text
        if name not in MAY_COUNT and steady(now) != steady(before):
            self.found(f"GET {name} as {viewer} tells of one more hidden person:{difference(before, now)}")


# --- URLs ---------------------------------------------------------------------------------------------------------
@cache
def numbered(route):
    """[(argument, model)] of the numbers in a URL."""
    found = [name for name in arguments(route) if name in integers(route) and (name == "pk" or name in NUMBERS)]
    return [(name, apps.get_model(NUMBERS.get(name) or model_of(route))) for name in found]


@cache
def is_about_a_person(route):
    return any(is_of_somebody(model) for _, model in numbered(route))
