"""The deprivation of liberty return: every application active in a year, a row each, made by one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Case, CharField, Count, F, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear

from bep.kit import clock
from bep.kit.council import council
from safeguarding.models import DolsApplication, DolsAssessment, DolsReview
from safeguarding.models.dols import EQUIVALENT, MET, NOT_MET, REQUIREMENTS

VERIFIED, SECONDARY, RECALLED, INFERRED = "VERIFIED", "VERIFIED-SECONDARY", "RECALLED", "INFERRED"
OURS = "The codes of this field were not found: these words are ours."
D = DolsApplication
KEPT = 600  # seconds
# Our words for where an application is at the end of the year: the collection's own codes were not found.
STATUSES = {
    "received": "Not yet signed off", "assessing": "Not yet signed off", "to_sign": "Not yet signed off", "granted": "Granted",
    "suspended": "Granted", "ended": "Granted", "not_granted": "Not granted", "withdrawn": "Withdrawn",
}  # fmt: skip


def reported():
    """[(our word for the status, where an application then is)] as the page explains it."""
    labels = dict(D.State.choices)
    words = dict.fromkeys(STATUSES.values())
    return [(word, "; ".join(labels[s].lower() for s, said in STATUSES.items() if said == word)) for word in words]


@dataclass(frozen=True)
class Column:
    """One column of the file: its heading, how sure we are that the collection asks for it so, and what it holds."""

    heading: str
    status: str
    value: Any
    note: str = ""


def active(year):
    """From receipt to the sign-off that does not grant it, or to the end of its authorisation (VERIFIED)."""
    until = Case(
        When(state="not_granted", then=F("signed_on")), When(state__in=["ended", "withdrawn"], then=F("ended_on")),
        When(state__in=["granted", "suspended"], then=F("ends_on")), default=None,
    )  # fmt: skip
    rows = D.objects.alias(active_until=until).filter(received_on__lte=year.last)
    return rows.filter(Q(active_until=None) | Q(active_until__gte=year.first))


# --- what columns hold ------------------------------------------------------------------------------------------------
def index_of_the_year(first_year):
    """Which of the person's requests of its year it is: 1, 2, 3."""
    mine = D.objects.annotate(of=first_year).filter(
        person=OuterRef("person"), of=OuterRef("of_year"), pk__lte=OuterRef("pk")
    )
    return Subquery(mine.order_by().values("person").annotate(n=Count("pk")).values("n"), output_field=IntegerField())


def year_from_april(field):
    """The year in which the council's year of a day began."""
    return ExtractYear(field) - Case(When(**{f"{field}__month__lt": 4}, then=Value(1)), default=Value(0))


def application_reference():
    """The council's code, the person's reference, the year and an index (VERIFIED in these four parts)."""
    dash = Value("-")
    parts = [Value(council().la_code), F("person__reference"), text(F("of_year")), text(F("of_index"))]
    found = parts[0]
    for part in parts[1:]:
        found = Concat(found, dash, part, output_field=CharField())
    return found


def text(expression):
    return Cast(expression, CharField())


def last_assessed():
    rows = DolsAssessment.objects.filter(application=OuterRef("pk")).order_by("-assessed_on")
    return Subquery(rows.values("assessed_on")[:1])


def reviews():
    rows = DolsReview.objects.filter(application=OuterRef("pk")).order_by().values("application")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def latest_review():
    rows = DolsReview.objects.filter(application=OuterRef("pk")).order_by("-reviewed_on", "-pk")
    return Subquery(rows.values("outcome")[:1])


def why_not():
    """The first requirement that is not met, in the order of the return's own fields."""
    whens = [When(**{name: NOT_MET}, then=Value(label)) for name, label in REQUIREMENTS.items()]
    return Case(
        When(state="not_granted", then=Case(*whens, default=Value(""))), default=Value(""), output_field=CharField()
    )


def actual_end():
    """The day it ended; of a period that has run out without a word, its last day."""
    ran_out = When(state__in=["granted", "suspended"], ends_on__lt=clock.today(), then=F("ends_on"))
    return Case(When(state="ended", then=F("ended_on")), ran_out, default=None)


def in_words(field, words):
    return Case(*[When(**{field: code}, then=Value(label)) for code, label in words.items()], output_field=CharField())


