"""The confirmation letter of a choice appointment: made when contact by letter is safe, kept exactly as it left."""

import hashlib

from django.core.files.base import ContentFile

from bep.audit.record import action, detail
from bep.kit import clock, pdf
from bep.kit.rules import WrongMoment
from people.rules import check_safe_to_contact, letter_address
from referrals import permissions as may
from referrals.access import must_see_referral
from referrals.models import Appointment, Letter

LARGE = {"large_print", "easy_read"}


@action("referrals.letter_made", "Made a confirmation letter", needs=may.BOOK)
def make_letter(*, appointment, by):
    """Makes the letter and keeps its file. Printing and posting it is somebody's own doing."""
    must_see_referral(appointment.referral, by)
    if appointment.state != Appointment.State.BOOKED:
        raise WrongMoment("Only a booked appointment is confirmed.", remedy="Book another first.")
    person = appointment.person
    check_safe_to_contact(person, "letter")
    large = bool(LARGE & set(person.communication_needs))
    content = pdf.written(pdf.lay_out("referrals/letter.html", words(appointment, by, large)))
    digest = hashlib.sha256(content).hexdigest()
    detail(sha256=digest, large_print=large)
    return Letter.objects.create(
        person=person, appointment=appointment, file=ContentFile(content, name="letter"), sha256=digest,
        large_print=large, made_by_id=by.pk,
    )  # fmt: skip


def words(appointment, by, large):
    """What the letter says."""
    return {
        "appointment": appointment,
        "person": appointment.person,
        "address": letter_address(appointment.person),
        "hub": appointment.session.hub if appointment.session_id else None,
        "session": appointment.session,
        "today": clock.today(),
        "from_whom": by,
        "size": "large-print" if large else "",
        "paper": "letter",
        "reference": appointment.referral.reference,
    }
