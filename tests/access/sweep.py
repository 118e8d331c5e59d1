"""The sweep: every URL × method × role, asked over HTTP, against what the view says and what `visible_to` says.

Expected, generated from the URLconf and never from a list kept by hand:
  not signed in            -> the way to sign in, unless the view is public
  role without permission  -> 403
  a person not visible     -> 404, in the very words of a number that does not exist
  otherwise                -> anything but 403 and a fault
and on every page, whoever it is: a name that is drawn is in the log as shown, and a name not visible is not drawn.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from bep.access.gate import access_of
from bep.access.models import Worker
from bep.audit.models import Event
from people.models import Person
from tests.access.samples import NUMBERS, Samples, arguments, model_of
from tests.cast import given

METHODS = ("get", "post")
NOBODY = 999_999_999
# Where a person who is not visible may be spoken of, and why. Everything else is 404.
MAY_NAME = {
    "people:open_on_duty": "duty roles open anybody unrestricted, with a reason: findable_by",
    "people:access": "who grants access sees whom they grant it to",
    "people:restrict": "who grants access sees whom they grant it to",
    "people:lift_restriction": "who grants access sees whom they grant it to",
    "people:grant_access": "who grants access sees whom they grant it to",
    "people:revoke_access": "who grants access sees whom they grant it to",
    "people:merge": "who merges sees both records",
    "people:merged": "who merges sees both records",
    "people:merge_undo": "who merges sees both records",
    "people:records": "who grants access or merges finds the record by its reference",
}


@dataclass
class Result:
    """What a sweep found, and how much it looked at: a sweep that looks at nothing finds nothing."""

    findings: list = field(default_factory=list)
    requests: int = 0
    denied: int = 0
    absent: int = 0
    opened: int = 0
    shown: int = 0


def patterns(resolver=None, prefix="", names=()):
    """Every URL of the project as (route, name, pattern)."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, ":".join([*names, entry.name or ""]), entry
        else:
            yield from patterns(entry, route, (*names, entry.namespace) if entry.namespace else names)


class Sweep:
    """All URLs for one worker, or for nobody signed in. `people` are {name drawn: Person}."""

    def __init__(self, worker, people):
        self.worker, self.people, self.result = worker, people, Result()
        self.client = Client(raise_request_exception=False)
        self.cookies = self.sign_in() if worker else {}
        self.samples = {person.pk: Samples(person, worker or Worker.objects.first()) for person in people.values()}
        self.compared = set()

    def sign_in(self):
        self.client.force_login(self.worker)
        session = self.client.session
        session["second_factor"] = True
        session.save()
        return {name: morsel.value for name, morsel in self.client.cookies.items()}

    def run(self):
        for route, name, pattern in patterns():
            self.look_at(route, name, access_of(pattern))
        return self.result

    def look_at(self, route, name, access):
        if access is None:
            self.result.findings.append(f"/{route} does not say who may open it")
            return
        people = list(self.people.values()) if is_about_a_person(route) else list(self.people.values())[:1]
        for person in people:
            with given():
                kwargs = self.samples[person.pk].kwargs(name, route)
            expected = self.expected(route, name, kwargs, access)
            for method in METHODS:
                self.ask(method, name, kwargs, access, expected)
            if expected in {"denied", "sign in"}:
                return  # the view is never reached, so it is the same for everybody

    def expected(self, route, name, kwargs, access):
        if access.kind == "public":
            return "open"
        if self.worker is None:
            return "sign in"
        if not access.allows(self.worker):
            return "denied"
        return "open" if name in MAY_NAME or self.sees(route, kwargs) else "absent"

    def sees(self, route, kwargs):
        """Whether every row that the URL names is visible to the worker, by its own model's `visible_to`."""
        for argument in numbered(route):
            model = apps.get_model(NUMBERS.get(argument) or model_of(route))
            rows = model._default_manager.filter(pk=kwargs[argument])
            if hasattr(rows, "visible_to") and not rows.visible_to(self.worker).exists():
                return False
        return True

    def ask(self, method, name, kwargs, access, expected):
        answer = self.request(method, name, kwargs)
        where = f"{method.upper()} {name} {kwargs} as {self.worker or 'nobody'}: {answer.status_code}"
        self.result.requests += 1
        getattr(self, f"check_{expected.replace(' ', '_')}")(answer, where, method, name, kwargs)

    def request(self, method, name, kwargs):
        with rolled_back():
            self.client.cookies.clear()
            self.client.cookies.load(self.cookies)
            before = Event.objects.order_by("pk").values_list("pk", flat=True).last() or 0
            answer = getattr(self.client, method)(reverse(name, kwargs=kwargs))
            self.check_names(answer, before, f"{method.upper()} {name} {kwargs} as {self.worker or 'nobody'}")
            return answer

    # --- what an answer must be -----------------------------------------------------------------------------------
    def check_sign_in(self, answer, where, *more):
        if answer.status_code != 302 or not answer["Location"].startswith("/sign-in/"):
            self.result.findings.append(f"{where}, and not the way to sign in")

    def check_denied(self, answer, where, *more):
        self.result.denied += 1
        if answer.status_code != 403:
            self.result.findings.append(f"{where}, and not 403: the role lacks the permission")

    def check_absent(self, answer, where, method, name, kwargs):
        self.result.absent += 1
        if answer.status_code not in {404, 405}:
            self.result.findings.append(f"{where}, and not 404: the person is not visible")
        elif answer.status_code == 404 and (method, name) not in self.compared:
            self.compared.add((method, name))
            nothing = self.request(method, name, {k: NOBODY if isinstance(v, int) else v for k, v in kwargs.items()})
            if nothing.status_code == 404 and plain(nothing) != plain(answer):
                self.result.findings.append(f"{where}: its words differ from those for what does not exist")

    def check_open(self, answer, where, *more):
        self.result.opened += answer.status_code == 200
        if answer.status_code == 403 or answer.status_code >= 500:
            self.result.findings.append(where)

    def check_names(self, answer, before, where):
        if answer.status_code >= 500 or "html" not in answer.get("Content-Type", ""):
            return
        page = plain(answer)
        drawn = {person.pk for name, person in self.people.items() if name in page}
        if not drawn:
            return
        self.result.shown += 1
        events = Event.objects.filter(pk__gt=before, name="people.shown").values_list("person_ids", flat=True)
        if unsaid := drawn - {pk for ids in events for pk in ids}:
            self.result.findings.append(f"{where} draws the name of {sorted(unsaid)}, and the log does not say so")
        if hidden := drawn - self.may_be_named(answer):
            self.result.findings.append(f"{where} draws the name of {sorted(hidden)}, whom they may not see")

    def may_be_named(self, answer):
        everybody = {person.pk for person in self.people.values()}
        match = answer.resolver_match
        if self.worker is None or not match:
            return set()
        if match.view_name in MAY_NAME:
            return everybody
        return set(Person.objects.findable_by(self.worker).filter(pk__in=everybody).values_list("pk", flat=True))


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


def numbered(route):
    integers = set(re.findall(r"<int:(\w+)>", route))
    return [
        argument for argument in arguments(route) if argument in integers and (argument == "pk" or argument in NUMBERS)
    ]


def is_about_a_person(route):
    models = (apps.get_model(NUMBERS.get(argument) or model_of(route)) for argument in numbered(route))
    return any(hasattr(model._default_manager.all(), "visible_to") for model in models)


def plain(answer):
    """A page without what differs at each request, or by the number that was asked for."""
    page = answer.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|nonce="[^"]+"', "", page)
    return re.sub(r"\d{2}:\d{2}|\b\d+\b", "", page)
