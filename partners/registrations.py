"""What this room puts on shared screens."""

from django.urls import reverse

from bep.kit.registry import NavItem, WorkSource, add
from partners import permissions as may
from partners.trust_import import sources, withheld  # noqa: F401 (what a person's copy of the log leaves out)

add(
    NavItem(
        "Partners", "partners:index", needs=(may.MANAGE_CLIENTS, may.ASK_SHARING, may.APPROVE_SHARING), order=90,
        prefix="/partners/", hint="organisations, their systems, and what we have agreed to tell them",
    ),
    NavItem("Trusts’ records", "partners:trust_files", needs=(may.IMPORT_TRUST, may.MATCH_TRUST), order=48,
            prefix="/partners/trust-", hint="Files of a trust’s own system, and whom their records are about"),
    WorkSource("trust_record", "Trusts’ records to be decided", sources.waiting, lambda facts: "a trust’s record to be decided",
               lambda object_id, person_id: reverse("partners:trust_record", args=[object_id]), verb="Decide", group="waiting",
               audience="team", needs=may.MATCH_TRUST, by_day=False, after_death=True,
               detail=lambda facts: f"{sources.why(facts)}. {facts['key']}"),
)  # fmt: skip
