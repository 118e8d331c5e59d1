"""Cohen's kappa: how far two reviewers agree beyond what chance alone would give. Whole fractions, so no rounding hides a tie.

Cohen, J. (1960), “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20(1), 37–46:

    kappa = (p_o − p_e) / (1 − p_e)

p_o is the share of answers on which both agree, p_e the sum over all answers of the product of how often each gives it.
Unweighted: “met” against “not met” counts as differing just as much as “met” against “partly met”.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

SOURCE = "Cohen 1960: kappa = (p_o − p_e) / (1 − p_e), without weights"
UNDEFINED = "not defined: by chance alone they would agree on everything"
NONE = "no answers"


@dataclass(frozen=True)
class Kappa:
    """`value` is None where it is not defined: nothing to compare, or agreement by chance of one."""

    n: int
    agreed: int
    by_chance: Fraction | None
    value: Fraction | None

    @property
    def words(self):
        if not self.n:
            return NONE
        return UNDEFINED if self.value is None else f"{float(self.value):.2f}"

    @property
    def share(self):
        """Of the answers on which both agree, in per cent."""
        return round(100 * self.agreed / self.n) if self.n else None


def kappa(pairs):
    """Of {(first's answer, second's answer): how often}."""
    pairs = Counter(pairs)
    n = pairs.total()
    if not n:
        return Kappa(0, 0, None, None)
    first, second = Counter(), Counter()
    for (one, other), number in pairs.items():
        first[one] += number
        second[other] += number
    agreed = sum(number for (one, other), number in pairs.items() if one == other)
    by_chance = Fraction(sum(first[answer] * second[answer] for answer in first), n * n)
    value = None if by_chance == 1 else (Fraction(agreed, n) - by_chance) / (1 - by_chance)
    return Kappa(n, agreed, by_chance, value)
