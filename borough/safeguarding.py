"""The 120 safeguarding cases of Table 6: concerns, what was decided on them, and enquiries in every stage.

70 came in as referrals; 44 are about 38 people already known; six adults live in one home, and are led as one.
Kinds, places and sources follow no table: a plausible spread, dealt from one seed of their own.
"""

from datetime import timedelta

from bep.kit import clock
from borough.plan import SAFEGUARDING, dealt
from safeguarding.enquiry.rules import stage_due
from safeguarding.models import (
    Allegation,
    CapacityView,
    CausedEnquiry,
    Concern,
    Decision,
    Enquiry,
    EnquiryAction,
    Meeting,
    Provider,
    ProviderEnquiry,
    RiskRating,
    Sharing,
    Wish,
)

DAY = timedelta(days=1)
HOMES = [("Elm Court", "residential"), ("Brook House", "nursing"), ("Northway Care", "home_care"), ("Vale Lodge", "supported"),
         ("Meadow Day Centre", "day"), ("Finch Ward", "hospital")]  # fmt: skip
QUIET = {  # providers of whom nobody has said anything
    "residential": "Ash Lea, Cedar Rise, Hazel Bank, Larch House, Maple Green, Rowan Court, Willow End",
    "nursing": "Beech Grove, Holly Mount, Linden Place",
    "home_care": "Bright Morning Care, Doorstep Care, Evergreen at Home, Kind Hands Care, Northside Home Support",
    "supported": "Acorn Place, Chestnut Walk, Hawthorn House, Juniper Yard, Sycamore Flats",
    "day": "Copper Beech Centre, Orchard Day Centre",
    "hospital": "Heron Ward, Kestrel Ward",
}
WHERE = {"residential": "residential", "nursing": "nursing", "home_care": "own_home", "supported": "own_home",
         "day": "community_service", "hospital": "hospital_mental"}  # fmt: skip
WHAT = {
    "financial": "Money going missing when a relative visits.", "domestic": "A partner checks the phone and blocks the door.",
    "psychological": "Shouted at and called useless, most days.", "physical": "Bruises on both arms, and no account of them.",
    "neglect": "Medicines not given, and nobody came for two days.",
    "self_neglect": "No heating, and rubbish to the ceiling.",
    "sexual": "Touched by somebody in the house, against their will.",
    "discriminatory": "Insulted on the stairs for their faith.",
    "organisational": "One rule for all: bed at six, doors locked.",
    "sexual_exploitation": "Lifts and phones from men unknown to them.",
    "modern_slavery": "Works without pay, and sleeps where they work.",
}  # fmt: skip
WANT = [
    "I want it to stop, and no fuss.",
    "I want my things back.",
    "I want to stay where I live.",
    "I want somebody to talk to.",
]


