"""What a return's screens show, one function a screen."""

import hashlib

from django.db import connection
from django.urls import NoReverseMatch, reverse

from people.faces import person_url
from people.models import Person
from reporting import kinds
from reporting.cld.rules import RULES
from reporting.file import folder
from reporting.models import COLUMNS, Return, ReturnError, ReturnRow

# Where the record that a row was made from is opened.
OPENS = {
    "referrals.referral": lambda pk, person: reverse("referrals:referral", args=[pk]),
    "assessments.needsassessment": lambda pk, person: reverse("assessments:assessment", args=[pk]),
    "people.relationship": lambda pk, person: reverse("people:relationships", args=[person]),
    "enablement.plannedservice": lambda pk, person: reverse("enablement:episode", args=[person]),
    "enablement.supportspell": lambda pk, person: reverse("enablement:episode", args=[person]),
    "enablement.review": lambda pk, person: reverse("enablement:episode", args=[person]),
}


def returns(worker):
    """Those of the kinds that the worker may have to do with."""
    rows = Return.objects.filter(kind__in=kinds.open_to(worker))
    return rows.select_related("asked_by", "signed_by", "job")


def client_level(worker):
    """Those that have rows of people, and rules that a row may break."""
    return returns(worker).filter(kind=Return.Kind.CLD)


def errors_by_rule(made):
    """Each rule that was broken, with its number of rows: errors first, then the commonest."""
    found = [{"rule": RULES[key], "number": number} for key, number in made.counts.get("errors", {}).items()]
    return sorted(found, key=lambda row: (row["rule"].severity != "error", -row["number"], row["rule"].key))


def errors_of(made, rule):
    return ReturnError.objects.filter(statutory_return=made, rule=rule)


def rows_behind(made, errors):
    """The rows of one page of errors, by line."""
    lines = {error.line for error in errors}
    return {row.line: row for row in ReturnRow.objects.filter(statutory_return=made, line__in=lines)}


def rows_of(made, event=""):
    rows = ReturnRow.objects.filter(statutory_return=made)
    return rows.filter(event_type=event) if event else rows


def may_open(worker, rows):
    """Ids of the people among these rows whom the worker may see: only their records are links."""
    return set(
        Person.objects.visible_to(worker).filter(pk__in={r.person_id for r in rows}).values_list("pk", flat=True)
    )


def record_url(row):
    """Where the record of a row is opened; the person's own page where it has no page of its own."""
    try:
        return OPENS[row.source](row.source_id, row.person_id)
    except (KeyError, NoReverseMatch):
        return person_url(row.person_id)


def columns_of(row):
    """The row as the file has it: each header and its text."""
    return [(header, getattr(row, name)) for name, header in COLUMNS.items()]


def people_in(made):
    """Ids of everybody in the file, for the record of who was shown; nobody's where it holds numbers alone."""
    if not kinds.of(made).names_people:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT person_id FROM reporting_returnrow WHERE statutory_return_id = %s", [made.pk])
        return [pk for (pk,) in cursor.fetchall()]


def file_as_built(made):
    """The file's path if it still is, byte for byte, what was built; else None."""
    path = folder() / made.file_name
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return path if hashlib.file_digest(file, "sha256").hexdigest() == made.sha256 else None
