"""The only writers of the case-file audit: drawn, given to reviewers, reviewed, moderated, told, acknowledged, closed."""

import secrets
from datetime import timedelta

from django.db.models import Q

from bep.access.actors import actor
from bep.access.permissions import GRANT_ACCESS
from bep.access.queries import holders
from bep.audit.record import WITHIN, action, detail
from bep.kit import clock, outbox
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, WrongMoment, is_own, must_say, refuse_by
from people.actions import end_involvement, involve
from people.models import Involvement, Person
from people.rules import nobody_here
from safeguarding import permissions as may
from safeguarding.casefile import draw as drawing
from safeguarding.casefile import rules
from safeguarding.casefile.tools import in_force
from safeguarding.models import AuditAction, AuditAnswer, AuditCase, AuditReview, AuditRuling, AuditSample
from safeguarding.models.audit_case import REVIEWERS
from safeguarding.states import AUDIT_CASE, AUDIT_SAMPLE

CLOCK = actor("the monthly case-file audit", may.AUDIT_LEAD)
AUDIT = Involvement.Role.AUDIT
IG_WORDS = """A case of the case-file audit of {month} is about a record that is restricted.

Nobody who leads the audit or reviews cases may see it. Grant a safeguarding adults manager and two reviewers access to the
record until the audit is closed. This email names nobody, on purpose.
"""
S = AuditCase.State


# --- the sample -------------------------------------------------------------------------------------------------------
@action("safeguarding.audit_drawn", "Drew a month's case-file audit", needs=may.AUDIT_LEAD)
def draw(*, month, by, seed=""):
    """Once a month: the table refuses a second sample, and so a second draw finds the first."""
    if found := AuditSample.objects.filter(month=month).first():
        return found
    if month >= clock.today().replace(day=1):
        raise WrongMoment("A month is audited when it is over.", remedy="Come back on the first of the next.")
    tool, found = in_force(month), drawing.listed(month)
    sample = created(
        AuditSample(month=month, tool=tool, seed=seed or secrets.token_hex(12), listed=drawing.as_kept(found))
    )
    chosen = drawing.chosen(sample.listed, tool.sizes, sample.seed)
    due_on = clock.today() + timedelta(days=tool.days["assign"])
    for case in found:
        if case.number in chosen.get(str(case.source), ()):
            ask_governance(keep(sample, case, due_on), by)
    detail(
        month=month.isoformat(), seed=sample.seed, sizes={source: len(numbers) for source, numbers in chosen.items()}
    )
    return sample


def keep(sample, case, due_on):
    about = "concern_id" if case.source == AuditCase.Source.NOT_TAKEN else "enquiry_id"
    facts = {"person_id": case.person_id, "team_id": case.team_id, "worker_id": case.worker_id, "source": case.source}
    return created(AuditCase(sample=sample, due_on=due_on, **facts, **{about: case.number}))


def ask_governance(case, by):
    """A restricted record: nobody can give it to reviewers before somebody is let in by name."""
    if not case.person.restricted:
        return
    for address in holders(GRANT_ACCESS).order_by("email").values_list("email", flat=True):
        outbox.post(
            "email", to=address, key=f"safeguarding.audit_restricted:{case.pk}:{address}", by=by, person=case.person,
            to_person=False, subject=f"Case-file audit of {case.sample}: access needed", body=IG_WORDS.format(month=case.sample),
        )  # fmt: skip


@action("safeguarding.audit_closed", "Closed a month's case-file audit", needs=may.AUDIT_LEAD)
def close(*, sample, version, learned, by):
    """For good: from here on the database itself refuses any change of it."""
    sample = locked(sample, version)
    if not sample.is_open:
        raise closed()
    if sample.cases.exclude(state__in=[S.DONE, S.WITHDRAWN]).exists():
        raise Refused(
            "Some of its cases are not finished.",
            remedy="Each is read by its worker or taken out; one about a restricted record, by a colleague with access.",
        )
    must_say(
        learned, "A closed sample says what the service learns.", field="learned", remedy="Two or three sentences."
    )
    for case in sample.cases.all():
        take_back(case=case, by=by)
    AUDIT_SAMPLE.move(sample, "close")
    return saved(sample, closed_at=clock.now(), learned=learned)


