"""Rows that this room gives to shared screens: bep/kit/registry.py says with which columns."""

from django.db.models import Case, DateField, Exists, F, Func, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat, JSONObject, Left

from assessments.law import Eligibility
from assessments.models import NeedsAssessment
from bep.kit.targets import target
from bep.kit.union import NOBODY, EndOfDay, StartOfDay
from enablement.models import CareAndSupportPlan, EnablementPlan, Episode, Review, SupportSpell

PLAN_KIND = Case(When(kind=NeedsAssessment.Kind.CARER, then=Value("carer")), default=Value("adult"))
WORDS = 300  # how much of a text a list shows


class Later(Func):
    """A day so many calendar days after another."""

    template = "(%(expressions)s + %(days)s)"
    output_field = DateField()


def later(field, key):
    """The last day that meets a target counted in days or weeks."""
    row = target(key)
    return Later(field, days=int(row.value) * {"days": 1, "weeks": 7}[row.unit])


# --- work -------------------------------------------------------------------------------------------------------------
def brief_ending(involved):
    """Brief enablement that goes on, due to be decided by its last day."""
    going = SupportSpell.objects.filter(state=SupportSpell.State.OPEN, last_day__isnull=False, person__in=involved)
    return going.values(
        "person_id", due_=EndOfDay("last_day"), kind_=Value("brief_ending"), object_id=F("pk"), worker_id_=NOBODY,
        facts=JSONObject(last_day=F("last_day"), starts=F("starts")),
    )  # fmt: skip


def plans_to_write(involved):
    """People on the pathway, who have no plan yet."""
    planned = EnablementPlan.objects.filter(person=OuterRef("person"), state__in=["draft", "agreed"])
    bare = Episode.objects.filter(~Exists(planned), state=Episode.State.OPEN, person__in=involved)
    return bare.values(
        "person_id", due_=EndOfDay(later("opened_on", "plan.written_within")), kind_=Value("plan_to_write"), object_id=F("pk"),
        worker_id_=NOBODY, facts=JSONObject(because=F("because")),
    )  # fmt: skip


def support_to_start(involved):
    """People taken on at a choice appointment, with no support yet."""
    any_support = SupportSpell.objects.filter(episode=OuterRef("pk"))
    bare = Episode.objects.filter(~Exists(any_support), state=Episode.State.OPEN, person__in=involved)
    return bare.filter(because=Episode.Because.CHOICE_APPOINTMENT).values(
        "person_id", due_=EndOfDay(later("opened_on", "support.started_within")), kind_=Value("support_to_start"),
        object_id=F("pk"), worker_id_=NOBODY, facts=JSONObject(opened_on=F("opened_on")),
    )  # fmt: skip


def care_plans_to_write(involved):
    """Eligible needs decided (Care Act s13), and no care and support plan begun since."""
    begun = CareAndSupportPlan.objects.filter(person=OuterRef("person"), started_on__gte=OuterRef("decided_on"))
    begun = begun.filter(kind=OuterRef("plan_kind"))
    decided = NeedsAssessment.objects.filter(state=NeedsAssessment.State.DECIDED, person__in=involved)
    decided = decided.annotate(plan_kind=PLAN_KIND).filter(~Exists(begun))
    return decided.filter(eligibility=Eligibility.ELIGIBLE, wants_needs_met="yes").values(
        "person_id", due_=EndOfDay(later("decided_on", "care_plan.written_within")), kind_=Value("care_plan_to_write"),
        object_id=F("pk"), worker_id_=NOBODY, facts=JSONObject(assessment=F("kind")),
    )  # fmt: skip


def plans_to_agree(involved):
    """Plans being written, waiting for the person's yes."""
    drafts = EnablementPlan.objects.filter(state=EnablementPlan.State.DRAFT, person__in=involved)
    return drafts.values(
        "person_id", due_=EndOfDay(later("started_on", "plan.agreed_within")), kind_=Value("plan_to_agree"), object_id=F("pk"),
        worker_id_=F("written_with_id"), facts=JSONObject(number=F("number")),
    )  # fmt: skip


def reviews_due(involved):
    """All that are planned; the one at the end of brief enablement comes with the decision on it, above."""
    planned = Review.objects.filter(state=Review.State.PLANNED, person__in=involved)
    planned = planned.exclude(of=Review.Of.BRIEF, spell__state=SupportSpell.State.OPEN)
    return planned.values(
        "person_id", due_=EndOfDay("due_on"), kind_=Value("review_due"), object_id=F("pk"), worker_id_=NOBODY,
        facts=JSONObject(of=F("of"), booked_for=F("booked_for")),
    )  # fmt: skip


def approvals(involved):
    """Care and support plans that somebody asked to have approved."""
    waiting = CareAndSupportPlan.objects.filter(state=CareAndSupportPlan.State.ASKED, person__in=involved)
    return waiting.values(
        "person_id", due_=F("asked_at"), kind_=Value("care_plan_approval"), object_id=F("pk"), worker_id_=NOBODY,
        facts=JSONObject(asked_by=F("asked_by__name"), weekly_cost=F("weekly_cost"), plan=F("kind")),
    )  # fmt: skip


