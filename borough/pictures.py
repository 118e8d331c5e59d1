"""Pictures of every main screen as every role, at a desk and on a phone, taken in Chromium on the synthetic borough."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg2

from borough.bench.databases import ROOT, urls_for
from borough.workers import DEMO_PASSWORD

WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
# Without these, Chromium tries to reach its maker's hosts at every start.
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
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
    path: str


def chromium():
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("Chromium is not installed: run `make setup-tests`, or install the package chromium.")
    return found


@contextmanager
def served():
    """The service on the one-borough database: its address, stopped afterwards."""
    urls, port = urls_for(1), free_port()
    environment = os.environ | urls | {
        "SECRET_KEY": "for-pictures-only", "ALLOWED_HOSTS": "127.0.0.1", "SERVE_HTTPS": "0", "BEP_DEMO": "1", "BEP_PICTURES": "1",
    }  # fmt: skip
    web = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in/", web)
        yield f"http://127.0.0.1:{port}", logins(urls["DATABASE_URL"])
    finally:
        web.terminate()
        web.wait(10)


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


def logins(url):
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(LOGINS)
        found = cursor.fetchall()
    connection.close()
    return found


def take_all(target, say, only=None):
    """Every role's pictures under `target`/<role>/<width>/; yields what was taken."""
    from playwright.sync_api import sync_playwright

    with served() as (address, roles), sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium(), args=QUIET.split())
        for role, email in [("public", None), *roles]:
            if only in (None, role):
                for width, (wide, high) in WIDTHS.items():
                    context = browser.new_context(viewport={"width": wide, "height": high}, reduced_motion="reduce")
                    taken = list(take_role(context.new_page(), address, role, email, target / role / width))
                    say(f"{role}, {width}: {len(taken)} screens")
                    yield from (Taken(role, width, name, path) for name, path in taken)
                    context.close()
        browser.close()


def take_role(page, address, role, email, folder):
    folder.mkdir(parents=True, exist_ok=True)
    if email:
        sign_in(page, address, email)
    addresses = main_screens(page, address, email)
    for number, (name, url) in enumerate(addresses.items()):
        page.goto(url)
        path = folder / f"{number:02d}-{name}.png"
        page.screenshot(path=path, full_page=True)
        yield name, str(path)


def sign_in(page, address, email):
    page.goto(f"{address}/sign-in/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def main_screens(page, address, email):
    """{name: address}: what the navigation offers this role, and the first person their own work leads to."""
    if not email:
        return {"sign-in": f"{address}/sign-in/", "ask-for-help": f"{address}/ask-for-help/"}
    links = page.eval_on_selector_all("header ~ nav a, nav a", "all => all.map(a => [a.textContent.trim(), a.href])")
    found = {slug(text): href for text, href in links if text and href.startswith(address)}
    for name, path in (("person", "/caseload/"), ("person-of-team", "/team/")):
        if page.goto(f"{address}{path}").status == 200:
            person = page.query_selector("main a[href^='/people/']")
            if person:
                found[name] = f"{address}{person.get_attribute('href')}"
                break
    return found


def slug(text):
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split()) or "page"
