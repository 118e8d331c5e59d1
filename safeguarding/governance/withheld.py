"""While governance withholds safeguarding, the person's copy of who looked says nothing that would give it away."""

from django.db.models import Q

from bep.audit.withheld import leaves_out
from safeguarding.models import AuditCase, Decision, Enquiry, Withholding


@leaves_out
def without_safeguarding(events, ids):
    """Neither what this room did, nor who opened its pages, nor those who lead, make and audit the enquiries."""
    if not Withholding.objects.current().filter(person__in=ids).exists():
        return events
    told = Q(name__startswith="safeguarding.") | Q(detail__page__startswith="safeguarding:")
    return events.exclude(told).exclude(actor_id__in=workers(ids))


def workers(ids):
    """A manager's, officer's or auditor's very name would tell."""
    named = Enquiry.objects.filter(person__in=ids).values_list("sam_id", "officer_id")
    auditors = AuditCase.objects.filter(person__in=ids).values_list("first_id", "second_id", "moderator_id")
    deciders = Decision.objects.filter(concern__person__in=ids).values_list("decided_by_id", flat=True)
    return {pk for some in (*named, *auditors) for pk in some if pk} | {pk for pk in deciders if pk}
