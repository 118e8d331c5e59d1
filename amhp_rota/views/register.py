"""The register of AMHPs (SI 2008/1206 reg 8): the list, an entry, and what is recorded on it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from amhp_rota import permissions as may
from amhp_rota.actions import register as actions
from amhp_rota.forms import register as forms
from amhp_rota.models import Amhp, Approval, Suspension, Training
from amhp_rota.queries import register as query
from amhp_rota.rules import register as rules
from amhp_rota.views.rota_common import tabs, worded
from bep.access.gate import needs
from bep.kit.middleware import or_404
from bep.kit.views import one_form, opened_version
from referrals import files


def visible(request):
    """Everybody for whoever keeps the register; else one's own entry."""
    rows = Amhp.objects.select_related("worker")
    return rows if request.user.has_perm(may.KEEP_REGISTER) else rows.filter(worker_id=request.user.pk)


def page(pk):
    return reverse("amhp:entry", args=[pk])


@needs(may.KEEP_REGISTER)
def register(request):
    context = {"page_title": "Register of AMHPs", "entries": query.entries(), "tabs": tabs(request, "amhp:register")}
    return render(request, "amhp_rota/register.html", context)


@needs(may.OWN_DUTIES)
def entry(request, pk):
    amhp = or_404(query.with_all(visible(request)).filter(pk=pk).first())
    found = query.entry(amhp)
    context = {
        "page_title": f"{amhp}, AMHP", "entry": found, "amhp": amhp, "tabs": tabs(request, "amhp:register"),
        "years": rules.reg5_training_years(found.approval, list(amhp.trainings.all())) if found.approval else [],
        "approvals": amhp.approvals.all(), "trainings": amhp.trainings.all(),
        "supervisions": amhp.supervisions.all(), "acting": amhp.acting_for.all(),
        "keeps": request.user.has_perm(may.KEEP_REGISTER),
        "rules": worded(rules.reg4_five_years, rules.reg5_training_years, rules.reg8_kept_five_years),
    }  # fmt: skip
    return render(request, "amhp_rota/entry.html", context)


@needs(may.KEEP_REGISTER)
def new(request):
    form = forms.NewEntryForm(request.POST or None)

    def act():
        facts = dict(form.cleaned_data)
        return actions.register(worker=facts.pop("worker"), facts=facts, by=request.user)

    back = reverse("amhp:register")
    return one_form(request, form, act, title="Add an AMHP", done="Added. Record their approval next.", back=back)


@needs(may.KEEP_REGISTER)
def change(request, pk):
    amhp = get_object_or_404(Amhp.objects.select_related("worker"), pk=pk)
    form = forms.EntryForm(request.POST or None, instance=amhp)
    facts = {"amhp": amhp, "version": opened_version(request, amhp), "by": request.user}
    return one_form(
        request, form, lambda: actions.change(facts=form.cleaned_data, **facts), title=f"Change the entry of {amhp}",
        done="Changed.", back=page(pk), record=amhp,
    )  # fmt: skip


def about(request, pk, form, action, title, done, **more):
    """A form that adds something to an entry."""
    amhp = or_404(visible(request).filter(pk=pk).first())
    act = lambda: action(amhp=amhp, by=request.user, **form.cleaned_data)  # noqa: E731
    return one_form(request, form, act, title=f"{title}: {amhp}", done=done, back=page(pk), **more)


@needs(may.KEEP_REGISTER)
def approve(request, pk):
    form = forms.ApprovalForm(request.POST or None)
    return about(
        request, pk, form, actions.approve, "Record an approval", "Recorded.", lead=[rules.reg4_five_years.wording]
    )


@needs(may.OWN_DUTIES)
def training(request, pk):
    form = forms.TrainingForm(request.POST or None, request.FILES or None)
    lead = [rules.reg5_training_years.wording]
    return about(request, pk, form, actions.record_training, "Record training", "Recorded.", lead=lead, multipart=True)


@needs(may.KEEP_REGISTER)
def supervision(request, pk):
    form = forms.SupervisionForm(request.POST or None)
    return about(request, pk, form, actions.supervise, "Record supervision", "Recorded.")


@needs(may.KEEP_REGISTER)
def acting(request, pk):
    form = forms.ActingForForm(request.POST or None)
    return about(request, pk, form, actions.act_for, "Acts for another council", "Recorded.")


@require_POST
@needs(may.KEEP_REGISTER)
def see_warning(request, pk):
    found = get_object_or_404(Approval.objects.select_related("amhp__worker"), pk=pk)
    actions.see_warning(approval=found, by=request.user)
    messages.success(request, "Seen. It is off your work list; the next warning comes by itself.")
    return redirect("amhp:entry", found.amhp_id)


def ended(approval):
    return {"last": approval.last, "because": approval.ended_because, "words": approval.ended_words}


@needs(may.KEEP_REGISTER)
def end(request, pk):
    found = get_object_or_404(Approval.objects.select_related("amhp__worker"), pk=pk)
    form = forms.EndForm(request.POST or None)
    facts = {"approval": found, "version": opened_version(request, found), "by": request.user}
    return one_form(
        request, form, lambda: actions.end_approval(**facts, **form.cleaned_data), title=f"End the approval of {found.amhp}",
        done="Ended. Duties after it are free.", back=page(found.amhp_id), record=found, says=ended,
        lead=["Duties that reach past the last day are nobody's any more, and show as gaps."],
    )  # fmt: skip


@needs(may.KEEP_REGISTER)
def suspend(request, pk):
    found = get_object_or_404(Approval.objects.select_related("amhp__worker"), pk=pk)
    form = forms.SuspendForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.suspend(approval=found, by=request.user, **form.cleaned_data),
        title=f"Suspend the approval of {found.amhp}", done="Suspended. Duties in that time are free.", back=page(found.amhp_id),
    )  # fmt: skip


@needs(may.KEEP_REGISTER)
def lift(request, pk):
    found = get_object_or_404(Suspension.objects.select_related("approval__amhp__worker"), pk=pk)
    form = forms.LiftForm(request.POST or None)
    facts = {"suspension": found, "version": opened_version(request, found), "by": request.user}
    return one_form(
        request, form, lambda: actions.lift_suspension(**facts, **form.cleaned_data), title="End this suspension",
        done="Ended.", back=page(found.approval.amhp_id), record=found,
    )  # fmt: skip


@require_POST
@needs(may.KEEP_REGISTER)
def agree(request, pk):
    found = get_object_or_404(Training.objects.select_related("amhp"), pk=pk)
    actions.agree_training(training=found, by=request.user)
    messages.success(request, "Agreed: it counts towards the year's hours.")
    return redirect("amhp:entry", found.amhp_id)


@require_GET
@needs(may.OWN_DUTIES)
def certificate(request, pk):
    """Downloads a certificate; never shown inside a page."""
    held = or_404(Training.objects.filter(pk=pk, amhp__in=visible(request)).exclude(certificate="").first())
    return files.download(held.certificate, held.certificate_name, held.certificate_kind)
