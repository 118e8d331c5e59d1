"""Six months of the case-file audit: five closed, each a little better than the last, and the newest under way.

The draw is the real one. What reviewers answered is dealt from a seed of its own, and written in the order in which the tables
take it: cases to their reviewers, reviews, rulings, and only then a sample that is closed.
"""

import random
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from bep.access.models import Worker
from bep.kit import clock
from people.models import Involvement
from safeguarding.casefile import actions
from safeguarding.casefile.draw import month_before
from safeguarding.casefile.rules import AUDIT, worked_on
from safeguarding.models import AuditAction, AuditAnswer, AuditCase, AuditReview, AuditRuling, AuditSample

MONTHS = 6
S = AuditCase.State
SHORT = [
    "Asked only at the end.",
    "Not written down.",
    "The reason is a phrase, not a reason.",
    "One rating, without words.",
]
LEARNED = [
    "We ask late what people want. Every planning meeting now begins with it.",
    "Risk is rated once and left. The second rating moves into the outcome form.",
    "Closures name the risk and not who watches it. Supervision takes it up.",
    "Better on wishes; capacity is still said once for all decisions.",
    "Plans follow from wishes now. Timeliness is next.",
]


def fill(seed, day):
    """Once for the whole database: a month has one sample."""
    chance = random.Random(f"{seed} audits")  # noqa: S311 (made-up answers)
    # The newest first may be over by the clock's own day only.
    last = min(month_before(day), month_before(clock.today()))
    reviewers = [
        list(of_role("consultant_social_worker")),
        list(of_role("team_manager")),
        list(of_role("service_manager")),
    ]
    if not all(reviewers):
        return
    for number in range(MONTHS):
        month = last - relativedelta(months=MONTHS - 1 - number)
        sample = actions.draw(month=month, by=actions.CLOCK, seed=f"{seed}-{month:%Y-%m}")
        Round(sample, chance, reviewers, good=0.62 + 0.05 * number).make(number)


def of_role(key):
    return Worker.objects.filter(groups__role__key=key).order_by("pk")


