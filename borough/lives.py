"""The records of one made-up person at a time: who they are, who works with them, and each step they take on the pathway.

Every function writes the rows that the action of the same step would have written, and gives back what later steps need.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bep.kit import clock
from borough import identity, names, words
from borough.lives_assessed import Assessed
from borough.lives_supported import Supported
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


class Lives(Assessed, Supported):
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
                other_name=f"{chance.choice(names.FRIENDS)} {life.name[1]}",
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
