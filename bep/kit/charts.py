"""Charts drawn on the server as SVG, each with the table that says the same. No script, no style, readable when printed.

chart = bars("Referrals by hub", [("Burnt Oak", 41, "/referrals/?hub=1"), ("Vale", 28, "")])
{% chart chart %}
"""

from dataclasses import dataclass, field
from math import ceil, floor, log10
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

WIDTH = 720
NAMES = 230  # of it, for the names of lying bars


@dataclass(frozen=True)
class Cell:
    words: str
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """A picture, its title, and the table beside it."""

    title: str
    svg: SafeString
    table_head: list
    table_rows: list
    keys: list = field(default_factory=list)
    note: str = ""

    @property
    def id(self):
        return f"chart-{slugify(self.title)}"


def bars(title, items, unit="", note="", head="What"):
    """One bar for each (label, number[, url]), lying down so that long labels can be read."""
    items = [(*item, "")[:3] for item in items]
    most = nice(largest(number for _, number, _ in items))
    left, room, step = NAMES, WIDTH - NAMES - 60, 30
    rows = format_html_join("", "{}", ((bar_row(item, i, most, left, room, step),) for i, item in enumerate(items)))
    svg = picture(title, rows, len(items) * step + 6, told(items, unit))
    return Chart(title, svg, [head, unit or "Number"], [[Cell(a), Cell(say(n), u)] for a, n, u in items], note=note)


def bar_row(item, i, most, left, room, step):
    label, number, url = item
    width, y = length(number, most, room), i * step + 4
    name = format_html('<text class="end" x="{}" y="{}">{}</text>', left - 8, y + 15, shorten(label, 34))
    bar = format_html(
        '<rect class="s0" x="{}" y="{}" width="{}" height="20"/><text x="{}" y="{}">{}</text>',
        left, y, width, left + width + 6, y + 15, say(number),
    )  # fmt: skip
    return name + linked(bar, url, f"{label}: {say(number)}")


def by_name(title, labels, series, note="", head="What"):
    """The same with a bar for each series of `grouped`, so that each of many names can be read."""
    names, most = list(series), nice(largest(n for numbers in series.values() for n in numbers))
    left, room, thick = NAMES, WIDTH - NAMES - 60, 13
    step = thick * len(names) + 10
    drawn = []
    for i, label in enumerate(labels):
        middle = i * step + (step + 8) / 2
        drawn.append(
            format_html('<text class="end" x="{}" y="{}">{}</text>', left - 8, tidy(middle), shorten(label, 34))
        )
        for s, name in enumerate(names):
            number, top = series[name][i], i * step + 4 + s * thick
            drawn.append(
                named_bar(number, s, left, top, length(number or 0, most, room), f"{label}, {name}: {say(number)}")
            )
    svg = picture(title, joined(drawn), len(labels) * step + 6, told_series(labels, series))
    return Chart(title, svg, [head, *names], series_rows(labels, series, None), names, note)


def named_bar(number, s, left, top, width, words):
    bar = format_html(
        '<rect class="s{}" x="{}" y="{}" width="{}" height="11"/><text class="quiet" x="{}" y="{}">{}</text>',
        s, left, top, width, left + width + 6, top + 10, say(number),
    )  # fmt: skip
    return linked(bar, "", words)


def grouped(title, labels, series, note="", head="What", urls=None):
    """Standing bars side by side: `series` is {"Expected": [...], "Actual": [...]}, one number for each label."""
    names, most = list(series), nice(largest(n for numbers in series.values() for n in numbers))
    frame = Frame(most, len(labels))
    thick = min(28, frame.step * 0.8 / max(len(names), 1))
    drawn = [frame.grid(labels)]
    for s, name in enumerate(names):
        for i, number in enumerate(series[name]):
            x = frame.middle(i) + (s - len(names) / 2) * thick
            drawn.append(standing(frame, x, thick, number, s, f"{labels[i]}, {name}: {say(number)}", at(urls, name, i)))
    svg = picture(title, joined(drawn), frame.height, told_series(labels, series))
    return Chart(title, svg, [head, *names], series_rows(labels, series, urls), names, note)


def standing(frame, x, thick, number, s, words, url):
    top = frame.y(number or 0)
    box = format_html(
        '<rect class="s{}" x="{}" y="{}" width="{}" height="{}"/>',
        s, tidy(x), tidy(top), tidy(thick - 2), tidy(frame.bottom - top),
    )  # fmt: skip
    return linked(box, url, words)


def lines(title, labels, series, note="", head="When", urls=None, plan=()):
    """Lines over time; series named in `plan` are dashed. A missing number (None) breaks its line."""
    names, most = list(series), nice(largest(n for numbers in series.values() for n in numbers))
    frame = Frame(most, len(labels))
    drawn = [frame.grid(labels)]
    for s, name in enumerate(names):
        drawn.append(line(frame, series[name], f"line s{s}{' plan' if name in plan else ''}"))
        for i, number in enumerate(series[name]):
            if known(number):
                drawn.append(point(frame, i, number, s, f"{labels[i]}, {name}: {say(number)}", at(urls, name, i)))
    svg = picture(title, joined(drawn), frame.height, told_series(labels, series))
    return Chart(title, svg, [head, *names], series_rows(labels, series, urls), names, note)


