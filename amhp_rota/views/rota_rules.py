"""The rota's own data on screens: its shifts, cover and rules. Each is set from a day on, by somebody named."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy

from amhp_rota import permissions as may
from amhp_rota.actions import rota_rules as actions
from amhp_rota.forms import rota_rules as forms
from amhp_rota.models import CoverRule, RotaRule, ShiftKind
from amhp_rota.queries import rota_rules as query
from amhp_rota.views.rota_common import tabs
from bep.access.gate import needs
from bep.kit import clock
from bep.kit.numbers import whole_number
from bep.kit.views import nothing, one_form, opened_version

BACK = reverse_lazy("amhp:rota_rules")
LEAD = [
    "Rotas that begin on that day or later are held to it. Those that are published keep the rules of their first day."
]
COVER_LEAD = ["From that day on a shift that has too few shows as a gap, also in a rota that is published."]


@needs(may.SET_RULES)
def rules(request):
    context = {
        "page_title": "Shifts and rules",
        "tabs": tabs(request, "amhp:rota_rules"),
        **query.everything(clock.today()),
    }
    return render(request, "amhp_rota/rota_rules.html", context)


@needs(may.SET_RULES)
def add_shift(request):
    form = forms.ShiftKindForm(request.POST or None)
    return one_form(
        request, form, lambda: actions.add_shift(by=request.user, **form.cleaned_data), title="Add a shift", back=BACK,
        done="Added. Say next how many it needs.",
    )  # fmt: skip


@needs(may.SET_RULES)
def change_shift(request, pk):
    kind = get_object_or_404(ShiftKind, pk=pk)
    form = forms.ShiftKindForm(request.POST or None, initial=opening(kind))
    facts = {"kind": kind, "version": opened_version(request, kind), "by": request.user}
    return one_form(
        request, form, lambda: actions.change_shift(**facts, **form.cleaned_data), title=f"Change the shift {kind}",
        done="Changed.", back=BACK, record=kind,
    )  # fmt: skip


def opening(kind):
    said = {name: getattr(kind, name) for name in ("name", "starts", "night", "backup", "unsocial")}
    return said | {"hours": f"{kind.hours:g}"}


@needs(may.SET_RULES)
def end_shift(request, pk):
    kind = get_object_or_404(ShiftKind, pk=pk)
    form = forms.CloseForm(request.POST or None)
    facts = {"kind": kind, "version": opened_version(request, kind), "by": request.user}
    return one_form(
        request, form, lambda: actions.end_shift(**facts, **form.cleaned_data), title=f"End the shift {kind}",
        done="It ends.", back=BACK, record=kind, says=nothing,
    )  # fmt: skip


@needs(may.SET_RULES)
def set_cover(request):
    """?cover=12 opens with what one row says."""
    row = CoverRule.objects.filter(pk=whole_number(request.GET.get("cover"))).first()
    opening = {"first": clock.today(), "days": CoverRule.Days.EVERY, "need": 1}
    if row:
        opening |= {name: getattr(row, name) for name in ("kind", "area", "days", "need")}
    form = forms.CoverForm(request.POST or None, initial=opening)
    return one_form(
        request, form, lambda: actions.set_cover(by=request.user, **form.cleaned_data), title="Set how many a shift needs",
        done="Set.", back=BACK, lead=COVER_LEAD,
    )  # fmt: skip


@needs(may.SET_RULES)
def end_cover(request, pk):
    row = get_object_or_404(CoverRule.objects.select_related("kind"), pk=pk)
    form = forms.LastForm(request.POST or None)
    facts = {"cover": row, "version": opened_version(request, row), "by": request.user}
    return one_form(
        request, form, lambda: actions.end_cover(**facts, **form.cleaned_data), title=f"End “{row}”", done="It ends.",
        back=BACK, record=row, says=nothing, lead=["A row for less particular days, such as every day, then stands again."],
    )  # fmt: skip


@needs(may.SET_RULES)
def add_rule(request):
    opening = {"hard": "yes", "weight": 10, "bend": 20, "status": "LOCAL", "first": clock.today()}
    form = forms.RuleForm(request.POST or None, initial=opening)
    return one_form(
        request, form, lambda: actions.set_rule(by=request.user, **form.cleaned_data), title="Add a rule", done="Added.",
        back=BACK, lead=LEAD,
    )  # fmt: skip


@needs(may.SET_RULES)
def set_rule(request, pk):
    rule = get_object_or_404(RotaRule, pk=pk)
    form = forms.RuleForm(request.POST or None, rule=rule, initial=forms.rule_initial(rule))
    facts = {"rule": rule, "version": opened_version(request, rule), "by": request.user}
    return one_form(
        request, form, lambda: actions.set_rule(**facts, **form.cleaned_data), title=f"Set “{rule}”", done="Set.",
        back=BACK, record=rule, lead=LEAD,
    )  # fmt: skip


@needs(may.SET_RULES)
def end_rule(request, pk):
    rule = get_object_or_404(RotaRule, pk=pk)
    form = forms.LastForm(request.POST or None, initial={"last": clock.today()})
    facts = {"rule": rule, "version": opened_version(request, rule), "by": request.user}
    return one_form(
        request, form, lambda: actions.end_rule(**facts, **form.cleaned_data), title=f"End “{rule}”", done="It ends.",
        back=BACK, record=rule, says=nothing, lead=LEAD,
    )  # fmt: skip
