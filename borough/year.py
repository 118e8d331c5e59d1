"""A year of the borough, in the numbers of plan.py: who came, what happened to them, who is still with us.

Everything is dealt, not drawn, so totals are exact; the order and the days are of chance, from one seed.
"""

from datetime import timedelta

from bep.kit import clock
from borough import plan
from borough.front_door import FrontDoor
from borough.plan import dealt

DAY = timedelta(days=1)
# Fewer begin in August and at the turn of the year: the second visible departure from an even plan.
BUSY = {1: 9, 2: 9, 3: 10, 4: 9, 5: 9, 6: 9, 7: 8, 8: 5, 9: 9, 10: 10, 11: 9, 12: 6}
OUTCOMES = {"moved_on": 50, "community": 22, "nhs": 8, "declined": 9, "lost_touch": 6, "moved_away": 5}
TEAM_OF = {"brief": "let", "standard": "network", "specialist": "cmht", "intensive": "iet"}


class Year:
    """Deals out one borough's year, ending on `day`. Each step hands a life to the next one, or lets it end."""

    def __init__(self, lives):
        self.lives, self.chance, self.staff, self.day = lives, lives.chance, lives.staff, lives.day
        self.door = FrontDoor(lives)
        self.first = self.day - 364 * DAY
        self.days = [self.first + n * DAY for n in range(365)]
        self.known = []  # with specialist or intensive support at some time in the year
        self.carers = []
        self.raised = []  # (life, day, referral) of those whom triage sent on as a safeguarding concern
        self.one_time = []  # who only got advice: some come again
        self.deal()

    def deal(self):
        """The packs from which each step takes its next card."""
        asked = plan.AFTER_APPOINTMENT["choice_meeting"] + plan.TRIAGE["choice_meeting"]
        to_come = plan.MEETINGS["to_come"]
        packs = {
            "carer": {True: plan.YEAR["carers"], False: plan.YEAR["referrals"] - plan.YEAR["carers"]},
            "appointment": plan.AFTER_APPOINTMENT,
            "held": {True: asked - to_come, False: to_come},
            "meeting": plan.AFTER_MEETING,
            "assessment": plan.AFTER_ASSESSMENT,
            "brief": self.some("brief", plan.STEPS["brief_to_standard"]),
            "standard": self.some("standard", plan.STEPS["standard_to_specialist"]),
            "specialist": self.some("specialist", plan.STEPS["specialist_to_intensive"]),
        }
        self.packs = {name: dealt(self.chance, shares) for name, shares in packs.items()}

    def some(self, tier, number):
        return {True: number, False: plan.YEAR[tier] - number}

    def make(self):
        self.carried_in()
        for outcome in dealt(self.chance, plan.TRIAGE | {"duplicate": 0}) + ["duplicate"] * plan.TRIAGE["duplicate"]:
            getattr(self, outcome, self.closed_at_triage)(outcome)
        for tier, number in plan.TRANSFERS.items():
            for _ in range(number):
                day = self.a_day(until=10)
                self.support(self.lives.person(since=day), tier, day, because="transfer")
        for life in self.chance.sample(self.known, plan.MEETINGS["known_people"]):
            self.meet(life, self.a_day(until=5), now=True)

    # --- days --------------------------------------------------------------------------------------------------------
    def a_day(self, until=0):
        """A working day of the year, not in its last `until` days; busy months come up more often."""
        span = self.days[: len(self.days) - until]
        while True:
            day = self.chance.choice(span)
            if clock.is_working_day(day) and self.chance.random() * 10 < BUSY[day.month]:
                return day

    def after(self, day, low, high):
        """A working day some days after another, never later than today."""
        found = min(day + self.chance.randint(low, high) * DAY, self.day)
        while not clock.is_working_day(found) and found > day:
            found -= DAY
        return found

    def recent(self, low, high):
        return self.after(self.day - self.chance.randint(low, high) * DAY, 0, 0)

    # --- the front door ----------------------------------------------------------------------------------------------
    def somebody(self, since):
        life = self.lives.person(since=since, carer=self.packs["carer"].pop())
        if life.carer:
            self.carers.append(life)
        return life

    def closed_at_triage(self, outcome):
        received = self.a_day(until=3)
        if self.one_time and self.chance.random() < 0.07:
            self.packs["carer"].pop()
            life = self.chance.choice(self.one_time)
            received = max(received, life.since)
        else:
            life = self.somebody(received)
        triaged = self.after(received, 0, 2)
        self.door.referral(life, received=received, state=outcome, triaged=triaged)
        if outcome == "safeguarding_concern":
            self.raised.append((life, triaged, life.referral))
        self.one_time.append(life)

    def duplicate(self, outcome):
        """Somebody else asks for a person whose referral came a few days before."""
        self.packs["carer"].pop()
        life = self.chance.choice(self.one_time)
        received = self.after(life.since, 2, 9)
        self.door.referral(life, received=received, state="duplicate", triaged=received, same_as=life.referral)

    def received(self, outcome):
        received = self.recent(0, 3)
        if self.chance.random() < 0.4:
            self.packs["carer"].pop()
            self.door.referral(None, received=received, state="received", unmatched=self.door.nobody_yet())
        else:
            self.door.referral(self.somebody(received), received=received, state="received")

    def awaiting(self, outcome):
        received = self.recent(2, 12)
        life = self.somebody(received)
        referral = self.door.referral(
            life, received=received, state="awaiting_appointment", triaged=self.after(received, 0, 1)
        )
        if self.chance.random() < 0.7:
            self.door.appointment(life, referral, received=received, wanted=self.day + DAY, state="booked")

    def lost_before_appointment(self, outcome):
        received = self.a_day(until=40)
        life, closed = self.somebody(received), self.after(received, 25, 38)
        state = self.chance.choice(["withdrawn", "no_contact", "no_contact"])
        referral = self.door.referral(
            life, received=received, state=state, triaged=self.after(received, 0, 1), closed=closed
        )
        self.door.appointment(life, referral, received=received, wanted=received + 5 * DAY, state="did_not_attend")
        self.door.decide(referral, state, closed, self.chance.choice(self.door.duty))

    def attended(self, outcome):
        received, referral = self.a_day(until=24), self.door.key()
        life, after = self.somebody(received), self.packs["appointment"].pop()
        wanted = (
            received + self.chance.choices([self.chance.randint(2, 7), self.chance.randint(8, 20)], [85, 15])[0] * DAY
        )
        if self.chance.random() < 0.08:
            self.door.appointment(life, referral, received=received, wanted=received + 2 * DAY, state="did_not_attend")
        on = self.door.appointment(
            life, referral, received=received, wanted=min(wanted, self.day - 8 * DAY), state="attended"
        )
        on = on or self.after(received, 5, 9)
        self.door.referral(
            life, key=referral, received=received, state=after, triaged=self.after(received, 0, 1), closed=on
        )
        self.door.decide(referral, after, on, self.chance.choice(self.door.duty))
        if after == "choice_meeting":
            self.meet(life, on)
        elif after == "brief_support":
            self.support(life, "brief", self.after(on, 1, 7), because="choice_appointment")

    def choice_meeting(self, outcome):
        received = self.a_day(until=12)
        life, triaged = self.somebody(received), self.after(received, 0, 2)
        self.door.referral(life, received=received, state="choice_meeting", triaged=triaged)
        self.meet(life, triaged)

    # --- the choice meeting ------------------------------------------------------------------------------------------
    def meet(self, life, asked, now=False):
        """Arranged or held, with what came of it. `now` is for people already known, whose meeting has been held."""
        worker = life.worker or self.staff.pick("let", life.locality)
        if not now and not self.packs["held"].pop():
            soon = self.recent(1, 9)
            self.lives.involve(life, role="worker", worker=worker, starts=soon)
            self.lives.meeting(life, asked=soon, worker=worker)
            return
        held, outcome = self.after(asked, 4, 24), self.packs["meeting"].pop()
        meeting = self.lives.meeting(life, asked=asked, held=held, outcome=outcome, worker=worker)
        if outcome == "assess":
            self.assess(life, meeting, held, worker, known=now)
        elif outcome == "plan" and not now:
            self.support(life, "brief", self.after(held, 1, 7), because="choice_meeting")
        elif outcome == "plan":
            self.missed("brief")

    def assess(self, life, meeting, held, worker, known):
        """`known` people keep the support they have; the card that would have begun another is played by somebody new."""
        result = self.packs["assessment"].pop()
        on = self.after(held, 0, 18)
        self.lives.assessment(life, on=on, worker=worker, eligible=result != "brief_not_eligible", meeting=meeting)
        tier = result.removesuffix("_not_eligible")
        if known:
            self.missed(tier)
        else:
            self.support(life, tier, self.after(on, 1, 9), because="choice_meeting")

    def missed(self, tier):
        """Somebody who comes back by themselves takes the place that a known person did not need."""
        day = self.a_day(until=10)
        self.support(self.lives.person(since=day), tier, day, because="return")

    # --- support -----------------------------------------------------------------------------------------------------
    def carried_in(self):
        """People with specialist support when the year began; most have moved on by its end."""
        for ends in dealt(self.chance, {True: 360, False: plan.CARRIED_IN - 360}):
            since = self.first - self.chance.randint(60, 1400) * DAY
            self.support(
                self.lives.person(since=since), "specialist", since, because="transfer", carried=True, ends=ends
            )

    def support(self, life, tier, starts, *, because, began="started", former=None, carried=False, ends=None):
        """A spell at one tier: who works with them, what is written, and when it ends; then the next tier, or move-on."""
        kind = self.team_kind(tier)
        locality = life.locality if kind in {"let", "cmht"} else None
        team, worker = self.staff.teams[kind, locality], self.staff.pick(kind, locality)
        life.worker, life.tier = worker, tier
        if life.episode is None:
            self.lives.begin(life, on=starts, because=because, team=team, worker=worker)
        if tier in {"specialist", "intensive"}:
            self.known.append(life)
        steps_up = not carried and tier != "intensive" and self.packs[tier].pop()
        end = self.end_of(tier, starts, steps_up, ends, carried)
        life.ended = end
        spell = self.lives.spell(
            life,
            tier=tier,
            team=team,
            worker=worker,
            starts=starts,
            ends=end,
            began=began,
            former=former,
            ending="moved" if steps_up else "finished",
        )
        self.writes(life, tier, team, worker, starts, end)
        if tier == "brief":
            self.brief_review(life, spell, starts, end, worker)
        if steps_up:
            above = {"brief": "standard", "standard": "specialist", "specialist": "intensive"}[tier]
            self.support(life, above, end, because=because, began="stepped_up", former=spell)
        else:
            self.lives.keep(life, closed=end, outcome=self.lives.one_of(OUTCOMES) if end else "")

    def team_kind(self, tier):
        """Network Plus work is shared by the Network's own team and the local enablement teams (Appendix A)."""
        return "let" if tier == "standard" and self.chance.random() < 0.7 else TEAM_OF[tier]

    def end_of(self, tier, starts, steps_up, ends, carried):
        """The day a spell ended, or None while it goes on. Who steps up has ended the tier below."""
        length = {"brief": (24, 42), "standard": (90, 200), "specialist": (100, 330), "intensive": (90, 240)}[tier]
        if carried:
            return self.after(self.first, 5, 355) if ends else None
        if steps_up:
            low, high = (20, 42) if tier == "brief" else (25, 90)
            return self.after(starts, low, high)
        end = starts + self.chance.randint(*length) * DAY
        if tier == "brief" and self.chance.random() < 0.006:
            return None  # forgotten: the clock runs over, and the screen says so
        return self.after(end, 0, 0) if end < self.day else None

    def writes(self, life, tier, team, worker, starts, end):
        """What everybody with support has: a worker and a team, a profile and plan, notes, often a risk plan."""
        lives, chance = self.lives, self.chance
        lives.involve(life, role="lead", worker=worker, starts=starts, ends=end, reason="Has room, and knows the area")
        lives.involve(life, role="team", team=team, starts=starts, ends=end)
        agreed = self.after(starts, 3, 18)
        if life.plan is None:
            lives.profile(life, agreed, worker)
            lives.enablement_plan(life, on=agreed, worker=worker, review_on=agreed + 56 * DAY)
            if tier != "brief" and not end:
                lives.review(life, of="plan", due=self.next_review(), worker=worker, reason="", plan=life.plan)
        lives.notes(
            life,
            starts=max(starts, self.first),
            ends=end or self.day + DAY,
            worker=worker,
            every=12 if tier == "brief" else 26,
        )
        if tier != "brief" and not life.careful and chance.random() < 0.6:
            life.careful = True
            lives.risk_plan(life, agreed, worker, self.day + chance.randint(-15, 160) * DAY)
        if chance.random() < 0.05:
            lives.alert(life, agreed)

    def next_review(self):
        """When the plan is next looked at: one in twelve is overdue."""
        return (
            self.day
            + (self.chance.randint(-24, -1) if self.chance.random() < 0.08 else self.chance.randint(1, 180)) * DAY
        )

    def brief_review(self, life, spell, starts, end, worker):
        self.lives.review(
            life,
            of="brief",
            due=starts + 41 * DAY,
            held=end,
            worker=worker,
            reason="Review of short term support" if end else "",
            spell=spell,
        )
