"""The records of one made-up person at a time: who they are, who works with them, and each step they take on the pathway.

Every function writes the rows that the action of the same step would have written, and gives back what later steps need.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from assessments.law import Cause, Limb, Outcome
from assessments.models import ChoiceMeeting, NeedsAssessment, OutcomeAnswer, PersonalProfile, SupportPerson
from bep.kit import clock
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
from people.models import (
    Alert,
    CaseNote,
    Involvement,
    NextStep,
    Person,
    Relationship,
    RiskArea,
    RiskPlan,
    SafeContact,
    StatusSpell,
)

DAY = timedelta(days=1)
ACCOMMODATION = {
    "Tenant: Private landlord": 30,
    "Tenant: Local authority or other social housing provider": 34,
    "Settled mainstream housing with family or friends": 18,
    "Owner occupier or shared ownership scheme": 8,
    "Staying with family or friends as a short term guest": 4,
    "Placed in temporary accommodation by the council (inc. homelessness resettlement)": 4,
    "": 2,  # not asked yet: the return will ask for it
}
# ASCOF 1F in 2015/16: 5.4 % of adults in contact with secondary care in paid work (committee papers); at the front door more are.
EMPLOYMENT = {
    "Not in paid employment: Not actively seeking work or retired": 52,
    "Not in paid employment: Seeking work": 25,
    "Not in paid employment: Voluntary work only": 8,
    "Paid: Less than 16 hours a week": 7,
    "Paid: 16 or more hours a week": 6,
    "": 2,
}


@dataclass
class Life:
    """What later steps need to know of a made-up person."""

    person: int
    locality: str
    name: tuple
    carer: bool = False
    since: date | None = None  # the day they first came
    referral: int | None = None  # the last one
    episode: int | None = None
    plan: int | None = None
    opening: dict | None = None  # what their time on the pathway began with
    careful: bool = False  # has a risk and safety plan
    worker: int | None = None  # who leads now, or led last
    ended: date | None = None  # the day their last support ended
    tier: str = ""
    package: str = ""
    care_plan: int | None = None


class Lives:
    """Writes lives into tables, for one borough's worth of teams, workers and hubs."""

    def __init__(self, tables, chance, staff, hubs, nhs_numbers, prefix, day):
        self.tables, self.chance, self.staff, self.hubs = tables, chance, staff, hubs
        self.nhs_numbers, self.prefix, self.day = nhs_numbers, prefix, day
        self.numbers = {}

    # --- who they are ------------------------------------------------------------------------------------------------
    def person(self, *, since, carer=False, known=True, **facts):
        chance = self.chance
        group = chance.choices(list(names.SHARES), names.SHARES.values())[0]
        gender = chance.choices(["Female", "Male"], [52, 48])[0]
        serial = self.numbers["person"] = self.numbers.get("person", 0) + 1
        name = names.name(chance, group, gender, serial)
        where, postcode = identity.address(chance)
        language = names.LANGUAGES.get(group, "") if chance.random() < 0.25 else ""
        born = since - timedelta(days=int(365.25 * chance.triangular(18.2, 64, 38)))
        facts = {
            "given_name": name[0],
            "family_name": name[1],
            "birth_date": born,
            "gender": gender,
            "ethnicity": group,
            "address": where,
            "postcode": postcode,
            "phone": identity.phone(chance),
            "first_language": language or "English",
            "nhs_number": next(self.nhs_numbers, "") if chance.random() < 0.92 else "",
            "main_support_reason": "Social support: Support to unpaid carer" if carer else "Mental health support",
            "interpreter_language": language if chance.random() < 0.3 else "",
            "client_type": "Unpaid carer" if carer else "Service user",
            "client_funding_status": "Fully social care funded",
            "has_unpaid_carer": chance.choices(["Yes", "No", "Unknown"], [25, 60, 15])[0],
            "accommodation_status": self.one_of(ACCOMMODATION),
            "employment_status": self.one_of(EMPLOYMENT),
            "communication_needs": chance.choices([[], ["large_print"], ["easy_read"]], [90, 6, 4])[0],
            "gp_practice_name": f"{chance.choice(identity.STREETS)} Lane Surgery",
            "gp_practice_code": f"Y9{chance.randint(0, 9999):04d}",
            "lawful_basis": "Care Act 2014",
            "created_at": self.moment(since),
        } | facts
        key = self.tables.key(Person)
        self.tables.add(Person, id=key, reference=f"{self.prefix}-{key:06d}", **facts)
        locality = "East" if postcode.startswith(("EN", "N1", "N2", "N3")) else "West"
        life = Life(key, locality, name, carer, since=since)
        if known:
            self.circumstances(life, facts)
        return life

    def one_of(self, shares):
        return self.chance.choices(list(shares), shares.values())[0]

    def circumstances(self, life, facts):
        """Safe contact, people around them, history of home and work."""
        chance, since = self.chance, life.since
        for kind in ("accommodation", "employment"):
            if value := facts[f"{kind}_status"]:
                self.tables.add(
                    StatusSpell,
                    person_id=life.person,
                    kind=kind,
                    value=value,
                    starts=since,
                    recorded_at=self.moment(since),
                )
        answers = {
            way: chance.choices(["yes", "no", "unknown"], [80, 6, 14])[0]
            for way in ("phone", "text", "email", "letter", "visit")
        }
        self.tables.add(SafeContact, person_id=life.person, asked_on=since, **answers)
        if chance.random() < 0.6:
            relative = chance.choice(words.RELATIVES)
            self.tables.add(
                Relationship,
                person_id=life.person,
                other_name=f"{chance.choice(STREET_NAMES)} {life.name[1]}",
                kind=relative.lower(),
                is_carer=chance.random() < 0.3,
                emergency_order=1,
                other_phone=identity.phone(chance),
                may_be_told=chance.choice(["yes", "ask"]),
                recorded_at=self.moment(since),
            )

    # --- who works with them -----------------------------------------------------------------------------------------
    def involve(self, life, *, role, starts, ends=None, worker=None, team=None, reason=""):
        self.tables.add(
            Involvement,
            person_id=life.person,
            worker_id=worker,
            team_id=team,
            role=role,
            reason=reason,
            starts=self.moment(starts),
            ends=ends and self.moment(max(ends, starts), 18),
        )

    # --- on the pathway ----------------------------------------------------------------------------------------------
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
            SupportPerson, profile_id=key, name=chance.choice(STREET_NAMES), who_to_me=chance.choice(words.RELATIVES)
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
            my_people=f"{chance.choice(STREET_NAMES)} ({chance.choice(words.RELATIVES).lower()}), my GP",
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

    # --- day by day --------------------------------------------------------------------------------------------------
    def notes(self, life, *, starts, ends, worker, every):
        """Contacts from a day to another, about every so many days, and a next step that is still to do."""
        chance, day, last = self.chance, starts + 3 * DAY, None
        while day < min(ends, self.day):
            if clock.is_working_day(day):
                last = self.note(life, day, worker)
            day += chance.randint(max(every // 2, 3), every + every // 2) * DAY
        if last and ends >= self.day and chance.random() < 0.4:
            due = self.day + chance.randint(-6, 12) * DAY
            self.tables.add(
                NextStep,
                person_id=life.person,
                note_id=last,
                what=chance.choice(words.NEXT_STEPS),
                worker_id=worker,
                promised=True,
                due=due,
                created_at=self.moment(due - 10 * DAY),
            )

    def note(self, life, day, worker):
        chance = self.chance
        way = chance.choices(["visit", "hub", "phone", "video"], [45, 20, 30, 5])[0]
        seen = way != "phone" and chance.random() < 0.93
        hour = chance.randint(9, 16)
        return self.tables.add(
            CaseNote,
            person_id=life.person,
            happened_at=self.moment(day, hour),
            recorded_at=self.moment(day, hour + 1),
            minutes=chance.choice([15, 30, 45, 60]),
            way=way,
            seen=chance.choice(["alone", "alone", "with_others"]) if seen or way == "phone" else "nobody",
            face_to_face=seen,
            what_happened=chance.choice(words.FACTS),
            said=chance.choice(words.SAID),
            opinion=chance.choice(words.OPINIONS),
            author_id=worker,
        )

    def risk_plan(self, life, on, worker, review_on):
        key = self.tables.add(
            RiskPlan,
            person_id=life.person,
            number=1,
            plan="Who to ring and when, agreed and written on the fridge.",
            review_on=review_on,
            positive_risk="Travelling alone to see family, because it keeps them well.",
            author_id=worker,
            recorded_at=self.moment(on),
        )
        concerns = self.chance.sample(list(words.RISKS), 1)
        for kind in RiskArea.Kind.values:
            what, triggers, protections = words.RISKS.get(kind, ("", "", "")) if kind in concerns else ("", "", "")
            self.tables.add(
                RiskArea,
                plan_id=key,
                kind=kind,
                concern="yes" if kind in concerns else "none",
                what=what,
                triggers=triggers,
                protections=protections,
            )

    def alert(self, life, on):
        said, told = self.chance.choice(words.ALERTS)
        self.tables.add(
            Alert,
            person_id=life.person,
            kind="visiting",
            words=said,
            person_told=told,
            starts=on,
            review_on=on + 180 * DAY,
            recorded_at=self.moment(on),
        )

    def moment(self, day, hour=None):
        """A moment of a day as text, in the hours people work; London's clock, as PostgreSQL reads it with the zone's name."""
        hour = self.chance.randint(9, 16) if hour is None else hour
        return f"{day.isoformat()} {hour:02d}:{self.chance.randint(0, 59):02d} Europe/London"


STREET_NAMES = [
    "Meera",
    "Sam",
    "Leah",
    "Tariq",
    "Grace",
    "Paul",
    "Ngozi",
    "Maria",
    "Ali",
    "Susan",
    "Kofi",
    "Ruth",
    "Jan",
    "Fatima",
    "Ben",
]