def columns():
    six = [Column(label, VERIFIED, F(name), "0 not assessed, 1 satisfied, 2 not satisfied, 3 equivalent assessment")
           for name, label in REQUIREMENTS.items()]  # fmt: skip
    return [
        Column("Application Reference", VERIFIED, application_reference(), "The year is that of receipt: inferred."),
        Column("Person Reference", VERIFIED, F("person__reference"), "Local and the same every year; never the NHS number."),
        Column("Local Authority Code", VERIFIED, Value(council().la_code)),
        Column("CQC Location Code", VERIFIED, F("cqc_location")),
        Column("Date Application Received", VERIFIED, F("received_on")),
        Column("Urgent Authorisation Included", VERIFIED, Case(When(urgent_given_on=None, then=Value("0")), default=Value("1"))),
        Column("Third Party Request Date", SECONDARY, F("third_party_on")),
        *six,
        Column("Date of Last Assessment", VERIFIED, last_assessed()),
        Column("Application Sign Off Date", VERIFIED, F("signed_on")),
        Column("Application Status", RECALLED, in_words("state", STATUSES), OURS),
        Column("Reason Not Granted", SECONDARY, why_not(), OURS),
        Column("Not Granted But Deprivation Occurring", SECONDARY, F("deprived_anyway"), OURS),
        Column("Number of Reviews", SECONDARY, reviews(), "Formal reviews alone (VERIFIED)."),
        Column("Outcome of Latest Review", SECONDARY, in_words("latest_outcome", dict(DolsReview.Outcome.choices)), OURS),
        Column("Planned Start Date", RECALLED, F("starts_on")),
        Column("Planned End Date", SECONDARY, F("ends_on")),
        Column("Actual End Date", SECONDARY, actual_end()),
        Column("Year of Birth", RECALLED, ExtractYear("person__birth_date")),
        Column("Gender", RECALLED, F("person__gender"), "The values are those of the record."),
        Column("Ethnicity", RECALLED, F("person__ethnicity"), "The values are those of the record."),
        Column("Sexual Orientation", RECALLED, F("person__sexual_orientation"), "The values are those of the record."),
        Column("Religion", RECALLED, F("person__religion"), "The values are those of the record."),
    ]  # fmt: skip


LEFT_OUT = (
    "Left out: disability, which the record does not hold by the return's own list (RECALLED that it is asked for)."
)


def rows(year):
    """(person id, values of each column) of every active application, in one query."""
    wanted = columns()
    found = active(year).order_by("received_on", "pk")
    found = found.annotate(of_year=year_from_april("received_on"), latest_outcome=latest_review())
    found = found.annotate(of_index=index_of_the_year(year_from_april("received_on")))
    named = {f"c{i}": column.value for i, column in enumerate(wanted)}
    return found.annotate(**named).values_list("person_id", *named)


# --- what would be refused --------------------------------------------------------------------------------------------
GRANTED = Q(state__in=["granted", "suspended", "ended"])


def faults():
    """{key: (what is wrong and what to do, the condition)}: checks of ours, by what the guidance says of the fields."""
    met = Q(**{f"{name}__in": [MET, EQUIVALENT] for name in REQUIREMENTS})
    return {
        "no_cqc": ("The CQC location code is missing: ask the home.", Q(cqc_location="")),
        "odd_cqc": ("The CQC location code is not “1-” and figures: check it.",
                    ~Q(cqc_location="") & ~Q(cqc_location__regex=r"^1-\d+$")),
        "signed_early": ("It was signed before it was received: correct a day.", Q(signed_on__lt=F("received_on"))),
        "unsigned": ("It is decided without a sign-off date.", (GRANTED | Q(state="not_granted")) & Q(signed_on=None)),
        "not_all_met": ("It is granted though a requirement is not met.", GRANTED & ~met),
        "no_assessment": ("It is decided without the day of any assessment.",
                          (GRANTED | Q(state="not_granted")) & Q(last_assessed=None)),
        "no_reason": ("It is not granted, and does not say whether a deprivation is occurring.",
                      Q(state="not_granted", deprived_anyway="")),
        "no_birth": ("The date of birth is missing on the person's record.", Q(person__birth_date=None)),
        "no_gender": ("Gender is missing on the person's record.", Q(person__gender="")),
        "no_ethnicity": ("Ethnicity is missing on the person's record.", Q(person__ethnicity="")),
    }  # fmt: skip


def refused(year):
    """The active applications with at least one fault, each fault as a column."""
    conditions = {key: condition for key, (_, condition) in faults().items()}
    found = active(year).annotate(last_assessed=last_assessed())
    any_fault = Q(pk=None)
    for condition in conditions.values():
        any_fault |= condition
    flags = {
        f"fault_{key}": Case(When(condition, then=Value(1)), default=Value(0)) for key, condition in conditions.items()
    }
    return found.filter(any_fault).annotate(**flags)


# --- how many ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Counted:
    """The rows of a year, those of them that would be refused, and when that was counted."""

    at: datetime
    number: int
    faulty: int


def key_of(year):
    newest = D.objects.aggregate(last=Max("pk"))["last"]
    return f"safeguarding.dols_return:{year.begins}:{clock.today()}:{newest}"


def counted(year):
    """Counting a year takes time that grows with the council, so it is kept for ten minutes, or until another comes."""
    return cache.get_or_set(key_of(year), lambda: count(year), KEPT)


def count(year):
    return Counted(clock.now(), active(year).count(), refused(year).count())


def forget(year):
    cache.delete(key_of(year))


def faults_of(row):
    return [words for key, (words, _) in faults().items() if getattr(row, f"fault_{key}")]
