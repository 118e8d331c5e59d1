"""What the pages about trusts' files show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from bep.kit import clock, faces, nhs_number, reference
from partners.models import TrustFile, TrustLine, TrustRecord
from partners.trust_import.profile import profile_named
from partners.trust_import.taking import KIND, matches

Became, S = TrustLine.Outcome, TrustRecord.State
REPORT_HEAD = ["line", "trust’s number", "outcome", "column", "what is wrong or awaited", "what to do"]
WHO = [("given_name", "Given names"), ("family_name", "Family name"), ("birth_date", "Date of birth"),
       ("nhs_number", "NHS number"), ("address", "Address"), ("postcode", "Postcode"), ("phone", "Phone")]  # fmt: skip


def files():
    refused = Count("lines", filter=Q(lines__outcome=Became.REFUSED))
    return TrustFile.objects.select_related("sent_by", "job").annotate(refused=refused)


def reconciled(file):
    """[(outcome, how many, address of the list)] of every line, and their sum: what came is what is told."""
    found = dict(file.lines.order_by().values_list("outcome").annotate(number=Count("pk")))
    url = reverse("partners:trust_lines", args=[file.pk])
    rows = [
        (outcome, found.get(outcome.value, 0), f"{url}?{urlencode({'outcome': outcome.value})}") for outcome in Became
    ]
    rows = [row for row in rows if row[1] or row[0] != Became.WAITING]
    return rows, sum(number for _, number, _ in rows)


def why_refused(file):
    """[(column, sentence, how many lines)]: the commonest first; sentences that quote a cell count under their rule."""
    found: dict = {}
    for problems in file.lines.filter(outcome=Became.REFUSED).values_list("problems", flat=True):
        for problem in problems:
            key = problem["heading"], unquoted(problem["sentence"])
            found[key] = found.get(key, 0) + 1
    return sorted(((*key, number) for key, number in found.items()), key=lambda row: (-row[2], row[:2]))


def unquoted(sentence):
    return sentence.split("” ", 1)[1].capitalize() if sentence.startswith("“") and "” " in sentence else sentence


def lines(file, worker, outcome=""):
    rows = file.lines.visible_to(worker).select_related("record__person", "record__concern")
    return rows.filter(outcome=outcome) if outcome in Became.values else rows


def report_rows(file, worker):
    """The report as a file: a row a problem, a row for every other line."""
    label = dict(Became.choices)
    for line in lines(file, worker).order_by("number").iterator(chunk_size=500):
        key = key_of(line, file)
        if line.problems:
            for problem in line.problems:
                yield [
                    line.number,
                    key,
                    label[line.outcome],
                    problem["heading"],
                    problem["sentence"],
                    problem["remedy"],
                ]
        else:
            yield [line.number, key, label[line.outcome], "", stands(line), ""]


def stands(line):
    """What has become, by now, of a line that somebody had to decide on: the trust reads it in the report."""
    record = line.record
    if record is None:
        return ""
    if record.state == S.QUEUED:
        return record.get_why_display()
    if record.state == S.REFUSED:
        return f"Refused since: {record.reason}"
    return f"Taken in since{f': {record.reason}' if record.reason else ''}" if line.outcome == Became.QUEUED else ""


def key_of(line, file):
    """The trust's own number of a line, also of one that was refused."""
    if line.record:
        return line.record.key
    heading = profile_named(file.profile).column("key").heading.casefold()
    cells = dict(zip((h.casefold() for h in file.headings), line.raw, strict=False))
    return cells.get(heading, "")


@dataclass(frozen=True)
class Line:
    """A line on its list."""

    number: int
    key: str
    outcome: str
    name: str
    problems: list
    url: str
    note: str


def faces_of(found, file):
    return [face(line, file) for line in found]


def face(line, file):
    record = line.record
    return Line(
        number=line.number, key=key_of(line, file), outcome=line.get_outcome_display(), problems=line.problems,
        name=record.name if record else "", url=reverse("partners:trust_record", args=[record.pk]) if record else "",
        note=stands(line),
    )  # fmt: skip


# --- what waits -------------------------------------------------------------------------------------------------------
def queue(worker):
    return TrustRecord.objects.visible_to(worker).waiting().select_related("person")


def candidates(record, worker):
    if record.state != TrustRecord.State.QUEUED or record.why == TrustRecord.Why.CHANGED:
        return []
    return matches(record, worker)


def side_by_side(record, found):
    """[(what, as the trust says it, [each candidate's])], for the eye to compare."""
    shown = [candidate.person for candidate in found if not candidate.hidden]
    return [
        (label, said(name, record.facts.get(name)), [theirs(person, name) for person in shown]) for name, label in WHO
    ]


def theirs(person, name):
    return said(name, getattr(person, name))


def said(name, value):
    if name == "birth_date" and value:
        value = date.fromisoformat(value) if isinstance(value, str) else value
        return f"{value:%-d %B %Y}"
    return (nhs_number.spaced(value) if name == "nhs_number" else value) or "–"


def facts_of(facts):
    """The rest of what the trust says."""
    rows = [
        ("Raised on", said("birth_date", facts.get("raised_on"))), ("What", facts.get("what")),
        ("Kind", reference.label("abuse_type", facts.get("kinds", ""))),
        ("Where", "; ".join(filter(None, (reference.label("abuse_location", facts.get("location", "")), facts.get("place"))))),
        ("Source of the risk", reference.label("risk_source", facts.get("source", ""))),
        ("Who is said to have done it", facts.get("alleged")), ("What the adult says", facts.get("views")),
        ("Done so far", facts.get("done_so_far")), ("Our enquiry, as they name it", facts.get("council_reference")),
        ("What they found", facts.get("findings")), ("Reported by", facts.get("reporter_name")),
    ]  # fmt: skip
    return [faces.Row(label, value) for label, value in rows if value]


def changes(record):
    """[(what, ours, theirs now)] of a record that the trust changed."""
    if not record.waiting:
        return []
    ours, theirs = dict(record.facts), dict(record.waiting)
    if KIND in theirs:
        ours[KIND], theirs[KIND] = record.get_kind_display(), dict(TrustRecord.Kind.choices)[theirs[KIND]]
    words = {"birth_date": "Date of birth", **dict(WHO)}
    return [(words.get(name, name.replace("_", " ").capitalize()), said(name, ours.get(name)), said(name, theirs.get(name)))
            for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]  # fmt: skip


def waited(record):
    return faces.waiting(record.came_at, clock.now())
