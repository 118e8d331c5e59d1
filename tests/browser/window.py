"""A browser's window onto Django's test client: pages come from the test's own transaction, without a server.

So a test may look at two hundred pages about rows that it never commits. One document stays open, with our styles and axe;
each page takes the place of the one before. No script of ours runs in it, so what a script would hide is looked at too: how
pages are with their scripts is for the journeys.
"""

import mimetypes
from urllib.parse import urlsplit

from django.conf import settings

from tests.browser.axe import AXE, DESK, PHONE, RULES

ORIGIN = "http://testserver"
EMPTY = """<!doctype html><html><head><meta name="viewport" content="width=device-width, initial-scale=1"><title></title>
<link rel="stylesheet" href="/static/bep/moj.css"><link rel="stylesheet" href="/static/bep/app.css"></head><body></body></html>"""
LOOK = """async ([html, rules]) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.className = page.documentElement.className;
  document.title = page.title;
  document.body.replaceWith(page.body);
  const found = (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations.map(
    v => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | "));
  const heads = document.querySelectorAll("h1").length;
  return heads === 1 ? found : [...found, `it has ${heads} h1`];
}"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Window:
    """One page of one browser, reused: `look(answer)` says what is wrong with an answer as it is drawn."""

    def __init__(self, browser):
        self.context = browser.new_context(base_url=ORIGIN, viewport=DESK, reduced_motion="reduce")
        self.page = self.context.new_page()
        self.page.route("**/*", serve)
        self.page.goto("/")
        self.page.evaluate(AXE.read_text())

    def look(self, answer):
        """What axe finds on it at the desk; that it has one h1; and that it is no wider than a phone."""
        found = self.page.evaluate(LOOK, [answer.content.decode(), RULES])
        self.page.set_viewport_size(PHONE)
        wide = self.page.evaluate(WIDE)
        self.page.set_viewport_size(DESK)
        return [*found, *([f"it is {wide} pixels wider than a phone"] if wide > 0 else [])]

    def close(self):
        self.context.close()


def serve(route):
    path = urlsplit(route.request.url).path
    if path == "/":
        route.fulfill(body=EMPTY, content_type="text/html")
    elif path.startswith(settings.STATIC_URL):
        file = settings.BASE_DIR / "static" / "dist" / path.removeprefix(settings.STATIC_URL)
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(path)[0])
    else:
        route.abort()
