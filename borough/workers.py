"""Who works in the borough: the posts of Table 14 (business case s7.5), filled by made-up workers; and its hubs."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from bep.access.models import Membership, Team, Worker
from borough import names
from referrals.models import Hub, HubSession, SessionRule

DEMO_PASSWORD = "demo borough 2026"  # noqa: S105 (printed by `make demo`; the demonstration has made-up people only)

# team kind, locality: [(role key, job title, how many, manages)]. Table 14's posts; the LETs' are shared between East and West.
ESTABLISHMENT = {
    ("hub", None): [
        ("business_support", "Business Support Manager", 1, True),
        ("business_support", "Business Support Assistant", 3, False),
        ("hub_duty", "Social Worker, hub duty", 2, False),
    ],
    ("let", "East"): [
        ("team_manager", "Consultant Social Worker", 1, True),
        ("social_worker", "Social Worker", 2, False),
        ("aeo", "Assessment and Enablement Officer", 2, False),
        ("community_access_worker", "Community Access Worker", 1, False),
    ],
    ("let", "West"): [
        ("team_manager", "Barnet Enablement Manager", 1, True),
        ("social_worker", "Social Worker", 1, False),
        ("aeo", "Assessment and Enablement Officer", 1, False),
        ("community_access_worker", "Community Access Worker", 1, False),
    ],
    ("network", None): [
        ("team_manager", "Community Network Manager", 1, True),
        ("community_access_worker", "Community Access Worker", 1, False),
        ("peer_supporter", "Peer Support / AEO", 1, False),
        ("aeo", "Assessment and Enablement Officer", 2, False),
    ],
    ("cmht", "East"): [
        ("consultant_social_worker", "Consultant Social Worker", 2, True),
        ("social_worker", "Senior Social Worker (AMHP)", 6, False),
        ("aeo", "Assessment and Enablement Officer", 2, False),
        ("trainee", "Student Social Worker", 1, False),
    ],
    ("cmht", "West"): [
        ("consultant_social_worker", "Consultant Social Worker", 1, True),
        ("social_worker", "Senior Social Worker (AMHP)", 5, False),
        ("social_worker", "Early Intervention Social Worker", 1, False),
        ("aeo", "Assessment and Enablement Officer", 1, False),
    ],
    ("iet", None): [
        ("consultant_social_worker", "Consultant Social Worker", 1, True),
        ("social_worker", "Social Worker", 5, False),
        ("aeo", "Occupational Therapist", 1, False),
        ("peer_supporter", "AEO (Peer Support)", 1, False),
    ],
    ("amhp", None): [
        ("amhp_manager", "Consultant Social Worker, AMHP", 1, True),
        ("amhp", "Social Worker, AMHP", 1, False),
        ("out_of_hours", "Out-of-hours Social Worker", 1, False),
        ("business_support", "Business Support Officer", 1, False),
    ],
    ("safeguarding", None): [
        ("sam", "Safeguarding Adults Manager", 1, True),
        ("enquiry_officer", "Enquiry Officer", 2, False),
    ],
    (None, None): [
        ("commissioner", "Joint Commissioning Manager", 1, False),
        ("ig_officer", "Information Governance Officer", 1, False),
        ("administrator", "Systems Administrator", 1, False),
        ("returns_officer", "Performance and Returns Officer", 1, False),
        ("service_manager", "Head of Enablement", 1, False),
    ],
}
HOLDS_CASES = {
    "social_worker",
    "aeo",
    "community_access_worker",
    "consultant_social_worker",
    "trainee",
    "peer_supporter",
}


class Staff:
    """The teams and workers of one borough's worth. `pick(kind, locality)` deals its case-holding workers out in turn."""

    def __init__(self, tables, chance, index, groups, starts):
        self.tables, self.chance, self.index, self.groups, self.starts = tables, chance, index, groups, starts
        self.teams, self.holders, self.turn, self.everybody, self.titles = {}, {}, {}, [], {}
        self.emails, self.worker_of = {}, {}  # of workers; of entries of the AMHP register
        self.password = make_password(DEMO_PASSWORD) if settings.DEMO and not index else "!"
        for (kind, locality), posts in ESTABLISHMENT.items():
            self.fill(kind, locality, posts)
        self.oversee()

    def oversee(self):
        """The enablement manager belongs to every team that holds cases: who chairs the panel sees what it decides on."""
        for worker in self.of_role("service_manager"):
            for team in {self.teams[key] for key in self.holders}:
                self.join(worker, team, manages=False)

    def join(self, worker, team, manages):
        self.tables.add(Membership, worker_id=worker, team_id=team, manages=manages, starts=f"{self.starts}T00:00Z")

    def fill(self, kind, locality, posts):
        team = self.team(kind, locality) if kind else None
        self.teams[kind, locality] = team
        for role, title, how_many, manages in posts:
            for _ in range(how_many):
                worker = self.worker(role, title, team, manages)
                if role in HOLDS_CASES and kind:
                    self.holders.setdefault((kind, locality), []).append(worker)

    def team(self, kind, locality):
        found = Team.objects.filter(kind=kind, locality__name=locality) if locality else Team.objects.filter(kind=kind)
        first = found.order_by("pk").first()
        if not self.index:
            return first.pk
        return self.tables.add(Team, name=f"{first.name} {self.index + 1}", kind=kind, locality_id=first.locality_id)

    def worker(self, role, title, team, manages):
        number = len(self.everybody)
        group = self.chance.choices(list(names.SHARES), names.SHARES.values())[0]
        given, family = names.name(self.chance, group, self.chance.choice(["Female", "Male", "Female"]), 2)
        email = f"{slugify(f'{given}-{family}')}-{self.index}-{number}@barnet.example"
        worker = self.tables.add(
            Worker,
            email=email,
            name=f"{given} {family}",
            job_title=title,
            is_demo=True,
            starts=self.starts,
            password=self.password,
            contracted_hours=self.chance.choice([36, 36, 36, 28.8, 21.6]),
        )
        self.tables.add(Worker.groups.through, worker_id=worker, group_id=self.groups[role])
        if team:
            self.join(worker, team, manages)
        self.titles[worker], self.emails[worker] = title, email
        self.everybody.append((worker, role, (team, manages)))
        return worker

    def pick(self, kind, locality=None):
        key = (kind, locality) if (kind, locality) in self.holders else (kind, None)
        dealt = self.turn[key] = self.turn.get(key, -1) + 1
        return self.holders[key][dealt % len(self.holders[key])]

    def of_role(self, *roles):
        return [worker for worker, role, _ in self.everybody if role in roles]


