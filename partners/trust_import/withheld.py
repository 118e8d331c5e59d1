"""While governance withholds safeguarding, the person's copy of who looked says nothing of a trust's records either, nor of the
concerns that a partner's system raised and asked after."""

from django.db.models import Q

from bep.audit.withheld import leaves_out
from partners.models import TrustRecord
from safeguarding.governance.withheld import said
from safeguarding.models import Withholding


@leaves_out
def without_trusts_records(events, ids):
    if not Withholding.objects.current().filter(person__in=ids).exists():
        return events
    reasons = [f"{record.profile} {record.key}" for record in TrustRecord.objects.filter(person__in=ids)]
    records = Q(name__startswith="partners.trust_") | Q(its_page__startswith="partners:trust_") | Q(reason__in=reasons)
    asked_after = Q(name="partners.concern_sent") | Q(detail__has_key="concerns")
    return events.alias(its_page=said("page")).exclude(records | asked_after)
