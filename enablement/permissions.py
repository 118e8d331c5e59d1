from bep.access.permissions import permission

VIEW = permission(
    "enablement.view", "see the pathway, plans, support and reviews of people who are theirs or their team's"
)
PLAN = permission("enablement.plan", "write the enablement plan with a person")
AGREE = permission("enablement.agree", "record that a person has agreed their enablement plan")
SUPPORT = permission(
    "enablement.support", "open the pathway to a person, start and end support, and move it between tiers"
)
CARE_PLAN = permission("enablement.care_plan", "write a care and support plan and ask for its approval")
APPROVE = permission("enablement.approve", "approve care and support plans of others, within their own limit")
APPROVE_ANY = permission(
    "enablement.approve_any", "approve care and support plans of others above the delegated limit (panel)"
)
REVIEW = permission("enablement.review", "plan, hold and call off reviews")
MOVE_ON = permission("enablement.move_on", "record move-on, close the pathway, and welcome somebody back")
