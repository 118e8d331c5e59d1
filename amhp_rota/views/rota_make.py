"""Making a rota: begin, have it worked out, take what was found, change it by hand, publish, compare versions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from amhp_rota import permissions as may
from amhp_rota import rota_check, rota_problem
from amhp_rota.actions import rota as actions
from amhp_rota.forms.rota import PeriodForm, PublishForm, ShiftForm, SolveForm
from amhp_rota.models import Amhp, Proposal, Rota, RotaVersion, ShiftKind
from amhp_rota.queries import rota as query
from amhp_rota.rota_reading import read
from amhp_rota.rules.rota import standing
from amhp_rota.views.rota_common import pressed, tabs
from bep.access.gate import needs
from bep.kit.jobs.views import face
from bep.kit.numbers import whole_number
from bep.kit.rules import NotFound
from bep.kit.views import attempt, one_form, opened_version


@needs(may.MAKE_ROTA)
def rotas(request):
    context = {"page_title": "Rotas", "rotas": Rota.objects.all()[:50], "tabs": tabs(request, "amhp:rotas")}
    return render(request, "amhp_rota/rotas.html", context)


@needs(may.MAKE_ROTA)
def new(request):
    form = PeriodForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.begin(by=request.user, **form.cleaned_data), title="Begin a rota",
        done="Begun. Have it worked out, or fill it by hand.", back=reverse("amhp:rotas"), save_label="Begin",
        to=lambda rota: reverse("amhp:rota", args=[rota.pk]),
    )  # fmt: skip


@needs(may.MAKE_ROTA)
def rota(request, pk):
    """The rota as it stands, what the solver says, what the checker says, and how fair it is."""
    found = get_object_or_404(Rota.objects.select_related("job"), pk=pk)
    return render(request, "amhp_rota/rota.html", page_of(request, found) | {"publish_form": PublishForm()})


def page_of(request, found):
    proposal, job, reading = found.proposals.first(), found.job, read(found)
    problem, roster, names = rota_problem.build(found, reading=reading), reading.roster(found), reading.names()
    return {
        "page_title": str(found), "rota": found, "tabs": tabs(request, "amhp:rotas"), "solve_form": SolveForm(),
        "days": query.days_of(found, reading),
        "job": face(job) if job and not job.is_over else None,
        "poll_url": reverse("jobs:progress", args=[job.pk]) if job else "",
        "proposal": proposal if proposal and not proposal.kept_at else None,
        "told": query.told(proposal, names) if proposal else None,
        "breaches": rota_check.say(rota_check.breaches(found, roster, problem), names),
        "charts": list(query.fairness(found, problem, roster)),
        "versions": found.versions.select_related("made_by"), "rules": standing(reading.rules, found.first),
    }  # fmt: skip


@require_POST
@needs(may.MAKE_ROTA)
def solve(request, pk):
    found = get_object_or_404(Rota, pk=pk)
    form = SolveForm(request.POST)
    seconds = form.cleaned_data["seconds"] if form.is_valid() else 30
    actions.ask_solver(rota=found, seconds=seconds, by=request.user)
    return redirect("amhp:rota", pk)


@require_POST
@needs(may.MAKE_ROTA)
def take(request, pk):
    proposal = get_object_or_404(Proposal.objects.select_related("rota"), pk=pk)
    facts = {"proposal": proposal, "version": opened_version(request, proposal.rota), "by": request.user}
    back = reverse("amhp:rota", args=[proposal.rota_id])
    return pressed(request, lambda: actions.take_proposal(**facts), done="Taken. It is the rota now.", back=back)


@require_POST
@needs(may.MAKE_ROTA)
def publish(request, pk):
    found = get_object_or_404(Rota.objects.select_related("job"), pk=pk)
    form = PublishForm(request.POST)
    facts = {"version": opened_version(request, found), "by": request.user}
    if form.is_valid() and attempt(form, lambda: actions.publish(rota=found, **facts, **form.cleaned_data)):
        messages.success(request, "Published. Everybody on the rota sees it now.")
        return redirect("amhp:rota", pk)
    return render(request, "amhp_rota/rota.html", page_of(request, found) | {"publish_form": form, "form": form})


@needs(may.MAKE_ROTA)
def shift(request, pk):
    """Who is on one shift: ?day=2026-12-01&kind=night&area=&was=12"""
    found, place = get_object_or_404(Rota, pk=pk), place_of(request)
    was = Amhp.objects.filter(pk=whole_number(request.GET.get("was"))).first()
    form = ShiftForm(request.POST or None, initial={"amhp": was})
    facts = {"rota": found, "version": opened_version(request, found), "was": was, "by": request.user, **place}
    title = f"{place['kind']}, {place['day']:%A} {place['day'].day} {place['day']:%B %Y}"
    return one_form(
        request, form, lambda: actions.assign(**facts, **form.cleaned_data), title=title, done="Changed.",
        back=reverse("amhp:rota", args=[pk]), record=found,
        says=lambda rota: {"amhp": query.on_shift(rota, **place)},
    )  # fmt: skip


def place_of(request):
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        day = None
    kind = ShiftKind.objects.filter(code=request.GET.get("kind", "")).first()
    if not day or not kind:
        raise NotFound("There is no such shift.", remedy="Choose one on the rota's page.")
    return {"day": day, "kind": kind, "area": request.GET.get("area", "")[:20]}


@needs(may.MAKE_ROTA)
def version(request, pk):
    """A version beside the one before it."""
    found = get_object_or_404(RotaVersion.objects.select_related("rota", "made_by"), pk=pk)
    context = {
        "page_title": f"{found.rota}, version {found.number}", "version": found, "rows": query.difference(found),
        "back_url": reverse("amhp:rota", args=[found.rota_id]),
    }  # fmt: skip
    return render(request, "amhp_rota/rota_version.html", context)
