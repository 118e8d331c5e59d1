"""Mental capacity, best interests and deprivation of liberty of the borough: a few of each, in every state they may be in.

No table of the business case counts them: the numbers are ours (plan.LIBERTY), dealt from one seed of their own.
"""

from datetime import timedelta

from assessments.models import (
    BestInterestsDecision,
    BestInterestsOption,
    CapacityAssessment,
    Consultation,
)
from assessments.models.best_interests import CHECKLIST
from borough.plan import LIBERTY, dealt
from safeguarding.court.actions import due_on as court_due
from safeguarding.dols.clocks import due_on
from safeguarding.models import (
    CourtCase,
    DolsApplication,
    DolsAssessment,
    DolsCondition,
    DolsCopy,
    DolsReview,
    DolsSupporter,
    DolsVisit,
)
from safeguarding.models.dols import REQUIREMENTS

DAY = timedelta(days=1)
DECISIONS = [
    ("Whether to move from her flat to Elm Court", "accommodation"),
    ("Whether to sign the tenancy of the supported flat", "accommodation"),
    ("Whether to let his nephew hold the bank card", "other"),
    ("Whether to have the hip replaced this spring", "treatment"),
    ("Whether to let the carers visit twice daily", "other"),
    ("Whether to stay at Brook House after the winter", "review"),
    ("Whether to give up the dog before moving", "other"),
    ("Whether to meet the brother without anybody there", "safeguarding"),
]
HOMES = [("Elm Court", "care_home", "1-100200301"), ("Brook House", "care_home", "1-100200302"),
         ("Finch Ward", "hospital", "1-100200303"), ("Larch House", "care_home", "LARCH")]  # fmt: skip


