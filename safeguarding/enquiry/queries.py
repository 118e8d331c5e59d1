"""What the page of one enquiry shows: everything of it in a handful of queries, however much there is."""

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from django.db.models import OuterRef

from assessments.models import CapacityAssessment
from bep.access.models import Worker
from bep.kit import clock, faces, reference
from bep.kit.middleware import or_404
from bep.kit.reads import PartsByName, revived, whole
from safeguarding.enquiry import rules
from safeguarding.models import (
    Allegation,
    CapacityView,
    CausedEnquiry,
    Concern,
    Decision,
    Enquiry,
    EnquiryAction,
    Meeting,
    PlanReview,
    RiskRating,
    SealedPart,
    Sharing,
    Wish,
)
from safeguarding.models.personal import band
from safeguarding.sealed.reading import opened

PARTS = {
    "allegations": Allegation, "wishes": Wish, "views": CapacityView, "ratings": RiskRating, "asked_others": CausedEnquiry,
    "todo": EnquiryAction, "meetings": Meeting, "sharings": Sharing, "reviews": PlanReview,
}  # fmt: skip
S = Enquiry.State


def get_enquiry(worker, pk):
    rows = Enquiry.objects.visible_to(worker).select_related("person", "sam", "officer", "provider_enquiry__provider")
    return or_404(rows.filter(pk=pk).first())


def with_parts(worker, pk):
    """The enquiry with all its parts, read as one row."""
    of_it = {"enquiry": OuterRef("pk")}
    reads = {f"{name}_read": whole(model.objects.filter(**of_it)) for name, model in PARTS.items()}
    reads["capacity_read"] = whole(CapacityAssessment.objects.filter(cited__enquiry=OuterRef("pk")))
    rows = Enquiry.objects.visible_to(worker).select_related("person", "sam", "officer", "provider_enquiry__provider")
    return or_404(rows.annotate(**reads).filter(pk=pk).first())


def order_of(said):
    """What is open comes by when it is due, the first first; of all, what began last."""
    return ("-opened_at", "-pk") if said.get("show") == "all" else ("due_on", "pk")


def listed(worker, said):
    """Enquiries as the filters choose. Each that is open has its day."""
    rows = Enquiry.objects.visible_to(worker).select_related("person", "sam", "officer")
    show = said.get("show") or ""
    if show == "":
        rows = rows.open()
    elif show == "late":
        rows = rows.open().filter(due_on__lt=clock.today())
    elif show == "mine":
        rows = rows.open().filter(sam=worker) | rows.open().filter(officer=worker)
    if state := said.get("state"):
        rows = rows.filter(state=state)
    return rows


def stage_clock(enquiry):
    return faces.due(enquiry.due_on, kind="target") if enquiry.due_on and enquiry.is_open else None