def sent_back(involved):
    """Care and support plans that came back to their writer."""
    back = CareAndSupportPlan.objects.filter(state="draft", asked_at__isnull=False, person__in=involved)
    return back.values(
        "person_id", due_=F("asked_at"), kind_=Value("care_plan_sent_back"), object_id=F("pk"), worker_id_=F("asked_by_id"),
        facts=JSONObject(reason=Left("decision_reason", WORDS)),
    )  # fmt: skip


# --- timeline ---------------------------------------------------------------------------------------------------------
def episodes_opened(people):
    return Episode.objects.filter(person__in=people).values(
        "person_id", at=StartOfDay("opened_on"), kind_=Value("pathway_opened"), object_id=F("pk"), by_id=F("opened_by_id"),
        facts=JSONObject(because=F("because"), team=F("team__name"), words=Left("returned_because", WORDS)),
    )  # fmt: skip


def episodes_closed(people):
    return Episode.objects.filter(person__in=people, state=Episode.State.CLOSED).values(
        "person_id", at=StartOfDay("closed_on"), kind_=Value("pathway_closed"), object_id=F("pk"), by_id=F("closed_by_id"),
        facts=JSONObject(outcome=F("outcome"), words=Left("reason", WORDS)),
    )  # fmt: skip


def spells_begun(people):
    return SupportSpell.objects.filter(person__in=people).values(
        "person_id", at=StartOfDay("starts"), kind_=Value("support_began"), object_id=F("pk"), by_id=F("began_by_id"),
        facts=JSONObject(tier=F("tier"), began=F("began"), team=F("team__name"), words=Left("began_reason", WORDS)),
    )  # fmt: skip


def spells_ended(people):
    """Ends that were no move to the next spell, which has a line of its own."""
    ended = SupportSpell.objects.filter(~Q(ending="moved"), person__in=people, state=SupportSpell.State.ENDED)
    return ended.values(
        "person_id", at=StartOfDay("ends"), kind_=Value("support_ended"), object_id=F("pk"), by_id=F("ended_by_id"),
        facts=JSONObject(tier=F("tier"), ending=F("ending"), words=Left("end_reason", WORDS)),
    )  # fmt: skip


def plans_agreed(people):
    return EnablementPlan.objects.filter(person__in=people, agreed_on__isnull=False).values(
        "person_id", at=StartOfDay("agreed_on"), kind_=Value("plan_agreed"), object_id=F("pk"), by_id=F("agreed_by_id"),
        facts=JSONObject(number=F("number"), how=F("agreed_how"), words=Left("opening", WORDS)),
    )  # fmt: skip


def care_plans_in_force(people):
    return CareAndSupportPlan.objects.filter(person__in=people, in_force_on__isnull=False).values(
        "person_id", at=F("decided_at"), kind_=Value("care_plan"), object_id=F("pk"), by_id=F("decided_by_id"),
        facts=JSONObject(plan=F("kind"), number=F("number"), weekly_cost=F("weekly_cost")),
    )  # fmt: skip


def reviews_held(people):
    return Review.objects.filter(person__in=people, state=Review.State.HELD).values(
        "person_id", at=StartOfDay("held_on"), kind_=Value("review_held"), object_id=F("pk"), by_id=F("held_by_id"),
        facts=JSONObject(of=F("of"), result=F("result"), words=Left("summary", WORDS)),
    )  # fmt: skip


# --- the drawn pathway ------------------------------------------------------------------------------------------------
def joined(words, field):
    """Fixed words and a field's value, as text."""
    return Concat(Value(words), Cast(field, TextField()), output_field=TextField())


def said(field, choices):
    """A choice in the words that people read."""
    return Case(
        *(When(**{field: value}, then=Value(str(label))) for value, label in choices.choices), default=Value("")
    )


def plan_stage(people):
    agreed = EnablementPlan.objects.filter(person__in=people, agreed_on__isnull=False)
    return agreed.values(
        "person_id", stage=Value("plan"), at=StartOfDay("agreed_on"), note=joined("version ", "number")
    )


def support_stage(people):
    spells = SupportSpell.objects.filter(person__in=people, main=True)
    return spells.values(
        "person_id", stage=Value("support"), at=StartOfDay("starts"), note=said("tier", SupportSpell.Tier)
    )


def review_stage(people):
    held = Review.objects.filter(person__in=people, state=Review.State.HELD)
    return held.values("person_id", stage=Value("review"), at=StartOfDay("held_on"), note=said("result", Review.Result))


def move_on_stage(people):
    closed = Episode.objects.filter(person__in=people, state=Episode.State.CLOSED)
    return closed.values("person_id", stage=Value("move_on"), at=StartOfDay("closed_on"), note=Value(""))


# --- what a caseload weighs -------------------------------------------------------------------------------------------
def weights(people):
    going = SupportSpell.objects.filter(person__in=people, state=SupportSpell.State.OPEN)
    return going.values("person_id", weight=joined("caseload.points.tier.", "tier"))
