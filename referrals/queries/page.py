"""Everything that the page of one referral shows."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from bep.kit import clock, faces, reference
from people.faces import person_url
from people.matching import find_matches
from referrals import rules, taking
from referrals.known import known, likely_duplicates
from referrals.models import Appointment, Referral

ALSO_KEPT: list = []  # (referral) -> rows that its page shows as well


@dataclass
class ReferralPage:
    referral: Referral
    worker: object

    # Each is read when a page shows it.
    @cached_property
    def attachments(self):
        return list(self.referral.attachments.select_related("added_by"))

    @cached_property
    def decisions(self):
        return list(self.referral.decisions.select_related("decided_by"))

    @cached_property
    def appointments(self):
        return list(self.referral.appointments.select_related("session__hub", "worker"))

    @cached_property
    def signposts(self):
        return list(self.referral.signposts.select_related("organisation"))

    @cached_property
    def duplicates(self):
        return list(likely_duplicates(self.referral, self.worker))

    @property
    def also_rows(self):
        """What upper rooms keep of it: their registrations add to ALSO_KEPT."""
        return [row for keeps in ALSO_KEPT for row in keeps(self.referral)]

    @property
    def booked(self):
        return next((a for a in self.appointments if a.state == Appointment.State.BOOKED), None)

    @property
    def decision_events(self):
        return [
            faces.Event(when=d.decided_at, title=d.get_outcome_display(), detail=decided_words(d), by=d.who)
            for d in self.decisions
        ]

    @property
    def clock(self):
        """The clock that runs now: to triage, or to the appointment."""
        referral = self.referral
        if referral.state == Referral.State.RECEIVED:
            return faces.due(referral.due_day)
        if referral.state == Referral.State.AWAITING:
            return appointment_clock(referral, self.booked)
        return None

    @property
    def tags(self):
        return tags(self.referral)

    @property
    def person_rows(self):
        """Who it is about, as it was given; beside it the record says what we know."""
        given = self.referral
        needs = ", ".join(reference.label("communication_need", n) for n in given.communication_needs)
        interpreter = f"{given.interpreter_language} interpreter" if given.interpreter_language else ""
        rows = [
            ("Name", given.given_as),
            ("Legal name", f"{given.given_name} {given.family_name}".strip() if given.preferred_name else ""),
            ("Date of birth", age_line(given)), ("NHS number", given.nhs_number), ("Address", given.address),
            ("Postcode", given.postcode), ("Phone", given.phone), ("Email", given.email), ("GP practice", given.gp_practice_name),
            ("Safe contact", given.safe_contact), ("Needs", ", ".join(filter(None, [needs, interpreter]))),
        ]  # fmt: skip
        return [faces.Row(label, value) for label, value in rows if value]

    @property
    def referrer_rows(self):
        given = self.referral
        rows = [
            ("Source", reference.label("referral_source", given.source)), ("Came by", given.get_channel_display()),
            ("Name", given.referrer_name), ("Organisation", given.referrer_organisation),
            ("Relationship", given.referrer_relationship), ("Phone", given.referrer_phone), ("Email", given.referrer_email),
            ("May be named", may_be_named(given)),
            ("Taken by", given.received_by.name if given.received_by else ""),
        ]  # fmt: skip
        return [faces.Row(label, value) for label, value in rows if value]

    @property
    def clock_rows(self):
        given = self.referral
        by = rules.takes_place_by(given.first_contact)
        return [
            faces.Row("Reference", given.reference),
            faces.Row("Received", f"{clock_words(given.received_at)}"),
            faces.Row("First contact", day(given.first_contact)),
            faces.Row("Triage by", day(given.due_day), note=f"urgency: {given.get_urgency_display().lower()}"),
            faces.Row(
                "Appointment by", day(by), note=f"{rules.days_allowed(given.first_contact)} days from first contact"
            ),
            faces.Row("Team", given.team.name if given.team else "Not known"),
            faces.Row("Route of access", given.route_of_access, note="Client Level Data, wording of Release 1"),
        ]


def may_be_named(given):
    if given.source == rules.SELF:
        return ""
    return "Yes" if given.referrer_may_be_named else "No: do not say who"


def decided_words(decision):
    return f"{decision.reason} (to {decision.sent_to})" if decision.sent_to else decision.reason


def appointment_clock(referral, booked):
    """“day 11 of 14”, and when it is booked for a day in time, calm."""
    length = rules.days_allowed(referral.first_contact, booked.setting if booked else Appointment.Setting.HUB)
    face = faces.day_of(referral.first_contact + timedelta(days=1), length, clock.today(), soon=5, kind="target")
    if booked and clock.as_date(booked.starts) <= booked.target_date:
        return faces.Clock("ok", f"booked {day(clock.as_date(booked.starts))}, in time", kind="target")
    return face


def tags(referral):
    found = []
    if referral.in_danger:
        found.append(
            {"words": "In danger now" if not referral.alarm_answered_at else "Alarm answered", "kind": "alert"}
        )
    if referral.mha_asked:
        found.append({"words": "Mental Health Act assessment asked", "kind": "alert"})
    if referral.is_open and not referral.person_id:
        found.append({"words": "Not matched", "kind": "outline"})
    if referral.transition:
        found.append({"words": "17, transition", "kind": "blue"})
    if referral.maybe_automated:
        found.append({"words": "May be automated", "kind": "outline"})
    return found


def summary(referral):
    """The matched person: their page, their warnings."""
    if not referral.person_id:
        return None
    found = known([referral.person_id])[referral.person_id]
    return {
        "person": referral.person,
        "url": person_url(referral.person_id),
        "warnings": found.warnings(besides=referral),
    }


def matches(referral, worker):
    """Whom it may be about, while nobody is matched."""
    if referral.person_id or not (referral.given_name or referral.family_name):
        return []
    facts = {n: getattr(referral, n) for n in ("given_name", "family_name", "birth_date", "nhs_number", "postcode")}
    return find_matches(**taking.probe(facts), worker=worker)


def previous(referral, worker):
    """The same person's other referrals, as far as the worker may see them, the newest first."""
    if not referral.person_id:
        return []
    rows = Referral.objects.visible_to(worker).filter(person=referral.person_id)
    return list(rows.exclude(pk=referral.pk)[:6])


def age_line(given):
    if given.birth_date:
        return f"{day(given.birth_date)} ({clock.age_on(given.birth_date, clock.today())})"
    return f"Not known; about {given.age_given}" if given.age_given is not None else ""


def day(value):
    return f"{value.day} {value:%B %Y}"


def clock_words(moment):
    local = moment.astimezone(clock.LONDON)
    return f"{day(local)} {local:%H:%M}"
