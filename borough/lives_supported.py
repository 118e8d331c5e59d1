"""A made-up person is supported: time on the pathway, support, plans, reviews."""

from datetime import timedelta

from assessments.law import Outcome
from borough import identity, names, words
from enablement.models import (
    CareAndSupportPlan,
    CareNeed,
    EnablementPlan,
    Episode,
    Goal,
    PlannedService,
    Review,
    Step,
    SupportSpell,
)

DAY = timedelta(days=1)


class Supported:
    """What `borough.lives.Lives` writes of support; it brings the tables."""

    def begin(self, life, *, on, because, team, worker, source=""):
        """Opens the time on the pathway, with its worker and team."""
        life.episode = self.tables.key(Episode)
        life.opening = {"because": because, "team_id": team, "opened_on": on, "opened_by_id": worker, "source": source}

    def keep(self, life, *, closed=None, outcome=""):
        """Writes the time on the pathway, once it is known whether it has ended."""
        ending = {}
        if closed:
            ending = {
                "state": "closed",
                "closed_on": closed,
                "closed_by_id": life.worker,
                "outcome": outcome,
                "reason": words.CLOSING[outcome],
                "staying_well": "Tuesday group, walking, sleep.",
                "coming_back": "Ring the hub and say you have been before.",
            }
        self.tables.add(Episode, id=life.episode, person_id=life.person, **life.opening, **ending)

    def spell(self, life, *, tier, team, worker, starts, ends=None, ending="", began="started", former=None):
        return self.tables.add(
            SupportSpell,
            person_id=life.person,
            episode_id=life.episode,
            tier=tier,
            team_id=team,
            starts=starts,
            ends=ends,
            state="ended" if ends else "open",
            ending=ending if ends else "",
            began=began,
            began_by_id=worker,
            former_id=former,
            began_reason="Agreed together at the meeting.",
            began_on_say="together",
            end_reason="Reached what was planned." if ends else "",
            ended_by_id=worker if ends else None,
            last_day=starts + 41 * DAY if tier == "brief" else None,
        )

    def enablement_plan(self, life, *, on, worker, review_on):
        chance = self.chance
        life.plan = plan = self.tables.add(
            EnablementPlan,
            person_id=life.person,
            episode_id=life.episode,
            number=self.next_number("plan", life.person),
            state="agreed",
            written_with_id=worker,
            started_on=on - 5 * DAY,
            agreed_on=on,
            agreed_how="together",
            agreed_by_id=worker,
            review_on=review_on,
            opening=chance.choice(words.MATTERS),
            good_at=chance.choice(words.STRENGTHS),
            helps_me=chance.choice(words.HELPS),
            my_people=f"{chance.choice(names.FRIENDS)} ({chance.choice(words.RELATIVES).lower()}), my GP",
            if_hard=words.IF_HARD,
            work_learning="A few hours of volunteering in the new year.",
            support_i_get="Support from my worker, nothing paid for.",
            shared_with="My family and my GP",
        )
        for order, (goal, mine, other) in enumerate(chance.sample(words.GOALS, chance.choice([2, 3, 3]))):
            start = chance.randint(1, 3)
            key = self.tables.add(
                Goal, plan_id=plan, order=order, words=goal, start=start, now=start + chance.randint(0, 4)
            )
            done = on + 20 * DAY if on + 20 * DAY < self.day and chance.random() < 0.6 else None
            self.tables.add(Step, goal_id=key, order=0, what=mine, owner="me", by_when=on + 14 * DAY, done_on=done)
            self.tables.add(Step, goal_id=key, order=1, what=other, owner="worker", by_when=on + 28 * DAY)
        return plan

    def next_number(self, kind, person):
        number = self.numbers[kind, person] = self.numbers.get((kind, person), 0) + 1
        return number

    def care_plan(self, life, *, on, worker, approver, service, weekly):
        """A care and support plan in force, with one service of Table 12 that runs on."""
        chance = self.chance
        _, _, kind, component, delivery = service
        plan = self.tables.add(
            CareAndSupportPlan,
            person_id=life.person,
            episode_id=life.episode,
            number=1,
            state="approved",
            started_on=on - 9 * DAY,
            written_by_id=worker,
            asked_by_id=worker,
            asked_at=self.moment(on - 5 * DAY),
            decided_by_id=approver,
            decided_at=self.moment(on),
            decision_reason="Meets the needs at a proportionate cost.",
            in_force_on=on,
            weekly_cost=weekly,
            personal_budget=weekly,
            council_pays=weekly,
            reasons="The needs are eligible and nobody else can meet them.",
            person_agrees=True,
            involvement="Written together at home.",
            advice="The carers centre and the recovery college.",
            direct_payment=weekly * 4 if delivery == "Direct payment" else None,
            direct_payment_frequency="4-weekly" if delivery == "Direct payment" else "",
        )
        for order, outcome in enumerate(chance.sample(list(Outcome), 2)):
            self.tables.add(
                CareNeed,
                plan_id=plan,
                order=order,
                outcome=outcome.value,
                need=outcome.label,
                eligible=True,
                met_by="council",
                how=f"Through {component.lower()}",
                reason="Unable to achieve it without help.",
            )
        self.tables.add(
            PlannedService,
            person_id=life.person,
            plan_id=plan,
            service_type=kind,
            service_component=component,
            delivery_mechanism=delivery,
            provider=f"{chance.choice(identity.STREETS)} Care (made up)",
            unit_cost=weekly,
            cost_frequency="Weekly",
            starts=on,
            approved_at=self.moment(on),
        )
        return plan

    def review(self, life, *, of, due, held=None, worker, reason, plan=None, care_plan=None, spell=None):
        facts = {"state": "planned"}
        if held:
            facts = {
                "state": "held",
                "started_on": held - 3 * DAY,
                "held_on": held,
                "held_by_id": worker,
                "result": "no_change",
                "method": "Service user only",
                "reason": reason,
                "outcomes_achieved": self.chance.choice(["Fully achieved", "Partially achieved", "Partially achieved"]),
                "event_outcome": "Continuation of support or services",
                "persons_view": self.chance.choice(words.SAID),
                "summary": "Support still fits; looked at each goal together.",
            }
        return self.tables.add(
            Review,
            person_id=life.person,
            episode_id=life.episode,
            of=of,
            due_on=due,
            due_because="asked",
            planned_by_id=worker,
            plan_id=plan,
            care_plan_id=care_plan,
            spell_id=spell,
            **facts,
        )