class Cases:
    """Writes the cases of one borough's worth."""

    def __init__(self, year, chance, day):
        self.year, self.chance, self.day, self.tables = year, chance, day, year.lives.tables
        self.staff, self.moment = year.staff, year.lives.moment
        self.sams, self.officers = self.staff.of_role("sam"), self.staff.of_role("enquiry_officer")
        self.kinds, self.sources, self.outcomes = (
            dealt(chance, SAFEGUARDING[name]) for name in ("kinds", "sources", "decided")
        )
        self.team, self.seen_by = self.staff.teams["safeguarding", None], set()
        suffix = f" {self.staff.index + 1}" if self.staff.index else ""
        self.homes = [(self.tables.add(Provider, name=f"{name}{suffix}", kind=kind), kind) for name, kind in HOMES]
        for kind, names in QUIET.items():
            for name in names.split(", "):
                self.tables.add(Provider, name=f"{name}{suffix}", kind=kind)

    def make(self):
        for life, received, referral in self.year.raised:
            self.case(life, received, referral=referral)
        lives = self.chance.sample(self.year.known, SAFEGUARDING["known"])
        for life in [*lives, *lives[: SAFEGUARDING["repeats"]]]:
            self.case(life, self.year.a_day())
        self.home(self.chance.sample(self.year.known, SAFEGUARDING["adults_of_one_home"]))

    def home(self, lives):
        """One home, six adults, one enquiry into it."""
        provider, kind = self.homes[0]
        opened = self.year.recent(20, 30)
        whole = self.tables.add(
            ProviderEnquiry, reference=f"P-{provider:06d}", provider_id=provider, title="Night staff asleep, calls not answered",
            words="Told by a relative and by the inspectors in one week.", sam_id=self.sams[0], suspended=True,
            opened_at=self.moment(opened),
        )  # fmt: skip
        for life in lives:
            self.case(life, opened, home=(provider, kind), whole=whole)

    # --- one case ----------------------------------------------------------------------------------------------------
    def case(self, life, received, *, referral=None, home=None, whole=None):
        chance = self.chance
        kind, source, state = self.kinds.pop(), self.sources.pop(), self.outcomes.pop()
        source = "self" if kind == "self_neglect" else source if source != "self" else "known_other"
        if state == "received":
            received = self.year.recent(0, 1)
        home = home or (chance.choice(self.homes) if source == "provider" else None)
        place = WHERE[home[1]] if home else "community" if source == "stranger" else "own_home"
        facts = {"kind": kind, "source": source, "location": place, "provider_id": home[0] if home else None}
        decided = None if state == "received" else self.year.after(received, 0, 2 if chance.random() < 0.85 else 6)
        enquiry = (
            self.enquiry(life, state, decided, facts, whole)
            if state.endswith("enquiry") and state != "no_enquiry"
            else None
        )
        concern = self.concern(life, received, state, decided, facts, referral, enquiry, whole)
        if decided:
            self.decision(concern, state, decided)
        else:
            self.sees(life, received, f"S-{concern:06d}", role="referral", team=self.team)

    def sees(self, life, starts, reason, **who):
        """Whom the actions would let see the adult while the work lasts: each once."""
        key = (life.person, *who.items())
        if key not in self.seen_by:
            self.seen_by.add(key)
            self.year.lives.involve(life, starts=starts, reason=reason, **who)

    def concern(self, life, received, state, decided, facts, referral, enquiry, whole):
        key = self.tables.key(Concern)
        due = clock.end_of(clock.add_working_days(received, 1))
        self.tables.add(
            Concern, id=key, reference=f"S-{key:06d}", state=state, person_id=life.person, given_name=life.name[0],
            family_name=life.name[1], channel="referral" if referral else "staff", received_at=self.moment(received, 9),
            received_by_id=life.worker or self.officers[0], decision_due=due, decided_at=decided and self.moment(decided, 16),
            what=WHAT[facts["kind"]], kinds=[facts["kind"]], location=facts["location"], source=facts["source"],
            provider_id=facts["provider_id"], safe_now=self.chance.choice(["yes", "yes", "no", "unknown"]), knows="yes",
            consent=self.chance.choices(["yes", "no", "cannot", "not_asked"], [70, 10, 10, 10])[0], referral_id=referral,
            views=self.chance.choice(WANT), police=self.chance.choice(["told", "not_needed", "not_needed"]),
            reporter_kind=self.chance.choice(["family", "provider", "health", "council", "police", "self"]),
            enquiry_id=enquiry, provider_enquiry_id=whole,
        )  # fmt: skip
        return key

    def decision(self, concern, state, decided):
        met = "yes" if state == "enquiry" else "no"
        self.tables.add(
            Decision, concern_id=concern, outcome=state, has_needs="yes", has_needs_why="Known to us, with support.",
            at_risk="yes", at_risk_why="As it was told.", cannot_protect=met,
            cannot_protect_why="Depends on them." if met == "yes" else "Could turn to others, and did.",
            reason="As the three criteria say.", decided_at=self.moment(decided, 16), decided_by_id=self.sams[0],
        )  # fmt: skip

    # --- one enquiry -------------------------------------------------------------------------------------------------
    def enquiry(self, life, state, opened, facts, whole):
        """As far as an enquiry of its age has got."""
        stage, chance = self.stage(opened), self.chance
        key, of_it = self.tables.key(Enquiry), {"person_id": life.person, "written_at": self.moment(opened, 16)}
        of_it |= {"enquiry_id": key, "by_id": self.officers[0]}
        planned, ended = self.year.after(opened, 2, 5), self.year.after(opened, 30, 45)
        over = stage in {"concluded", "protecting", "closed"}
        asked = chance.choices(["expressed", "none", "no"], [78, 12, 10])[0]
        lacks = chance.choices(["no", "yes", "unknown"], [74, 18, 8])[0]
        self.tables.add(
            Enquiry, id=key, reference=f"E-{key:06d}", kind="s42" if state == "enquiry" else "other", state=stage,
            provider_enquiry_id=whole, opened_at=self.moment(opened, 16), stage_since=self.moment(opened, 16),
            due_on=stage_due(stage, opened if stage == "planning" else ended if over else planned), sam_id=self.sams[0],
            officer_id=self.officers[key % len(self.officers)], person_id=life.person,
            asked=asked if stage != "planning" else "", advocate="not_needed" if lacks == "no" else "independent",
            advocate_name="" if lacks == "no" else "Voice Advocacy", lacks_capacity=lacks,
            scope="What happened, and who must do what?" if stage != "planning" else "", interim="Visited each day.",
            planned_on=None if stage == "planning" else planned, **self.outcome(stage, opened, ended),
        )  # fmt: skip
        self.parts(of_it, stage, planned, ended, facts, asked, lacks)
        if stage != "closed":
            self.sees(life, opened, f"E-{key:06d}", role="referral", team=self.team)
            for worker in (self.sams[0], self.officers[key % len(self.officers)]):
                self.sees(life, opened, f"E-{key:06d}", role="worker", worker=worker)
        return key

    def stage(self, opened):
        age = (self.day - opened).days
        for limit, stage in ((6, "planning"), (26, "enquiring"), (32, "reported"), (45, "concluded")):
            if age < limit:
                return stage
        return "protecting" if age < 130 and self.chance.random() < 0.4 else "closed"

    def outcome(self, stage, opened, ended):
        found = {}
        if stage not in {"planning", "enquiring"}:
            found |= {"report": "It happened as it was told.", "reported_on": self.year.after(opened, 18, 28)}
        if stage in {"concluded", "protecting", "closed"}:
            result = self.chance.choices(["risk_action", "unsure_action", "no_risk_none", "ceased"], [70, 12, 10, 8])[0]
            now = (
                self.chance.choices(["reduced", "removed", "remained"], [60, 28, 12])[0]
                if result == "risk_action"
                else ""
            )
            found |= {
                "risk_outcome": result,
                "risk_now": now,
                "conclusion": "Decided on the facts found.",
                "concluded_on": ended,
            }
        if stage in {"protecting", "closed"}:
            found |= {"plan": "A visit each week, and a number to call.", "plan_agreed": "The adult"}
        if stage == "closed":
            found |= {"remaining_risk": "The lead worker keeps watch at each visit.", "felt": "I was listened to."}
            found |= {"closed_on": min(ended + 4 * DAY, self.day)}
        return found

    def parts(self, of_it, stage, planned, ended, facts, asked, lacks):
        add, over = self.tables.add, stage in {"concluded", "protecting", "closed"}
        outcome = (
            self.chance.choice(["substantiated", "substantiated", "partly", "not", "inconclusive"]) if over else ""
        )
        add(Allegation, **of_it, **facts, alleged="", outcome=outcome, outcome_why="On what was found." if over else "")
        if stage == "planning":
            return
        add(Meeting, **of_it, kind="planning", held_on=planned, chair="Safeguarding Adults Manager", attendees="Manager\nOfficer",
            adult_came="By phone", minutes="What is known, and who does what.")  # fmt: skip
        of_it = of_it | {"written_at": self.moment(planned, 16)}
        add(CapacityView, **of_it, at="planning", lacks=lacks, why="Could not weigh it up." if lacks == "yes" else "")
        add(
            RiskRating,
            **of_it,
            rated_on=planned,
            likelihood=self.chance.randint(3, 5),
            impact=self.chance.randint(2, 5),
            words="As told.",
        )
        add(
            Sharing,
            **of_it,
            shared_on=planned,
            to="The GP",
            what="That an enquiry is made.",
            ground="consent",
            adult_told=True,
        )
        if over:
            add(
                RiskRating,
                **of_it,
                rated_on=ended,
                likelihood=self.chance.randint(1, 2),
                impact=self.chance.randint(1, 4),
                words="Now.",
            )
        if asked == "expressed":
            achieved = self.chance.choices(["fully", "partly", "not"], [62, 30, 8])[0]
            again = {"achieved": achieved, "revisited_on": ended} if over else {}
            add(Wish, **of_it, words=self.chance.choice(WANT), said_on=planned, **again)
        if stage == "enquiring":
            add(
                EnquiryAction,
                **of_it,
                what="Ask the bank for statements",
                who="Enquiry officer",
                due_on=planned + 10 * DAY,
            )
            add(CausedEnquiry, **of_it, organisation="The provider", asked_of="Its manager", what="Who was on shift?",
                asked_on=planned, due_on=planned + 14 * DAY)  # fmt: skip


def fill(year, chance, day):
    Cases(year, chance, day).make()