def line(frame, numbers, classes):
    path, pen = [], "M"
    for i, number in enumerate(numbers):
        if not known(number):
            pen = "M"
            continue
        path.append(f"{pen}{tidy(frame.middle(i))} {tidy(frame.y(number))}")
        pen = "L"
    return format_html('<path class="{}" d="{}"/>', classes, " ".join(path))


def point(frame, i, number, s, words, url):
    dot = format_html('<circle class="s{}" cx="{}" cy="{}" r="4"/>', s, tidy(frame.middle(i)), tidy(frame.y(number)))
    return linked(dot, url, words)


class Frame:
    """The axes of a standing chart."""

    left, top, bottom, height = 48, 12, 252, 306

    def __init__(self, most, count):
        self.most = most
        self.step = (WIDTH - self.left - 10) / max(count, 1)

    def middle(self, i):
        return self.left + self.step * (i + 0.5)

    def y(self, number):
        return self.bottom - length(number, self.most, self.bottom - self.top)

    def grid(self, labels):
        rules = format_html_join(
            "",
            '<line class="rule" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="end quiet" x="{}" y="{}">{}</text>',
            (
                (self.left, WIDTH - 10, tidy(self.y(n)), tidy(self.y(n)), self.left - 6, tidy(self.y(n) + 4), say(n))
                for n in ticks(self.most)
            ),
        )
        return rules + self.names(labels) + self.axis()

    def names(self, labels):
        """Labels broken into lines where they are long, and thinned where even their words would touch: the table has all."""
        room = max(int(self.step / 7), 1)
        longest = max((len(word) for label in labels for word in str(label).split()), default=1)
        every = max(1, ceil(longest / room))
        return joined(
            format_html(
                '<text class="middle" x="{}" y="{}">{}</text>', tidy(self.middle(i)), self.bottom + 18 + 15 * row, words
            )
            for i, label in enumerate(labels)
            if i % every == 0
            for row, words in enumerate(wrap(str(label), room * every)[:3])
        )

    def axis(self):
        return format_html(
            '<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>', self.left, WIDTH - 10, self.bottom, self.bottom
        )


def flow(title, links, note="", urls=None):
    """A Sankey drawing: `links` are (from, to, number), from left to right and without circles."""
    from bep.kit.sankey import draw

    inner, height = draw(links, urls or {})
    words = "; ".join(f"{a} to {b}: {say(n)}" for a, b, n in links)
    rows = [[Cell(f"{a} → {b}"), Cell(say(n), (urls or {}).get((a, b), ""))] for a, b, n in links]
    return Chart(title, picture(title, inner, height, words), ["From → to", "People"], rows, note=note)


# --- pieces -----------------------------------------------------------------------------------------------------------
def picture(title, inner, height, description):
    name = slugify(title)
    return format_html(
        '<svg viewBox="0 0 {} {}" role="group" aria-labelledby="{}-t {}-d" focusable="false">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>',
        WIDTH, tidy(height), name, name, name, title, name, description, inner,
    )  # fmt: skip


def joined(pieces):
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def linked(drawn, url, words):
    """A number opens the list behind it, where there is one to open; without, the mark still says what it is."""
    if url:
        return format_html('<a href="{}" aria-label="{}"><title>{}</title>{}</a>', url, words, words, drawn)
    return format_html('<g aria-hidden="true"><title>{}</title>{}</g>', words, drawn)


def series_rows(labels, series, urls):
    return [
        [Cell(str(label)), *(Cell(say(series[name][i]), at(urls, name, i)) for name in series)]
        for i, label in enumerate(labels)
    ]


def at(urls, name, i):
    found = (urls or {}).get(name) or ()
    return found[i] if i < len(found) else ""


def told(items, unit):
    return "; ".join(f"{label}: {say(number)} {unit}".strip() for label, number, _ in items[:12])


def told_series(labels, series):
    ends = (f"{name} from {say(n[0])} ({labels[0]}) to {say(n[-1])} ({labels[-1]})" for name, n in series.items() if n)
    return "; ".join(ends)


def say(number):
    """A number for a reader; a dash where there is none; words (such as "fewer than 5") as they are."""
    if number is None:
        return "–"
    return str(number) if isinstance(number, str) else f"{number:,.1f}".removesuffix(".0")


def length(number, most, room):
    return tidy(max(float(number), 0) / most * room) if most and not isinstance(number, str) else 0


def known(number):
    """Not missing, and not hidden for being small."""
    return number is not None and not isinstance(number, str)


def largest(numbers):
    return max(filter(known, numbers), default=0)


def nice(most):
    """The end of an axis: the first whole step at or above the largest number."""
    return max(1, ceil(most / step_of(most))) * step_of(most)


def step_of(most):
    """A step of 1, 2 or 5 times a power of ten that divides an axis into some five parts; people are counted whole."""
    rough = max(most, 1) / 5
    power = 10 ** floor(log10(rough))
    return max(1, next(power * step for step in (1, 2, 5, 10) if power * step >= rough))


def ticks(most):
    return [step_of(most) * i for i in range(int(most / step_of(most)) + 1)]


def tidy(number):
    return round(float(number), 1)


def shorten(words, most):
    words = str(words)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
