"""What the pages about concerns show."""

from dataclasses import dataclass

from django.db.models import Count

from bep.kit import clock, faces, reference
from bep.kit.targets import target
from people.matching import find_matches
from referrals.taking import probe
from safeguarding.concern import rules
from safeguarding.models import Concern, Decision, SealedPart
from safeguarding.sealed.reading import opened

SHOWN = 8  # other concerns about the same adult
WITH = ("person", "provider", "received_by", "alarm_answered_by", "referral", "enquiry")


def inbox(worker, said):
    """What the filters choose, to be paged by when it is due."""
    rows = Concern.objects.visible_to(worker).select_related("person", "provider")
    show = said.get("show") or ""
    if show != "all":
        rows = rows.open()
    if show == "late":
        rows = rows.filter(decision_due__lte=clock.now())
    if show == "unmatched":
        rows = rows.filter(person=None)
    if kind := said.get("kind"):
        rows = rows.filter(kinds__contains=[kind])
    return chosen(rows, said)


def chosen(rows, said):
    """The filters that the pictures of patterns lead here by, each said once."""
    for name in ("provider", "location", "source"):
        if value := said.get(name):
            rows = rows.filter(**{name: value})
    if since := said.get("since"):
        rows = rows.filter(received_at__gte=clock.at(since))
    if before := said.get("before"):
        rows = rows.filter(received_at__lt=clock.at(before))
    if said.get("repeats"):
        rows = rows.filter(person__in=repeated(rows))
    return rows


def repeated(rows):
    """Adults about whom there is more than one of these concerns."""
    found = rows.filter(person__isnull=False).order_by().values("person")
    return found.annotate(number=Count("pk")).filter(number__gt=1).values("person")


def alarms(worker):
    return list(Concern.objects.visible_to(worker).alarms().select_related("person").order_by("received_at")[:20])


def decision_clock(concern):
    """To the decision; of one that is decided, how long it took."""
    if not concern.is_open:
        late = concern.decided_at > concern.decision_due
        taken = faces.span(concern.decided_at - concern.received_at)
        return faces.Clock(
            "late" if late else "none", f"decided after {taken}{', late' if late else ''}", kind="target"
        )
    return faces.due(concern.due_day, kind="target")


def target_is_recalled():
    """Whether the days of a decision are from memory until the board confirms them."""
    return target("safeguarding.decision_within").status not in {"VERIFIED", "LOCAL"}


def talk_clock(concern):
    """To the first talk with the adult, while nobody has spoken with them."""
    if concern.spoken_with_at or not concern.is_open or has_died(concern):
        return None
    due = rules.conversation_due(concern.in_danger, concern.received_at)
    return faces.due(clock.day_ending(due), kind="target")


def has_died(concern):
    return bool(concern.person_id and concern.person.death_date)


@dataclass
class ConcernPage:
    concern: Concern
    worker: object

    def __post_init__(self):
        self.decisions = list(Decision.objects.filter(concern=self.concern).select_related("decided_by"))
        sealed = SealedPart.objects.visible_to(self.worker).filter(concern=self.concern)
        self.sealed = opened(sealed.select_related("concern").prefetch_related("readers__worker"), self.worker)

    @property
    def clocks(self):
        found = [("Decision", decision_clock(self.concern)), ("First talk with the adult", talk_clock(self.concern))]
        return [pair for pair in found if pair[1]]

    @property
    def counts_from(self):
        """Why the first talk is not due on the day the concern came in, where it is not."""
        given = self.concern
        late = rules.first_day(given.received_at) != clock.as_date(given.received_at)
        return rules.conversation_due.wording if late and talk_clock(given) and not given.in_danger else ""

    @property
    def tags(self):
        given, found = self.concern, []
        if given.in_danger:
            found.append(("Alarm answered", "outline") if given.alarm_answered_at else ("In danger now", "alert"))
        if not given.person_id:
            found.append(("Not matched", "outline"))
        if given.maybe_automated:
            found.append(("May be automated", "outline"))
        return found

    @property
    def what_rows(self):
        given = self.concern
        return rows(
            ("Kinds", ", ".join(reference.label("abuse_type", kind) for kind in given.kinds)),
            ("When", given.happened),
            ("Where", joined(reference.label("abuse_location", given.location), given.place)),
            ("Provider", given.provider and given.provider.name),
            ("Source of the risk", joined(reference.label("risk_source", given.source), given.alleged)),
            ("Position of trust", given.position_of_trust and "Yes: they work with adults or children"),
            ("Others at risk", given.others_at_risk),
        )

    @property
    def safety_rows(self):
        given = self.concern
        return rows(
            ("Safe now", given.get_safe_now_display()),
            ("Done so far", given.done_so_far),
            ("Police", joined(given.get_police_display(), given.police_reference)),
        )

    @property
    def adult_rows(self):
        given = self.concern
        return rows(
            ("Knows of it", given.get_knows_display()),
            ("Agrees", given.get_consent_display()),
            ("Raised all the same because", given.why_without),
            ("Spoken with", given.spoken_with_at and f"{clock.as_date(given.spoken_with_at):%-d %B %Y}"),
        )

    @property
    def given_rows(self):
        given = self.concern
        return rows(
            ("Name", given.given_as),
            ("Date of birth", given.birth_date and f"{given.birth_date:%-d %B %Y}"),
            ("NHS number", given.nhs_number), ("Address", joined(given.address, given.postcode)),
            ("Phone", given.phone), ("Safe contact", given.safe_contact),
        )  # fmt: skip

    @property
    def reporter_rows(self):
        given = self.concern
        return rows(
            ("Came by", given.get_channel_display()),
            ("Who", reference.label("concern_reporter", given.reporter_kind)),
            ("Name", "Sealed" if given.reporter_protected else given.reporter_name),
            ("Organisation", given.reporter_organisation), ("Phone", given.reporter_phone), ("Email", given.reporter_email),
            ("Taken by", given.received_by and given.received_by.name),
        )  # fmt: skip


def rows(*pairs):
    return [faces.Row(label, value) for label, value in pairs if value]


def joined(*parts):
    return "; ".join(part for part in parts if part)


def matches(concern, worker):
    """Whom it may be about, while nobody is matched."""
    if concern.person_id or not (concern.given_name or concern.family_name):
        return []
    names = ("given_name", "family_name", "birth_date", "nhs_number", "postcode")
    return find_matches(**probe({name: getattr(concern, name) for name in names}), worker=worker)


def repeats(concern, worker):
    """Other concerns about the same adult, as far as the worker may see them, the newest first."""
    if not concern.person_id:
        return []
    rows = Concern.objects.visible_to(worker).filter(person=concern.person_id).exclude(pk=concern.pk)
    return list(rows.order_by("-received_at")[:SHOWN])


def repeat_words(concern, others):
    """How many came within the window before or after this one, itself with them; nothing where it stands alone."""
    days = int(target("safeguarding.repeat_window").value)
    near = sum(abs((other.received_at - concern.received_at).days) < days for other in others)
    more = "+" if near == SHOWN else ""
    return f"Repeat: {near + 1}{more} concerns in {days} days" if near else ""
