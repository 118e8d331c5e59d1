"""Asking over HTTP, cheaply enough for every URL, method and role, and telling what an answer says of whom.

An answer rests on the permissions that the code asks about while it makes it: they are written down, and a role that
would answer each of them alike is told the same, without asking again (workers of the sweep differ by their roles alone).
Here and there it is asked again all the same, to see that this holds; SWEEP_ALL=1 asks for every role.
"""

import os
import re
import zipfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from django.db import transaction
from django.db.models import Max
from django.test import Client
from django.urls import reverse

from bep.access.models import Worker
from bep.audit.models import Event
from tests.access.lighter import REFUSED
from tests.access.world import marks

EACH = bool(os.environ.get("SWEEP_ALL"))
AGAIN = 150  # of so many answers that are shared, one is asked for all the same
# Who reads the log, or ends a colleague's access, sees people by their reference alone: it opens nothing for them.
BY_REFERENCE = ("audit:", "administration:leave")


@dataclass(frozen=True)
class Answer:
    status: int
    leads_to: str = ""
    text: str = field(default="", repr=False)
    names: frozenset = frozenset()  # the kinds of people in it, by name, reference or NHS number
    unsaid: frozenset = frozenset()  # of those, whom the log does not call shown
    noted: int = 0  # refusals that were noted
    fault: str = ""

    @property
    def gist(self):
        return self.status, re.sub(r"\d+", "", self.leads_to), self.names, self.unsaid


class Asker:
    def __init__(self, world):
        self.marks = {kind: marks(person) for kind, person in world.people.items()}
        self.kinds = {person.pk: kind for kind, person in world.people.items()}
        self.client = Client(raise_request_exception=False)
        self.known = defaultdict(list)  # what was asked: [(the permissions it rests on, the answer)]
        self.requests = self.shared = 0
        self.differs: list[str] = []
        self.last_event = Event.objects.aggregate(last=Max("pk"))["last"] or 0  # whatever a request adds is undone

    def ask(self, viewer, method, name, kwargs, query=None, alike=None):
        """The answer; `alike` is what the question is for every role, or None to ask it of this one whatever is known."""
        if viewer.worker is None or alike is None or EACH:
            return self.request(viewer, method, name, kwargs, query)
        question = (method, name, alike)
        for rests_on, answer in self.known[question]:
            if all(viewer.may(permission) == held for permission, held in rests_on.items()):
                return self.share(answer, viewer, method, name, kwargs, query)
        with asked_about(viewer.worker) as rests_on:
            answer = self.request(viewer, method, name, kwargs, query)
        self.known[question].append((rests_on, answer))
        return answer

    def share(self, answer, viewer, *question):
        self.shared += 1
        if self.shared % AGAIN == 0 and (own := self.request(viewer, *question)).gist != answer.gist:
            self.differs.append(f"{question} as {viewer}: {own.gist}, and of another alike {answer.gist}")
        return answer

    def request(self, viewer, method, name, kwargs, query=None):
        self.requests += 1
        REFUSED.clear()
        with rolled_back():
            self.client.cookies.clear()
            self.client.cookies.load(viewer.cookies)
            response = getattr(self.client, method)(reverse(name, kwargs=kwargs), query or {})
            text = words_of(response)
            names = self.named(text, name, query)
            unsaid = names - self.shown() if names else names
        fault = repr(response.exc_info[1])[:300] if response.exc_info else ""
        leads_to = response.get("Location", "")
        return Answer(response.status_code, leads_to, text, names, unsaid, len(REFUSED), fault)

    # --- whom an answer names -------------------------------------------------------------------------------------
    def named(self, text, name, query):
        for asked in (query or {}).values():
            text = text.replace(asked, "")
        found = {kind for kind, signs in self.marks.items() if any(sign in text for sign in telling(signs, name))}
        if "visible" in found and not any(sign in text for sign in self.marks.get("merged", ())[:1]):
            found.discard("merged")  # the kept record tells which reference was joined to it
        return frozenset(found)

    def shown(self):
        """The kinds of people whom the log of this request calls shown."""
        events = Event.objects.filter(pk__gt=self.last_event, name__in=["people.shown", "people.exported"])
        return {self.kinds.get(pk) for ids in events.values_list("person_ids", flat=True) for pk in ids}


def telling(signs, name):
    by_reference = name.startswith(BY_REFERENCE)
    return [sign for sign in signs if not (by_reference and sign.startswith("BEP-"))]


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


@contextmanager
def asked_about(worker):
    """{permission: whether the worker holds it}, of those that the code asks about meanwhile."""
    found, has_perm = {}, Worker.has_perm

    def noting(self, permission, obj=None):
        held = has_perm(self, permission, obj)
        if self.pk == worker.pk:
            found[permission] = held
        return held

    setattr(Worker, "has_perm", noting)  # noqa: B010 (a method is not assigned to, says mypy)
    try:
        yield found
    finally:
        setattr(Worker, "has_perm", has_perm)  # noqa: B010


# --- answers ------------------------------------------------------------------------------------------------------
def words_of(answer):
    """What a page, a file or a paper says, as text."""
    kind = answer.get("Content-Type", "")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheetml" in kind:
        book = zipfile.ZipFile(BytesIO(content))
        content = b" ".join(book.read(name) for name in book.namelist())
    return content.decode(errors="replace")


def steady(page):
    """What a page says within its frame, without the secrets that are drawn anew at each request. The clock stands still."""
    page = page.partition("<main")[2].partition("</main>")[0] or page
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|nonce="[^"]+"', "", page)
    return re.sub(r"/referrals/new/\w+", "", page)


def plain(answer):
    """A page without what differs by the number that was asked for."""
    return re.sub(r"\b\d+\b", "", steady(answer.text))


def said(answer, words):
    """A status, where it leads, and what it says, but for the words that were asked for."""
    return answer.status, answer.leads_to, steady(answer.text).replace(words, "")


def difference(before, now):
    old, new = (steady(page).splitlines() for page in (before, now))
    return "".join(f"\n    - {a.strip()}\n    + {b.strip()}" for a, b in zip(old, new, strict=False) if a != b)[:600]
