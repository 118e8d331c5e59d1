from django.shortcuts import get_object_or_404, render

from bep.access.gate import needs
from bep.kit import reference
from people import permissions as may
from people.actions import add_alert, end_alert
from people.faces import banner
from people.forms.alert import AlertForm, ReasonForm
from people.models import Alert
from people.views.pages import answered, visible


@needs(may.VIEW)
def alerts(request, pk):
    """The alerts that stand, and those that ended."""
    person = visible(request, pk)
    found = list(Alert.objects.about(person).select_related("recorded_by", "ended_by"))
    for alert in found:
        alert.kind_words = reference.label("alert_kind", alert.kind)
    context = {
        "person": person, "banner": banner(person), "standing": [a for a in found if not a.ended_at],
        "ended": [a for a in found if a.ended_at], "may_record": request.user.has_perm(may.RECORD),
    }  # fmt: skip
    return render(request, "people/alerts.html", context)


@needs(may.RECORD)
def add(request, pk):
    person = visible(request, pk)
    form = AlertForm(request.POST or None)
    return answered(
        request, form, lambda: add_alert(person=person, by=request.user, **form.cleaned_data), person=person,
        title="Add an alert", done="people:alerts", said="The alert stands.", button="Add the alert",
    )  # fmt: skip


@needs(may.RECORD)
def end(request, pk):
    alert = get_object_or_404(Alert.objects.visible_to(request.user).current().select_related("person"), pk=pk)
    form = ReasonForm(request.POST or None, question="Why does the alert end?")
    return answered(
        request, form, lambda: end_alert(alert=alert, reason=form.cleaned_data["reason"], by=request.user),
        person=alert.person, title=f"End the alert: {alert.words}", done="people:alerts", said="The alert has ended.",
        button="End the alert",
    )  # fmt: skip
