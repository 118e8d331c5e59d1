"""What the pages of the case-file audit show, and the rows that it gives to shared screens."""

from dataclasses import dataclass

from django.db.models import Case, Count, DateTimeField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject

from bep.access.models import Membership, Worker
from bep.access.queries import holders
from bep.kit import clock, faces
from bep.kit.middleware import or_404
from bep.kit.union import EndOfDay
from people.models import Involvement
from people.queries.work import SOON
from safeguarding import permissions as may
from safeguarding.casefile import draw
from safeguarding.casefile.actions import open_parts
from safeguarding.casefile.kappa import kappa
from safeguarding.casefile.rules import worked_on
from safeguarding.models import AuditAction, AuditCase, AuditReview, AuditSample

S = AuditCase.State
WITH = ("sample__tool", "person", "concern", "enquiry", "team", "worker", "first", "second", "moderator")


def samples(worker):
    """Each with how many of its cases one may see, and how many of those are finished."""
    mine = Q(cases__in=AuditCase.objects.visible_to(worker))
    over = mine & Q(cases__state__in=[S.DONE, S.WITHDRAWN])
    rows = AuditSample.objects.select_related("tool")
    return rows.annotate(number=Count("cases", filter=mine), over=Count("cases", filter=over))


def get_case(worker, pk):
    return or_404(AuditCase.objects.visible_to(worker).select_related(*WITH).filter(pk=pk).first())


def due(case):
    return faces.due(case.due_on) if case.due_on else None


def cases_of(sample, worker):
    rows = AuditCase.objects.visible_to(worker).filter(sample=sample).select_related(*WITH)
    return [(case, due(case)) for case in rows.order_by("source", "pk")]


def agreement(sample, worker):
    """Kappa over the answers of the sample's cases that one may see, once both reviews are in."""
    reviews = AuditReview.objects.filter(case__in=AuditCase.objects.visible_to(worker).counting().filter(sample=sample))
    pairs: dict = {}
    of_case: dict = {}
    for review in reviews.prefetch_related("answers"):
        of_case.setdefault(review.case_id, {})[review.seat] = {a.question_id: a.answer for a in review.answers.all()}
    for both in of_case.values():
        for question, answer in both[1].items():
            pair = answer, both[2][question]
            pairs[pair] = pairs.get(pair, 0) + 1
    return kappa(pairs)


def holds(sample):
    return draw.holds(sample)


# --- one case ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Asked:
    """One question with what each said, as far as the reader may see it, and what stands."""

    question: object
    said: list  # [(who, answer, what was found)]
    settled: str
    reason: str

    @property
    def alike(self):
        """Both say the same and nothing more: what stands says it all."""
        return bool(self.settled) and not self.reason and not any(found for _, _, found in self.said)


def asked(case, worker):
    """The questions, by theme: [(theme, [Asked])]."""
    seen = AuditReview.objects.visible_to(worker).filter(case=case)
    reviews = list(seen.select_related("reviewer").prefetch_related("answers"))
    answers = {review: {a.question_id: a for a in review.answers.all()} for review in reviews}
    rulings = {ruling.question_id: ruling for ruling in case.rulings.all()}
    themes: dict = {}
    for question in case.sample.tool.questions.all():
        themes.setdefault(question.theme, []).append(one_asked(question, answers, rulings.get(question.pk)))
    return list(themes.items())


def one_asked(question, answers, ruling):
    label = dict(question.answers)
    theirs = [(review.reviewer.name, found[question.pk]) for review, found in answers.items()]
    said = [(who, label[answer.answer], answer.found) for who, answer in theirs]
    codes = {answer.answer for _, answer in theirs}
    settled = ruling.answer if ruling else codes.pop() if len(answers) == 2 and len(codes) == 1 else ""
    return Asked(question, said, label.get(settled, ""), ruling.reason if ruling else "")


def strengths(case, worker):
    found = AuditReview.objects.visible_to(worker).filter(case=case).exclude(strengths="").select_related("reviewer")
    return [(review.strengths, review.reviewer.name) for review in found]


def may_review(case):
    """Colleagues of a grade who had no part in it."""
    roles = list(case.sample.tool.grades)
    found = holders(may.AUDIT_REVIEW).filter(groups__role__key__in=roles).exclude(pk__in=worked_on(case))
    return Worker.objects.filter(pk__in=found.values("pk")).order_by("name")


def parts_to_hand_on(case):
    """[(part, what it is and whose)] of what nobody has done yet."""
    label = {"first": "First reviewer", "second": "Second reviewer", "moderator": "Moderator"}
    return [(part, f"{label[part]}: {getattr(case, part)}") for part in open_parts(case)]


# --- rows for shared screens --------------------------------------------------------------------------------------------
def still_sees(field):
    """Their sight for the audit has not run out."""
    held = Involvement.objects.current().filter(person=OuterRef("person_id"), worker=OuterRef(field))
    return Exists(held)


def soon():
    """When it is due, once that is near; until then it waits without a clock, so that My work lists it from the start."""
    near = When(due_on__lt=clock.today() + SOON, then=EndOfDay("due_on"))
    return Case(near, default=None, output_field=DateTimeField())


def waits(state, field, kind, **more):
    rows = AuditCase.objects.filter(still_sees(f"{field}_id"), state=state, **more)
    return rows.values(
        "person_id", due_=soon(), kind_=Value(kind), object_id=F("pk"), worker_id_=F(f"{field}_id"),
        facts=JSONObject(due_on=F("due_on")),
    )  # fmt: skip


def first_reviews(involved):
    return waits(S.REVIEWING, "first", "audit_first").exclude(reviews__seat=1)


def second_reviews(involved):
    return waits(S.REVIEWING, "second", "audit_second").exclude(reviews__seat=2)


def rulings(involved):
    return waits(S.MODERATING, "moderator", "audit_rule")


def findings(involved):
    return waits(S.TOLD, "worker", "audit_read")


def actions_due(involved):
    """For their owner by name, who works with the adult or is in a team that does."""
    current = Involvement.objects.current().filter(person=OuterRef("person_id"))
    team = Membership.objects.filter(worker=OuterRef(OuterRef("owner_id")), ends=None).values("team")
    sees = Exists(current.filter(Q(worker=OuterRef("owner_id")) | Q(team__in=team)))
    rows = AuditAction.objects.filter(sees, done_on=None)
    return rows.values(
        "person_id", due_=soon(), kind_=Value("audit_action"), object_id=F("pk"), worker_id_=F("owner_id"),
        facts=JSONObject(what_=F("what"), due_on=F("due_on")),
    )  # fmt: skip


def told(people):
    rows = AuditCase.objects.filter(person__in=people, told_at__isnull=False)
    return rows.values(
        "person_id", at=F("told_at"), kind=Value("audit_told"), object_id=F("pk"), by_id=F("moderator_id"),
        facts=JSONObject(month=F("sample__month")),
    )  # fmt: skip


def agreed(people):
    rows = AuditAction.objects.filter(person__in=people)
    return rows.values(
        "person_id", at=F("agreed_at"), kind=Value("audit_agreed"), object_id=F("pk"), by_id_=F("by_id"),
        facts=JSONObject(due=F("due_on"), done=F("done_on")),
    )  # fmt: skip
