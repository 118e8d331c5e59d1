"""The rota to look at: by month, AMHP and area; one's own duties; and a feed for one's calendar."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from amhp_rota import ical
from amhp_rota import permissions as may
from amhp_rota.actions import rota_changes as actions
from amhp_rota.forms.rota import CalendarFilter
from amhp_rota.models import Duty, FeedLink, Rota
from amhp_rota.queries import rota as query
from amhp_rota.views.rota_common import own_entry, tabs
from bep.access.gate import needs, public
from bep.kit import clock
from bep.kit.rules import NotFound


def month_of(text):
    try:
        asked = parse_date(f"{text}-01")
    except ValueError:
        asked = None
    return asked or clock.today().replace(day=1)


def last_of(first):
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


@needs(may.SEE_ROTA)
def calendar(request):
    """A month of the rota; drafts only for whoever makes it."""
    first = month_of(request.GET.get("month", ""))
    last, areas = last_of(first), query.areas()
    form = CalendarFilter(request.GET or None, areas=areas)
    chosen = form.cleaned_data if form.is_valid() else {}
    rotas = query.rotas_for(request.user, first, last, request.user.has_perm(may.MAKE_ROTA))
    found = query.days(first, last, rotas=rotas, area=chosen.get("area", ""), amhp=chosen.get("amhp"))
    context = {
        "page_title": f"AMHP rota, {first:%B %Y}", "days": found, "rotas": rotas, "filter_form": form, "form": None,
        "earlier": first - timedelta(days=1), "later": last + timedelta(days=1), "on_now": query.on_duty(),
        "tabs": tabs(request, "amhp:rota_calendar"), "today": clock.today(),
    }  # fmt: skip
    return render(request, "amhp_rota/rota_calendar.html", context)


@needs(may.OWN_DUTIES)
def mine(request):
    """One's own duties: what is to come, and what is to be claimed for."""
    amhp, today = own_entry(request), clock.today()
    duties = list(query.my_duties(amhp, today - timedelta(days=60))) if amhp else []
    context = {
        "page_title": "My duties", "amhp": amhp, "tabs": tabs(request, "amhp:my_duties"),
        "coming": [d for d in duties if d.ends > clock.now()],
        "over": [d for d in reversed(duties) if d.ends <= clock.now()],
        "wishes": amhp.wishes.filter(day__gte=today).select_related("kind") if amhp else [],
        "link": amhp and FeedLink.objects.filter(amhp=amhp, revoked_at=None).first(),
    }  # fmt: skip
    return render(request, "amhp_rota/my_duties.html", context)


@require_POST
@needs(may.OWN_DUTIES)
def make_link(request):
    """The secret is on this page once; it is not kept."""
    link = actions.make_feed(by=request.user)
    address = request.build_absolute_uri(reverse("amhp:feed", args=[link.secret]))
    context = {"page_title": "Your calendar link", "address": address, "back_url": reverse("amhp:my_duties")}
    return render(request, "amhp_rota/feed_link.html", context)


@require_POST
@needs(may.OWN_DUTIES)
def revoke_link(request):
    actions.revoke_feed(by=request.user)
    messages.success(request, "The link no longer works.")
    return redirect("amhp:my_duties")


@require_GET
@public("a secret link to one AMHP's own duties, revocable; it names nobody else and no patient")
def feed(request, secret):
    link = FeedLink.objects.filter(hash=actions.hashed(secret), revoked_at=None).select_related("amhp__worker").first()
    if link is None or not link.amhp.worker.works_here:
        raise NotFound("There is no such calendar.", remedy="Make a new link on My duties.")
    rows = Duty.objects.filter(
        amhp=link.amhp, rota__state=Rota.State.PUBLISHED, day__gte=clock.today() - timedelta(days=31)
    )
    answer = HttpResponse(ical.calendar(rows.select_related("kind")), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
