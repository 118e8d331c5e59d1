"""The front door's rules and targets. Each docstring is the sentence that a reader sees."""

from datetime import timedelta

from bep.kit import clock, targets
from bep.kit.council import council
from bep.kit.reference import codes
from bep.kit.rules import WrongMoment, must_say, refuse_by, rule
from referrals.models import Appointment, Referral

SELF = "self"


# --- taking a referral ------------------------------------------------------------------------------------------------
@rule("This council's offer: adults, and 17-year-olds who are moving from children's services", "LOCAL")
def old_enough(age, mha_asked=False):
    """This service is for people aged 17 and over."""
    # The Mental Health Act knows no age, so an AMHP considers anybody's case.
    if age is not None and age < youngest() and not mha_asked:
        raise refuse_by(old_enough, field="birth_date", remedy=council().under_age_help)


def age_of(facts):
    """Years today by the date of birth that a form holds, else the age it holds, else None."""
    born = facts.get("birth_date")
    return clock.age_on(born, clock.today()) if born else facts.get("age_given")


def youngest():
    return int(targets.target("referral.youngest").value)


def in_transition(age):
    """A 17-year-old is taken so that adult support is ready when children's services end."""
    return age is not None and youngest() <= age < 18


@rule("This council's practice: a referral by somebody else names them", "LOCAL")
def referrer_is_named(referral):
    """A referral by somebody else says who they are and how we can reach them."""
    if referral.source == SELF:
        return
    if not referral.referrer_name:
        raise refuse_by(referrer_is_named, field="referrer_name", remedy="Give the name of whoever referred.")
    if not (referral.referrer_phone or referral.referrer_email):
        raise refuse_by(referrer_is_named, field="referrer_phone", remedy="Give their phone number or their email.")


@rule("Common law duty of confidentiality; UK GDPR Article 6", "RECALLED")
def agreed_or_explained(referral):
    """Going on without somebody's agreement needs a reason on record."""
    if referral.consent and referral.consent != Referral.Consent.YES and not referral.consent_note.strip():
        raise refuse_by(
            agreed_or_explained,
            field="consent_note",
            remedy="Say why it is right to go on: for example to prevent harm.",
        )


@rule("Barnet operating model 2015 s6: the two weeks count from first contact", "LOCAL")
def first_contact_is_past(referral):
    """The first contact cannot lie after the day we received the referral."""
    if referral.first_contact > clock.as_date(referral.received_at):
        raise refuse_by(first_contact_is_past, field="first_contact", remedy="Give the day they first asked for help.")


@rule("A list of sources that this council keeps", "LOCAL")
def source_is_known(referral):
    """Every referral names one of the sources on the list."""
    if referral.source not in codes("referral_source"):
        raise refuse_by(source_is_known, field="source", remedy="Choose who referred from the list.")


ON_RECEIPT = (source_is_known, referrer_is_named, agreed_or_explained, first_contact_is_past)


def triage_due(urgency, received_at):
    """The end of the day by which a referral is decided; one that comes on a day off counts from the next working day."""
    start = clock.add_working_days(clock.as_date(received_at) - timedelta(days=1), 1)
    return clock.end_of(targets.due(f"referral.triage_{urgency}", start))


# --- deciding ---------------------------------------------------------------------------------------------------------
NEED_PERSON = {
    Referral.State.AWAITING, Referral.State.CHOICE_MEETING, Referral.State.BRIEF_SUPPORT,
    Referral.State.AMHP, Referral.State.SAFEGUARDING, Referral.State.SECONDARY_CARE,
}  # fmt: skip


@rule("This council's practice: work is done with a known person", "LOCAL")
def person_is_matched(referral, outcome):
    """Match this referral to a person first, or register them: others will work with them from here."""
    if outcome in NEED_PERSON and not referral.person_id:
        raise refuse_by(person_is_matched, field="verb", remedy="Use “Match to a person” on this page.")


def reason_is_given(reason, field="reason"):
    must_say(reason, "A decision needs a reason.", field=field, remedy="Say in a sentence or two why.")


# --- the choice appointment -------------------------------------------------------------------------------------------
KEYS = {Appointment.Setting.HOME: "choice_appointment.home_visit_within"}


def takes_place_by(first_contact, setting=Appointment.Setting.HUB):
    """The last day that meets the target: 14 calendar days after first contact at a hub, 28 at home (Barnet's own targets)."""
    return targets.due(KEYS.get(setting, "choice_appointment.within"), first_contact)


def days_allowed(first_contact, setting=Appointment.Setting.HUB):
    return (takes_place_by(first_contact, setting) - first_contact).days


@rule("Barnet operating model 2015 s6: a hub appointment within two weeks, a home visit within four", "LOCAL")
def offered_within_target(day, by, earliest, chose_later):
    """A later date than the target needs the person's own choice, or that nothing earlier is free."""
    if day > by and earliest and earliest <= by and not chose_later:
        raise refuse_by(
            offered_within_target,
            field="chose_later",
            remedy=f"Offer {earliest:%A} {earliest.day} {earliest:%B} first, or tick that the person chose the later date.",
        )


@rule("A choice appointment is for a referral that waits for one", "LOCAL")
def waits_for_appointment(referral):
    """An appointment is booked for a referral that was offered one and has none."""
    if referral.state != Referral.State.AWAITING:
        raise WrongMoment(
            f"No appointment can be booked: this referral is “{referral.get_state_display()}”.",
            remedy="Triage it first, or open it again.",
        )
    if referral.appointments.filter(state=Appointment.State.BOOKED).exists():
        raise WrongMoment("This referral has an appointment already.", remedy="Move that one, or cancel it first.")
