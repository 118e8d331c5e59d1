"""Which team a referral goes to: the one that serves the person's postcode, else the hub's own."""

from bep.access.models import Team


def outward(postcode):
    """NW9 of NW9 0ZZ; the words before the space, else all but the last three letters."""
    letters = (postcode or "").strip().upper()
    return letters.split()[0] if " " in letters else letters[:-3]


def hub_team():
    return Team.objects.filter(kind=Team.Kind.HUB, closed=None).order_by("pk").first()


def team_for(postcode):
    """The local enablement team of the locality that covers the postcode; the hub where none does or it is not known."""
    found = None
    if code := outward(postcode):
        local = Team.objects.filter(kind=Team.Kind.LET, closed=None, locality__postcodes__contains=[code])
        found = local.order_by("pk").first()
    return found or hub_team()