@dataclass
class EnquiryPage(PartsByName):
    enquiry: Enquiry
    worker: object
    parts: dict = field(default_factory=dict)

    def __post_init__(self):
        for name, model in PARTS.items():
            rows = revived(model, getattr(self.enquiry, f"{name}_read"))
            self.parts[name] = sorted(rows, key=attrgetter("pk"))  # they come in no order
        concerns = Concern.objects.visible_to(self.worker).filter(enquiry=self.enquiry)
        self.concerns = list(concerns.order_by("received_at"))
        self.decisions = list(Decision.objects.filter(concern__in=self.concerns).select_related("decided_by"))
        sealed = SealedPart.objects.visible_to(self.worker).filter(concern__in=self.concerns).select_related("concern")
        self.sealed = opened(sealed, self.worker)
        ids = {row.by_id for rows in self.parts.values() for row in rows if row.by_id}
        self.capacity = list(revived(CapacityAssessment, getattr(self.enquiry, "capacity_read", [])))
        self.names = dict(Worker.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}

    @property
    def clock(self):
        return stage_clock(self.enquiry)

    @property
    def after_death(self):
        """What a death means for an enquiry that goes on."""
        one = self.enquiry
        return rules.goes_on_after_death.wording if one.is_open and rules.goes_on_after_death(one) else ""

    @property
    def source_died(self):
        died = any(allegation.source_died_on for allegation in self.allegations)
        return rules.source_death_ends_nothing.wording if died and self.enquiry.is_open else ""

    @property
    def recalled(self):
        return rules.recalled(self.enquiry.state)

    @property
    def stages(self):
        """Where it is, drawn as the pathway is."""
        names = [S.PLANNING, S.ENQUIRING, S.REPORTED, S.CONCLUDED, S.PROTECTING, S.CLOSED]
        now = names.index(S(self.enquiry.state))
        days = {S.PLANNING: self.enquiry.planned_on, S.ENQUIRING: self.enquiry.reported_on,
                S.REPORTED: self.enquiry.concluded_on, S.CLOSED: self.enquiry.closed_on}  # fmt: skip
        return [self.stage(S(name), i, now, days.get(name)) for i, name in enumerate(names)]

    def stage(self, name, i, now, day):
        skipped = name == S.PROTECTING and now > i and not self.enquiry.plan
        state = "current" if i == now else "skipped" if skipped else "done" if i < now else "next"
        return faces.Stage(str(name.label), state=state, date=f"{day:%-d %b %Y}" if day and i <= now else "")

    @property
    def others(self):
        """What others were asked to find out, each with its clock while they have not answered."""
        return [
            (ask, faces.due(ask.due_on, kind="target") if ask.state == "asked" else None) for ask in self.asked_others
        ]

    @property
    def matrix(self):
        """Five rows of five cells: where the first and the last rating stand."""
        marks = {}
        if self.ratings:
            first, last = self.ratings[0], self.ratings[-1]
            marks[(first.likelihood, first.impact)] = "Before"
            if last is not first:
                both = (last.likelihood, last.impact) in marks
                marks[(last.likelihood, last.impact)] = "Before and now" if both else "Now"
        steps = range(1, 6)
        return [
            (likely, [(bad, band(likely * bad), marks.get((likely, bad), "")) for bad in steps])
            for likely in reversed(steps)
        ]

    @property
    def facts(self):
        one = self.enquiry
        rows = [
            ("Kind", one.get_kind_display()), ("Manager", one.sam.name),
            ("Enquiry officer", one.officer.name if one.officer_id else "Nobody yet"),
            ("Opened", f"{clock.as_date(one.opened_at):%-d %B %Y}"),
            ("Part of", str(one.provider_enquiry) if one.provider_enquiry_id else ""),
            ("Outcome", one.get_risk_outcome_display()), ("Risk now", one.get_risk_now_display()),
        ]  # fmt: skip
        return [faces.Row(key, value) for key, value in rows if value]

    @property
    def chronology(self):
        """All of it by day, the latest first. Sealed parts are in none of it."""
        found = [*self.of_concerns(), *self.of_stages(), *self.of_parts()]
        return sorted(found, key=lambda event: moment_of(event.when), reverse=True)

    def of_concerns(self):
        for concern in self.concerns:
            yield faces.Event(
                concern.received_at, f"Concern {concern.reference} received: {concern.get_channel_display().lower()}."
            )
        for made in self.decisions:
            by = made.decided_by.name if made.decided_by else ""
            yield faces.Event(made.decided_at, f"Decided: {made}.", detail=made.reason, by=by)

    def of_stages(self):
        one = self.enquiry
        said = [
            (one.person.death_date, "They died. Consider a safeguarding adults review, Care Act 2014 s44.", None),
            (one.reported_on, "The officer handed in the report.", one.officer),
            (one.concluded_on, f"Concluded: {one.get_risk_outcome_display().lower()}.", one.sam),
            (one.closed_on, "Closed.", one.sam),
        ]
        for day, title, by in said:
            if day:
                yield faces.Event(day, title, by=by.name if by else "")

    def of_parts(self):
        told = {
            "meetings": lambda m: (m.held_on, f"{m.get_kind_display()}.", m.decisions),
            "wishes": lambda w: (w.said_on, "Said what they want.", w.words),
            "ratings": lambda r: (r.rated_on, f"Risk rated {r.likelihood} × {r.impact}.", r.words),
            "views": lambda v: (
                clock.as_date(v.written_at),
                f"Capacity, {v.get_at_display().lower()}: {v.get_lacks_display().lower()}.",
                v.why,
            ),
            "asked_others": lambda a: (a.asked_on, f"Asked {a.organisation} to enquire.", a.what),
            "sharings": lambda s: (
                s.shared_on,
                f"Information shared with {s.to}.",
                reference.label("sharing_ground", s.ground),
            ),
            "reviews": lambda r: (r.held_on, "Protection plan reviewed.", r.words),
        }
        for name, tell in told.items():
            for row in self.parts[name]:
                day, title, detail = tell(row)
                yield faces.Event(day, title, detail=detail, by=self.names.get(row.by_id, ""))


def moment_of(when):
    """A moment to sort by; what has a day and no time comes after the rest of its day."""
    return when if isinstance(when, datetime) else clock.end_of(when)
