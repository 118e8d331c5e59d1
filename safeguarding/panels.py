"""The box “Safeguarding” on the person page; what it reads comes with the person's own row."""

from django.db.models import OuterRef
from django.urls import reverse

from bep.kit.reads import revived, whole
from safeguarding import permissions as may
from safeguarding.models import Concern, Enquiry


def reads(worker):
    """What is open about them. A worker who may not read it is told nothing, not even that it is."""
    if not worker.has_perm(may.VIEW):
        return {}
    about = {"person": OuterRef("pk")}
    return {
        "safeguarding_enquiries": whole(Enquiry.objects.open().filter(**about).order_by("opened_at")[:3]),
        "safeguarding_concerns": whole(Concern.objects.open().filter(**about).order_by("received_at")[:3]),
    }


def panel(person, worker):
    if not worker.has_perm(may.VIEW):
        return None
    rows = [concern_row(concern) for concern in revived(Concern, person.safeguarding_concerns)]
    rows += [enquiry_row(enquiry) for enquiry in revived(Enquiry, person.safeguarding_enquiries)]
    return {"rows": rows, "actions": []} if rows else None


def concern_row(concern):
    due = f"to be decided by {concern.due_day:%-d %b}"
    return ("Concern", due, reverse("safeguarding:concern", args=[concern.pk]))


def enquiry_row(enquiry):
    due = f", due {enquiry.due_on:%-d %b}" if enquiry.due_on else ""
    stage = enquiry.get_state_display()
    return (enquiry.get_kind_display(), f"{stage}{due}", reverse("safeguarding:enquiry", args=[enquiry.pk]))
