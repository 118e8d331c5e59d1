"""Small numbers hidden from those who may not know whom they are about.

As the Safeguarding Adults Collection publishes: below five is hidden, the rest is rounded to five (returns-and-law s2,
VERIFIED in NHS Digital's public code). Since every cell is rounded, no total gives a hidden one away. Nought is shown.
"""

SMALL, STEP = 5, 5
HIDDEN = "fewer than 5"


def published(number):
    """A count as it may be published: 0, "fewer than 5", or rounded to the nearest five."""
    if 0 < number < SMALL:
        return HIDDEN
    return STEP * ((number + STEP // 2) // STEP)


def drawn(number):
    """What a chart draws for a published count: hidden ones as nothing, so that no bar gives them away."""
    shown = published(number)
    return 0 if shown == HIDDEN else shown