def closed():
    return WrongMoment(
        rules.closed_for_good.wording, remedy="What is found later belongs into the next month's sample."
    )


# --- a case -----------------------------------------------------------------------------------------------------------
def must_see_audit(record, by):
    """An audited case or its action has its own sight."""
    if not type(record).objects.visible_to(by).filter(pk=record.pk).exists():
        raise nobody_here()
    return record


def opened(case, version, by):
    """The case, locked, while its sample is open."""
    case = locked(must_see_audit(case, by), version)
    if not case.sample.is_open:
        raise closed()
    return case


def days(case, step):
    return clock.today() + timedelta(days=case.sample.tool.days[step])


@action("safeguarding.audit_assigned", "Named the reviewers of an audited case", needs=may.AUDIT_LEAD)
def assign(*, case, version, first, second, moderator, by):
    """Two reviewers and a moderator, of a grade and without a part in it. The reviewers see the adult's record for a time."""
    case = opened(case, version, by)
    AUDIT_CASE.next(case, "assign")
    if case.reviews.exists():
        raise WrongMoment("A review of this case is in already.", remedy="Let the two reviewers finish.")
    rules.check_three(case, first, second, moderator)
    graded = dict(zip(("first_grade", "second_grade", "moderator_grade"), rules.grades(case, first, second, moderator),
                      strict=True))  # fmt: skip
    take_back(case=case, by=by, keep=(first.pk, second.pk))
    AUDIT_CASE.move(case, "assign")
    case = saved(case, first=first, second=second, moderator=moderator, due_on=days(case, "review"), **graded)
    for worker in (first, second):
        lend(case=case, worker=worker, by=by)
    detail(first=first.pk, second=second.pk, moderator=moderator.pk)
    return case


@action("safeguarding.audit_handed_on", "Gave one part of an audited case to a colleague", needs=may.AUDIT_LEAD)
def hand_on(*, case, version, part, worker, reason, by):
    """Somebody has left, or cannot: what the others handed in stays, and neither of them changes."""
    case = opened(case, version, by)
    AUDIT_CASE.next(case, "hand_on")
    must_say(reason, "Giving a part to a colleague needs a reason.", remedy="For example: they have left the council.")
    if part not in open_parts(case):
        raise Refused("That part is done already.", field="part", remedy="Choose one that is still to be done.")
    grade = rules.graded_in_place(case, part, worker)
    former = getattr(case, f"{part}_id")
    take_back(case=case, by=by, keep=[pk for pk in parts(case) if pk != former])
    AUDIT_CASE.move(case, "hand_on")
    step = "moderate" if case.state == S.MODERATING else "review"
    case = saved(case, due_on=days(case, step), **{part: worker, f"{part}_grade": grade})
    if part != "moderator" or case.state == S.MODERATING:
        lend(case=case, worker=worker, by=by)
    detail(part=part, former=former, worker=worker.pk)
    return case


def open_parts(case):
    """The parts of it that nobody has done yet."""
    handed_in = set(case.reviews.values_list("seat", flat=True))
    return [part for part, seat in zip(REVIEWERS, (1, 2, None), strict=True) if seat not in handed_in]


@action("safeguarding.audit_withdrawn", "Took a case out of an audit sample", needs=may.AUDIT_LEAD)
def withdraw(*, case, version, reason, by):
    """It stays on the list, with the reason: what was drawn is not hidden."""
    case = opened(case, version, by)
    must_say(reason, "Taking a case out needs a reason.", remedy="For example: nobody is left who did not work on it.")
    take_back(case=case, by=by)
    AUDIT_CASE.move(case, "withdraw")
    return saved(case, withdrawn_because=reason, due_on=None)


