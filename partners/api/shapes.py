"""What our answers look like, for the description of the API. An answer that differs fails the tests that read it against this.

A field that an agreement must hold is absent where none does; everything else is always there.
"""

from rest_framework import serializers

from partners import shared
from partners.queries import MHA_STATES
from referrals.models import Appointment as HubAppointment

Moment, Day, YesNo, Whole = (
    serializers.DateTimeField, serializers.DateField, serializers.BooleanField, serializers.IntegerField,
)  # fmt: skip


class Words(serializers.CharField):
    """Words of an answer may be none."""

    def __init__(self, **more):
        super().__init__(allow_blank=True, **more)


def agreed(key, kind, **more):
    """A field that is told only where an agreement in force holds it."""
    return kind(required=False, help_text=f"Told where an agreement in force holds “{key}”.", **more)


class Shape(serializers.Serializer):
    pass


def page_of(kind, doc):
    """A list that goes on by bookmark."""
    bookmark = Words(allow_null=True, help_text="Send it back as “after” to go on, now or tomorrow.")
    more = YesNo(help_text="Whether more is here already.")
    return type(
        f"{kind.__name__}Page", (Shape,), {"__doc__": doc, "items": kind(many=True), "more": more, "bookmark": bookmark}
    )


def listed(kind, doc, name, **more):
    return type(name, (Shape,), {"__doc__": doc, **more, "items": kind(many=True)})


# --- referrals --------------------------------------------------------------------------------------------------------
class Outcome(Shape):
    """What was decided. The codes of a release may grow: read the label for one that you do not know."""

    code = Words()
    label = Words()
    decided_at = Moment(allow_null=True)


class Referral(Shape):
    """A referral that you sent, as far as the agreement with you allows."""

    id = Words(help_text="Our reference.")
    your_reference = Words(help_text="As you sent it; empty where you sent none.")
    received_at = Moment()
    changed_at = Moment(help_text="When anything last changed that you may see.")
    state = agreed(shared.STATE, serializers.ChoiceField, choices=["received", "awaiting_appointment", "closed"])
    outcome = agreed(shared.OUTCOME, Outcome, allow_null=True)


Referrals = page_of(Referral, "Referrals in the order in which anything of them changed.")


class ReferralOutcome(Shape):
    """What came of one referral; null while nothing has been decided."""

    id = Words()
    outcome = Outcome(allow_null=True)


class HubOfAppointment(Shape):
    name = Words()
    postcode = Words()


class Appointment(Shape):
    setting = serializers.ChoiceField(choices=HubAppointment.Setting.choices)
    state = serializers.ChoiceField(choices=HubAppointment.State.choices)
    starts = Moment()
    ends = Moment()
    hub = HubOfAppointment(allow_null=True, help_text="null for a visit at home.")


Appointments = listed(Appointment, "The appointments of one referral.", "ReferralAppointments", id=Words())


# --- people -----------------------------------------------------------------------------------------------------------
class KnownPerson(Shape):
    """Somebody whom we know, where an agreement lets us tell so."""

    id = Words(help_text="Our reference.")
    nhs_number = Words(help_text="Empty where we have none.")


People = page_of(KnownPerson, "People whom an agreement covers, in the order of their references.")


class Step(Shape):
    step = Words()
    owner = Words(help_text="Whose step it is.")
    by = Day(allow_null=True)
    done = Day(allow_null=True, help_text="When it was done.")


class PlannedGoal(Shape):
    goal = Words(help_text="In the person’s words.")
    steps = Step(many=True)


class AgreedPlan(Shape):
    version = Whole()
    agreed_on = Day()
    review_on = Day()
    goals = agreed(shared.GOALS, PlannedGoal, many=True)
    if_things_get_hard = agreed(shared.IF_HARD, Words)


class Plan(Shape):
    """The plan that a person agreed, as far as it is shared; null where there is none."""

    id = Words()
    plan = AgreedPlan(allow_null=True)


class InvolvedWorker(Shape):
    role = serializers.ChoiceField(choices=["lead", "worker", "team"])
    name = Words()
    job = Words()
    telephone = Words()


Involved = listed(InvolvedWorker, "Who works with the person now.", "WhoIsInvolved", id=Words())


# --- what else is sent to us ------------------------------------------------------------------------------------------
class SentConcern(Shape):
    """That we have the concern; and, where that is agreed, whether it has been decided on: never how."""

    id = Words(help_text="Our reference.")
    your_reference = Words()
    received_at = Moment()
    state = agreed(shared.CONCERN, serializers.ChoiceField, choices=["received", "decided"])


class MhaRequest(Shape):
    """How far the request for a Mental Health Act assessment is: received stands on the AMHP desk's board and waits to be
    taken; from taken on it is the stage of the work; closed ended without an AMHP having been asked."""

    id = Words(help_text="Our reference.")
    your_reference = Words()
    received_at = Moment()
    state = agreed(
        shared.MHA, serializers.ChoiceField, choices=MHA_STATES
    )  # fmt: skip
    outcome = agreed(shared.MHA, Outcome, allow_null=True)


# --- about nobody -----------------------------------------------------------------------------------------------------
class HubSession(Shape):
    starts = Moment()
    ends = Moment()
    places = Whole()
    free = Whole()
    drop_in = YesNo(help_text="Whether people come without an appointment.")


class OpenHub(Shape):
    name = Words()
    address = Words()
    step_free = YesNo()
    telephone = Words()
    sessions = HubSession(many=True)


Hubs = listed(OpenHub, "Open hubs, and their sessions of the next four weeks.", "OpenHubs")


class ReferenceList(Shape):
    """A list of values that we read, by its name."""

    name = Words()
    version = Words(help_text="Moves on whenever any of its values does.")
    source = Words()
    confirmed = YesNo(help_text="Whether it was checked against its source.")


class ListedValue(Shape):
    value = Words(help_text="What is sent.")
    label = Words(help_text="What people read.")
    group = Words()


class ReferenceListValues(ReferenceList):
    """A list with its values."""

    values = ListedValue(many=True)


Lists = listed(ReferenceList, "The lists of values that we read.", "ReferenceLists")
