"""What of this room somebody who leaves hands over: the people they lead, by reference, since who asks may see nobody."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from bep.access.handover import hands_over
from people.models import Involvement


@hands_over
def people_they_lead(worker):
    """Whom they lead, or led until they left, and nobody has taken over."""
    now = Involvement.objects.current().filter(person=OuterRef("person"))
    taken = now.filter(role=Involvement.Role.LEAD).exclude(worker=worker)
    led = Involvement.objects.filter(
        ~Exists(taken), Exists(now), worker=worker, role=Involvement.Role.LEAD, person__death_date=None
    ).distinct()
    return [
        {"label": f"Leads with {reference}", "url": reverse("people:allocate", args=[pk])}
        for pk, reference in led.order_by("person__reference").values_list("person_id", "person__reference")
    ]
