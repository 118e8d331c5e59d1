"""While governance withholds safeguarding, the person's copy of who looked says nothing that would give it away."""

from django.db.models import Q, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from bep.audit.withheld import leaves_out
from safeguarding.models import AuditCase, Decision, Enquiry, Withholding


@leaves_out
def without_safeguarding(events, ids):
    """Neither what this room did, nor who opened its pages, nor those who lead, make and audit the enquiries; nor what other
    rooms wrote because of it. Everything else the person is told."""
    if not Withholding.objects.current().filter(person__in=ids).exists():
        return events
    events = events.alias(**{f"its_{name}": said(name) for name in ("page", "outcome", "list")})
    here = Q(name__startswith="safeguarding.") | Q(its_page__startswith="safeguarding:") | Q(its_list__in=LISTS)
    because = Q(name="referrals.safeguarding_raised") | Q(its_outcome=RAISED) | Q(reason__regex=OURS)
    return events.exclude(here | because | Q(reason__startswith=AUDIT)).exclude(actor_id__in=workers(ids))


LISTS = ["sac", "dols"]  # files that name the people who are in them
RAISED = "safeguarding_concern"  # what became of a referral
OURS = r"^[SEDCP]-[A-Z0-9-]+$"  # the number of a record of ours: an involvement gives it as its reason
AUDIT = "Case-file audit of "


def said(name):
    """A fact of an event; empty where it has none, for to compare with nothing is neither yes nor no."""
    return Coalesce(KT(f"detail__{name}"), Value(""), output_field=TextField())


def workers(ids):
    """A manager's, officer's or auditor's very name would tell."""
    named = Enquiry.objects.filter(person__in=ids).values_list("sam_id", "officer_id")
    auditors = AuditCase.objects.filter(person__in=ids).values_list("first_id", "second_id", "moderator_id")
    deciders = Decision.objects.filter(concern__person__in=ids).values_list("decided_by_id", flat=True)
    return {pk for some in (*named, *auditors) for pk in some if pk} | {pk for pk in deciders if pk}
