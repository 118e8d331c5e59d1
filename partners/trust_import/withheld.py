"""While governance withholds safeguarding, the person's copy of who looked says nothing of a trust's records either, nor of the
concerns that a partner's system raised and asked after."""

from django.db.models import Q

from bep.audit.withheld import leaves_out
from safeguarding.models import Withholding


@leaves_out
def without_trusts_records(events, ids):
    if not Withholding.objects.current().filter(person__in=ids).exists():
        return events
    records = Q(name__startswith="partners.trust_") | Q(detail__page__startswith="partners:trust_")
    return events.exclude(records | Q(name="partners.concern_sent") | Q(detail__has_key="concerns"))
