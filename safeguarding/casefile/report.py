"""What the audits say together: how much is met, by month, theme and team, and how far reviewers agree.

Whoever leads the audit reads exact numbers of those whom they may find. Everybody else reads everybody's, with fewer than five
cases hidden and the rest rounded (bep/kit/suppression.py).
"""

from collections import Counter, defaultdict
from functools import cached_property

from dateutil.relativedelta import relativedelta
from django.db.models import Count, OuterRef, Subquery

from bep.kit import charts, clock
from bep.kit.suppression import HIDDEN, STEP, published
from safeguarding import permissions as may
from safeguarding.casefile.kappa import kappa
from safeguarding.models import AuditAnswer, AuditCase, AuditRuling

MONTHS = 12
COUNTS = {"met", "partly", "not_met"}  # what does not apply is neither met nor not
NO_TEAM = "No team"


class AuditReport:
    """A year of audits, as one worker may read them: two queries, however many cases."""

    def __init__(self, worker):
        self.exact = worker.has_perm(may.AUDIT_LEAD)
        rows = AuditCase.objects.visible_to(worker) if self.exact else AuditCase.objects.all()
        self.since = clock.today().replace(day=1) - relativedelta(months=MONTHS)
        self.cases = rows.counting().filter(sample__month__gte=self.since).order_by()

    @cached_property
    def answered(self):
        """[(month, theme, team, settled answer, (first's, second's), how many)]"""
        same = {"review__case": OuterRef("review__case"), "question": OuterRef("question")}
        second = AuditAnswer.objects.filter(review__seat=2, **same).values("answer")[:1]
        ruled = AuditRuling.objects.filter(case=OuterRef("review__case"), question=OuterRef("question")).values(
            "answer"
        )[:1]
        rows = AuditAnswer.objects.filter(review__seat=1, review__case__in=self.cases).order_by()
        found = rows.values_list(
            "review__case__sample__month", "question__theme", "review__case__team__name", "answer", Subquery(second),
            Subquery(ruled),
        ).annotate(number=Count("pk"))  # fmt: skip
        return [
            (month, theme, team or NO_TEAM, one if one == two else decided, (one, two), number)
            for month, theme, team, one, two, decided, number in found
        ]

    @cached_property
    def numbers(self):
        """How many cases of each month and team."""
        found = Counter()
        for month, team, number in self.cases.values_list("sample__month", "team__name").annotate(number=Count("pk")):
            found[month, None] += number
            found[None, team or NO_TEAM] += number
        return found

    @cached_property
    def months(self):
        return sorted({month for month, *_ in self.answered})

    @cached_property
    def themes(self):
        return sorted({theme for _, theme, *_ in self.answered})

    @cached_property
    def teams(self):
        return sorted({team for _, _, team, *_ in self.answered})

    # --- how much is met ----------------------------------------------------------------------------------------------
    @cached_property
    def met(self):
        """{(month, theme) and (team, theme): (met in full, of how many)}"""
        found: dict = defaultdict(lambda: [0, 0])
        for month, theme, team, settled, _, number in self.answered:
            if settled in COUNTS:
                for key in ((month, theme), (team, theme)):
                    found[key][0] += number * (settled == "met")
                    found[key][1] += number
        return found

    def share(self, key, theme, cases):
        """Per cent met in full, as this reader may have it; None where no answer applies."""
        met, of = self.met[key, theme]
        if not of:
            return None
        if self.exact:
            return round(100 * met / of)
        return HIDDEN if published(cases) == HIDDEN else STEP * round(100 * met / of / STEP)

    def say(self, cases):
        return cases if self.exact else published(cases)

    @property
    def pictures(self):
        if not self.months:
            return []
        by_month = {theme: [self.share(m, theme, self.numbers[m, None]) for m in self.months] for theme in self.themes}
        by_team = {theme: [self.share(t, theme, self.numbers[None, t]) for t in self.teams] for theme in self.themes}
        note = "Per cent of the answers that apply; what the moderator decided counts where reviewers differed."
        return [
            charts.lines(
                "Met in full, by month", [f"{m:%b %y}" for m in self.months], by_month, note=note, head="Month"
            ),
            charts.by_name("Met in full, by team", self.teams, by_team, note=note, head="Team"),
        ]

    # --- how far reviewers agree --------------------------------------------------------------------------------------
    def kappa_of(self, month=None, theme=None):
        pairs = Counter()
        for m, t, _, _, pair, number in self.answered:
            if month in (None, m) and theme in (None, t):
                pairs[pair] += number
        return kappa(pairs)

    @property
    def agreement(self):
        """[(of what, answers compared, per cent agreed, kappa in words)]: overall, by theme and by month."""
        cases = sum(number for (month, _), number in self.numbers.items() if month)
        yield self.line("All answers", self.kappa_of(), cases)
        for theme in self.themes:
            yield self.line(theme, self.kappa_of(theme=theme), cases)
        for month in self.months:
            yield self.line(f"{month:%B %Y}", self.kappa_of(month=month), self.numbers[month, None])

    def line(self, name, found, cases):
        if not self.exact and published(cases) == HIDDEN:
            return name, HIDDEN, "–", "hidden: fewer than 5 cases"
        return name, self.say(found.n), f"{found.share}%" if found.n else "–", found.words
