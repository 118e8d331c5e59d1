"""One person's way with the service: everything of it in five queries."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404

from bep.kit import clock
from enablement.models import (
    CareAndSupportPlan,
    EnablementPlan,
    Episode,
    MoveOn,
    PlannedService,
    PlanWording,
    Review,
    SupportSpell,
)
from people.models import Alert, Person

ALERTS = JSONObject(words="words", person_told="person_told")


def person(worker, pk):
    """Somebody whom the worker may see, with the alerts that the banner shows."""
    alerts = Alert.objects.filter(person=OuterRef("pk")).current().values(alert=ALERTS)
    return get_object_or_404(Person.objects.visible_to(worker).annotate(alerts_now=ArraySubquery(alerts)), pk=pk)


def about(model, worker, pk):
    """A record of this room about somebody whom the worker may see; 404 otherwise."""
    return get_object_or_404(model.objects.visible_to(worker).select_related("person"), pk=pk)


@dataclass
class PlanLine:
    """What the pathway page says of one version of the plan."""

    pk: int
    number: int
    state: str
    opening: str
    agreed_on: date | None
    agreed_how: str
    review_on: date | None

    @classmethod
    def read(cls, facts):
        """From JSON, where a day is a text."""
        days = {name: facts[name] and date.fromisoformat(facts[name]) for name in ("agreed_on", "review_on")}
        return cls(**facts | days)

    @property
    def person_agreed(self):
        return self.agreed_how != EnablementPlan.AgreedHow.NOT


PLAN_LINE = JSONObject(**{field: field for field in PlanLine.__dataclass_fields__})


@dataclass
class Pathway:
    """What the pathway page shows: the time now, and those before it."""

    episodes: list
    care_plans: list = field(default_factory=list)
    services: list = field(default_factory=list)
    reviews: list = field(default_factory=list)

    @property
    def now(self):
        return next((episode for episode in self.episodes if episode.is_open), None)

    @property
    def last_closed(self):
        return next((episode for episode in self.episodes if not episode.is_open), None)

    @property
    def former(self):
        return [episode for episode in self.episodes if not episode.is_open]

    @property
    def spell(self):
        """The main support that goes on."""
        spells = self.now.spells.all() if self.now else []
        return next((spell for spell in spells if spell.main and spell.state == SupportSpell.State.OPEN), None)

    @property
    def plans(self):
        return [PlanLine.read(facts) for episode in self.episodes for facts in episode.plan_lines]

    def plan(self, state):
        return next((plan for plan in self.plans if plan.state == state), None)

    @property
    def agreed(self):
        return self.plan(EnablementPlan.State.AGREED)

    @property
    def draft(self):
        return self.plan(EnablementPlan.State.DRAFT)

    @property
    def planned_reviews(self):
        return [review for review in self.reviews if review.state == Review.State.PLANNED]

    @property
    def held_reviews(self):
        return [review for review in reversed(self.reviews) if review.state == Review.State.HELD]

    @property
    def move_on(self):
        return getattr(self.now, "move_on", None) if self.now else None


def pathway(found):
    """Everything of this room about a person already fetched by `person`."""
    spells = SupportSpell.objects.select_related("team", "began_by").order_by("-starts", "-pk")
    lines = EnablementPlan.objects.filter(episode=OuterRef("pk")).order_by("-number").values(line=PLAN_LINE)
    episodes = Episode.objects.filter(person=found).select_related("team", "move_on").order_by("-opened_on", "-pk")
    episodes = episodes.annotate(plan_lines=ArraySubquery(lines)).prefetch_related(Prefetch("spells", spells))
    return Pathway(
        episodes=list(episodes),
        care_plans=list(CareAndSupportPlan.objects.filter(person=found).order_by("kind", "-number")),
        services=list(PlannedService.objects.filter(person=found).in_force(clock.today())),
        reviews=list(Review.objects.filter(person=found).order_by("due_on", "pk")),
    )


def open_episode(worker, pk):
    """The time now of somebody whom the worker may see; 404 when there is none."""
    found = person(worker, pk)
    episode = Episode.objects.filter(person=found, state=Episode.State.OPEN).select_related("team").first()
    if episode is None:
        raise Http404
    episode.person = found
    return episode


def last_closed(worker, pk):
    """The last time of somebody who may be welcomed back; 404 when they are on the pathway now, or never were."""
    found = person(worker, pk)
    episode = Episode.objects.filter(person=found).select_related("team").first()
    if episode is None or episode.is_open:
        raise Http404
    episode.person = found
    return episode


def move_on(episode):
    return MoveOn.objects.filter(episode=episode).prefetch_related("milestones").first()


# --- plans ------------------------------------------------------------------------------------------------------------
def plans(worker):
    found = EnablementPlan.objects.visible_to(worker).select_related("person", "written_with", "episode")
    return found.prefetch_related("goals__steps")


def plan(worker, pk):
    return get_object_or_404(plans(worker), pk=pk)


def wording(worker, pk):
    rows = PlanWording.objects.visible_to(worker).select_related("plan__person", "plan__written_with", "person")
    return get_object_or_404(rows, pk=pk)


def versions(found):
    """All versions of a person's plan, the newest first, with who wrote them."""
    return EnablementPlan.objects.filter(person=found).select_related("written_with").prefetch_related("goals__steps")


def plan_to_go_on_from(found):
    """The newest plan that was not set aside: what a return begins with."""
    return versions(found).exclude(state=EnablementPlan.State.SET_ASIDE).first()


def care_plan(worker, pk):
    found = CareAndSupportPlan.objects.visible_to(worker).select_related(
        "person", "written_by", "asked_by", "decided_by"
    )
    return get_object_or_404(found.prefetch_related("needs"), pk=pk)


def service(worker, pk):
    found = PlannedService.objects.visible_to(worker).select_related("person", "plan")
    return get_object_or_404(found, pk=pk)


# --- reviews ----------------------------------------------------------------------------------------------------------
def subject_of_review(found, of):
    """A review of what is in force now, not yet saved; 404 for a kind that is not reviewed by itself."""
    if of not in {Review.Of.PLAN, Review.Of.CARE}:
        raise Http404
    episode = Episode.objects.filter(person=found, state=Episode.State.OPEN).first()
    plan = EnablementPlan.objects.filter(person=found, state=EnablementPlan.State.AGREED).first()
    care_plan = CareAndSupportPlan.objects.filter(person=found, state=CareAndSupportPlan.State.APPROVED).first()
    review = Review(person=found, of=of, episode=episode)
    if of == Review.Of.PLAN:
        review.plan = plan
    else:
        review.care_plan = care_plan
    return review
