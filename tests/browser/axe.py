"""Chromium for tests, and axe-core in it. `page_as(cast.amara)` is a page signed in; `assert_accessible(page)` runs axe.

A test that asks for `page_as` or `browser` is marked `@pytest.mark.browser`. What it needs: Debian's Chromium, and the
front end built (`npm ci && npm run build`); `make test` sees to both.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from borough.pictures import QUIET, chromium

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    # Playwright runs a loop in this thread, and Django then thinks that tests are asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium(), args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def page_as(browser, live_server):
    """page_as(worker, width=…) is a page of its own browser, signed in; page_as(None) is a stranger's.

    Addresses are those of the service: page.goto("/gallery/"). A console error or a refused style fails the test.
    """
    contexts, complaints = [], []

    def open_page(worker=None, viewport=DESK, **more):
        context = browser.new_context(base_url=live_server.url, viewport=viewport, reduced_motion="reduce", **more)
        contexts.append(context)
        if worker:
            context.add_cookies([session_cookie(worker, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if worth_failing(message) else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "The browser complained:\n" + "\n".join(complaints)


def worth_failing(message):
    """A page may be refused by a rule (4xx), which Chromium also writes down; that is for the test to judge."""
    return message.type == "error" and "Failed to load resource" not in message.text


def session_cookie(worker, url):
    client = Client()
    client.force_login(worker, backend="bep.access.backends.RolesOnly")
    session = client.session
    session["second_factor"] = True
    session.save()
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def violations(page, within=None):
    """What axe finds on the page as it now stands."""
    page.evaluate(AXE.read_text())
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    return page.evaluate("([within, options]) => axe.run(within || document, options)", [within, options])["violations"]


def assert_accessible(page, within=None):
    """No violation of WCAG 2.2 AA or of axe's best practices, one h1, and nothing wider than the window."""
    found = [
        f"{v['id']} ({v['impact']}): {v['help']}\n" + "\n".join(f"    {node['html'][:300]}" for node in v["nodes"][:5])
        for v in violations(page, within)
    ]
    assert not found, f"axe found on {page.url}:\n" + "\n".join(found)
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} h1"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the window"
