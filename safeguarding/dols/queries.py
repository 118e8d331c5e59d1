"""What the pages about deprivation of liberty show: the queue, one application, its buttons."""

from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from django.db.models import OuterRef
from django.urls import reverse

from bep.access.models import Worker
from bep.kit import clock, faces, targets
from bep.kit.middleware import or_404
from bep.kit.reads import PartsByName, revived, whole
from bep.kit.rules import is_own, told
from safeguarding import permissions as may
from safeguarding.dols import clocks, rules
from safeguarding.dols.states import DOLS
from safeguarding.models import (
    DolsApplication,
    DolsAssessment,
    DolsCondition,
    DolsCopy,
    DolsReview,
    DolsSupporter,
    DolsVisit,
)
from safeguarding.models.dols import REQUIREMENTS, STATUS

S = DolsApplication.State
WITH = ("person", "bia", "provider", "received_by", "sent_by", "signed_by", "renews")
PARTS = {
    "assessments": DolsAssessment, "conditions": DolsCondition, "supporters": DolsSupporter, "visits": DolsVisit,
    "reviews": DolsReview, "copies": DolsCopy, "renewals": DolsApplication,
}  # fmt: skip
LABELS = dict(STATUS)


# --- the queue --------------------------------------------------------------------------------------------------------
def queue(worker, said):
    """What the filters choose, to be paged by the clock that runs out first."""
    rows = DolsApplication.objects.visible_to(worker).select_related("person", "bia")
    show, today = said.get("show") or "", clock.today()
    if show != "all":
        rows = rows.open()
    if show == "late":
        rows = rows.filter(due_on__lt=today)
    elif show == "ending":
        soon = today + timedelta(days=int(targets.target("dols.renewal_warning").value))
        rows = rows.filter(state__in=DolsApplication.RUNNING, ends_on__lte=soon)
    if state := said.get("state"):
        rows = rows.filter(state=state)
    return rows


def first_clock(application):
    """(what runs out, its face) of the clock that runs out first."""
    found = clocks.running(application)
    return (found[0].label, found[0].face) if found else ("", None)


# --- one application --------------------------------------------------------------------------------------------------
def get_application(worker, pk):
    return or_404(DolsApplication.objects.visible_to(worker).select_related(*WITH).filter(pk=pk).first())


def with_parts(worker, pk):
    """The application with all its parts, read as one row."""
    reads = {}
    for name, model in PARTS.items():
        link = "renews" if model is DolsApplication else "application"
        reads[f"{name}_read"] = whole(model.objects.filter(**{link: OuterRef("pk")}))
    rows = DolsApplication.objects.visible_to(worker).select_related(*WITH)
    return or_404(rows.annotate(**reads).filter(pk=pk).first())


@dataclass
class Requirement:
    """One of the six, as the page shows it."""

    name: str
    label: str
    status: str
    assessed: DolsAssessment | None

    @property
    def words(self):
        return LABELS[self.status]

    @property
    def kind(self):
        return {"0": "outline", "2": "alert"}.get(self.status, "green")


