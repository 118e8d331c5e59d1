"""What this room puts on shared screens."""

from amhp_rota import loaders, registrations_desk, subscriptions_desk  # noqa: F401
from bep.access.queries import on_duty
from bep.kit.registry import Duty, add

# Until the rota says who: everybody who holds the role, and the service's telephone.
add(Duty(lambda: on_duty({"amhp": "AMHP service", "out_of_hours": "Out of hours"}), order=20))
