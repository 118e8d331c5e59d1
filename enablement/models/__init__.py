from enablement.models.care_plan import CareAndSupportPlan, CareNeed, PlannedService
from enablement.models.episode import Episode
from enablement.models.move_on import Milestone, MoveOn
from enablement.models.plan import EnablementPlan, Goal, Step
from enablement.models.review import Review
from enablement.models.spell import SupportSpell
from enablement.models.wording import EASY_READ, PlanWording

__all__ = [
    "EASY_READ",
    "CareAndSupportPlan",
    "CareNeed",
    "EnablementPlan",
    "Episode",
    "Goal",
    "Milestone",
    "MoveOn",
    "PlanWording",
    "PlannedService",
    "Review",
    "Step",
    "SupportSpell",
]
