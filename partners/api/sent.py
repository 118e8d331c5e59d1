"""What a client may send us, kind by kind. Lengths are those of our own columns."""

from datetime import timedelta

from rest_framework import serializers

from amhp_rota.models import AssessmentRequest
from bep.kit import clock
from partners.api import fields
from referrals.models import Referral
from safeguarding.models import Concern


def words(length, **more):
    return fields.Words(max_length=length, required=more.pop("required", False), **more)


class PersonSent(fields.Sent):
    """Whom it is about, as you know them. Whether we know them we do not say."""

    given_name = words(80)
    family_name = words(80)
    preferred_name = words(80)
    birth_date = fields.Day(past=True, required=False, help_text="Where it is not known, give an age.")
    age = fields.Whole(required=False, min_value=0, max_value=120)
    nhs_number = fields.NHSNumber(required=False, max_length=20)
    gender = fields.Listed("gender", required=False, max_length=40)
    address = words(500)
    postcode = fields.Postcode(required=False, max_length=12)
    phone = fields.Phone(required=False, max_length=30)
    email = fields.Email(required=False, max_length=254)
    gp_practice = words(120)
    safe_contact = words(1000, help_text="How and when it is safe to reach them.")
    communication_needs = serializers.ListField(
        child=fields.Listed("communication_need", max_length=40), required=False, max_length=20
    )
    interpreter_language = fields.Listed("language", required=False, max_length=60)

    def validate(self, attrs):
        if not attrs.get("given_name") and not attrs.get("family_name"):
            raise serializers.ValidationError({"family_name": ["A referral needs a name, or part of one."]})
        if "birth_date" not in attrs and "age" not in attrs:
            raise serializers.ValidationError({"birth_date": ["A referral needs a date of birth, or an age."]})
        return attrs


class ReferrerSent(fields.Sent):
    """Who of yours refers, and how we reach them."""

    name = words(120, required=True)
    role = words(80)
    phone = fields.Phone(required=False, max_length=30)
    email = fields.Email(required=False, max_length=254)
    may_be_named = fields.YesNo(required=False, default=True)


class ReferralSent(fields.Sent):
    your_reference = words(60, help_text="Your own number for it, told back to you.")
    source = fields.Listed("referral_source", max_length=40)
    person = PersonSent()
    referrer = ReferrerSent()
    reason = words(6000, required=True, help_text="What is happening.")
    wants = words(3000, help_text="What the person wants to happen.")
    risks = words(3000, help_text="Anything that could cause harm.")
    urgency = serializers.ChoiceField(Referral.Urgency.choices, required=False, default="routine")
    in_danger = fields.YesNo(required=False, default=False, help_text="In danger now: call 999 first. Duty is alarmed.")
    consent = serializers.ChoiceField(Referral.Consent.choices)
    consent_note = words(1000, help_text="Why you go on without their agreement.")
    first_contact = fields.Day(past=True, required=False)


class WithdrawalSent(fields.Sent):
    reason = words(1000, required=True)


# {what a referral's column is called: where it stands in what is sent}
PATHS = {
    "given_name": "person.given_name", "family_name": "person.family_name", "birth_date": "person.birth_date",
    "age_given": "person.age", "referrer_name": "referrer.name", "referrer_phone": "referrer.phone",
}  # fmt: skip


def columns(asked, found, bearer):
    """A referral's columns, from what was sent; every word of it is kept beside them."""
    person, referrer = dict(asked["person"]), asked["referrer"]
    renamed = {"age": "age_given", "gp_practice": "gp_practice_name"}
    facts = {renamed.get(name, name): value for name, value in person.items()}
    facts |= {n: asked[n] for n in PLAIN if n in asked}
    return facts | {
        "channel": Referral.Channel.API, "referrer_organisation": bearer.organisation,
        "referrer_name": referrer["name"], "referrer_relationship": referrer.get("role", ""),
        "referrer_phone": referrer.get("phone", ""), "referrer_email": referrer.get("email", ""),
        "referrer_may_be_named": referrer["may_be_named"], "as_received": found,
    }  # fmt: skip


PLAIN = (
    "source", "reason", "wants", "risks", "urgency", "in_danger", "consent", "consent_note", "first_contact",
)  # fmt: skip


# --- Mental Health Act ------------------------------------------------------------------------------------------------
Source, Power = AssessmentRequest.Source, AssessmentRequest.Power
SKEW = timedelta(minutes=5)  # between their clock and ours