class ApplicationPage(PartsByName):
    def __init__(self, application, worker):
        self.application, self.worker = application, worker
        self.parts = {}
        for name, model in PARTS.items():
            self.parts[name] = sorted(revived(model, getattr(application, f"{name}_read")), key=attrgetter("pk"))
        ids = {row.by_id for name in ("assessments", "reviews") for row in self.parts[name] if row.by_id}
        self.names = dict(Worker.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}

    @property
    def requirements(self):
        newest = {row.requirement: row for row in self.assessments}
        statuses = self.application.statuses
        return [Requirement(name, label, statuses[name], newest.get(name)) for name, label in REQUIREMENTS.items()]

    @property
    def clocks(self):
        return clocks.running(self.application)

    @property
    def notes(self):
        """What the page reminds of, each in its rule's own words."""
        one = self.application
        if one.cqc_location and not rules.cqc_code_has_its_shape(one.cqc_location):
            yield told(rules.cqc_code_has_its_shape)
        if one.is_running and not any(s.is_representative and not s.ends for s in self.supporters):
            yield told(rules.a_representative_is_appointed)
        if one.signed_on and len({copy.to for copy in self.copies}) < len(DolsCopy.To.choices):
            yield told(rules.copies_are_given)
        if any(condition.kept in {"no", "partly"} for condition in self.conditions):
            yield told(rules.conditions_are_kept)

    @property
    def warning(self):
        """This council's own target: the day from which the next request is asked for."""
        one = self.application
        if not one.is_running or self.renewed:
            return ""
        if clocks.has_expired(one):
            return "Its period has run out: record its end."
        start = clocks.warning_from(one)
        return f"Local target: ask for a new request from {start:%-d %B %Y}." if clock.today() >= start else ""

    @property
    def renewed(self):
        return [found for found in self.renewals if found.state != S.WITHDRAWN]

    @property
    def stages(self):
        one = self.application
        names = [
            S.RECEIVED,
            S.ASSESSING,
            S.TO_SIGN,
            S.NOT_GRANTED if one.state == S.NOT_GRANTED else S.GRANTED,
            S.ENDED,
        ]
        if one.state == S.WITHDRAWN:
            names = [S.RECEIVED, S.WITHDRAWN]
        state = S.GRANTED if one.state == S.SUSPENDED else S(one.state)
        now = names.index(state)
        if one.state == S.NOT_GRANTED:
            names.pop()
        days = {S.RECEIVED: one.received_on, S.TO_SIGN: one.sent_on, S.GRANTED: one.signed_on, S.NOT_GRANTED: one.signed_on,
                S.ENDED: one.ended_on, S.WITHDRAWN: one.ended_on}  # fmt: skip
        return [stage(name, i, now, days.get(name)) for i, name in enumerate(names)]

    @property
    def facts(self):
        one = self.application
        rows = [
            ("Where", f"{one.managing_authority} ({one.get_setting_display().lower()})"), ("CQC location", one.cqc_location),
            ("Contact", one.contact), ("Received", spoken(one.received_on)),
            ("Urgent authorisation", period(one.urgent_given_on, one.urgent_until)),
            ("Extended to", spoken(one.urgent_extended_until)), ("Asked first by somebody else", spoken(one.third_party_on)),
            ("That was answered", one.get_third_party_found_display()),
            ("Best interests assessor", one.bia.name if one.bia_id else "Nobody yet"),
            ("Mental health assessor", one.doctor), ("Longest period supported", days(one.maximum_days)),
            ("Sent to be signed", person_on(one.sent_by, one.sent_on)), ("Signed", person_on(one.signed_by, one.signed_on)),
            ("Authorised", period(one.starts_on, one.ends_on)), ("Deprived all the same", one.get_deprived_anyway_display()),
            ("Suspended", spoken(one.suspended_on)), ("Ended", spoken(one.ended_on)), ("Because", one.get_end_reason_display()),
        ]  # fmt: skip
        return [faces.Row(key, value) for key, value in rows if value]


def stage(name, i, now, day):
    state = "current" if i == now else "done" if i < now else "next"
    return faces.Stage(str(name.label), state=state, date=f"{day:%-d %b %Y}" if day and i <= now else "")


def spoken(day):
    return f"{day:%-d %B %Y}" if day else ""


def period(first, last):
    return f"{spoken(first)} to {spoken(last)}" if first and last else ""


def person_on(worker, day):
    return f"{worker.name}, {spoken(day)}" if worker and day else ""


def days(number):
    return faces.plural(number, "day") if number else ""


# --- buttons ----------------------------------------------------------------------------------------------------------
USUAL = {S.RECEIVED: "allocate", S.ASSESSING: "assess", S.TO_SIGN: "grant", S.GRANTED: "renew", S.SUSPENDED: "resume"}
ADDS = [("A condition", "condition"), ("A representative or advocate", "supporter"), ("A copy given", "copy")]


def verbs(application, worker, renewed=(), assessments=()):
    """Moves of the table that this worker may make here and now, the usual one first; nobody signs their own work."""
    own = is_own(worker, *rules.who_worked_on_it(application, assessments))
    moves = [move for move in DOLS.open_moves(application, worker) if fits(move, application, renewed)]
    moves = [move for move in moves if not (own and move.verb in {"grant", "refuse"})]
    usual = "end" if clocks.has_expired(application) else USUAL.get(application.state)
    moves.sort(key=lambda move: move.verb != usual)
    found = [faces.Link(move.sentence, address(move.verb, application)) for move in moves]
    if application.third_party_on and not application.third_party_settled_on and worker.has_perm(may.DOLS_ASSESS):
        found.append(faces.Link("Answer the question", address("question", application)))
    return found


def fits(move, application, renewed):
    if move.verb == "extend":
        return bool(application.urgent_until) and not application.urgent_extended_until
    if move.verb == "send":
        return bool(rules.unmet(application)) or not rules.open_ones(application)
    if move.verb in {"grant", "refuse"}:
        return (move.verb == "refuse") == bool(rules.unmet(application))
    return move.verb != "renew" or not (renewed or clocks.has_expired(application))


def adds(application, worker, supporters):
    if not worker.has_perm(may.DOLS_HANDLE) or not application.signed_on:
        return []
    names = ADDS if application.is_running else ADDS[2:]
    found = [faces.Link(label, address(f"add_{name}", application)) for label, name in names]
    if supporters and application.is_running:
        found.append(faces.Link("A visit", address("add_visit", application)))
    return found


def address(name, application):
    return reverse(f"safeguarding:dols_{name}", args=[application.pk])