@action("safeguarding.audit_reviewed", "Handed in a review of an audited case", needs=may.AUDIT_REVIEW)
def hand_in(*, case, answers, by, strengths=""):
    """One reviewer's answers, {question's id: (answer, what was found)}. With the second, agreement is known."""
    case = AuditCase.objects.select_for_update(of=("self",)).get(pk=must_see_audit(case, by).pk)
    seat = case.seat_of(by)
    if not case.sample.is_open:
        raise closed()
    AUDIT_CASE.next(case, "settle")
    if seat is None or case.reviews.filter(seat=seat).exists():
        raise refuse_by(rules.only_its_own_reviewers, remedy="Reload the page to see how far it is.")
    rules.check_answers(list(case.sample.tool.questions.all()), answers)
    review = created(AuditReview(case=case, seat=seat, reviewer_id=by.pk, strengths=strengths))
    AuditAnswer.objects.bulk_create(
        AuditAnswer(review=review, question_id=question, answer=answer, found=found)
        for question, (answer, found) in answers.items()
    )
    if case.reviews.count() == 2:
        compare(case, by)
    return review


def compare(case, by):
    """Both are in: to the worker where they agree, to the moderator where they differ."""
    differ = rules.differing(case)
    detail(differ=len(differ))
    if not differ:
        return tell(case, "settle", by)
    AUDIT_CASE.move(case, "differ")
    lend(case=case, worker=case.moderator, by=by)
    return saved(case, due_on=days(case, "moderate"))


@action("safeguarding.audit_ruled", "Decided where the reviewers of a case differ", needs=may.AUDIT_REVIEW)
def rule(*, case, version, rulings, by):
    """{question's id: (answer, reason)} for each question on which the two differ, and no other."""
    case = opened(case, version, by)
    AUDIT_CASE.next(case, "rule")
    if not is_own(by, case.moderator_id):
        raise refuse_by(rules.only_its_own_moderator, remedy=f"That is {case.moderator}.")
    asked = {question.pk: question for question in case.sample.tool.questions.all()}
    for question in rules.differing(case):
        settle(case, asked[question], *rulings.get(question, ("", "")), by=by)
    return tell(case, "rule", by)


def settle(case, question, answer, reason, *, by):
    rules.check_answer(question, answer, f"answer_{question.key}")
    must_say(reason, f"“{question.words}”: say why you decide so.", field=f"found_{question.key}", remedy="A sentence.")
    created(AuditRuling(case=case, question=question, answer=answer, reason=reason, by_id=by.pk))


def tell(case, verb, by):
    """The worker reads what was found, and sees the record again while they do; reviewers may still agree actions."""
    AUDIT_CASE.move(case, verb)
    lend(case=case, worker=case.worker, by=by)
    return saved(case, told_at=clock.now(), due_on=days(case, "acknowledge"))


@action("safeguarding.audit_acknowledged", "Said that the findings of an audit were read", needs=may.VIEW)
def acknowledge(*, case, version, by, comment=""):
    """The worker whose work it is, with what they say of it; for one who cannot, whoever leads the audit."""
    case = opened(case, version, by)
    AUDIT_CASE.next(case, "acknowledge")
    if not is_own(by, case.worker_id) and not (by.has_perm(may.AUDIT_LEAD) and cannot_read(case)):
        raise refuse_by(rules.only_whose_work_it_is, remedy=f"That is {case.worker}.")
    AUDIT_CASE.move(case, "acknowledge")
    take_back(case=case, by=by)
    return saved(case, acknowledged_at=clock.now(), comment=comment, due_on=None)


def cannot_read(case):
    """The worker has left, or a restriction has come between."""
    worker = case.worker
    return not worker.works_here or not Person.objects.visible_to(worker).filter(pk=case.person_id).exists()


