"""What a client may send us, kind by kind. Lengths are those of our own columns."""

from rest_framework import serializers

from partners.api import fields
from referrals.models import Referral


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