class Hubs:
    """The preset's hubs, or one more set of them, with a year's weekly sessions and the next free place of each."""

    def __init__(self, tables, index, rules, first_day, weeks):
        self.tables, self.sessions = tables, []
        self.there = {(s.hub_id, s.date, s.starts): s.pk for s in HubSession.objects.all()}
        hubs = {}
        for rule in rules:
            if rule.hub_id not in hubs:
                hubs[rule.hub_id] = self.copy_hub(rule.hub, index) if index else rule.hub_id
            self.weekly(
                rule, hubs[rule.hub_id], self.copy_rule(rule, hubs[rule.hub_id]) if index else rule.pk, first_day, weeks
            )
        self.sessions.sort(key=lambda session: session["date"])

    def copy_hub(self, hub, index):
        facts = {
            f: getattr(hub, f) for f in ("address", "postcode", "directions", "access_notes", "phone", "locality_id")
        }
        return self.tables.add(Hub, name=f"{hub.name} {index + 1}", **facts)

    def copy_rule(self, rule, hub):
        return self.tables.add(
            SessionRule, hub_id=hub, weekday=rule.weekday, first_day=rule.first_day, **times_of(rule)
        )

    def weekly(self, rule, hub, rule_id, first_day, weeks):
        first = first_day + timedelta(days=(rule.weekday - first_day.weekday()) % 7)
        for week in range(weeks):
            day = first + timedelta(weeks=week)
            key = self.there.get((hub, day, rule.starts))
            key = key or self.tables.add(HubSession, hub_id=hub, rule_id=rule_id, date=day, **times_of(rule))
            self.sessions.append({"id": key, "date": day, "taken": 0, "locality": rule.hub.locality.name, "rule": rule})

    def book(self, earliest, locality):
        """(session, place) of the first session from a day on, in the locality, with a place to spare."""
        for session in self.sessions:
            room = session["taken"] < session["rule"].places
            if room and session["date"] >= earliest and session["locality"] == locality:
                session["taken"] += 1
                return session, session["taken"]
        return None, None


def preset_rules():
    """The weekly sessions of the preset's hubs, which every borough's worth has a copy of."""
    return list(SessionRule.objects.filter(hub__closed=None).select_related("hub__locality").order_by("pk"))


def times_of(rule):
    return {name: getattr(rule, name) for name in ("starts", "ends", "places", "drop_in", "partners")}
