"""The register of doctors; examinations, declarations and fees of a request."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amhp_rota import actions
from amhp_rota import permissions as may
from amhp_rota.forms import desk_doctors as forms
from amhp_rota.models import Doctor, FeeClaim
from amhp_rota.queries import desk as q
from amhp_rota.queries import desk_doctors as of
from amhp_rota.rules import conflicts
from amhp_rota.views.desk_common import page_of
from bep.access.gate import needs
from bep.audit.events import EXPORTED
from bep.audit.record import note
from bep.kit import clock, export
from bep.kit.views import opened_version
from people.views.pages import one_form


@needs(may.DESK)
def doctors(request):
    form = forms.FindDoctorForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    today = clock.today()
    rows = [{"doctor": doctor, "s12": doctor.s12_on(today)} for doctor in of.doctors(**asked)]
    return render(request, "amhp_rota/doctors.html", {"rows": rows, "filter_form": form, "today": today})


@needs(may.DESK)
def doctor(request, pk=None):
    """Adds a doctor, or corrects one."""
    found = get_object_or_404(Doctor, pk=pk) if pk else None
    form = forms.DoctorForm(request.POST or None, initial=vars(found) if found else None)

    def act():
        version = form.cleaned_data["version"] or 0
        return actions.keep_doctor(doctor=found, version=version, facts=form.facts(), by=request.user)

    title = f"Doctor: {found}" if found else "Add a doctor"
    return one_form(request, form, act, title=title, done="Saved.", back=reverse("amhp:doctors"), record=found)


@needs(may.DESK)
def recommendation(request, pk):
    found = q.request(request.user, pk)
    form = forms.RecommendationForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.record_recommendation(request=found, by=request.user, **form.facts()),
        person=found.person, title="A doctor's examination", done="The examination is recorded.", back=page_of(found),
    )  # fmt: skip


@needs(may.DESK)
def declare(request, pk):
    found = q.request(request.user, pk)
    examined = Doctor.objects.filter(recommendations__request=found).distinct()
    form = forms.DeclarationForm(request.POST or None, amhp=found.amhp, doctors=list(examined))
    return one_form(
        request, form, lambda: actions.declare_interest(request=found, by=request.user, **form.facts()),
        person=found.person, title="Conflicts of interest", done="The declaration is recorded.", back=page_of(found),
        lead=[rule.wording for rule in (*conflicts.ABSOLUTE, conflicts.not_one_team)],
    )  # fmt: skip


@needs(may.DESK)
def fee(request, pk):
    found = q.request(request.user, pk)
    form = forms.FeeForm(request.POST or None, request=found)
    return one_form(
        request, form, lambda: actions.claim_fee(request=found, by=request.user, **form.facts()), person=found.person,
        title="A doctor's fee", done="The fee is entered: a colleague passes it for payment.", back=page_of(found),
    )  # fmt: skip


@needs(may.ACTIVITY)
def fees(request):
    return render(request, "amhp_rota/fees.html", {"claims": of.fees(request.user)})


@require_POST
@needs(may.ACTIVITY)
def settle(request, pk):
    claim = get_object_or_404(FeeClaim.objects.visible_to(request.user), pk=pk)
    passed = request.POST.get("passed") == "yes"
    actions.settle_fee(claim=claim, version=opened_version(request, claim), passed=passed, by=request.user)
    return redirect("amhp:fees")


@needs(may.ACTIVITY)
def fees_file(request):
    """For whoever pays: what has been passed, without anybody's name but the doctor's."""
    claims = [claim for claim in of.fees(request.user) if claim.state == FeeClaim.State.PASSED]
    note(EXPORTED.name, by=request.user, people=[c.person_id for c in claims], list="doctors' fees", kind="csv")
    rows = [
        [str(c.request), c.doctor.name, c.doctor.gmc_number, c.claimed_on, c.fee, c.miles, c.travel, c.settled_by.name]
        for c in claims
    ]
    columns = ["Request", "Doctor", "GMC number", "Claimed on", "Fee", "Miles", "Travel", "Passed by"]
    return export.response("csv", "doctors-fees", columns, rows)
