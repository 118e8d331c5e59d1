from django.db.models import Q

from amhp_rota.models import Doctor, FeeClaim
from bep.kit import clock


def doctors(language="", place="", s12=False, nights=False):
    """Doctors who may be asked, by what is needed tonight."""
    found, today = Doctor.objects.filter(is_active=True), clock.today()
    if language:
        found = found.filter(languages__contains=[language])
    if place:
        found = found.filter(place__icontains=place)
    if nights:
        found = found.filter(nights=True)
    if s12:
        dated = Q(s12_from__lte=today) & (Q(s12_until=None) | Q(s12_until__gte=today))
        found = found.filter(dated | Q(approved_clinician=True))
    return list(found[:200])


def fees(worker):
    rows = FeeClaim.objects.visible_to(worker).select_related("doctor", "person", "entered_by", "settled_by", "request")
    return list(rows.order_by("state", "-claimed_on", "-pk")[:200])
