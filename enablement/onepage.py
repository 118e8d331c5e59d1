"""The enablement plan on exactly one page, or a refusal that says which part is too long.

The largest of three sizes of type that fits is used. When none fits, the page is laid out once more on endless paper, the
height of every part is read off, and lines are taken in thought from whichever part most exceeds its fair share until the
rest would fit: those are the parts, and about how much too long they are.
"""

import math
from dataclasses import dataclass

from django.core.cache import cache

from bep.kit import pdf
from bep.kit.rules import Refused, refuse_by, rule
from enablement.models import EnablementPlan

TEMPLATE = "enablement/plan_pdf.html"
SIZES = (12, 11, 10)  # points; nobody should have to read less
LEADING = 1.3
BOTTOM = (297 - 12) / 25.4 * 96  # where the page's content has to end, in CSS pixels
LARGE_PRINT = "large-print"

# The rows of the page, top to bottom, and for each part the lines it may have before it counts as long.
ROWS = [
    {"opening": 3},
    {"good_at": 5, "helps_me": 5, "my_people": 5},
    {"goals": 0},
    {"work_learning": 4, "if_hard": 5},
    {"support_i_get": 4, "review": 3, "shared": 5},
]
LARGER = {"opening": 1.2}  # as the template sets it
GOAL_LINES = 4
SCORE_LINES = 4  # what start and now take beside the steps: shorter words do not make the row less high


@dataclass(frozen=True)
class TooLong:
    """One part that is too long: by about how many lines and characters. `field` is where to shorten it."""

    field: str
    label: str
    lines: int
    characters: int

    def __str__(self):
        lines = "a line" if self.lines == 1 else f"{self.lines} lines"
        return f"“{self.label}” is too long by about {lines} ({self.characters} characters)"


@rule("Barnet business case 2015, s3.6.1", "LOCAL")
def one_page():
    """A plan fits on one page, so that it can be read at a glance and kept on the fridge."""


def lay_out(plan, size=""):
    """The plan's pages: large print runs on; otherwise the largest type that leaves one page, else the smallest."""
    if size == LARGE_PRINT:
        return pdf.lay_out(TEMPLATE, context(plan, 18, size=size))
    for points in SIZES:
        document = pdf.lay_out(TEMPLATE, context(plan, points))
        if len(document.pages) == 1:
            break
    return document


def must_fit(plan):
    """Refuses a plan that runs on, naming what to shorten."""
    if len(lay_out(plan).pages) == 1:
        return
    parts = too_long(plan)
    if not parts:
        raise refuse_by(
            one_page, field="goals", remedy="There are too many goals and steps: take some out, for a later plan."
        )
    raise Refused(
        f"{one_page.wording} {'; '.join(map(str, parts))}.", field=parts[0].field, remedy="Use fewer words there."
    )


def context(plan, points, *, size="", endless=False):
    goals = plan.read_goals()
    return {
        "plan": plan, "person": plan.person, "goals": goals, "points": points, "leading": LEADING, "size": size,
        "endless": endless, "ten": range(10), "agreed": plan.state != EnablementPlan.State.DRAFT,
    }  # fmt: skip


# --- which part is too long -------------------------------------------------------------------------------------------


def too_long(plan):
    """The parts to shorten, the longest excess first; none when shorter words alone cannot make it fit."""
    rows, over = measure(plan)
    cut = {}
    while over > 0:
        part = worst(rows)
        if part is None:
            return []
        over -= shave(rows, part)
        cut[part.field] = cut.get(part.field, 0) + 1
    parts = {part.field: part for row in rows for part in row}
    found = [parts[field].too_long_by(lines) for field, lines in cut.items()]
    return sorted(found, key=lambda part: -part.lines)


@dataclass
class Part:
    """A part of the page as it was laid out: `fair` lines are its share, below `least` its row gets no lower."""

    field: str
    label: str
    characters: int
    height: float
    line: float
    fair: int
    least: int

    def __post_init__(self):
        self.was = self.height

    @property
    def lines(self):
        return self.height / self.line

    def too_long_by(self, lines):
        a_line = self.characters / max(self.was / self.line, 1)
        return TooLong(self.field, self.label, lines, math.ceil(lines * a_line / 5) * 5)


def worst(rows):
    """The tallest part of the row that most exceeds its fair share; None when nothing can be made lower."""
    tallest = [max(row, key=lambda part: part.height) for row in rows if row]
    able = [part for part in tallest if part.lines - 1 >= part.least and part.characters]
    return max(able, key=lambda part: part.lines / part.fair, default=None)


def shave(rows, part):
    """Takes a line off a part, and says by how much its row gets lower: only as far as the next tallest."""
    row = next(row for row in rows if part in row)
    before = max(p.height for p in row)
    part.height -= part.line
    return before - max(p.height for p in row)


def measure(plan):
    """The parts of the page, row by row, at the smallest size on endless paper, and by how much the page is too long."""
    found = context(plan, SIZES[-1], endless=True)
    places = pdf.lay_out(TEMPLATE, found).pages[0].anchors
    line = SIZES[-1] * LEADING * 96 / 72
    rows = []
    for row in ROWS:
        if "goals" in row:
            rows += [goal_row(number, goal, places, line) for number, goal in enumerate(found["goals"])]
        else:
            rows.append([part_of(plan, name, fair, places, line) for name, fair in row.items() if name in places])
    return rows, places["end"][3] - BOTTOM


def part_of(plan, name, fair, places, line):
    line *= LARGER.get(name, 1)
    return Part(name, label_of(name), len(words_of(plan, name)), height(places[name]), line, fair, 2)


def goal_row(number, goal, places, line):
    steps = sum(len(step.what) + len(step.who) + 4 for step in goal.steps.all())
    words = Part(
        f"goal_{number}_words",
        f"Goal {number + 1}",
        len(goal.words),
        height(places[f"goal-{number}"]),
        line,
        GOAL_LINES,
        SCORE_LINES,
    )
    where = height(places[f"steps-{number}"])
    return [
        words,
        Part(f"goal_{number}_step_0_what", f"Steps of goal {number + 1}", steps, where, line, GOAL_LINES, SCORE_LINES),
    ]


def height(place):
    return place[3] - place[1]


LABELS = {"review": ("When we look at this again", "review_where"), "shared": ("Shared with", "shared_with")}


def label_of(name):
    if name in LABELS:
        return LABELS[name][0]
    words = str(EnablementPlan._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def words_of(plan, name):
    if name == "shared":
        return plan.shared_with + plan.not_shared_with
    return plan.review_where if name == "review" else getattr(plan, name)


# --- for a page that asks every time it is opened ---------------------------------------------------------------------


def problem(plan):
    """The refusal's words, or nothing when the plan fits. Kept with the version it was found for: laying out takes a moment."""
    key = f"onepage:{plan.pk}:{plan.version}"
    found = cache.get(key)
    if found is None:
        found = refusal_of(plan)
        cache.set(key, found, 3600)
    return found


def refusal_of(plan):
    try:
        must_fit(plan)
    except Refused as refusal:
        return str(refusal)
    return ""
