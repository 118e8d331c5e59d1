"""Places the boxes and bands of a flow drawing; charts.flow() draws it."""

from collections import defaultdict

from django.utils.html import format_html, format_html_join

WIDTH, HEIGHT, BOX, GAP, LABEL = 720, 300, 12, 14, 150


def draw(links, urls):
    """(SVG, height) for (from, to, number) links without circles."""
    columns = place_in_columns(links)
    size = sizes(links)
    scale = fit(columns, size)
    spots = spots_of(columns, size, scale)
    bands = format_html_join("", "{}", ((band,) for band in bands_of(links, spots, scale, urls)))
    boxes = format_html_join("", "{}", ((box(n, spots[n], size[n]),) for c in columns for n in columns[c]))
    return bands + boxes, max(y + h for _, y, h in spots.values()) + 10


def place_in_columns(links):
    """{column: [names]}: each name one step right of the furthest name that leads to it."""
    column = {name: 0 for a, b, _ in links for name in (a, b)}
    for _ in range(len(column)):
        for a, b, _number in links:
            column[b] = max(column[b], column[a] + 1)
    if max(column.values(), default=0) >= len(column):
        raise ValueError("A flow cannot lead back to where it came from.")
    columns = defaultdict(list)
    for name, place in column.items():
        columns[place].append(name)
    return dict(sorted(columns.items()))


def sizes(links):
    """How much passes through each name: the larger of what comes in and what goes out."""
    into, out = defaultdict(float), defaultdict(float)
    for a, b, number in links:
        out[a] += number
        into[b] += number
    return {name: max(into[name], out[name]) for name in {**into, **out}}


def fit(columns, size):
    """Pixels for one person, so that the fullest column fits the height."""
    return min((HEIGHT - GAP * (len(names) - 1)) / (sum(size[n] for n in names) or 1) for names in columns.values())


def spots_of(columns, size, scale):
    spots, last = {}, max(max(columns), 1)
    for place, names in columns.items():
        x, y = place * (WIDTH - BOX - LABEL) / last, 4.0
        for name in names:
            height = max(size[name] * scale, 2)
            spots[name] = (x, y, height)
            y += height + GAP
    return spots


def bands_of(links, spots, scale, urls):
    leaves, enters = defaultdict(float), defaultdict(float)
    for a, b, number in links:
        (ax, ay, _), (bx, by, _) = spots[a], spots[b]
        thick = max(number * scale, 1)
        y0, y1 = ay + leaves[a], by + enters[b]
        leaves[a] += thick
        enters[b] += thick
        yield band(ax + BOX, y0, bx, y1, thick, f"{a} to {b}: {number:,}", urls.get((a, b)))


def band(x0, y0, x1, y1, thick, words, url):
    bend = (x0 + x1) / 2
    path = (
        f"M{x0:.1f} {y0:.1f}C{bend:.1f} {y0:.1f} {bend:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        f"V{y1 + thick:.1f}C{bend:.1f} {y1 + thick:.1f} {bend:.1f} {y0 + thick:.1f} {x0:.1f} {y0 + thick:.1f}Z"
    )
    drawn = format_html('<path class="flow" d="{}"><title>{}</title></path>', path, words)
    return format_html('<a href="{}" aria-label="{}">{}</a>', url, words, drawn) if url else drawn


def box(name, spot, number):
    x, y, height = spot
    return format_html(
        '<rect class="s0" x="{}" y="{}" width="{}" height="{}"/><text x="{}" y="{}">{} {}</text>',
        round(x, 1), round(y, 1), BOX, round(height, 1), round(x + BOX + 5, 1), round(y + min(height, 14) / 2 + 6, 1),
        name, f"{number:,.0f}",
    )  # fmt: skip
