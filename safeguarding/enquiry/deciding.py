"""What the council decides on a concern: by three criteria, with reasons; an enquiry may begin with it."""

from bep.audit.record import WITHIN, action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused
from people.actions import end_involvement, involve
from people.models import Involvement
from safeguarding import permissions as may
from safeguarding.concern.actions import involve_team, let_go, must_see_concern, new_reference
from safeguarding.enquiry import rules
from safeguarding.enquiry.must_see import must_see_case
from safeguarding.models import Allegation, CapacityView, CourtCase, Decision, DolsApplication, Enquiry
from safeguarding.states import CONCERN

WORKER = Involvement.Role.WORKER
KINDS = {"start_enquiry": Enquiry.Kind.S42, "start_other": Enquiry.Kind.OTHER}


@action("safeguarding.concern_decided", "Decided on a safeguarding concern", needs=may.DECIDE)
def decide(*, concern, version, verb, reason, said, by, sam=None, officer=None, joins=None, lacks="", lacks_why=""):
    """Makes the move of the table with its criteria. `said`: the Decision's own columns; `joins` an enquiry that is open."""
    concern = locked(must_see_concern(concern, by), version)
    rules.reason_is_given(reason)
    CONCERN.next(concern, verb)
    check(concern, verb, said)
    if verb in rules.GOES_ON:
        rules.capacity_is_told(lacks, lacks_why)
    if verb in KINDS:
        joins = begin(concern=concern, kind=KINDS[verb], sam=sam or by, officer=officer, by=by)
    if verb == "join":
        check_join(concern, joins, by)
    CONCERN.move(concern, verb)
    concern = saved(concern, decided_at=clock.now(), enquiry=joins if verb in rules.GOES_ON else None)
    Decision.objects.create(concern=concern, outcome=concern.state, reason=reason, decided_by_id=by.pk, **said)
    if verb in rules.GOES_ON:
        note_capacity(joins, CapacityView.At.DECISION, lacks, lacks_why, by)
        touched(joins, **({} if joins.concluded_on else {"lacks_capacity": lacks}))
    if not concern.enquiry_id and concern.person_id:
        let_go(concern.person, by, concern.reference)
    detail(outcome=concern.state)
    return concern


def check(concern, verb, said):
    rules.adult_is_known(concern, verb)
    rules.duty_is_for_the_living(concern, verb)
    if verb != "set_aside":
        rules.criteria_have_reasons(said)
        rules.duty_follows_the_criteria(verb, said)
    rules.consent_is_overridden_openly(concern, verb, said.get("override"))


def check_join(concern, enquiry, by):
    if enquiry is None or enquiry.person_id != concern.person_id or not enquiry.is_open:
        raise Refused("Choose the open enquiry about this adult.", field="joins", remedy="If there is none, start one.")
    must_see_case(enquiry, by)
    allege(concern, enquiry, by)


@action("safeguarding.enquiry_opened", "Opened a safeguarding enquiry", needs=WITHIN)
def begin(*, concern, kind, sam, officer, by):
    """A step of the decision: the enquiry, its two named workers, its allegations as they were raised."""
    rules.check_workers(concern.person, sam, officer)
    now = clock.now()
    enquiry = created(Enquiry(
        person_id=concern.person_id, kind=kind, sam=sam, officer=officer, opened_at=now, stage_since=now,
        reference=new_reference("E"), provider_enquiry=concern.provider_enquiry,
        due_on=rules.stage_due(Enquiry.State.PLANNING, clock.as_date(now)),
    ))  # fmt: skip
    allege(concern, enquiry, by)
    let_see(enquiry, by)
    return enquiry


def allege(concern, enquiry, by):
    """What the concern said, as allegations to be enquired into; corrected there as more becomes known."""
    for kind in concern.kinds:
        Allegation.objects.create(
            person_id=enquiry.person_id, enquiry=enquiry, kind=kind, location=concern.location or "other",
            source=concern.source or "not_known", provider=concern.provider, alleged=concern.alleged, by_id=by.pk,
        )  # fmt: skip


def let_see(enquiry, by):
    """Manager and officer see the adult while the enquiry lasts."""
    for worker in filter(None, (enquiry.sam, enquiry.officer)):
        involve(person=enquiry.person, worker=worker, role=WORKER, reason=enquiry.reference, by=by)


def end_sight(record, by, keep=()):
    """Whoever does not go on with a piece of work, as it is saved by now, sees the adult no longer by it."""
    rows = Involvement.objects.current().filter(person=record.person_id, role=WORKER, reason=record.reference)
    for held in rows.exclude(worker_id__in=[pk for pk in keep if pk]):
        end_involvement(involvement=held, by=by, reason=record.reference)
    let_others_see(record.person, by)


def let_others_see(person, by):
    """Two pieces of work may rest on one involvement: when it ends with the one, it begins anew for the other."""
    for enquiry in Enquiry.objects.open().filter(person=person).select_related("person", "sam", "officer"):
        let_see(enquiry, by)
    liberty = [(one, one.bia) for one in DolsApplication.objects.open().filter(person=person, bia__isnull=False)]
    court = [(one, one.worker) for one in CourtCase.objects.open().filter(person=person)]
    for record, worker in liberty + court:
        involve(person=person, worker=worker, role=WORKER, reason=record.reference, by=by)


def note_capacity(enquiry, at, lacks, why, by):
    """One view of capacity, of one decision. The newest up to the outcome stands on the enquiry, for the return: whoever calls
    saves it. What is thought later, of the plan or at the closure, changes no outcome that was returned."""
    CapacityView.objects.create(person_id=enquiry.person_id, enquiry=enquiry, at=at, lacks=lacks, why=why, by_id=by.pk)
    if at not in {CapacityView.At.PLAN, CapacityView.At.CLOSURE}:
        enquiry.lacks_capacity = lacks


def touched(enquiry, **changes):
    """What follows for the enquiry from something beside it, which no version was opened for. Its version moves on, so that
    whoever has a form of it open is shown both."""
    return saved(Enquiry.objects.select_for_update().get(pk=enquiry.pk), **changes)


@action("safeguarding.concern_reopened", "Looked at a safeguarding concern again", needs=may.DECIDE)
def look_again(*, concern, version, reason, by):
    """New facts, or a mistake: the same concern waits for a decision again; the earlier one stays beside it."""
    concern = locked(must_see_concern(concern, by), version)
    rules.reason_is_given(reason)
    CONCERN.move(concern, "look_again")
    concern = saved(concern, decided_at=None)
    involve_team(concern, by)
    return concern
