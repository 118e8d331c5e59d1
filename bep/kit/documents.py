"""Documents made from the code, so that they cannot be wrong about it: `manage.py docs` writes them, `make check` compares."""

from django.conf import settings

from bep.access.checks import all_patterns
from bep.access.gate import access_of
from bep.access.permissions import PERMISSIONS
from bep.audit.events import EVENTS
from bep.audit.record import ANYBODY, WITHIN
from bep.kit.rules import RULES
from bep.kit.states import TABLES
from bep.presets import PRESETS, read

FOLDER = settings.BASE_DIR / "docs" / "reference"
MADE = "<!-- Made by `manage.py docs` from the code. Change the code, then run `make fix`. -->\n\n"


OF_ROOMS = {}  # {file name: function that makes its text}, of the rooms above


def document(name):
    """Registers how a room makes a document of its own."""

    def mark(make):
        OF_ROOMS[name] = make
        return make

    return mark


def documents():
    """{file name: text} of every generated document."""
    made = {"permissions.md": permissions, "states.md": states, "events.md": events, "rules.md": rules}
    ours = {name: MADE + make() for name, make in made.items()}
    return ours | {name: make() for name, make in OF_ROOMS.items()}


def permissions():
    """Which role may do what, and what each address asks for."""
    roles = read(PRESETS / "roles.toml")["role"]
    lines = ["# Who may do what", "", "## Roles", "", "| role | for whom |", "|---|---|"]
    lines += [f"| {role['name']} | {role['description']} |" for role in roles]
    lines += ["", "## Permissions", "", "| permission | may … | held by |", "|---|---|---|"]
    for name, sentence in sorted(PERMISSIONS.items()):
        holders = [role["name"] for role in roles if name in role["may"]]
        lines.append(f"| `{name}` | {sentence} | {', '.join(holders) or '**nobody**'} |")
    lines += ["", "## Addresses", "", "| address | opens for |", "|---|---|"]
    lines += [f"| `/{route}` | {opens_for(access_of(pattern))} |" for route, pattern in sorted_patterns()]
    return "\n".join(lines) + "\n"


def sorted_patterns():
    return sorted(all_patterns(), key=lambda found: found[0])


def opens_for(access):
    if access.kind == "permission":
        return "whoever holds " + " or ".join(f"`{name}`" for name in access.permissions)
    return f"{'anybody' if access.kind == 'public' else 'whoever is signed in'}: {access.why}"


def states():
    """Each table of states as a diagram and as a table."""
    lines = ["# What can happen to a record"]
    for name, table in sorted(TABLES.items()):
        lines += ["", f"## {name[:1].upper()}{name[1:]}", "", "```mermaid", table.mermaid(), "```", ""]
        lines += ["| from | what is done | to | permission | event |", "|---|---|---|---|---|"]
        lines += [
            f"| {m.start} | {m.sentence or m.verb} | {m.end} | `{m.permission}` | `{m.event}` |" for m in table.moves
        ]
    return "\n".join(lines) + "\n"


def events():
    """Every event the log may hold."""
    lines = ["# What the log records", "", "| event | in words | needs |", "|---|---|---|"]
    for name, event in sorted(EVENTS.items()):
        lines.append(f"| `{name}` | {event.sentence} | {needs_words(event.needs)} |")
    return "\n".join(lines) + "\n"


def needs_words(needs):
    if needs in (None, ANYBODY):
        return "–"
    return needs if needs == WITHIN else f"`{needs}`"


def rules():
    """Every rule with its wording, its source, and how sure we are of it."""
    lines = [
        "# Rules",
        "",
        "What is only RECALLED has not been read in its source yet; the screens that use it say so.",
    ]
    lines += ["", "| rule | wording | source | status |", "|---|---|---|---|"]
    for name, rule in sorted(RULES.items()):
        lines.append(f"| `{name}` | {rule.wording} | {rule.source.name} | {rule.source.status} |")
    return "\n".join(lines) + "\n"
