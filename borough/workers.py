"""Who works in the borough: the posts of Table 14 (seed 000 s7.5), filled by made-up workers; and its hubs."""

from datetime import time, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from bep.access.models import Locality, Membership, Team, Worker
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
        ("amhp", "Consultant Social Worker, AMHP", 1, True),
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
HUBS = [
    ("Burnt Oak hub", "West", "1 Example Parade, London", "HA8 0CI", [1]),
    ("Hendon hub", "West", "2 Example Broadway, London", "NW4 0CI", [3]),
    ("Finchley hub", "East", "3 Example High Road, London", "N3 0CI", [2]),
    ("Chipping Barnet hub", "East", "4 Example Street, London", "EN5 0CI", [4]),
]  # name, locality, address, postcode, weekdays of its sessions from Monday 0
PLACES = 10


class Staff:
    """The teams and workers of one borough's worth. `pick(kind, locality)` deals its case-holding workers out in turn."""

    def __init__(self, tables, chance, index, groups, starts):
        self.tables, self.chance, self.index, self.groups, self.starts = tables, chance, index, groups, starts
        self.teams, self.holders, self.turn, self.everybody = {}, {}, {}, []
        self.password = make_password(DEMO_PASSWORD) if settings.DEMO and not index else "!"
        for (kind, locality), posts in ESTABLISHMENT.items():
            self.fill(kind, locality, posts)

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
        worker = self.tables.add(
            Worker,
            email=f"{slugify(f'{given}-{family}')}-{self.index}-{number}@barnet.example",
            name=f"{given} {family}",
            job_title=title,
            is_demo=True,
            starts=self.starts,
            password=self.password,
            contracted_hours=self.chance.choice([36, 36, 36, 28.8, 21.6]),
        )
        self.tables.add(Worker.groups.through, worker_id=worker, group_id=self.groups[role])
        if team:
            self.tables.add(Membership, worker_id=worker, team_id=team, manages=manages, starts=f"{self.starts}T00:00Z")
        self.everybody.append((worker, role, (team, manages)))
        return worker

    def pick(self, kind, locality=None):
        key = (kind, locality) if (kind, locality) in self.holders else (kind, None)
        dealt = self.turn[key] = self.turn.get(key, -1) + 1
        return self.holders[key][dealt % len(self.holders[key])]

    def of_role(self, *roles):
        return [worker for worker, role, _ in self.everybody if role in roles]


class Hubs:
    """The hubs of one borough's worth, a session a week each, and the next free place of every session."""

    def __init__(self, tables, index, first_day, weeks):
        self.tables, self.sessions = tables, []
        for name, locality, address, postcode, weekdays in HUBS:
            hub = self.hub(f"{name} {index + 1}" if index else name, locality, address, postcode)
            for weekday in weekdays:
                self.rule(hub, locality, weekday, first_day, weeks)
        self.sessions.sort(key=lambda s: s["date"])

    def hub(self, name, locality, address, postcode):
        if found := Hub.objects.filter(name=name).first():
            return found.pk
        place = Locality.objects.filter(name=locality).first()
        directions = "Five minutes' walk from the station, step-free. Buses stop outside. Ring the bell marked Hub."
        return self.tables.add(
            Hub, name=name, locality_id=place and place.pk, address=address, postcode=postcode, directions=directions
        )

    def rule(self, hub, locality, weekday, first_day, weeks):
        first = first_day + timedelta(days=(weekday - first_day.weekday()) % 7)
        times = {
            "starts": time(9, 30),
            "ends": time(13, 0),
            "places": PLACES,
            "partners": "Carers centre, job coach, peer supporter",
        }
        rule = self.tables.add(SessionRule, hub_id=hub, weekday=weekday, first_day=first, **times)
        for week in range(weeks):
            day = first + timedelta(weeks=week)
            key = self.tables.add(HubSession, hub_id=hub, rule_id=rule, date=day, **times)
            self.sessions.append({"id": key, "date": day, "taken": 0, "locality": locality})

    def book(self, earliest, locality, keep=0):
        """(session, place) of the first session from a day on with a place to spare, in the locality if it has one soon."""
        for session in self.sessions:
            if session["date"] >= earliest and session["locality"] == locality and session["taken"] < PLACES - keep:
                session["taken"] += 1
                return session, session["taken"]
        return None, None
