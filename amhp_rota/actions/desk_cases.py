"""Mental Health Act casework: guardianship, community treatment orders, supervision, reports, property."""

from amhp_rota import permissions as may
from amhp_rota.actions.desk_timers import start_timer
from amhp_rota.models import MhaCase, MhaTimer
from amhp_rota.rules import casework as rules
from amhp_rota.rules import timers
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment, must_say
from people.actions import end_involvement, involve
from people.models import Involvement
from people.rules import must_see

C = MhaCase.Kind


@action("amhp_rota.case_opened", "Opened Mental Health Act casework", needs=may.CASEWORK)
def open_case(*, person, kind, began_on, worker, by, **facts):
    """Each kind with its clocks; whoever keeps it works with the person from here."""
    must_see(person, by)
    if began_on > clock.today():
        raise Refused("This day is still to come.", field="began_on", remedy="Give the day it was accepted or ordered.")
    if kind == C.S14:
        rules.s14_is_written_by_an_amhp(worker, began_on)
        rules.s14_follows_no_emergency(facts.get("section", ""))
    if kind in (C.GUARDIANSHIP, C.CTO) and MhaCase.objects.filter(person=person, kind=kind, state="open").exists():
        raise Refused("There is one already that is open.", field="kind", remedy="Renew it, or close it first.")
    made = MhaCase.objects.create(person=person, kind=kind, began_on=began_on, worker=worker, **facts)
    involve(person=person, worker=worker, role=Involvement.Role.WORKER, reason=str(made), by=by)
    for timer, due, row in timers.of_case(kind, began_on):
        start_timer(made, timer, due, row, by=by)
    if kind == C.GUARDIANSHIP:
        # The papers have reached the council, which has accepted them: form G5.
        forward = MhaTimer.objects.filter(person=person, kind=MhaTimer.Kind.FORWARD, done_at=None)
        forward.update(done_at=clock.now(), done_by_id=by.pk, done_words="Accepted.")
    detail(kind=kind)
    return made


@action("amhp_rota.case_kept", "Kept Mental Health Act casework up to date", needs=may.CASEWORK)
def keep_case(*, case, version, by, **facts):
    """What is held and where, conditions, pets: corrected as things change."""
    case = locked(must_see(case, by), version)
    must_be_open(case)
    return saved(case, **facts)


@action("amhp_rota.case_renewed", "Recorded a renewal", needs=may.CASEWORK)
def renew(*, case, version, by):
    """The responsible clinician's renewal of guardianship or a community treatment order is recorded, never made, here."""
    case = locked(must_see(case, by), version)
    must_be_open(case)
    if case.kind not in timers.RENEWED:
        raise Refused(
            "This kind of work is not renewed.", remedy="Only guardianship and community treatment orders are."
        )
    timer, _ = timers.RENEWED[case.kind]
    former = case.timers.filter(kind=timer, done_at=None).first()
    if former is None or former.due < clock.now():
        raise WrongMoment(
            "It ended before it was renewed, so there is nothing to renew.", remedy="Close it; a new one is needed."
        )
    MhaTimer.objects.filter(pk=former.pk).update(done_at=clock.now(), done_by_id=by.pk, done_words="Renewed.")
    start_timer(case, *timers.renewal(case.kind, former.due, case.renewals), by=by)
    return saved(case, renewals=case.renewals + 1)


@action("amhp_rota.case_closed", "Closed Mental Health Act casework", needs=may.CASEWORK)
def close_case(*, case, version, reason, by):
    case = locked(must_see(case, by), version)
    must_be_open(case)
    must_say(
        reason, "Say how it ended.", field="reason", remedy="Discharged, lapsed, report sent, property given back."
    )
    case.timers.filter(done_at=None).update(done_at=clock.now(), done_by_id=by.pk, done_words="Closed.")
    end_for_worker(case, by)
    return saved(case, state=MhaCase.State.CLOSED, closed_on=clock.today(), closed_because=reason)


@action("amhp_rota.case_ended_by_death", "Casework ended with a death", needs=WITHIN)
def close_case_at_death(*, case, by):
    """Orders and reports end with the person's life; keys, pets and belongings in our care do not."""
    case.timers.filter(done_at=None).update(done_at=clock.now(), done_by_id=by.pk, done_words="The person died.")
    return saved(case, state=MhaCase.State.CLOSED, closed_on=clock.today(), closed_because="The person died.")


def end_for_worker(case, by):
    """They stop seeing the person, unless they keep other casework of theirs."""
    others = MhaCase.objects.filter(person=case.person_id, worker=case.worker_id, state="open").exclude(pk=case.pk)
    if others.exists():
        return
    rows = Involvement.objects.current().filter(person=case.person_id, worker=case.worker_id, reason=str(case))
    for held in rows.filter(role=Involvement.Role.WORKER):
        end_involvement(involvement=held, reason=str(case), by=by)


def must_be_open(case):
    if not case.is_open:
        raise WrongMoment("This casework is closed.", remedy="Open new casework if it goes on.")
