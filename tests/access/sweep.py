"""The sweep: every URL × method × role, asked over HTTP, against what the view says and what `visible_to` says.

Expected, generated from the URLconf and never from a list kept by hand:
  not signed in            -> the way to sign in, unless the view is public
  role without permission  -> 403
  a person not visible     -> 404, in the very words of a number that does not exist
  otherwise                -> anything but 403 and a fault
On every page, file and paper, whoever it is: who is named (by name, reference or NHS number) is in the log as shown, and
nobody is named who may not be seen. A search for somebody hidden answers in the very words of a search for nobody, and
one more hidden person changes no list, no number and no chart.
"""

import os
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from io import BytesIO

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from bep.access.gate import access_of
from bep.audit.models import Event
from people.models import Person
from tests.access.samples import NUMBERS, model_of
from tests.access.urls import arguments, integers, routes
from tests.access.world import HIDDEN, marks, one_more

METHODS = ("get", "post")
NOBODY = 999_999_999
EVERYBODY = bool(
    os.environ.get("SWEEP_ALL")
)  # each hidden person by each method, where a turn of them is enough for a day
RARE = 4  # a page that fewer roles may open is asked for about everybody each time

# Where somebody who is not visible may be spoken of: whom, and why. Everything else is 404.
GOVERNS = "who governs the records looks up identities, restricted ones too, and opens no record"
DUTY = "duty roles open anybody unrestricted, with a reason"
MAY_NAME = {
    "people:open_on_duty": ("findable_by", DUTY),
    "people:access": ("governed_by", GOVERNS),
    "people:restrict": ("governed_by", GOVERNS),
    "people:lift_restriction": ("governed_by", GOVERNS),
    "people:grant_access": ("governed_by", GOVERNS),
    "people:revoke_access": ("governed_by", GOVERNS),
    "people:merge": ("governed_by", GOVERNS),
    "people:merged": ("identified_by", GOVERNS),
    "people:merge_undo": ("identified_by", GOVERNS),
    "people:records": ("identified_by", GOVERNS),
}
# Who reads the log sees people by their reference alone.
BY_REFERENCE = ("audit:",)
SEARCHES = {"people:search": "q", "referrals:inbox": "q"}
# A list that may change by one more hidden person, and why that tells nothing of them.
# What a role may open, and an action still refuses to who is not the one it is for.
OUT = "only who is out says that they are well, or back"
MAY_REFUSE = {"amhp:check_in": OUT, "amhp:come_back": OUT}
TOTALS = "totals of the service count everybody, small ones suppressed for those who see numbers alone"
MAY_COUNT = {
    "mfa_activate_totp": "draws a new secret each time it is opened",
    "reporting:performance": TOTALS,
    "reporting:performance_file": TOTALS,
}
NOBODYS = {
    "given_name": "Zzyxqwatrix",
    "family_name": "Zzyxqwatrix",
    "reference": "BEP-979999",
    "nhs_number": "9990099994",
}
FRONT_DOOR = ("people.search_everyone", "referrals.inbox", "referrals.answer_alarm")


@dataclass
class Result:
    """What a sweep found, and how much it looked at: a sweep that looks at nothing finds nothing."""

    findings: list = field(default_factory=list)
    opened_urls: set = field(default_factory=set)
    requests: int = 0
    denied: int = 0
    absent: int = 0
    opened: int = 0
    shown: int = 0
    searched: int = 0
    counted: int = 0


