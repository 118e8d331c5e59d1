"""The AMHPs of Table 8 (seed 000 s5.1.3): a manager, a senior, 13 social workers and 7 as and when; and a year of their rota.

The rota deals each shift to whoever has had the least of its kind for their hours, within the demonstration's own rules.
"""

from collections import Counter
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from amhp_rota.models import Amhp, Approval, Duty, Rota, RotaVersion, ShiftKind, Supervision, Training
from amhp_rota.rules.rota import times
from bep.access.models import Worker
from borough import desk

AS_AND_WHEN = 7
AMHP_TITLES = ("Senior Social Worker (AMHP)", "Social Worker, AMHP", "Consultant Social Worker, AMHP")
PERIOD = 28
GAP = 5  # days from now: a night that nobody has
AHEAD, BEHIND = 2, 13  # rotas of four weeks, this one included: what is published ahead, and the year behind


def fill(year, staff, day):
    """The register of one borough's worth; rota and desk are the service's own, so only the first has them."""
    workers = contracted(staff)
    amhps = [entry(staff, n, worker, day, hours_of(n)) for n, worker in enumerate(workers)]
    for n in range(AS_AND_WHEN):
        worker = staff.worker("amhp", "Social Worker (as and when) AMHP", staff.teams["amhp", None], False)
        amhps.append(entry(staff, 15 + n, worker, day, None))
    if not staff.index:
        by_hours = {amhp: hours_of(n) if n < len(workers) else None for n, amhp in enumerate(amhps)}
        coming = rotas(staff, by_hours, day)
        amhps = who_signs_in_first(staff, amhps)
        desk.Desk(year, [staff.worker_of[amhp] for amhp in amhps], day).fill()
        desk.waits_on_the_rota(staff, amhps, coming, day)


def who_signs_in_first(staff, amhps):
    """The demonstration signs in as the first AMHP by address: what waits, waits for them. The manager is not one of these."""
    managers = staff.of_role("amhp_manager")
    others = [amhp for amhp in amhps if staff.worker_of[amhp] not in managers]
    return sorted(others, key=lambda amhp: staff.emails[staff.worker_of[amhp]])


def contracted(staff):
    """The 13 whose post says so, and two consultants of the East community team."""
    posts = staff.titles
    named = [worker for worker, title in posts.items() if title in AMHP_TITLES]
    consultants = [worker for worker, title in posts.items() if title == "Consultant Social Worker"][:2]
    for worker in [*named, *consultants]:
        if posts[worker] not in AMHP_TITLES[1:]:  # those two hold the role by their post
            staff.tables.add(Worker.groups.through, worker_id=worker, group_id=staff.groups["amhp"])
    return [*named, *consultants]


def hours_of(n):
    return (36, 36, 28.8, 36, 21.6)[n % 5]


def entry(staff, n, worker, day, hours):
    amhp = staff.tables.add(
        Amhp,
        worker_id=worker,
        profession="nurse" if n % 9 == 4 else "social_worker",
        as_and_when=hours is None,
        hours=hours,
    )
    staff.worker_of[amhp] = worker
    first = day + relativedelta(days=70 + 65 * n, years=-5)  # so that some end soon, and all stand for the year behind
    last = first + relativedelta(years=5) - timedelta(days=1)
    staff.tables.add(Approval, amhp_id=amhp, council="London Borough of Barnet", first=first, last=last)
    study(staff, amhp, n, day)
    return amhp


def study(staff, amhp, n, day):
    keeper = staff.of_role("amhp_manager")[0]
    for k in range(n % 4):
        staff.tables.add(
            Training, amhp_id=amhp, day=day - timedelta(days=40 + 60 * k), title=("Case law", "Risk", "Children")[k],
            hours=6, agreed=True, agreed_by_id=keeper, certificate="", recorded_at=f"{day}T09:00Z",
        )  # fmt: skip
    staff.tables.add(
        Supervision, amhp_id=amhp, day=day - timedelta(days=35 - n), supervisor="Service lead", agreed="",
        next_due=day + timedelta(days=7 + n),
    )  # fmt: skip


def rotas(staff, amhps, day):
    kinds = list(ShiftKind.objects.filter(closed=None))
    manager = staff.of_role("amhp_manager")[0]
    monday = day - timedelta(days=day.weekday())
    dealer, coming = Dealer(amhps), []
    for number in range(-BEHIND, AHEAD):
        first = monday + timedelta(days=PERIOD * number)
        rota = staff.tables.add(Rota, first=first, last=first + timedelta(days=PERIOD - 1), state="published")
        dealt = []
        for n in range(PERIOD):
            for kind in kinds:
                on = first + timedelta(days=n)
                if (on, kind.code) != (day + timedelta(days=GAP), "night"):
                    pk, made = duty(staff, rota, kind, on, dealer.next(kind, on))
                    dealt.append(made)
                    coming += [(pk, made[3], on)] if on > day + timedelta(days=GAP) else []
        staff.tables.add(
            RotaVersion, rota_id=rota, number=1, duties=dealt, note="Published", made_by_id=manager,
            made_at=f"{first - timedelta(days=21)}T09:00Z",
        )  # fmt: skip
    return coming


class Dealer:
    """Who has the next shift: the least for their hours of its kind, then of all, among those whom the rules allow."""

    FULL = 36  # hours a week, at which somebody has two days, two nights and three back-ups a month
    LENT = 6  # hours at which an as-and-when AMHP is reckoned here: they take what is left

    def __init__(self, amhps):
        self.hours = {pk: float(hours or self.LENT) for pk, hours in amhps.items()}
        self.lent = {pk for pk, hours in amhps.items() if hours is None}
        self.had, self.months, self.last = Counter(), set(), {}

    def next(self, kind, day):
        sort, month = "backup" if kind.backup else kind.code, (day.year, day.month)
        self.months.add(month)
        who = min(self.allowed(sort, day), key=lambda pk: (self.share(pk, sort), self.share(pk, "all"), pk))
        self.had.update([(who, sort), (who, "all"), (who, sort, month)])
        self.last[who] = day
        return who

    def allowed(self, sort, day):
        """Rested for a day, and with no more of it this month or in all than their hours ask; else whoever is rested."""
        rested = [pk for pk in self.hours if day - self.last.get(pk, date.min) > timedelta(days=1)]
        most = 3 if sort == "backup" else 2
        inside = [pk for pk in rested if self.had[pk, sort, (day.year, day.month)] < most]
        due = [
            pk
            for pk in inside
            if pk in self.lent or self.had[pk, sort] < most * len(self.months) * self.hours[pk] / self.FULL
        ]
        return due or inside or rested

    def share(self, pk, sort):
        return self.had[pk, sort] / self.hours[pk]


def duty(staff, rota, kind, day, who):
    starts, ends = times(kind, day)
    pk = staff.tables.add(
        Duty,
        rota_id=rota,
        amhp_id=who,
        kind_id=kind.pk,
        day=day,
        starts=starts.isoformat(),
        ends=ends.isoformat(),
        area="",
    )
    return pk, [day.isoformat(), kind.code, "", who]
