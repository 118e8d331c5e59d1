"""Moving between tiers, which escalate in this order (business case s7.4.3)."""

from bep.kit.rules import refuse_by, rule
from enablement.models import SupportSpell

ORDER = [tier.value for tier in SupportSpell.Tier]


@rule("Barnet business case 2015, s7.3.1 and s7.4.3", "LOCAL")
def a_move_changes_tier(start, end):
    """A move goes to another tier. Only brief enablement may be followed by more of the same, as a top-up."""
    return start != end or end == SupportSpell.Tier.BRIEF


def direction(start, end):
    """How a move is called: stepped up, stepped down or topped up; a move to nowhere is refused."""
    if not a_move_changes_tier(start, end):
        raise refuse_by(a_move_changes_tier, remedy="Choose another tier, or end this support.", field="tier")
    if start == end:
        return SupportSpell.Began.TOPPED_UP
    return SupportSpell.Began.STEPPED_UP if ORDER.index(end) > ORDER.index(start) else SupportSpell.Began.STEPPED_DOWN
