"""What this room puts on shared screens."""

from django.urls import reverse

from bep.kit.registry import NavItem, Panel, WorkSource, add
from reporting import permissions as may
from reporting import readiness
from safeguarding.permissions import RETURN as COUNT

add(
    WorkSource(
        "return_readiness", "Missing for the return", readiness.rows, readiness.sentence,
        lambda object_id, person_id: reverse("people:details", args=[person_id]), verb="Complete", group="return",
    ),
    Panel("For the return", readiness.panel, order=80),
)  # fmt: skip

add(
    NavItem(
        "Returns",
        "reporting:returns",
        needs=(may.BUILD, may.SIGN, COUNT),
        order=95,
        prefix="/returns/",
        hint="build, check and sign what the law asks us to send",
    )
)
add(
    NavItem(
        "Reports",
        "reporting:performance",
        needs=(may.NUMBERS, may.LISTS),
        order=90,
        prefix="/reports/",
        hint="expected against actual, by month, team and hub",
    )
)
