"""Statutory forms, and the AMHP's parts of them: filled from the record, refused only where the law makes it impossible."""

from functools import partial

from amhp_rota import permissions as may
from amhp_rota.actions.desk_common import desk_must_see, write_line
from amhp_rota.actions.desk_timers import end_timers, start_timer
from amhp_rota.models import LogLine, MhaAssessment, MhaTimer, Paper
from amhp_rota.rules import conflicts, desk, papers
from amhp_rota.rules.desk_clocks import period
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import NotAllowed, Refused, WrongMoment

T, Form, State = MhaTimer.Kind, Paper.Form, Paper.State


@action("amhp_rota.paper_begun", "Began a statutory form", needs=may.ASSESS)
def begin_paper(*, request, form, by):
    """Filled with what the record says already; one of each form for a request."""
    desk.is_open(desk_must_see(request, by))
    desk.decides_oneself(request, by)
    if found := request.papers.filter(form=form, amhp_id=by.pk).exclude(state=State.SPOILT).first():
        return found
    assessment = record_by(request, by)
    return Paper.objects.create(
        request=request, person_id=request.person_id, form=form, amhp_id=by.pk,
        seen_at=assessment.seen_at if assessment else None,
    )  # fmt: skip


def record_by(request, by):
    return MhaAssessment.objects.filter(request=request, amhp_id=by.pk).first()


def own(paper, by):
    if paper.amhp_id != by.pk:
        raise NotAllowed(desk.decides_oneself.wording, remedy=f"Ask {paper.amhp.name}.")
    if paper.state != State.DRAFT:
        raise WrongMoment("This form is signed, or not used.", remedy="A defect may be put right within 14 days, s15.")
    return paper


@action("amhp_rota.paper_saved", "Filled in a statutory form", needs=may.ASSESS)
def save_paper(*, paper, version, by, addressed_to="", seen_at=None, applied_at=None, **facts):
    """Half a form is saved as it is, and prints as unfinished."""
    paper = own(locked(desk_must_see(paper, by), version), by)
    return saved(paper, addressed_to=addressed_to, seen_at=seen_at, applied_at=applied_at, facts=facts)


@action("amhp_rota.paper_signed", "Signed a statutory form", needs=may.ASSESS)
def sign_paper(*, paper, version, by):
    """The application, or the AMHP's agreement. From here the time to take somebody to hospital runs."""
    paper = own(locked(desk_must_see(paper, by), version), by)
    request = paper.request
    desk.is_open(request)
    for check in checks_of(paper):
        check()
    paper = saved(paper, state=State.SIGNED, signed_at=clock.now())
    begin_clock(paper, [r.examined_at for r in recommendations_of(paper)], by)
    write_line(request, LogLine.Kind.ASSESSMENT, words=f"Form {paper.form} signed.", by=by)
    detail(form=paper.form)
    return paper


def checks_of(paper):
    """The checks before this paper is signed; its page says beforehand which of them would refuse."""
    declared = conflicts.newest(paper.request.declarations.select_related("doctor", "amhp"))
    assessment = MhaAssessment.objects.filter(request_id=paper.request_id, amhp_id=paper.amhp_id).first()
    applied = [partial(desk.approved_that_day, paper.amhp, clock.as_date(paper.applied_at))] if paper.applied_at else []
    return [*papers.checks(paper, recommendations_of(paper), declared, assessment), *applied]


def recommendations_of(paper):
    if not paper.section:
        return []
    return list(paper.request.recommendations.filter(section=paper.section).select_related("doctor"))


def begin_clock(paper, examinations, by):
    if paper.form == Form.G2:
        row = period("mha.guardianship_papers.days", paper.applied_at)
        start_timer(paper.request, T.FORWARD, papers.forward_by(examinations).deadline, row, by=by)
    elif paper.section:
        limit = papers.convey_by(paper.section, examinations, paper.applied_at)
        row = period("mha.convey_s4.hours" if paper.section == "s4" else "mha.convey.days", paper.applied_at)
        start_timer(paper.request, T.CONVEY, limit.deadline, row, by=by)


@action("amhp_rota.paper_spoilt", "Put a statutory form aside", needs=may.ASSESS)
def spoil_paper(*, paper, version, reason, by):
    """Not used: another may then be written. Signed or not, it stays on record."""
    paper = locked(desk_must_see(paper, by), version)
    if paper.amhp_id != by.pk:
        raise NotAllowed(desk.decides_oneself.wording, remedy=f"Ask {paper.amhp.name}.")
    if not reason.strip():
        raise Refused("Say why it is not used.", field="reason", remedy="In a few words.")
    if paper.section in ("s2", "s3", "s4"):
        end_timers(paper.request, T.CONVEY, by=by, words="Application not used.")
    write_line(paper.request, LogLine.Kind.ASSESSMENT, words=f"Form {paper.form} not used: {reason}", by=by)
    return saved(paper, state=State.SPOILT, facts=paper.facts | {"spoilt": reason})
