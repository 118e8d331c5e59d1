"""What the register and the rota put on shared screens."""

from datetime import date

from django.urls import reverse

from amhp_rota import permissions as may
from amhp_rota import sources_rota as sources
from amhp_rota.queries import rota as query
from bep.access.queries import on_duty
from bep.kit.registry import Duty, NavItem, WorkSource, add


def to(name):
    return lambda object_id, person_id: reverse(f"amhp:{name}")


def to_entry(object_id, person_id):
    return reverse("amhp:entry", args=[object_id])


def day(text):
    found = date.fromisoformat(text)
    return f"{found.day} {found:%B %Y}"


def approval(facts):
    months = facts["months_"]
    left = f"{months} month{'' if months == 1 else 's'} or less"
    return f"approval as an AMHP ends {day(facts['last_'])}: {left}, renew it in time"


def swap(facts):
    return f"{facts['shift_'].lower()} of {day(facts['day_'])}"


def on_now():
    """Who is on by the published rota; until there is one, everybody who holds the role."""
    found = [(f"AMHP, {d.kind.name.lower()}", d.amhp.worker.name, d.amhp.worker.phone) for d in query.on_duty()]
    return found or on_duty({"amhp": "AMHP service"})


TEAM = {"audience": "team", "group": "waiting"}
MANAGER = TEAM | {"needs": may.MAKE_ROTA}
OWN = TEAM | {"needs": may.OWN_DUTIES}

add(
    WorkSource("amhp_approval_ending", "AMHP approvals that end", sources.approvals_ending, approval, to_entry,
               needs=may.KEEP_REGISTER, audience="team"),
    WorkSource("amhp_my_approval", "My approval as an AMHP", sources.my_approval_ending, approval, to_entry,
               needs=may.OWN_DUTIES, audience="team"),
    WorkSource("amhp_supervision", "Supervision of AMHPs", sources.supervision_due, lambda facts: "supervision as an AMHP is due",
               to_entry, needs=may.KEEP_REGISTER, audience="team"),
    WorkSource("amhp_leave", "Leave to decide", sources.leave_asked,
               lambda facts: f"asks for leave from {day(facts['first_'])} to {day(facts['last_'])}", to("absences"),
               verb="Decide", **MANAGER),
    WorkSource("amhp_swap_agreed", "Swaps to approve", sources.swaps_agreed,
               lambda facts: f"has found somebody for the {swap(facts)}", to("swaps"), verb="Decide", **MANAGER),
    WorkSource("amhp_swap_asked", "Swaps asked of me", sources.swaps_asked,
               lambda facts: f"asks you to take the {swap(facts)}", to("swaps"), verb="Answer", **OWN),
    WorkSource("amhp_claim", "Claims to sign off", sources.claims_to_sign,
               lambda facts: f"claims unsocial hours of {day(facts['day_'])}", to("claims"), verb="Read", **MANAGER),
    WorkSource("amhp_duty", "My AMHP duties", sources.duties_soon, lambda facts: f"are on {facts['shift_'].lower()} duty",
               to("my_duties"), audience="team", needs=may.OWN_DUTIES, by_day=False),
    NavItem("AMHP rota", "amhp:rota_calendar", needs=(may.SEE_ROTA,), order=42, prefix="/rota/",
            hint="who is on, your own duties, swaps and leave"),
    Duty(on_now, order=20),
    Duty(lambda: on_duty({"out_of_hours": "Out of hours"}), order=21),
)  # fmt: skip
