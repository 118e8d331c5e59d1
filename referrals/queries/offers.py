"""What can be offered: sessions to come that have a free place, those within the target first."""

from dataclasses import dataclass

from django.db.models import Count, F, Min, Q

from bep.access.models import Membership
from bep.access.queries import holders
from bep.kit import clock
from referrals import permissions as may
from referrals import rules
from referrals.models import HubSession
from referrals.places import hub_team

TAKEN = Q(appointments__state__in=("booked", "attended", "did_not_attend"), appointments__place__isnull=False)


def with_free_places(sessions):
    return sessions.annotate(taken=Count("appointments", filter=TAKEN)).annotate(free=F("places") - F("taken"))


def bookable(sessions=None):
    """Sessions from tomorrow on that take place and have a place free; one of today is booked as a drop-in."""
    rows = HubSession.objects.all() if sessions is None else sessions
    rows = rows.filter(date__gt=clock.today(), cancelled_because="", hub__closed=None)
    return with_free_places(rows).filter(free__gt=0)


def earliest_free():
    return bookable().aggregate(day=Min("date"))["day"]


@dataclass
class Offers:
    """`within` meet the target, `later` do not; `by` is the target's day."""

    by: object
    within: list
    later: list

    @property
    def none_in_time(self):
        return not self.within

    @property
    def all(self):
        return self.within + self.later


def offers(referral, *, hub=None, most=8):
    """Sessions to offer for a referral: those of the person's locality first within the target, then the next ones."""
    rows = bookable().select_related("hub")
    if hub:
        rows = rows.filter(hub=hub)
    by = rules.takes_place_by(referral.first_contact)
    locality = referral.team.locality_id if referral.team_id else None
    within = sorted(rows.filter(date__lte=by), key=lambda s: (s.hub.locality_id != locality, s.date, s.starts))
    later = rows.filter(date__gt=by).order_by("date", "starts")
    return Offers(by=by, within=within[: most * 2], later=list(later[:most]))


def visitors(referral):
    """Who may visit: workers of the referral's team and of the hub who record attendance."""
    teams = [team for team in (referral.team_id, getattr(hub_team(), "pk", None)) if team]
    now = clock.now()
    members = Membership.objects.filter(Q(ends=None) | Q(ends__gt=now), team__in=teams, starts__lte=now).values(
        "worker"
    )
    return holders(may.ATTENDANCE).filter(pk__in=members)
