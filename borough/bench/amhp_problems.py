"""Rotas to measure by: the 22 AMHPs of seed 000's Table 8, and the published shift-scheduling instances, as problems."""

from datetime import date, time, timedelta

from amhp_rota.solver import problem as p

DAY, NIGHT = "day", "night"
KINDS = (p.Kind(DAY, "Day", time(9), 720), p.Kind(NIGHT, "Night", time(21), 720, night=True))
MONDAY = date(2026, 11, 30)
HOLIDAYS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})


def barnet(first=MONDAY, weeks=4):
    """Four weeks over Christmas: manager, senior, 13 social workers, 7 as-and-when; two days and two nights a month."""
    days = [first + timedelta(days=n) for n in range(7 * weeks)]
    people = tuple(person(n, days) for n in range(22))
    cover = tuple(p.Cover(day, kind) for day in days for kind in (DAY, NIGHT))
    return p.Problem(days[0], days[-1], KINDS, people, cover, RULES, BURDENS, HOLIDAYS, change=400)


def person(n, days):
    as_and_when = n >= 15
    hours = (37, 37, 37, 30, 22)[n % 5]
    return p.Person(
        id=f"p{n:02}",
        name=f"AMHP {n + 1}",
        approved=(p.Span(date(2024, 1, 1), date(2028, 12, 31)),),
        share=None if as_and_when else hours * 365,
        nights=n != 0,
        away=leave(n, days),
        wishes=tuple(p.Wish(days[(5 * n + 3 * k) % len(days)], k % 4 == 0, weight=3) for k in range(4)),
        past={} if as_and_when else {"night": (7 * n) % 9 + 8, "weekend": (5 * n) % 6 + 9, "holiday": n % 3},
    )


def leave(n, days):
    start = (4 * n) % (len(days) - 6)
    return (p.Away(days[start], days[start + 4], "leave", firm=False),) if n % 2 == 0 else ()


RULES = (
    p.Rest(code="rest", sentence="At least 11 hours pass between two duties.", hours=11, bend=60),
    p.Most(code="days", sentence="At most two days a month.", most=2, kinds=frozenset({DAY}), bend=20),
    p.Most(code="nights_a_month", sentence="At most two nights a month.", most=2, kinds=frozenset({NIGHT}), bend=20),
    p.InARow(code="row", sentence="At most two days of duty in a row.", most=2, bend=20),
    p.Weekends(code="weekends", sentence="At most one weekend in two.", most=1, of=2, bend=20),
)
BURDENS = (
    p.Burden("night", "Nights", frozenset({NIGHT})),
    p.Burden("weekend", "Weekends", days="weekend"),
    p.Burden("holiday", "Bank holidays", days="holiday"),
)


# --- published instances ----------------------------------------------------------------------------------------------


def published(text):
    """One of the published instances as a problem. Everything is said by the same rules as an AMHP rota."""
    part = sections(text)
    length = int(part["HORIZON"][0][0])
    days = [MONDAY + timedelta(days=n) for n in range(length)]
    kinds = tuple(p.Kind(code, code, time(0), int(minutes)) for code, minutes, *_ in part["SHIFTS"])
    people = tuple(staff(row[0], part, days) for row in part["STAFF"])
    cover = tuple(
        p.Cover(days[int(day)], kind, int(need), under=int(under), over=int(over))
        for day, kind, need, under, over in part["COVER"]
    )
    return p.Problem(days[0], days[-1], kinds, people, cover, tuple(rules(part)))


def sections(text):
    found, rows = {}, []
    for line in text.splitlines():
        if line.startswith("SECTION_"):
            rows = found.setdefault(line.removeprefix("SECTION_").strip(), [])
        elif line.strip() and not line.startswith("#"):
            rows.append([word.strip() for word in line.split(",")])
    return found


def staff(name, part, days):
    away = [int(n) for row in part.get("DAYS_OFF", ()) if row[0] == name for n in row[1:]]
    asked = [(row, True) for row in part.get("SHIFT_ON_REQUESTS", ())]
    asked += [(row, False) for row in part.get("SHIFT_OFF_REQUESTS", ())]
    return p.Person(
        id=name,
        name=name,
        approved=(p.Span(days[0]),),
        away=tuple(p.Away(days[n], days[n]) for n in away),
        wishes=tuple(
            p.Wish(days[int(day)], wants, kind, int(weight)) for (who, day, kind, weight), wants in asked if who == name
        ),
    )


def rules(part):
    for code, _, *after in part["SHIFTS"]:
        following = frozenset(kind for kind in "|".join(after).split("|") if kind)
        if following:
            yield p.NotAfter(code=f"after {code}", sentence="Too soon after.", kind=code, next=following)
    for row in part["STAFF"]:
        yield from of_staff(*row)


def of_staff(name, shifts, most_minutes, least_minutes, row, least_row, least_off, weekends):
    who = frozenset({name})
    for item in shifts.split("|"):
        kind, most = item.split("=")
        yield p.Most(code="shifts", sentence="", most=int(most), kinds=frozenset({kind}), each="rota", who=who)
    yield p.Minutes(code="minutes", sentence="", most=int(most_minutes), least=int(least_minutes), who=who)
    yield p.InARow(code="row", sentence="", most=int(row), least=int(least_row), who=who)
    yield p.OffInARow(code="off", sentence="", least=int(least_off), who=who)
    yield p.Weekends(code="weekends", sentence="", most=int(weekends), who=who)


def penalty(problem, roster):
    """The published penalty, counted from the roster alone."""
    on, heads = {(d.person, d.day, d.kind) for d in roster}, {}
    for duty in roster:
        heads[duty.day, duty.kind] = heads.get((duty.day, duty.kind), 0) + 1
    wishes = ((person.id, wish) for person in problem.people for wish in person.wishes)
    total = sum(wish.weight for who, wish in wishes if ((who, wish.day, wish.kind) in on) != wish.wants)
    for cover in problem.cover:
        have = heads.get((cover.day, cover.kind), 0)
        total += cover.under * max(cover.need - have, 0) + cover.over * max(have - cover.need, 0)
    return total
