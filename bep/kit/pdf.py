"""PDF from a template, by WeasyPrint: tagged for assistive technology (PDF/UA-1), fetching nothing but our own static files.

    document = pdf.lay_out("referrals/letter.html", {"appointment": appointment})
    return pdf.response(document, "appointment.pdf")

The template is a whole HTML page with a language and a title: both are what a screen reader says first.
"""

from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpResponse
from django.template.loader import render_to_string

from bep.kit.council import council

VARIANT = "pdf/ua-1"
# An address that no network answers: what a page refers to is read from our own files or not at all.
BASE = "https://static.invalid"


def lay_out(template, context):
    """The pages of a template, laid out: `len(document.pages)`; each page's `anchors` are the places of elements with an id."""
    from weasyprint import HTML  # heavy: only the processes that make a PDF pay for it

    html = render_to_string(template, {"council": council(), "service_name": council().service_name, **context})
    return HTML(string=html, base_url=BASE, url_fetcher=fetcher()).render(pdf_variant=VARIANT)


def written(document):
    return document.write_pdf(pdf_variant=VARIANT)


def response(document, filename):
    """Opens in the browser under a file name; never kept by a cache, since it is about a person."""
    answer = HttpResponse(written(document), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{filename}"'
    answer["Cache-Control"] = "no-store"
    return answer


@lru_cache
def fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnStaticFilesOnly(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = own_file(url)
            # Without its type a style sheet is taken for plain text and left out.
            return URLFetcherResponse(
                url, path.read_bytes(), {"Content-Type": guess_type(path)[0] or "application/octet-stream"}
            )

    return OwnStaticFilesOnly()


def own_file(url):
    """The static file that an address names; whatever else it names is refused."""
    prefix = BASE + settings.STATIC_URL
    if not url.startswith(prefix):
        raise SuspiciousFileOperation(f"A PDF may use our own static files only, not {url}.")
    name = url.removeprefix(prefix).partition("?")[0]
    collected = Path(staticfiles_storage.path(name))  # refuses a name that leads out of the folder
    return collected if collected.is_file() else Path(finders.find(name) or collected)
