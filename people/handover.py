"""What of this room somebody who leaves hands over: the people they lead, by reference, since who asks may see nobody."""

from django.urls import reverse

from bep.access.handover import hands_over
from people.models import Involvement


@hands_over
def people_they_lead(worker):
    led = Involvement.objects.current().filter(worker=worker, role=Involvement.Role.LEAD)
    return [
        {"label": f"Leads with {reference}", "url": reverse("people:allocate", args=[pk])}
        for pk, reference in led.order_by("person__reference").values_list("person_id", "person__reference")
    ]