class Liberty:
    """Writes them about people who have support now."""

    def __init__(self, year, chance, day):
        self.year, self.chance, self.day, self.tables = year, chance, day, year.lives.tables
        self.staff, self.moment, self.involve = year.staff, year.lives.moment, year.lives.involve
        self.sam, self.head = self.staff.of_role("sam")[0], self.staff.of_role("service_manager")[0]
        self.officers, self.trainees = self.staff.of_role("enquiry_officer"), self.staff.of_role("trainee")
        self.team = self.staff.teams["safeguarding", None]
        people = [life for life in year.known if life.ended is None]
        self.lives = iter(chance.sample(people, LIBERTY["capacity"] + sum(LIBERTY["dols"].values()) + LIBERTY["court"]))

    def make(self):
        lacking = [self.capacity(n) for n in range(LIBERTY["capacity"])]
        for n, found in enumerate([row for row in lacking if row][: LIBERTY["best_interests"]]):
            self.best_interests(n, *found)
        for n, state in enumerate(dealt(self.chance, LIBERTY["dols"])):
            self.application(n, next(self.lives), state)
        for state in ("identified", "applied", "ordered"):
            self.court(next(self.lives), state)

    # --- capacity and best interests ---------------------------------------------------------------------------------
    def capacity(self, n):
        """One assessment: two in three lack capacity for its decision. What a best-interests decision may rest on, or nothing."""
        life, lacks = next(self.lives), n % 3 != 2
        decision, matter = DECISIONS[n % len(DECISIONS)]
        on = self.year.recent(3, 300)
        worker = self.trainees[0] if n == 0 and self.trainees else life.worker
        cause = {"impairment": "yes", "impairment_words": "Dementia, memory clinic.", "because": "yes", "can_wait": "no",
                 "because_words": "It keeps them from weighing the two.", "may_return": "no"}  # fmt: skip
        key = self.tables.add(
            CapacityAssessment, person_id=life.person, decision=decision, needed_by=on + 30 * DAY,
            doubt="Says one thing in the morning and another at night.", help_given="Met in the morning, with photographs.",
            information="What each choice would mean, day by day.", information_how="Plain words and pictures.",
            understand="able", understand_words="Said back what was told.", retain="able", retain_words="Still knew it later.",
            weigh="not_able" if lacks else "able", weigh_words="Could not say what either would mean." if lacks else "Did.",
            communicate="able", communicate_words="In words.", outcome="lacks" if lacks else "has", assessed_on=on,
            assessor_id=worker, completed_at=self.moment(on, 15), awaits_countersign=worker != life.worker,
            **(cause if lacks else {"impairment": "not_asked", "because": "not_asked"}),
        )  # fmt: skip
        return (key, life, on, matter) if lacks and worker == life.worker else None

    def best_interests(self, n, assessment, life, on, matter):
        """Every other one is decided; of the others, one waits for an advocate."""
        decided, add = n % 2 == 0, self.tables.add
        key, option = self.tables.key(BestInterestsDecision), self.tables.key(BestInterestsOption)
        answers = {name: "Asked, and written down with them." for name, *_ in CHECKLIST}
        facts = (
            {"nobody_to_consult": n == 1, "imca_name": "Voice Advocacy", "imca_instructed_on": on + DAY}
            if n == 1
            else {}
        )
        if decided:
            facts |= {"chosen_id": option, "reasons": "It is nearest to how they have always lived.", "decider": "council",
                      "less_restrictive": "Less was tried, and failed twice.", "decided_on": on + 3 * DAY,
                      "decided_by_id": life.worker, "review_on": self.day + (n * 30 - 10) * DAY}  # fmt: skip
        add(BestInterestsDecision, id=key, person_id=life.person, assessment_id=assessment, worker_id=life.worker, opened_on=on,
            matter=matter, state="decided" if decided else "underway", authority="none", **answers, **facts)  # fmt: skip
        of_it = {
            "best_interests_id": key,
            "person_id": life.person,
            "by_id": life.worker,
            "written_at": self.moment(on, 16),
        }
        add(BestInterestsOption, id=option, **of_it, what="With a visit each morning", benefits="Home.",
            burdens="Lonely at night.", restriction="None.")  # fmt: skip
        if n != 1:
            add(
                Consultation,
                **of_it,
                name="A sister",
                relationship="sister",
                view="They love the garden.",
                consulted_on=on,
            )

    # --- deprivation of liberty --------------------------------------------------------------------------------------
    def application(self, n, life, state):
        home, setting, code = HOMES[n % len(HOMES)]
        pending, running = state in DolsApplication.PENDING, state in DolsApplication.RUNNING
        received = self.year.recent(1, 25) if pending else self.year.recent(60, 330)
        key, bia = self.tables.key(DolsApplication), self.officers[n % len(self.officers)]
        facts = {
            "id": key, "person_id": life.person, "reference": f"D-{key:06d}", "state": state, "setting": setting,
            "contact": "Its manager", "managing_authority": home, "cqc_location": code,
            "purpose": "Care behind a locked door.", "received_on": received,
            "received_by_id": self.sam, "bia_id": None if state == "received" else bia,
        }  # fmt: skip
        if n % 3 == 0:
            facts |= {"urgent_given_on": received, "urgent_until": received + 6 * DAY}
        facts |= self.decided(n, state, received) | self.ending(state, received)
        facts["due_on"] = due_on(DolsApplication(**facts))
        self.tables.add(DolsApplication, **facts)
        if pending or running:
            reason = facts["reference"]
            self.involve(life, role="referral", team=self.team, starts=received, reason=reason)
            if facts["bia_id"]:
                self.involve(life, role="worker", worker=bia, starts=received, reason=reason)
        self.parts(facts, bia)

    def decided(self, n, state, received):
        """How its requirements stand, who signed it, and for how long; near its end, over it, or in the middle."""
        if state in {"received", "withdrawn"}:
            return {}
        if state == "assessing":
            return {"age": "1", "mental_health": "1"}
        met = {name: "1" for name in REQUIREMENTS} | {
            "maximum_days": 365,
            "sent_by_id": self.sam,
            "sent_on": received + 12 * DAY,
        }
        if state == "not_granted":
            met |= {"best_interests": "2", "maximum_days": None, "deprived_anyway": "no"}
        if state == "to_sign":
            return met | {"sent_on": self.day}
        signed = received + 16 * DAY
        met |= {"signed_by_id": self.head, "signed_on": signed, "sign_words": "As the assessors found."}
        if state == "not_granted":
            return met
        left = {0: -4, 1: 9, 2: 25}.get(n % 5, 90 + n)
        year_on = signed + 364 * DAY
        ends = min(self.day + left * DAY, year_on) if state == "granted" else year_on
        return met | {"starts_on": signed, "ends_on": ends}

    def ending(self, state, received):
        if state == "suspended":
            return {"suspended_on": self.day - 5 * DAY, "suspended_why": "Detained under section 2."}
        if state == "withdrawn":
            return {"ended_on": received + 4 * DAY, "end_words": "Went home before it was assessed."}
        if state == "ended":
            return {"ended_on": received + 50 * DAY, "end_reason": "home", "end_words": "Went home."}
        return {}

    def parts(self, facts, bia):
        of_it = {"person_id": facts["person_id"], "application_id": facts["id"], "by_id": bia}
        of_it["written_at"] = self.moment(min(facts["received_on"] + 8 * DAY, self.day))
        doctor = {"assessor_name": "Dr Iqbal", "profession": "s12_doctor"}
        own = {"assessor_id": bia, "assessor_name": "The best interests assessor", "profession": "social_worker"}
        for name in REQUIREMENTS:
            if facts.get(name, "0") != "0":
                who = doctor if name in {"mental_health", "capacity", "eligibility"} else own
                on = facts["received_on"] + DAY if facts["state"] == "assessing" else facts["received_on"] + 8 * DAY
                self.tables.add(DolsAssessment, **of_it, **who, requirement=name, status=facts[name], trained=True, insured=True,
                                independent=True, not_in_care=True, words="Seen and asked at the home.",
                                assessed_on=min(on, self.day))  # fmt: skip
        if facts.get("starts_on"):
            self.following(of_it, facts)

    def following(self, of_it, facts):
        add, start = self.tables.add, facts["starts_on"]
        kept = self.chance.choice(["yes", "yes", "no", ""])
        add(DolsCondition, **of_it, words="A walk outside each day, with somebody they know.", kept=kept,
            checked_on=start + 20 * DAY if kept else None, comment="No staff on Sundays." if kept == "no" else "")  # fmt: skip
        if self.chance.random() < 0.8:
            who = add(DolsSupporter, **of_it, kind="family", name="A daughter", relation="daughter", starts=start)
            add(
                DolsVisit,
                **of_it,
                supporter_id=who,
                visited_on=start + 21 * DAY,
                words="Content, and asks for her sister.",
            )
        if self.chance.random() < 0.3:
            add(DolsReview, **of_it, asked_by="representative", asked_on=start + 30 * DAY, requirement="best_interests",
                reviewed_on=start + 37 * DAY, outcome="conditions", words="The walk may be in the garden.")  # fmt: skip
        for to in ("person", "home", "representative"):
            add(DolsCopy, **of_it, to=to, given_on=start)

    # --- the Court of Protection -------------------------------------------------------------------------------------
    def court(self, life, state):
        key, on = self.tables.key(CourtCase), self.year.recent(20, 60)
        facts = {"id": key, "person_id": life.person, "reference": f"C-{key:06d}", "state": state, "setting": "supported",
                 "restrictions": "Never alone, and the door is locked at night.", "worker_id": life.worker,
                 "identified_on": on}  # fmt: skip
        if state != "identified":
            facts |= {"evidence": "Capacity, medical, plan, what they say.", "gathered_on": on + 9 * DAY,
                      "applied_on": on + 12 * DAY, "case_number": f"COP-{key}"}  # fmt: skip
        if state == "ordered":
            facts |= {"ordered_on": on + 15 * DAY, "order_from": on + 15 * DAY, "order_to": on + 379 * DAY,
                      "review_on": on + 190 * DAY, "order_words": "The care plan, for a year."}  # fmt: skip
        case = CourtCase(**facts)
        case.pk = None
        facts["due_on"] = court_due(case)
        self.tables.add(CourtCase, **facts)
        self.involve(life, role="referral", team=self.team, starts=on, reason=facts["reference"])


def fill(year, chance, day):
    Liberty(year, chance, day).make()
