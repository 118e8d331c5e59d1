"""What the AMHP service did: counts by year as Table 9, delays, and a row for each request without a name."""

from collections import Counter
from datetime import date

from django.db.models import F, Sum

from amhp_rota.models import AssessmentRequest, Claim, Delay, Duty, MhaCase, Visit
from bep.kit import clock

Outcome = AssessmentRequest.Outcome
DETAINED = {Outcome.S2, Outcome.S3, Outcome.S4}
AVERTED = {Outcome.NOT_DETAINED, Outcome.INFORMAL, Outcome.DISCHARGED, Outcome.NOT_ASSESSED}
# Table 9 of the business case: section, and its figures for 2012/13, 2013/14 and 2014/15.
TABLE_9 = [
    ("Informal patients admitted", (165, 211, 272)),
    ("Section 2", (139, 138, 172)),
    ("Section 3", (19, 29, 17)),
    ("Section 37 and 47 (41 and 49)", (8, 13, 7)),
]
KEYS = {"Informal patients admitted": Outcome.INFORMAL, "Section 2": Outcome.S2, "Section 3": Outcome.S3}
DEMAND = (700, 1000)  # requests a year that the business case plans for


def year_of(day):
    """The financial year of a day, by its first calendar year."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def year_label(year):
    return f"{year}/{(year + 1) % 100:02d}"


def sections_by_year(years):
    """[(label, Table 9's figures, ours by year)] from the outcomes that AMHPs recorded."""
    first = clock.at(date(min(years), 4, 1))
    decided = AssessmentRequest.objects.filter(decided_at__gte=first).values_list("outcome", "decided_at")
    counts = Counter((outcome, year_of(clock.as_date(at))) for outcome, at in decided)
    court = MhaCase.objects.filter(kind=MhaCase.Kind.COURT, began_on__gte=date(min(years), 4, 1))
    by_court = Counter(year_of(day) for day in court.values_list("began_on", flat=True))
    return [
        (label, before, [counts[KEYS[label], year] if label in KEYS else by_court[year] for year in years])
        for label, before in TABLE_9
    ]


def requests_of(year):
    first, last = clock.at(date(year, 4, 1)), clock.at(date(year + 1, 4, 1))
    return AssessmentRequest.objects.filter(received_at__gte=first, received_at__lt=last)


def summary(year):
    """Numbers of one year. Restricted people are counted, never named."""
    outcomes = Counter(requests_of(year).values_list("outcome", flat=True))
    rows = Delay.objects.filter(request__in=requests_of(year)).values_list("cause", "began_at", "ended_at")
    minutes = Counter()
    for cause, began, ended in rows:
        minutes[cause] += int(((ended or clock.now()) - began).total_seconds() // 60)
    return {
        "requests": sum(outcomes.values()), "detained": sum(outcomes[o] for o in DETAINED),
        "hours": hours_worked(year), "demand_now": demand(year, sum(outcomes.values())),
        "averted": sum(outcomes[o] for o in AVERTED), "open": outcomes[""], "demand": DEMAND,
        "delays": [(Delay.Cause(cause).label, number) for cause, number in minutes.most_common()],
        "outcomes": [(Outcome(o).label, number) for o, number in outcomes.most_common() if o],
    }  # fmt: skip


def hours_worked(year):
    """[(what, hours)]: on duty and standing by, by the published rota; out on visits; unsocial hours signed off."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    duties = Duty.objects.filter(
        rota__state="published", worked=True, day__gte=first, day__lte=last, ends__lte=clock.now()
    )
    length = Sum(F("ends") - F("starts"))
    on = dict(duties.values_list("kind__backup").annotate(length=length))
    signed = Claim.objects.filter(state=Claim.State.SIGNED, duty__day__gte=first, duty__day__lte=last)
    out = Visit.objects.filter(request__in=requests_of(year)).only("starts", "ended_at")
    return [
        ("On duty, by the rota", in_hours(on.get(False))), ("Standing by as back-up", in_hours(on.get(True))),
        ("Out on visits", on_visits(out)),
        ("Unsocial, signed off", round((signed.aggregate(all=Sum("minutes"))["all"] or 0) / 60, 1)),
    ]  # fmt: skip


def in_hours(length):
    return round(length.total_seconds() / 3600, 1) if length else 0


def on_visits(visits):
    return round(sum((v.ended_at - v.starts).total_seconds() for v in visits if v.ended_at) / 3600, 1)


def demand(year, requests):
    """How the year's requests stand to what the service can do: at this pace, how many by its end."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    gone, whole = (min(clock.today(), last) - first).days + 1, (last - first).days + 1
    if gone < 28:
        return "Too early in the year to say how many there will be."
    pace, (least, most) = round(requests * whole / gone), DEMAND
    words = "more than" if pace > most else "fewer than" if pace < least else "within"
    return f"At this pace {pace} in the year: {words} the {least} to {most} that 15 AMHPs can take on."


COLUMNS = [
    "Request", "Received", "From", "Power", "Outcome", "Detention averted", "Decided", "Hours to decision", "AMHP",
    "Hours on visits", "Delay minutes", *(f"Delay: {label.lower()}" for label in Delay.Cause.labels), "Age band", "Out of area",
]  # fmt: skip


def rows(worker, year):
    """A row for each request that the worker may see: no name, no date of birth."""
    found = requests_of(year).visible_to(worker).select_related("person", "amhp").prefetch_related("delays", "visits")
    for request in found.order_by("received_at"):
        yield request.person_id, row(request)


def row(request):
    minutes = Counter()
    for delay in request.delays.all():
        minutes[delay.cause] += delay.minutes
    hours = (request.decided_at - request.received_at).total_seconds() / 3600 if request.decided_at else None
    return [
        str(request), request.received_at, request.get_source_display(), request.get_power_display() if request.power else "",
        request.get_outcome_display(), "Yes" if request.outcome in AVERTED else "No" if request.outcome else "",
        request.decided_at, round(hours, 1) if hours is not None else None, request.amhp.name if request.amhp_id else "",
        on_visits(request.visits.all()),
        sum(minutes.values()), *(minutes[cause] for cause in Delay.Cause.values), band(request.person.age),
        "Yes" if request.out_of_area else "No",
    ]  # fmt: skip


def band(age):
    if age is None:
        return "Not known"
    edges = [(18, "Under 18"), (25, "18 to 24"), (45, "25 to 44"), (65, "45 to 64"), (75, "65 to 74")]
    return next((label for edge, label in edges if age < edge), "75 or over")
