"""Care packages and reviews of people with lasting support, and of carers: Tables 6, 7 and 12 of the business case."""

from datetime import timedelta

from borough import plan
from borough.plan import dealt

DAY = timedelta(days=1)


def carers_assessed(year):
    for life in year.chance.sample(year.carers, plan.YEAR["carers_assessments"]):
        worker = year.staff.pick("let", life.locality)
        year.lives.assessment(
            life, on=year.after(life.since, 10, 40), worker=worker, eligible=year.chance.random() < 0.7, kind="carer"
        )


def care_packages(year):
    """One service of Table 12 for each of 229 people who are still with us; 160 of them assessed for it in the year."""
    lives, chance = year.lives, year.chance
    with_us = [life for life in unique(year.known) if life.ended is None]
    kinds = dealt(chance, {name: facts[0] for name, facts in plan.SERVICES.items()})
    people = chance.sample(with_us, len(kinds))
    managers = year.staff.of_role("team_manager", "consultant_social_worker")
    for number, (life, kind) in enumerate(zip(people, kinds, strict=True)):
        new = number < plan.YEAR["care_package_assessments"]
        low = max(life.since, year.first) if new else life.since
        on = year.after(low, 6, max(7, (year.day - low).days - 20))
        if new:
            lives.assessment(life, on=on, worker=life.worker, eligible=True)
        approver = next(m for m in chance.sample(managers, len(managers)) if m != life.worker)
        weekly = round(plan.SERVICES[kind][1] * (1 + chance.triangular(-0.25, 0.25)), 2)
        life.package = kind
        life.care_plan = lives.care_plan(
            life, on=on + DAY, worker=life.worker, approver=approver, service=plan.SERVICES[kind], weekly=weekly
        )
    reviews(year, people)


def reviews(year, people):
    """80 residential and 145 community reviews held in the year, and the next one planned for each; some are overdue."""
    homes = [life for life in people if life.package in {"Residential care", "Nursing care"}]
    others = [life for life in people if life not in homes]
    for group, number in ((homes, plan.YEAR["residential_reviews"]), (others, plan.YEAR["community_reviews"])):
        for life in year.chance.sample(group, min(number, len(group))):
            held = year.a_day(until=2)
            year.lives.review(
                life, of="care", due=held, held=held, worker=life.worker, reason="Planned", care_plan=life.care_plan
            )
        for life in group:
            year.lives.review(
                life, of="care", due=year.next_review(), worker=life.worker, reason="", care_plan=life.care_plan
            )


def unique(lives):
    return list({life.person: life for life in lives}.values())