class Sweep:
    """All URLs for one worker, or for nobody signed in. `turn` moves on from role to role: see `asked_about`."""

    compared: set = set()  # (method, name) whose 404 was held against that of what does not exist

    def __init__(self, worker, world, turn=0):
        self.worker, self.world, self.turn, self.result = worker, world, turn, Result()
        self.client = Client(raise_request_exception=False)
        self.cookies = self.sign_in() if worker else {}
        self.samples = {kind: world.samples_for(kind, worker) for kind in world.people}
        self.marks = {kind: marks(person) for kind, person in world.people.items()}
        self.lists = {}

    def sign_in(self):
        self.client.force_login(self.worker)
        session = self.client.session
        session["second_factor"] = True
        session.save()
        return {name: morsel.value for name, morsel in self.client.cookies.items()}

    def run(self):
        for index, (route, name, pattern) in enumerate(routes()):
            self.look_at(route, name, access_of(pattern), self.turn + index)
        if self.worker:
            self.search()
            self.count()
        return self.result

    # --- each URL -------------------------------------------------------------------------------------------------
    def look_at(self, route, name, access, turn=0):
        if access is None:
            self.found(f"/{route} does not say who may open it")
            return
        for method in METHODS:
            for kind in self.asked_about(route, access, method, turn):
                kwargs = self.samples[kind].kwargs(name, route)
                expected = self.expected(route, name, kind, kwargs, access)
                self.ask(method, name, kwargs, expected)
                if expected in {"denied", "sign in"}:
                    break  # the view is never reached, so it is the same for everybody

    def asked_about(self, route, access, method, turn):
        """The visible person, and of the hidden ones the restricted and another in turn: four roles ask for them all."""
        if not is_about_a_person(route):
            return ["visible"]
        if EVERYBODY or self.rarely_opened(access):
            return ["visible", *HIDDEN]
        one, other = HIDDEN[turn % 4], HIDDEN[(turn + 1) % 4]
        return ["visible", *dict.fromkeys(["restricted", one] if method == "get" else [other])]

    def rarely_opened(self, access):
        return sum(access.allows(worker) for worker in self.world.workers.values()) < RARE

    def expected(self, route, name, kind, kwargs, access):
        if access.kind == "public":
            return "open"
        if self.worker is None:
            return "sign in"
        if not access.allows(self.worker):
            return "denied"
        if not is_about_a_person(route):
            return "open"
        if name in MAY_NAME:
            return "open" if kind in self.within(MAY_NAME[name][0]) else "absent"
        return "open" if self.could_see(kind) and self.sees(route, kwargs) else "absent"

    def could_see(self, kind):
        """Said apart from any `visible_to`, so that a wrong one is found out."""
        return kind == "visible" or (kind in {"other", "ended"} and self.at_the_front_door)

    @cached_property
    def at_the_front_door(self):
        return any(self.worker.has_perm(permission) for permission in FRONT_DOOR)

    def sees(self, route, kwargs):
        """Whether every row that the URL names is visible to the worker, by its own model's `visible_to`."""
        for argument in numbered(route):
            model = apps.get_model(NUMBERS.get(argument) or model_of(route))
            rows = model._default_manager.filter(pk=kwargs[argument])
            if hasattr(rows, "visible_to") and not rows.visible_to(self.worker).exists():
                return False
        return True

    def ask(self, method, name, kwargs, expected):
        answer, text = self.request(method, name, kwargs)
        where = self.where(method, name, kwargs, answer)
        getattr(self, f"check_{expected.replace(' ', '_')}")(answer, where, method, name, kwargs)
        if answer.status_code == 200 and expected == "open" and method == "get":
            self.result.opened_urls.add(name)
            if not kwargs:
                self.lists[name] = text

    def request(self, method, name, kwargs, query=None):
        self.result.requests += 1
        with rolled_back():
            self.client.cookies.clear()
            self.client.cookies.load(self.cookies)
            before = Event.objects.order_by("pk").values_list("pk", flat=True).last() or 0
            answer = getattr(self.client, method)(reverse(name, kwargs=kwargs), query or {})
            text = words_of(answer)
            self.check_names(text, before, self.where(method, name, query or kwargs, answer), name, query)
        return answer, text

    def where(self, method, name, kwargs, answer):
        return f"{method.upper()} {name} {kwargs} as {self.worker or 'nobody'}: {answer.status_code}"

    def found(self, sentence):
        self.result.findings.append(sentence)

    # --- what an answer must be -----------------------------------------------------------------------------------
    def check_sign_in(self, answer, where, *more):
        if answer.status_code != 302 or not answer["Location"].startswith("/sign-in/"):
            self.found(f"{where}, and not the way to sign in")

    def check_denied(self, answer, where, *more):
        self.result.denied += 1
        if answer.status_code != 403:
            self.found(f"{where}, and not 403: the role lacks the permission")

    def check_absent(self, answer, where, method, name, kwargs):
        self.result.absent += 1
        if answer.status_code not in {404, 405}:
            self.found(f"{where}, and not 404: the person is not visible")
        elif answer.status_code == 404 and (method, name) not in self.compared:
            self.compared.add((method, name))
            nothing, _ = self.request(method, name, {k: NOBODY if isinstance(v, int) else v for k, v in kwargs.items()})
            if nothing.status_code == 404 and plain(nothing) != plain(answer):
                self.found(f"{where}: its words differ from those for what does not exist")

    def check_open(self, answer, where, *more):
        self.result.opened += answer.status_code == 200
        refused = answer.status_code == 403 and more[1] not in MAY_REFUSE
        if refused or answer.status_code >= 500:
            self.found(where)

    # --- who is named ---------------------------------------------------------------------------------------------
    def check_names(self, text, before, where, name, query):
        for asked in (query or {}).values():
            text = text.replace(asked, "")
        drawn = {kind for kind, signs in self.marks.items() if any(sign in text for sign in self.telling(signs, name))}
        if "visible" in drawn and not any(sign in text for sign in self.names_of_the_merged):
            drawn.discard("merged")  # the kept record tells which reference was joined to it
        if not drawn:
            return
        self.result.shown += 1
        people = self.world.people
        events = Event.objects.filter(pk__gt=before, name__in=["people.shown", "people.exported"])
        said = {pk for ids in events.values_list("person_ids", flat=True) for pk in ids}
        if unsaid := {kind for kind in drawn if people[kind].pk not in said}:
            self.found(f"{where} names {sorted(unsaid)}, and the log does not say so")
        if hidden := drawn - self.may_be_named(name):
            self.found(f"{where} names {sorted(hidden)}, whom they may not see")

    @property
    def names_of_the_merged(self):
        return [sign for sign in self.marks.get("merged", ()) if not sign.startswith("BEP-")]

    def telling(self, signs, name):
        by_reference = name.startswith(BY_REFERENCE)
        return [sign for sign in signs if not (by_reference and sign.startswith("BEP-"))]

    def may_be_named(self, name):
        if self.worker is None:
            return set()
        return self.within(MAY_NAME[name][0] if name in MAY_NAME else "findable_by")

    @cached_property
    def sees_people(self):
        return self.worker.has_perm("people.view_person") or self.worker.has_perm("people.search_everyone")

    def within(self, rule):
        """The kinds of people whom this worker may see, find or look up; none for a role that sees no person."""
        if rule == "findable_by" and not self.sees_people:
            return set()
        if rule not in self.reach:
            ids = set(getattr(Person.objects, rule)(self.worker).values_list("pk", flat=True))
            self.reach[rule] = {kind for kind, person in self.world.people.items() if person.pk in ids}
        return self.reach[rule]

    @cached_property
    def reach(self):
        return {}

    # --- searches and counts --------------------------------------------------------------------------------------
    def search(self):
        """Whoever asks for somebody hidden reads what they would have read of nobody."""
        hidden = [kind for kind in HIDDEN if kind in self.world.people and kind not in self.within("findable_by")]
        for name, argument in SEARCHES.items():
            if name not in self.lists:
                continue
            none = {words: self.request("get", name, {}, {argument: words}) for words in {*NOBODYS.values()}}
            for kind in {*hidden[:1], *hidden[self.turn % 4 :][:1]}:
                for asked, nobody in self.asked_and_nobody(kind):
                    self.result.searched += 1
                    mine = self.request("get", name, {}, {argument: asked})
                    if said(mine, asked) != said(none[nobody], nobody):
                        self.found(f"GET {name} {asked} as {self.worker} answers otherwise than for nobody")

    def asked_and_nobody(self, kind):
        """What one may ask for somebody by, each beside as good a question about nobody at all."""
        person = self.world.people[kind]
        for field_, nobody in NOBODYS.items():
            if (kind, field_) != ("merged", "reference"):  # leads to the record that speaks for it
                yield getattr(person, field_), nobody

    def count(self):
        """One more hidden person, and every list says what it said."""
        kinds = ["restricted"] if self.at_the_front_door else ["restricted", "other"]
        with rolled_back():
            for kind in kinds:
                one_more(self.world, kind)
            for name, before in self.lists.items():
                self.result.counted += 1
                _, now = self.request("get", name, {})
                if steady(now) != steady(before) and name not in MAY_COUNT:
                    self.found(f"GET {name} as {self.worker} tells of one more hidden person:{difference(before, now)}")


