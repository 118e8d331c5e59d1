"""What the people room puts on shared screens."""

from bep.kit.registry import NavItem, add
from people import outgoing, subjects  # noqa: F401 (what the outbox asks, and what the log calls people)
from people import permissions as may

add(
    NavItem("My work", "people:my_work", order=10, prefix="/my-work/"),
    NavItem("People", "people:search", needs=(may.VIEW, may.SEARCH_EVERYONE), order=20, prefix="/people/"),
)
