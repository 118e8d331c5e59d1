"""The drawn pathway: which stages a person reached, and when, from the rows of every room in one query."""

from datetime import time

from bep.kit import clock, faces, union
from bep.kit.registry import PATHWAY, STAGES

COLUMNS = {"stage": "{stage}::text", "at": "{at}::timestamptz", "note": "{note}::text"}
SQL = "SELECT stage, at, note FROM ({union}) p WHERE at IS NOT NULL ORDER BY at"


def stages(person):
    """The stages as they are drawn. A person who returned walks anew: what was before their latest referral is history."""
    arms = union.arms(PATHWAY, [person.pk], COLUMNS)
    reached = latest_walk(union.read(arms, SQL))
    here = current(reached)
    names = [stage for stage, _ in STAGES]
    place = names.index(here) if here else -1
    return [
        stage_face(label, reached.get(stage), state_of(stage, index, place, reached))
        for index, (stage, label) in enumerate(STAGES)
    ]


def latest_walk(rows):
    """{stage: its latest row}, from the latest referral on."""
    referred = max((row["at"] for row in rows if row["stage"] == "referral"), default=None)
    return {row["stage"]: row for row in rows if referred is None or row["at"] >= referred}


def current(reached):
    """The stage that is arranged for next, else the furthest one reached; none before a referral."""
    ahead = [row for row in reached.values() if row["at"] > clock.now() or clock.as_date(row["at"]) == clock.today()]
    if ahead:
        return min(ahead, key=lambda row: row["at"])["stage"]
    order = [stage for stage, _ in STAGES if stage in reached]
    return order[-1] if order else None


def state_of(stage, index, place, reached):
    if index == place:
        return "done" if stage == "move_on" and reached[stage]["at"] <= clock.now() else "current"
    if index < place:
        return "done" if stage in reached else "skipped"
    return "next"


def stage_face(label, row, state):
    if not row:
        return faces.Stage(label=label, state=state)
    moment = row["at"].astimezone(clock.LONDON)
    today = moment.date() == clock.today()
    return faces.Stage(
        label=label,
        state=state,
        date="today" + clock_time(moment)
        if today
        else day_words(moment) + (clock_time(moment) if moment > clock.now() else ""),
        note=row["note"] or "",
        clock="today" if today and state == "current" else "",
    )


def clock_time(moment):
    return f" {moment:%H:%M}" if moment.time() != time() else ""


def day_words(moment):
    year = "" if moment.year == clock.today().year else f" {moment.year}"
    return f"{moment.day} {moment:%b}{year}"
