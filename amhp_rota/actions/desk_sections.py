"""What becomes of a section after admission, and the forms that others completed."""

import hashlib

from django.core.files.base import ContentFile

from amhp_rota import paper_words
from amhp_rota import permissions as may
from amhp_rota.actions.desk_common import desk_must_see, not_in_future, write_line
from amhp_rota.actions.desk_timers import end_timers, start_timer
from amhp_rota.models import LogLine, MhaTimer, PaperFile
from amhp_rota.rules import timers
from bep.audit.record import action, detail
from bep.kit.rules import Refused, WrongMoment
from referrals import files

T = MhaTimer.Kind
SECTIONS = (T.S2_ENDS, T.S3_ENDS, T.S4_ENDS)


@action("amhp_rota.section_4_became_2", "Recorded that section 4 became section 2", needs=may.DESK)
def convert_emergency(*, request, at, by):
    """The managers have the second recommendation: the 72 hours are over with, and the 28 days run from the admission."""
    desk_must_see(request, by)
    not_in_future(at, "on")
    timer = open_timer(request, T.S4_ENDS)
    if timer is None:
        raise WrongMoment("Nobody is detained under section 4 by this request.", remedy="Record the admission first.")
    timers.s4_becomes_s2_in_time(request, timer, at)
    end_timers(request, T.S4_ENDS, by=by, words="Second recommendation received: section 2.")
    start_timer(request, *timers.of_conversion(timer), by=by)
    write_line(
        request, LogLine.Kind.ASSESSMENT, words="Second recommendation received: section 4 became section 2.", by=by
    )
    return request


@action("amhp_rota.section_ended", "Recorded that a section ended", needs=may.DESK)
def end_section(*, request, how, at, by):
    """Discharged, informal, lapsed: its clocks stop, and so do those for putting its papers right."""
    desk_must_see(request, by)
    not_in_future(at, "on")
    if not request.timers.filter(kind__in=SECTIONS, done_at=None).exists():
        raise WrongMoment("No section's clock is running for this request.", remedy="Reload the page.")
    end_timers(request, *SECTIONS, T.RECTIFY, by=by, words=how[:300])
    write_line(request, LogLine.Kind.ASSESSMENT, words=f"The section ended: {how}", by=by)
    return request


def open_timer(request, kind):
    return request.timers.select_for_update().filter(kind=kind, done_at=None).first()


@action("amhp_rota.paper_attached", "Attached a form that somebody else completed", needs=may.DESK)
def attach_paper(*, request, form, upload, by):
    """As it came in. What it is, its bytes say; antivirus is not part of this system."""
    desk_must_see(request, by)
    if form not in {number for number, _, _ in paper_words.OTHERS}:
        raise Refused("This is not one of the forms that others complete.", field="form", remedy="Choose its number.")
    content = files.read_within_limit(upload)
    kind, digest = files.sniff(content), hashlib.sha256(content).hexdigest()
    detail(form=form, kind=kind.mime, size=len(content), sha256=digest)
    return PaperFile.objects.create(
        request=request, person_id=request.person_id, form=form, file=ContentFile(content, name="file"), size=len(content),
        name=files.safe_name(upload.name, kind), kind=kind.mime, sha256=digest, added_by_id=by.pk,
    )  # fmt: skip
