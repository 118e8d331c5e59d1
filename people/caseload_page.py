"""A caseload as a list: filtered, sorted, paged, and the same rows as a file."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from bep.kit import clock, faces
from bep.kit.paging import part_of
from bep.kit.registry import STAGES
from people.faces import person_url
from people.models import Involvement
from people.my_work_page import clock_of
from people.queries.caseload import STAGE_NAMES, caseload

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
FAR = datetime(9999, 1, 1, tzinfo=UTC)
SORTS = {
    "name": lambda case: (case.person.family_name.lower(), case.person.given_name.lower()),
    "part": lambda case: case.involvement.get_role_display(),
    "stage": lambda case: (list(STAGE_NAMES).index(case.stage[0]) if case.stage[0] else -1, case.stage[1] or NEVER),
    "seen": lambda case: case.last_seen or NEVER,
    "next": lambda case: case.next.due if case.next else FAR,
    "points": lambda case: case.points,
}
SHOWS = {"": "Everybody", "late": "Something overdue", "risk": "At risk", "unseen": "Not seen yet"}
COLUMNS = ["Reference", "Name", "Date of birth", "Part", "Stage", "Since", "Last seen", "Next", "Due", "Points"]


class CaseloadFilter(forms.Form):
    words = forms.CharField(label="Name or reference", max_length=80, required=False)
    show = forms.ChoiceField(label="Show", choices=list(SHOWS.items()), required=False)
    stage = forms.ChoiceField(label="Stage", choices=[("", "Every stage"), *STAGES], required=False)
    part = forms.ChoiceField(label="Part", required=False)
    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roles = [(role.value, role.label) for role in Involvement.Role if role.value in {"lead", "worker", "cover"}]
        self.fields["part"].choices = [("", "Every part"), *roles]

    def keeps(self, case):
        wanted = self.cleaned_data
        words = wanted.get("words", "").lower()
        person = case.person
        named = f"{person.given_name} {person.preferred_name} {person.family_name} {person.reference}".lower()
        shows = {"late": case.late, "risk": case.at_risk, "unseen": case.last_seen is None}
        return (
            all(word in named for word in words.split())
            and shows.get(wanted.get("show"), True)
            and wanted.get("stage") in ("", None, case.stage[0])
            and wanted.get("part") in ("", None, case.role)
        )


@dataclass
class CaseloadPage:
    """What one screen of a caseload shows."""

    worker: object
    cases: list
    kept: list
    form: CaseloadFilter
    query: dict
    sort: str
    rows: list
    page: faces.Page

    @property
    def clear_url(self):
        return address_of({"sort": self.query.get("sort")})

    @property
    def exports(self):
        query = urlencode(self.query)
        return [
            faces.Link(label, f"{self.export_url(kind)}?{query}")
            for kind, label in (("csv", "Download as CSV"), ("xlsx", "Download as a spreadsheet"))
        ]

    def export_url(self, kind):
        if self.worker is None:
            return reverse("people:caseload_export", args=[kind])
        return reverse("people:caseload_of_export", args=[self.worker.pk, kind])

    @property
    def load(self):
        return sum((case.points for case in self.cases), Decimal(0))

    def as_file(self):
        return [file_row(case) for case in self.kept]


def address_of(query):
    """This list with a query; without one, "everything" is said, for else the last query would be remembered."""
    wanted = {name: value for name, value in query.items() if value}
    return "?" + urlencode(wanted or {"all": 1})


def build(request, worker=None):
    """The caseload of whoever asks, or of a colleague of their team."""
    query = request.GET.dict()
    cases = caseload(request.user, worker or request.user)
    form = CaseloadFilter(query)
    form.is_valid()
    sort = query.get("sort", "next")
    key = SORTS.get(sort.removeprefix("-"), SORTS["next"])
    kept = sorted(filter(form.keeps, cases), key=key, reverse=sort.startswith("-"))
    wanted = {name: query[name] for name in ("words", "show", "stage", "part", "sort") if query.get(name)}
    rows, page = part_of(request, kept, key=lambda case: case.person.pk, label="people")
    return CaseloadPage(worker, cases, kept, form, wanted, sort, [face(case, request.user) for case in rows], page)


def face(case, reader):
    """One line of the list."""
    stage, since = case.stage
    return {
        "name": case.person.name,
        "reference": case.person.reference,
        "url": person_url(case.person.pk),
        "part": case.involvement.get_role_display(),
        "stage": STAGE_NAMES.get(stage, ""),
        "since": since,
        "to_come": since and since > clock.now(),
        "seen": case.last_seen,
        "at_risk": case.at_risk,
        "next": case.next.what if case.next else "",
        "next_url": case.next.url_for(reader) if case.next else "",
        "clock": clock_of(case.next) if case.next else None,
        "points": case.points.normalize(),
    }


def file_row(case):
    """The same line, for a file."""
    stage, since = case.stage
    person, coming = case.person, case.next
    return [
        person.reference,
        person.name,
        person.birth_date,
        case.involvement.get_role_display(),
        STAGE_NAMES.get(stage, ""),
        clock.as_date(since),
        clock.as_date(case.last_seen),
        coming.what if coming else "",
        coming.day if coming else None,
        case.points,
    ]
