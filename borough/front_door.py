"""Referrals, what triage made of them, and choice appointments: the rows of the referrals room."""

from datetime import timedelta

from bep.kit import clock
from borough import names, words
from borough.workers import times_of
from referrals.models import Appointment, Decision, HubSession, Referral

SOURCES = {
    "self": 24,
    "relative_or_friend": 12,
    "gp": 26,
    "camhs": 2,
    "childrens_social_care": 3,
    "other_professional": 7,
    "mental_health_trust": 12,
    "hospital": 6,
    "police": 4,
    "voluntary_organisation": 4,
}
ROUTES = {"hospital": "Discharge from Hospital", "camhs": "Planned Entry (Transition)"}
OPEN = {"received", "awaiting_appointment"}
DAY = timedelta(days=1)


class FrontDoor:
    """Writes what comes in and what is decided of it."""

    def __init__(self, lives):
        self.lives, self.tables, self.chance, self.day = lives, lives.tables, lives.chance, lives.day
        staff = lives.staff
        self.desk = staff.of_role("business_support")
        self.duty = staff.of_role("hub_duty")
        self.team = staff.teams["hub", None]

    def referral(self, life, *, received, state, triaged=None, closed=None, unmatched=None, key=None, same_as=None):
        """One referral. `unmatched` is (given, family) of somebody whom nobody has matched to a record yet."""
        chance = self.chance
        source = self.lives.one_of(SOURCES)
        given, family = unmatched or life.name
        key = key or self.tables.key(Referral)
        duty = chance.choice(self.duty)
        organisation = f"{chance.choice(words.ORGANISATIONS)}" if source == "voluntary_organisation" else ""
        moment = self.lives.moment
        self.tables.add(
            Referral,
            id=key,
            reference=f"R-{key:06d}",
            state=state,
            channel="public_form" if source == "self" else chance.choice(["phone", "writing"]),
            received_at=moment(received),
            first_contact=received,
            received_by_id=None if source == "self" else chance.choice(self.desk),
            triage_due=f"{clock.add_working_days(received, 2)} 17:00 Europe/London",
            triaged_at=triaged and moment(triaged),
            closed_at=None if state in OPEN else moment(closed or triaged, 17),
            source=source,
            referrer_organisation=organisation,
            person_id=None if unmatched else life.person,
            given_name=given,
            family_name=family,
            consent="yes",
            reason=chance.choice(words.CARER_REASONS if life and life.carer else words.REASONS),
            wants=chance.choice(words.WANTS),
            urgency=chance.choices(["same_day", "soon", "routine"], [3, 12, 85])[0],
            team_id=self.team if unmatched else self.team_of(life),
            same_as_id=same_as,
            route_of_access=ROUTES.get(source, "Community / Other route"),
        )
        if life:
            life.referral = key
        if triaged:
            outcome = state if not closed else "awaiting_appointment"
            self.decide(key, outcome, triaged, duty)
        if life and not unmatched:
            self.lives.involve(
                life,
                role="referral",
                team=self.team,
                starts=received,
                ends=None if state in OPEN else closed or triaged,
            )
        return key

    def team_of(self, life):
        return self.lives.staff.teams["let", life.locality]

    def decide(self, referral, outcome, on, by):
        self.tables.add(
            Decision,
            referral_id=referral,
            outcome=outcome,
            reason=words.TRIAGE[outcome],
            decided_at=self.lives.moment(on),
            decided_by_id=by,
            sent_to=self.chance.choice(words.ORGANISATIONS) if outcome == "signposted" else "",
        )

    def key(self):
        return self.tables.key(Referral)

    def appointment(self, life, referral, *, received, wanted, state):
        """Books the first free place from the wanted day on; the day it is for, or None when the diary is full."""
        session, place = self.lives.hubs.book(wanted, life.locality)
        if session is None:
            return None
        on, target = session["date"], received + 14 * DAY
        opens, ends = HubSession(date=on, **times_of(session["rule"])).place_time(place)
        booked = min(received + DAY, on, self.day)
        self.tables.add(
            Appointment,
            person_id=life.person,
            referral_id=referral,
            setting="hub",
            state=state,
            session_id=session["id"],
            place=place,
            worker_id=self.worker(life) if state == "attended" else None,
            starts=opens,
            ends=ends,
            target_date=target,
            chose_later=on > target,
            earliest_offered=min(on, target) if on > target else None,
            booked_at=self.lives.moment(booked),
            booked_by_id=self.chance.choice(self.desk),
            recorded_at=self.lives.moment(on, 14) if state in {"attended", "did_not_attend"} else None,
        )
        return on

    def worker(self, life):
        return self.lives.staff.pick("let", life.locality)

    def nobody_yet(self):
        group = self.chance.choices(list(names.SHARES), names.SHARES.values())[0]
        return names.name(self.chance, group, "Female", 2)