class MhaSent(fields.Sent):
    your_reference = words(60)
    source = fields.Listed("referral_source", max_length=40)
    person = PersonSent()
    referrer = ReferrerSent()
    reason = words(5000, required=True, help_text="Why now.")
    where_now = words(200, required=True, help_text="Where the person is.")
    held_under = serializers.ChoiceField(
        [choice for choice in Power.choices if choice[0]], required=False,
        help_text="Under what power they are held now; with held_since. The AMHP desk counts the legal clock from there.",
    )  # fmt: skip
    held_since = fields.Moment(required=False, help_text="For s136 and s135: when they arrived at the place of safety.")
    risks = words(3000)
    tried = words(3000, help_text="What was tried before.")

    def validate(self, attrs):
        if ("held_under" in attrs) != ("held_since" in attrs):
            missing = "held_since" if "held_under" in attrs else "held_under"
            raise serializers.ValidationError({missing: [HELD_BOTH]})
        since = attrs.get("held_since")
        if since and since <= clock.now() + SKEW:
            attrs["held_since"] = min(since, clock.now())
        return attrs


HELD_BOTH = "Held under which power, and since when, are said together: the legal clock counts from there."
SOURCES = {
    "hospital": Source.HOSPITAL,
    "police": Source.POLICE,
    "gp": Source.COMMUNITY,
    "mental_health_trust": Source.COMMUNITY,
}
SOURCES_OF_POWER = {
    Power.S136: Source.POLICE, Power.S135: Source.POLICE, Power.S5_2: Source.HOSPITAL, Power.S5_4: Source.HOSPITAL,
    Power.S2: Source.HOSPITAL, Power.RECALL: Source.HOSPITAL,
}  # fmt: skip
MHA_PATHS = PATHS | {"held_from": "held_since", "power": "held_under", "place": "where_now"}


def mha_columns(asked, found, bearer):
    """As a referral's columns. The consent of the person is no condition of it."""
    return columns(asked | {"urgency": "same_day"}, found, bearer) | {"mha_asked": True}


def outside_columns(asked):
    """What the AMHP desk is told beside its referral. Who holds somebody says more about where it comes from than who wrote."""
    power = asked.get("held_under", "")
    return {
        "source": SOURCES_OF_POWER.get(power) or SOURCES.get(asked["source"], Source.OTHER), "place": asked["where_now"],
        "power": power, "held_from": asked.get("held_since"), "tried": asked.get("tried", ""),
    }  # fmt: skip


# --- safeguarding -----------------------------------------------------------------------------------------------------
class AdultSent(fields.Sent):
    """The adult at risk, as far as you know them."""

    given_name = words(80)
    family_name = words(80)
    birth_date = fields.Day(past=True, required=False)
    nhs_number = fields.NHSNumber(required=False, max_length=20)
    address = words(500)
    postcode = fields.Postcode(required=False, max_length=12)
    phone = fields.Phone(required=False, max_length=30)
    safe_contact = words(1000)


class ReporterSent(fields.Sent):
    kind = fields.Listed("concern_reporter", required=False, max_length=12)
    name = words(120, required=True)
    phone = fields.Phone(required=False, max_length=30)
    email = fields.Email(required=False, max_length=254)
    protected = fields.YesNo(required=False, default=False, help_text="They fear being known: their words are sealed.")


class ConcernSent(fields.Sent):
    your_reference = words(60)
    person = AdultSent()
    reporter = ReporterSent()
    what = words(6000, required=True, help_text="What happened, or is feared.")
    kinds = serializers.ListField(child=fields.Listed("abuse_type", max_length=20), required=False, max_length=12)
    happened = words(160)
    location = fields.Listed("abuse_location", required=False, max_length=20)
    place = words(200)
    alleged = words(1000)
    others_at_risk = words(1000)
    in_danger = fields.YesNo(required=False, default=False, help_text="In danger now: call 999 first. Duty is alarmed.")
    safe_now = serializers.ChoiceField(Concern.Answer.choices, required=False, default="unknown")
    done_so_far = words(3000)
    views = words(3000, help_text="What the adult says and wants, in their words.")
    consent = serializers.ChoiceField(Concern.Consent.choices, required=False, default="not_asked")


CONCERN_PATHS = {name: f"person.{name}" for name in AdultSent().fields}


def concern_columns(asked, bearer):
    facts = dict(asked)
    reporter, theirs = facts.pop("reporter"), facts.pop("your_reference", "")
    said = {
        "channel": Concern.Channel.PARTNER, "origin": bearer.ods_code if theirs else "", "origin_key": theirs,
        "reporter_kind": reporter.get("kind", ""), "reporter_name": reporter["name"],
        "reporter_organisation": bearer.organisation, "reporter_phone": reporter.get("phone", ""),
        "reporter_email": reporter.get("email", ""), "reporter_protected": reporter["protected"],
    }  # fmt: skip
    return dict(facts.pop("person")) | facts | said
