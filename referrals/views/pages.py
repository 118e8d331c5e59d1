"""Small help for this room's views."""

from django.urls import reverse

from bep.audit.record import shown
from bep.kit import views
from bep.kit.middleware import or_404
from bep.kit.views import attempt
from referrals.models import Appointment, Referral

WITH = ("person", "team", "received_by", "alarm_answered_by", "same_as")


def to_referral(referral):
    return reverse("referrals:referral", args=[referral.pk])


def get_referral(request, pk):
    """One referral, whose page shows the person, were it only in the words of the referrer."""
    found = or_404(Referral.objects.visible_to(request.user).select_related(*WITH).filter(pk=pk).first())
    shown(found.person_id)
    return found


def get_appointment(request, pk):
    rows = Appointment.objects.visible_to(request.user)
    rows = rows.select_related("referral__person", "referral__team", "session__hub", "worker", "person__safe_contact")
    return or_404(rows.filter(pk=pk).first())


def form_page(request, form, title, referral=None, *, button, back="", record=None, **more):
    """A page that is one form: its title, a line before it, the form, one button."""
    version = (form.data.get("version") or record.version) if record else None
    return views.form_page(
        request, form, title=title, save_label=button, back=back or to_referral(referral), referral=referral, version=version,
        multipart=True, **more,
    )  # fmt: skip


def settle(form, call):
    """`attempt` for a form that decides: when somebody was first, it says so and carries the newer version from then on."""
    done = attempt(form, call)
    if conflict := getattr(form, "conflict", None):
        del form.conflict  # there is nothing to choose between: they look again, and decide
        form.data = form.data.copy()
        form.data["version"] = conflict.version
        form.errors["__all__"] = form.error_class([FIRST])
    return done


FIRST = "Somebody else changed this after you opened it, so nothing of yours was saved. Look at it again, then decide."