@contextmanager
def rolled_back():
    """Whatever is done inside has not been done: each URL is asked of the same world."""
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


class Undo(Exception):
    pass


# --- URLs ---------------------------------------------------------------------------------------------------------
@cache
def numbered(route):
    return [name for name in arguments(route) if name in integers(route) and (name == "pk" or name in NUMBERS)]


@cache
def is_about_a_person(route):
    models = (apps.get_model(NUMBERS.get(argument) or model_of(route)) for argument in numbered(route))
    rows = [model._default_manager.none() for model in models]
    return any(hasattr(row, "visible_to") or hasattr(row, "governed_by") for row in rows)


# --- answers ------------------------------------------------------------------------------------------------------
def words_of(answer):
    """What a page, a file or a paper says, as text."""
    kind = answer.get("Content-Type", "")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheetml" in kind:
        book = zipfile.ZipFile(BytesIO(content))
        content = b" ".join(book.read(name) for name in book.namelist())
    return content.decode(errors="replace")


def plain(answer):
    """A page without what differs by the number that was asked for."""
    return re.sub(r"\b\d+\b", "", steady(answer.content.decode()))


def steady(page):
    """A page without what differs at each request."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|nonce="[^"]+"', "", page)
    return re.sub(r"\d{2}:\d{2}(:\d{2})?|\b\d+ min\b|/referrals/new/\w+", "", page)


def said(asked, words):
    """A status, where it leads, and what it says, but for the words that were asked for."""
    answer, text = asked
    return answer.status_code, answer.get("Location", ""), steady(text).replace(words, "")


def difference(before, now):
    old, new = (steady(page).splitlines() for page in (before, now))
    return "".join(f"\n    - {a.strip()}\n    + {b.strip()}" for a, b in zip(old, new, strict=False) if a != b)[:600]
