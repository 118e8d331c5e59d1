"""People by tier: each number is the length of the list behind it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bep.access.gate import needs
from bep.access.models import Team
from bep.kit import faces as kit
from bep.kit.numbers import whole_number
from bep.kit.paging import address, page_of
from enablement import faces
from enablement import permissions as may
from enablement.models import SupportSpell
from enablement.queries import lists

Tier = SupportSpell.Tier


def chosen_team(request):
    pk = whole_number(request.GET.get("team"))
    return get_object_or_404(Team, pk=pk) if pk else None


@needs(may.VIEW)
def overview(request):
    team = chosen_team(request)
    counts = lists.counts_by_tier(request.user, team)
    context = {
        "rows": [tier_line(tier, counts.get(tier, (0, 0)), team) for tier in Tier],
        "teams": Team.objects.filter(closed=None),
        "team": team,
        "due": lists.reviews(request.user, team=team).count(),
        "approvals": lists.approvals(request.user).count() if request.user.has_perm(may.APPROVE) else None,
    }
    return render(request, "enablement/overview.html", context)


def tier_line(tier, counts, team):
    people, late = counts
    url = reverse("enablement:tier", args=[tier]) + (f"?team={team.pk}" if team else "")
    return {
        "label": tier.label,
        "people": people,
        "late": late,
        "url": url,
        "late_url": url + ("&" if team else "?") + "over=1",
    }


@needs(may.VIEW)
def tier(request, tier):
    if tier not in Tier.values:
        raise Http404
    team, late = chosen_team(request), request.GET.get("over") == "1"
    spells = lists.in_tiers(request.user, team).filter(tier=tier)
    spells = lists.overrun(spells) if late else spells
    rows, page = page_of(request, spells.select_related("person", "team"), order=lists.FIRST_BEGUN_FIRST)
    context = {
        "page_title": Tier(tier).label + (": over six weeks" if late else ""),
        "rows": [faces.spell_row(spell) for spell in rows],
        "count": spells.count(),
        "page": page,
        "switch": [
            kit.Link("Everybody", address(request, over=None), not late),
            kit.Link("Over six weeks", address(request, over="1"), late),
        ]
        if tier == Tier.BRIEF
        else [],
        "team": team,
    }
    return render(request, "enablement/tier_list.html", context)