# --- what goes back to the case ---------------------------------------------------------------------------------------
@action("safeguarding.audit_action_agreed", "Agreed an action from a case-file audit", needs=may.AUDIT_REVIEW)
def agree(*, case, what, owner, due_on, by):
    """By its reviewers, its moderator or whoever leads the audit; for somebody who may see the adult."""
    case = AuditCase.objects.select_related("sample", "person").get(pk=must_see_audit(case, by).pk)
    if not AuditSample.objects.select_for_update().get(pk=case.sample_id).is_open:
        raise closed()
    if case.state not in {S.TOLD, S.DONE}:
        raise WrongMoment("Actions are agreed when the findings are known.", remedy="Wait until both reviews are in.")
    if not Person.objects.visible_to(owner).filter(pk=case.person_id).exists() or not owner.has_perm(may.VIEW):
        raise Refused(f"{owner} cannot see this record.", field="owner", remedy="Name somebody who works with them.")
    if due_on < clock.today():
        raise Refused("An action is due in time to come.", field="due_on", remedy="Give today or a later day.")
    must_say(what, "An action says what is to be done.", field="what", remedy="One sentence.")
    return created(AuditAction(case=case, person_id=case.person_id, what=what, owner=owner, due_on=due_on, by_id=by.pk))


@action("safeguarding.audit_action_done", "Finished an action from a case-file audit", needs=may.VIEW)
def finish(*, todo, version, words, by):
    """Its owner, or whoever leads the audit: also when the sample is closed."""
    todo = locked(must_see_audit(todo, by), version)
    if todo.done_on:
        raise WrongMoment("This is done already.", remedy="Reload the page.")
    if not is_own(by, todo.owner_id) and not by.has_perm(may.AUDIT_LEAD):
        raise Refused("Only its owner says that an action is done.", remedy=f"That is {todo.owner}.")
    must_say(words, "Say what came of it.", field="words", remedy="Done, or why it was not.")
    return saved(todo, done_on=clock.today(), done_words=words)


# --- sight ------------------------------------------------------------------------------------------------------------
@action("safeguarding.audit_sight_lent", "Let somebody see a record for its audit", needs=WITHIN)
def lend(*, case, worker, by):
    """One involvement, in the role of the audit, with a day on which it ends by itself. It opens no restricted record."""
    ends = clock.end_of(days(case, "sight"))
    held = involve(person=case.person, worker=worker, role=AUDIT, reason=reason_of(case), ends=ends, by=by)
    if held.ends < ends:
        end_involvement(involvement=held, at=ends, by=by, reason=reason_of(case))
    return held


@action("safeguarding.audit_sight_ended", "Ended the sight of a record for its audit", needs=WITHIN)
def take_back(*, case, by, keep=()):
    """Whoever has no part in it any longer sees the adult no longer by it; unless another audit of theirs needs it."""
    held = Involvement.objects.current().filter(person=case.person_id, role=AUDIT, worker__in=parts(case))
    for involvement in held.exclude(worker__in=keep):
        if not needed_elsewhere(case, involvement.worker_id):
            end_involvement(involvement=involvement, by=by, reason=reason_of(case))
    return case


def parts(case):
    return [pk for pk in (case.first_id, case.second_id, case.moderator_id, case.worker_id) if pk]


def needed_elsewhere(case, worker):
    """Whether another audit about the same adult waits for this worker."""
    reading = Q(state__in=[S.REVIEWING, S.MODERATING, S.TOLD]) & (Q(first=worker) | Q(second=worker))
    waits = reading | Q(state__in=[S.MODERATING, S.TOLD], moderator=worker) | Q(state=S.TOLD, worker=worker)
    return AuditCase.objects.filter(waits, person=case.person_id).exclude(pk=case.pk).exists()


def reason_of(case):
    return f"Case-file audit of {case.sample}, case {case.pk}"
