"""Legal timers of a result: started by what happened, done by whoever did it."""

from amhp_rota import permissions as may
from amhp_rota.actions.desk_common import desk_must_see, not_in_future, write_line
from amhp_rota.models import LogLine, MhaTimer
from amhp_rota.rules import desk, papers, timers
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.rules import NotAllowed, Refused, WrongMoment, must_say
from people.actions import end_involvement
from people.models import Involvement
from people.rules import must_see

T = MhaTimer.Kind
FORMS = {"s2": "A2", "s3": "A6", "s4": "A10"}


def start_timer(of, kind, due, row, *, by, law=None):
    """One of a kind at a time for a request or a case: started again, it is moved. Called by actions."""
    link = {"case": of} if of._meta.model_name == "mhacase" else {"request": of}
    worker = of.worker_id if "case" in link else of.amhp_id
    timer, _ = MhaTimer.objects.update_or_create(
        **link, kind=kind, done_at=None,
        defaults={
            "person_id": of.person_id, "worker_id": worker, "due": due, "law": law or row.source, "status": row.status,
        },
    )  # fmt: skip
    return timer


def end_timers(request, *kinds, by, words=""):
    open_now = MhaTimer.objects.filter(request=request, kind__in=kinds, done_at=None)
    open_now.update(done_at=clock.now(), done_by_id=by.pk, done_words=words)


@action("amhp_rota.admitted", "Recorded an admission under the Mental Health Act", needs=may.DESK)
def record_admission(*, request, section, at, by, hospital=""):
    """The person is admitted: what authority there was ends with it, and the section's own clocks begin."""
    desk.is_open(desk_must_see(request, by))
    not_in_future(at, "on")
    if section not in FORMS:
        raise Refused("Admission is under section 2, 3 or 4.", field="section", remedy="Choose one.")
    paper = request.papers.filter(form=FORMS[section], state="signed").first()
    if paper is None:
        raise Refused(
            f"No signed application for section {section[1:]} is on record.", field="section", remedy="Sign it first."
        )
    examinations = [r.examined_at for r in request.recommendations.filter(section=section)]
    if at < paper.applied_at:
        raise Refused("That is before the application was made.", field="on", remedy="Check the day and the time.")
    papers.still_conveyable(papers.convey_by(section, examinations, paper.applied_at), at)
    end_timers(request, T.CONVEY, by=by, words="Admitted.")
    if section in {"s2", "s3"}:  # the emergency application is replaced: its 72 hours matter no more
        end_timers(request, T.S4_ENDS, by=by, words=f"Now under section {section[1:]}.")
    for kind, due, row in timers.of_admission(section, at):
        start_timer(request, kind, due, row, by=by)
    where = f" to {hospital}" if hospital else ""
    write_line(request, LogLine.Kind.ASSESSMENT, words=f"Admitted{where} under section {section[1:]}.", by=by)
    detail(section=section)
    return request


@action("amhp_rota.timer_done", "Did what a legal clock asked", needs=may.CASEWORK)
def do_timer(*, timer, words, by):
    """It is done, in time or late; what is done again is due again. Guardianship and orders are renewed instead."""
    timer = MhaTimer.objects.select_for_update().get(pk=must_see(timer, by).pk)
    if timer.done_at:
        raise WrongMoment("This is done already.", remedy="Reload the page.")
    must_say(words, "Say in a few words what was done.", field="words", remedy="And where it can be read.")
    if timer.kind == T.REPORT and timer.worker_id != by.pk:
        raise NotAllowed("The AMHP writes their own report.", remedy="Ask them.")
    timer.done_at, timer.done_by_id, timer.done_words = clock.now(), by.pk, words[:300]
    timer.save(update_fields=["done_at", "done_by", "done_words"])
    if timer.case_id and timer.case.is_open and (again := timers.after_doing(timer.kind, clock.today())):
        start_timer(timer.case, timer.kind, *again, by=by)
    if timer.request_id and not timer.request.is_open:
        leave_when_done(timer.request, by)
    detail(kind=timer.kind, late=timer.due < timer.done_at)
    return timer


def leave_when_done(request, by):
    """The last clock of a closed request is done: its AMHP sees the person no longer."""
    if request.timers.filter(done_at=None).exists():
        return
    rows = Involvement.objects.current().filter(person=request.person_id, worker=request.amhp_id, reason=str(request))
    for held in rows:
        end_involvement(involvement=held, reason=str(request), by=by)
