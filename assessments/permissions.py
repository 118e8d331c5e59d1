from bep.access.permissions import permission

READ = permission("assessments.read", "read profiles, choice meetings and assessments of people they may see")
ARRANGE = permission(
    "assessments.arrange", "arrange choice meetings, move them, and record that somebody did not attend"
)
ASSESS = permission("assessments.assess", "hold choice meetings, write profiles and assessments")
DECIDE = permission("assessments.decide", "sign an eligibility decision under Care Act s13 (qualified social workers)")
BEST_INTERESTS = permission(
    "assessments.best_interests", "complete best-interests decisions under the Mental Capacity Act s4"
)