class Round:
    """One month."""

    def __init__(self, sample, chance, reviewers, good):
        self.sample, self.chance, self.reviewers, self.good = sample, chance, reviewers, good
        self.begun = clock.at(sample.month + relativedelta(months=1, days=1), 9)
        self.questions = list(sample.tool.questions.all())
        self.cases = list(sample.cases.select_related("person", "enquiry", "concern").order_by("pk"))

    def make(self, number):
        AuditSample.objects.filter(pk=self.sample.pk).update(drawn_at=self.begun)
        ended = number < MONTHS - 1
        given = [case for case in (self.cases if ended else self.cases[2:]) if self.name_three(case)]
        AuditCase.objects.bulk_update(given, [*FACTS, "state", "due_on", "version"])
        finished = given if ended else given[2:]
        differ = self.review(finished)
        if ended:
            self.end(given, differ, LEARNED[number % len(LEARNED)])
        else:
            self.under_way(given, finished, differ)

    def name_three(self, case):
        own = worked_on(case)
        chosen = [next((w for w in self.shuffled(some) if w.pk not in own), None) for some in self.reviewers]
        if not all(chosen):
            return False
        case.first, case.second, case.moderator = chosen
        case.first_grade, case.second_grade, case.moderator_grade = 1, 2, 3
        case.state, case.version = S.REVIEWING, 2
        case.due_on = (self.begun + timedelta(days=26)).date()
        return True

    def shuffled(self, some):
        return self.chance.sample(some, len(some))

    def review(self, cases):
        """Both reviews of each; {case's id: {question's id: (first's, second's)}} where they differ."""
        reviews, answers, differ = [], [], {}
        for case in cases:
            pairs = {question: self.pair(question) for question in self.questions}
            for seat, reviewer in ((1, case.first), (2, case.second)):
                review = AuditReview(
                    case=case, seat=seat, reviewer=reviewer, handed_in_at=self.begun + timedelta(days=6 + seat)
                )
                reviews.append(review)
                answers += [self.answer(review, question, pair[seat - 1]) for question, pair in pairs.items()]
            differ[case.pk] = {q: pair for q, pair in pairs.items() if pair[0] != pair[1]}
        AuditReview.objects.bulk_create(reviews)
        AuditAnswer.objects.bulk_create(answers)
        return differ

    def pair(self, question):
        codes = [code for code, _ in question.answers]
        weights = {"met": self.good, "partly": (1 - self.good) * 0.55, "not_met": (1 - self.good) * 0.35, "na": 0.05}
        first = self.chance.choices(codes, [weights[code] for code in codes])[0]
        return first, first if self.chance.random() < 0.88 else self.chance.choice(codes)

    def answer(self, review, question, code):
        found = self.chance.choice(SHORT) if code in {"partly", "not_met"} else ""
        return AuditAnswer(review=review, question=question, answer=code, found=found)

    def end(self, cases, differ, learned):
        """Every case read by its worker, and the month closed; what nobody could review was taken out."""
        self.rule([case for case in cases if differ[case.pk]], differ)
        for case in cases:
            case.state, case.due_on, case.version = S.DONE, None, 5
            case.told_at, case.acknowledged_at = self.begun + timedelta(days=12), self.begun + timedelta(days=17)
            case.comment = "" if self.chance.random() < 0.6 else "I see, and have changed how I write it."
        AuditCase.objects.bulk_update(cases, ["state", "due_on", "version", "told_at", "acknowledged_at", "comment"])
        rest = AuditCase.objects.filter(sample=self.sample, state=S.DRAWN)
        rest.update(state=S.WITHDRAWN, withdrawn_because="Nobody was left who had no part in it.", due_on=None)
        self.follow(cases[:2])
        AuditSample.objects.filter(pk=self.sample.pk).update(
            state="closed", closed_at=self.begun + timedelta(days=24), learned=learned, version=2
        )

    def rule(self, cases, differ):
        for case in cases:
            case.state = S.MODERATING
        AuditCase.objects.bulk_update(cases, ["state"])
        AuditRuling.objects.bulk_create(
            AuditRuling(case=case, question=question, answer=pair[0], reason="The record bears this out.", by=case.moderator,
                        ruled_at=self.begun + timedelta(days=11))
            for case in cases for question, pair in differ[case.pk].items()
        )  # fmt: skip

    def follow(self, cases):
        """Two actions went back to their cases; they are done."""
        AuditAction.objects.bulk_create(
            AuditAction(case=case, person_id=case.person_id, what="Ask again what they want, and write it in their words",
                        owner=case.worker, by=case.second, due_on=(self.begun + timedelta(days=30)).date(),
                        agreed_at=self.begun + timedelta(days=18), done_on=(self.begun + timedelta(days=23)).date(),
                        done_words="Done at the next visit.")
            for case in cases
        )  # fmt: skip

    def under_way(self, given, finished, differ):
        """Two not given out, two being reviewed, one between its reviewers, the rest with their workers."""
        between = [case for case in finished if differ[case.pk]][:1]
        told = [case for case in finished if case not in between]
        for case in between:
            case.state = S.MODERATING
        AuditCase.objects.bulk_update(between, ["state"])
        self.rule([case for case in told if differ[case.pk]], differ)
        for case in told:
            case.state, case.told_at = S.TOLD, self.begun + timedelta(days=12)
        AuditCase.objects.bulk_update(told, ["state", "told_at"])
        waiting = [case for case in given if case not in finished]
        self.lend([(case, worker) for case in waiting for worker in (case.first, case.second)])
        self.lend([(case, case.moderator) for case in between] + [(case, case.worker) for case in told])

    def lend(self, pairs):
        ends = self.begun + timedelta(days=60)
        Involvement.objects.bulk_create(
            Involvement(person_id=case.person_id, worker=worker, role=AUDIT, reason=actions.reason_of(case),
                        starts=self.begun, ends=ends)
            for case, worker in pairs
        )  # fmt: skip


FACTS = ["first", "second", "moderator", "first_grade", "second_grade", "moderator_grade"]
