"""Somebody who looks, in one role or not signed in: what they are to see, said apart from the views that show it."""

from functools import cached_property
from types import SimpleNamespace

from django.conf import settings
from django.test import Client

from bep.kit import context
from people.models import Person
from tests.access.urls import is_filtered, is_of_somebody

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
    "safeguarding:withheld": ("governed_by", GOVERNS),
    "safeguarding:end_withholding": ("governed_by", GOVERNS),
}
COUNTED = "a statutory return has a row for everybody, by local reference; its own permission, every id recorded"
MAY_NAME["safeguarding:dols_return_file"] = ("counted", COUNTED)
FRONT_DOOR = ("people.search_everyone", "referrals.inbox", "referrals.answer_alarm")


class Viewer:
    def __init__(self, worker, world):
        self.worker, self.world = worker, world
        self.samples = {kind: world.samples_for(kind, worker) for kind in world.people}
        self.cookies = signed_in(worker) if worker else {}
        self.reach, self.seen = {}, {}
        frame = SimpleNamespace(user=worker, path="/")
        context.navigation(frame), context.search_url(frame)  # worked out before any page asks (lighter.py)

    def __str__(self):
        return str(self.worker or "nobody")

    def may(self, permission):
        return self.worker is not None and self.worker.has_perm(permission)

    def expected(self, name, kind, kwargs, access, numbered):
        if access.kind == "public":
            return "open"
        if self.worker is None:
            return "sign_in"
        if not access.allows(self.worker):
            return "denied"
        if name in MAY_NAME:
            return "open" if kind in self.within(MAY_NAME[name][0]) else "absent"
        if not any(is_of_somebody(model) for _, model in numbered):
            return "open"
        return "open" if self.could_see(kind) and self.sees(kwargs, numbered) else "absent"

    def could_see(self, kind):
        """Said apart from any `visible_to`, so that a wrong one is found out."""
        return kind == "visible" or (kind in {"other", "ended"} and self.at_the_front_door)

    @cached_property
    def at_the_front_door(self):
        return any(self.may(permission) for permission in FRONT_DOOR)

    def sees(self, kwargs, numbered):
        """Whether every row that the URL names is visible to the worker, by its own model's `visible_to`."""
        return all(kwargs[name] in self.visible_rows(model) for name, model in numbered if is_filtered(model))

    def visible_rows(self, model):
        if model not in self.seen:
            rows = [made.made.get(model._meta.label) or made.person for made in self.samples.values()]
            mine = model._default_manager.filter(pk__in=[row.pk for row in rows]).visible_to(self.worker)
            self.seen[model] = set(mine.values_list("pk", flat=True))
        return self.seen[model]

    def may_be_named(self, name):
        if self.worker is None:
            return set()
        return self.within(MAY_NAME[name][0] if name in MAY_NAME else "findable_by")

    @cached_property
    def sees_people(self):
        return self.may("people.view_person") or self.may("people.search_everyone")

    def within(self, rule):
        """The kinds of people whom this worker may see, find or look up; none for a role that sees no person."""
        if rule == "findable_by" and not self.sees_people:
            return set()
        if rule == "counted":
            return set(self.world.people)
        if rule not in self.reach:
            ids = set(getattr(Person.objects, rule)(self.worker).values_list("pk", flat=True))
            self.reach[rule] = {kind for kind, person in self.world.people.items() if person.pk in ids}
        return self.reach[rule]


def signed_in(worker):
    """The cookies of a sign-in, second factor and all."""
    client = Client()
    client.force_login(worker, backend="bep.access.backends.RolesOnly")
    session = client.session
    session["second_factor"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return {name: morsel.value for name, morsel in client.cookies.items()}
