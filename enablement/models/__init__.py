from enablement.models.care_plan import CareAndSupportPlan, CareNeed, PlannedService
from enablement.models.episode import Episode
from enablement.models.move_on import Milestone, MoveOn
from enablement.models.plan import EnablementPlan, Goal, Step
from enablement.models.review import Review
from enablement.models.spell import SupportSpell

__all__ = [
    "CareAndSupportPlan",
    "CareNeed",
    "EnablementPlan",
    "Episode",
    "Goal",
    "Milestone",
    "MoveOn",
    "PlannedService",
    "Review",
    "Step",
    "SupportSpell",
]
