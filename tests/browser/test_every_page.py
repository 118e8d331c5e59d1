"""Axe once on every page, and again where a role changes it: the list of pages is the URLconf, so a new one is in it."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bep.access.gate import access_of
from bep.access.models import Membership, Role, Team, Worker
from people.models import Involvement
from tests.access.samples import Samples
from tests.access.urls import routes
from tests.browser.window import Window
from tests.cast import given

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
# Tried in this order until one may open the page and finds it there.
ROLES = (
    "social_worker team_manager sam hub_duty business_support administrator ig_officer returns_officer amhp amhp_manager"
).split()
NOBODYS = {302, 405, 409, 500}  # no other role would be answered otherwise
PARTS = 4  # so that both cores look, and no test's transaction holds up another (tests/audit/test_seal.py)
FLOOR = 36  # pages of each part: fewer means that the search for them broke
CHANGED_BY_ROLE = {
    "people:my_work": ["trainee", "team_manager", "hub_duty", "commissioner", "administrator"],
    "people:person": ["peer_supporter", "business_support", "team_manager", "service_manager"],
    "people:caseload": ["peer_supporter", "trainee"],
    "people:team_board": ["consultant_social_worker"],
    "people:search": ["hub_duty"],
    "reporting:performance": ["commissioner", "team_manager"],
    "enablement:overview": ["service_manager"],
}


@pytest.fixture
def window(browser):
    opened = Window(browser)
    yield opened
    opened.close()


class Visitors:
    """A worker in each role who works with the person, each with their own client; made when first asked for."""

    def __init__(self, person):
        self.person, self.clients, self.workers, self.samples = person, {}, {}, None

    def worker(self, role):
        with given():
            worker = Worker.objects.create(email=f"{role}@pages.example", name=f"Pages {role}", password="!")
            worker.groups.add(Role.objects.get(key=role).group)
            Membership.objects.create(worker=worker, team=Team.objects.get(name="East Local Enablement Team"))
            Involvement.objects.create(person=self.person, worker=worker, role="worker")
        return worker

    def client(self, role):
        if role not in self.clients:
            worker = self.workers[role] = self.worker(role)
            client = self.clients[role] = Client(raise_request_exception=False)
            client.force_login(worker, backend="bep.access.backends.RolesOnly")
            session = client.session
            session["second_factor"] = True
            session.save()
        return self.clients[role]

    def address(self, name, route):
        self.client("social_worker")
        self.samples = self.samples or Samples(self.person, self.workers["social_worker"])
        with given():
            return reverse(name, kwargs=self.samples.kwargs(name, route))

    def opened(self, address, access):
        """(role, answer) of the first who gets a page at this address, or None where there is no page to get."""
        for role in ROLES:
            client = self.client(role)
            if access.allows(self.workers[role]):
                answer = client.get(address)
                if is_page(answer) or answer.status_code in NOBODYS:
                    return (role, answer) if is_page(answer) else self.a_strangers(address, access)
        return self.a_strangers(address, access)

    def a_strangers(self, address, access):
        """Pages that are only for who is not signed in."""
        answer = Client(raise_request_exception=False).get(address) if access.kind == "public" else None
        return ("nobody", answer) if answer and is_page(answer) else None


def is_page(answer):
    return answer.status_code == 200 and "text/html" in answer["Content-Type"] and b"<html" in answer.content


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible(cast, window, settings, tmp_path, part):
    settings.MEDIA_ROOT = tmp_path
    visitors, wrong, looked = Visitors(cast.priya), {}, 0
    for route, name, pattern in list(routes())[part::PARTS]:
        address = visitors.address(name, route)
        if found := visitors.opened(address, access_of(pattern)):
            role, answer = found
            looked += 1
            if problems := window.look(answer):
                wrong[f"{name}, as {role}"] = problems
    assert not wrong, told(wrong)
    assert looked >= FLOOR, f"only {looked} pages were looked at"


def test_what_a_role_changes_is_accessible_too(cast, window):
    visitors, wrong = Visitors(cast.priya), {}
    route_of = {name: route for route, name, _ in routes()}
    for name, roles in CHANGED_BY_ROLE.items():
        for role in roles:
            address = visitors.address(name, route_of[name])
            answer = visitors.client(role).get(address)
            assert is_page(answer), f"{name}, as {role}: {answer.status_code}"
            if problems := window.look(answer):
                wrong[f"{name}, as {role}"] = problems
    assert not wrong, told(wrong)


@pytest.mark.parametrize("address", ["/nothing-here/", "/administration/", "/people/999999/"])
def test_pages_that_refuse_are_accessible(cast, window, address):
    answer = Visitors(cast.priya).client("social_worker").get(address)
    assert answer.status_code in {403, 404}
    assert not window.look(answer)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("<h1>One</h1><img src='/static/bep/images/favicon.svg'>", "image-alt"),
        ("<p>No heading</p>", "it has 0 h1"),
        ("<h1>One</h1><pre>" + "wide " * 400 + "</pre>", "wider than a phone"),
    ],
)
def test_a_planted_failure_is_found(window, words, problem):
    page = f"<!doctype html><html lang='en'><title>Planted</title><main>{words}</main></html>"
    assert problem in " ".join(window.look(HttpResponse(page)))


def told(wrong):
    return f"{len(wrong)} pages:\n" + "\n".join(f"{page}\n    " + "\n    ".join(found) for page, found in wrong.items())
