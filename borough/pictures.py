"""Pictures of every main screen as every role, at a desk and on a phone, taken in Chromium on the synthetic borough."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import redis

from borough.bench.databases import ROOT, copied, urls_for
from borough.screens import first_rows, screens
from borough.walks import WALKS, Walker

WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
# Without these, Chromium tries to reach its maker's hosts at every start.
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LOGINS = """
SELECT r.key, min(w.email) FROM access_role r
  JOIN access_worker_groups g ON g.group_id = r.group_id JOIN access_worker w ON w.id = g.worker_id
 WHERE w.is_demo AND w.is_active GROUP BY r.key, r."order" ORDER BY r."order"
"""


@dataclass(frozen=True)
class Taken:
    role: str
    width: str
    name: str
    path: Path


@dataclass
class Album:
    """Where pictures go, and which screens have one already."""

    target: Path
    address: str
    environment: dict
    cursor: object
    say: Callable
    seen: set = field(default_factory=set)

    def photograph(self, page, role, name):
        """Both widths of one page as it stands: the same page, so that it is asked for once."""
        for width, (wide, high) in WIDTHS.items():
            page.set_viewport_size({"width": wide, "height": high})
            path = self.target / role / width / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path, full_page=True)
            yield Taken(role, width, name, path)


def chromium():
    """The program that draws pages: first the one that has no windows, which takes a third less time."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise SystemExit(
            "Chromium is not installed: run `make setup-tests`, or install the package chromium-headless-shell."
        )
    return found


@contextmanager
def served(target, say):
    """The service on a copy of the one-borough database, so that walks may write; an album of it, stopped afterwards."""
    urls, port = copied(urls_for(1), "bep_pictures"), free_port()
    environment = os.environ | urls | {
        "SECRET_KEY": "for-pictures-only", "ALLOWED_HOSTS": "127.0.0.1", "SERVE_HTTPS": "0", "BEP_DEMO": "1",
        "REDIS_URL": own_cache(),
    }  # fmt: skip
    web = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    connection = psycopg2.connect(urls["DATABASE_OWNER_URL"])
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in/", web)
        yield Album(target, f"http://127.0.0.1:{port}", environment, connection.cursor(), say)
    finally:
        connection.close()
        web.terminate()
        web.wait(10)


def own_cache():
    """A part of the cache that nobody else uses, emptied: no limit on tries is left from the last run."""
    address = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/9"
    redis.Redis.from_url(address).flushdb()
    return address


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, web, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end and web.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own address)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise SystemExit("The service did not start: run `make demo` to see why.")


def take_all(target, say, only=None):
    """Every role's pictures under `target`/<role>/<width>/; yields what was taken."""
    from playwright.sync_api import sync_playwright

    with served(target, say) as album, sync_playwright() as player:
        album.cursor.execute(LOGINS)
        browser = player.chromium.launch(executable_path=chromium(), args=QUIET.split())
        for role, email in [("public", None), *album.cursor.fetchall()]:
            if only in (None, role):
                began = time.monotonic()
                taken = list(take_role(browser, album, role, email))
                say(f"{role}: {len(taken)} pictures in {time.monotonic() - began:.0f} seconds")
                yield from taken
        browser.close()


def take_role(browser, album, role, email):
    context = browser.new_context(base_url=album.address, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    walker = Walker(page, email, album.environment)
    if email:
        walker.sign_in()
        yield from take_navigation(page, album, role)
        yield from take_screens(page, album, role, email)
    for walk in WALKS.get(role, ()):
        yield from follow(walk, walker, album, role)
    context.close()


def follow(walk, walker, album, role):
    """A walk's pictures; one that loses its way leaves a picture of where, and the others go on."""
    from playwright.sync_api import Error

    try:
        for name, _ in walk(walker):
            yield from album.photograph(walker.page, role, name)
    except Error as error:
        album.say(f"{role}: {walk.__name__} stopped at {walker.page.url}: {str(error).splitlines()[0]}")
        yield from album.photograph(walker.page, role, f"stopped-{walk.__name__}")


def take_navigation(page, album, role):
    """Where this role begins, and everything that its navigation offers."""
    links = page.eval_on_selector_all("header a, header ~ nav a", "all => all.map(a => [a.textContent.trim(), a.href])")
    for text, href in dict(links).items():
        if text and "sign-out" not in href:
            page.goto(href)
            yield from album.photograph(page, role, slug(text))


def take_screens(page, album, role, email):
    """The person that this role works with, and every screen that no role before could open."""
    for name, address in screens():
        if (name == "person" or name not in album.seen) and opens(page, album, address, email):
            album.seen.add(name)
            yield from album.photograph(page, role, f"at-{name}")


def opens(page, album, address, email):
    """Opens the first of the rows that could stand in this address which this worker may see, and says whether there was one."""
    key = address.partition("{")[2].partition("}")[0]
    rows = first_rows(album.cursor, key, email) if key else [""]
    for found in (address.replace(f"{{{key}}}", str(row)) for row in rows):
        answer = page.request.get(found, max_redirects=0)  # draws nothing, so a refusal costs little
        if answer.status == 403:
            return False
        if answer.ok and "html" in answer.headers["content-type"]:
            return page.goto(found).ok
    return False


def slug(text):
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split()) or "page"
