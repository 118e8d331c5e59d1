"""A made-up person is assessed: choice meeting, profile, needs."""

from datetime import timedelta

from assessments.law import Cause, Limb, Outcome
from assessments.models import ChoiceMeeting, NeedsAssessment, OutcomeAnswer, PersonalProfile, SupportPerson
from bep.kit import clock
from borough import names, words

DAY = timedelta(days=1)


class Assessed:
    """What `borough.lives.Lives` writes of assessing; it brings the tables."""

    def meeting(self, life, *, asked, held=None, outcome="", worker):
        state = (
            {"state": "held", "held_on": held, "outcome": outcome, "starts_at": self.moment(held)}
            if held
            else {"state": "arranged"}
        )
        if not held:
            state["starts_at"] = self.moment(self.day + timedelta(days=self.chance.randint(1, 12)))
        return self.tables.add(
            ChoiceMeeting,
            person_id=life.person,
            asked_on=asked,
            due=clock.add_working_days(asked, 20),
            worker_id=worker,
            place=self.chance.choice(["hub", "home", "home", "phone"]),
            **state,
        )

    def profile(self, life, on, worker):
        chance = self.chance
        key = self.tables.add(
            PersonalProfile,
            person_id=life.person,
            number=1,
            what_matters=chance.choice(words.MATTERS),
            strengths=chance.choice(words.STRENGTHS),
            what_helps=chance.choice(words.HELPS),
            agreed_on=on,
            agreed_how="together",
            written_by_id=worker,
            written_at=self.moment(on),
        )
        self.tables.add(
            SupportPerson, profile_id=key, name=chance.choice(names.FRIENDS), who_to_me=chance.choice(words.RELATIVES)
        )

    def assessment(self, life, *, on, worker, eligible, meeting=None, kind="needs"):
        chance = self.chance
        result = "Eligible needs identified" if eligible else "Non-eligible needs identified"
        key = self.tables.add(
            NeedsAssessment,
            person_id=life.person,
            kind=kind,
            state="decided",
            meeting_id=meeting,
            worker_id=worker,
            started_on=on - chance.randint(0, 9) * DAY,
            due=on + 20 * DAY,
            decided_on=on,
            decided_at=self.moment(on),
            decided_by_id=worker,
            method="together" if kind == "needs" else "carer_only",
            difficulty_asked=True,
            causes=[Cause.ILLNESS],
            causes_answered=True,
            eligibility=result,
            suggested=result,
            significant_impact="yes" if eligible else "no",
            fluctuates="yes",
            decision_reason="Two or more outcomes cannot be achieved without distress, with a significant impact on wellbeing."
            if eligible
            else "Difficulties are real, but wellbeing is not significantly affected once community support is used.",
            hours_caring=chance.choice([10, 20, 35, 50]) if kind == "carer" else None,
            carer=chance.choice(["yes", "no"]) if kind == "needs" else "",
            children="no",
            wishes=chance.choice(words.WANTS),
        )
        if kind == "needs":
            self.outcomes(key, eligible)
        return key

    def outcomes(self, assessment, eligible):
        unable = set(self.chance.sample(list(Outcome), 3 if eligible else 1))
        for outcome in Outcome:
            able = outcome not in unable
            self.tables.add(
                OutcomeAnswer,
                assessment_id=assessment,
                outcome=outcome.value,
                answer="able" if able else "unable",
                limbs=[] if able else [Limb.DISTRESS.value],
                words="" if able else self.chance.choice(words.SAID),
            )
