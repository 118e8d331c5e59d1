"""What the pages of the register show."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from amhp_rota.models import Amhp, Approval, Supervision, Training
from amhp_rota.rules import register as rules
from bep.kit import clock, faces


@dataclass
class Entry:
    """One AMHP of the register with what is due of them."""

    amhp: Amhp
    approval: Approval | None
    year: rules.TrainingYear | None
    warnings: list = field(default_factory=list)
    unseen: bool = False  # the warning that the approval ends

    @property
    def clock(self):
        return faces.due(self.approval.last) if self.approval else None


def entries():
    return [entry(amhp) for amhp in with_all(Amhp.objects.select_related("worker"))]


def with_all(rows):
    """Entries with what their pages read, in a query for each kind of thing."""
    trainings = Training.objects.select_related("agreed_by")
    supervisions = Supervision.objects.order_by("-day")
    return rows.prefetch_related(
        "approvals__suspensions",
        "approvals__warnings",
        Prefetch("trainings", trainings),
        Prefetch("supervisions", supervisions),
    )


def entry(amhp):
    today = clock.today()
    approvals = list(amhp.approvals.all())
    approval = next((a for a in approvals if a.first <= today <= a.last), None)
    year = rules.training_now(approval, list(amhp.trainings.all())) if approval else None
    found = Entry(amhp, approval, year, list(warnings(amhp, approvals, approval, year, today)))
    if approval and not any(a.first > approval.last for a in approvals):
        months = rules.warned_six_three_and_one_months_ahead(approval.last, today)
        found.unseen = bool(months) and months not in {seen.months for seen in approval.warnings.all()}
    return found


def warnings(amhp, approvals, approval, year, today):
    """What whoever keeps the register should do something about."""
    if approval is None:
        yield "Not approved today: may not act as an AMHP."
        return
    if any(s.first <= today <= (s.last or today) for s in approval.suspensions.all()):
        yield "Suspended: may not act as an AMHP."
    followed = any(a.first > approval.last for a in approvals)
    months = rules.warned_six_three_and_one_months_ahead(approval.last, today)
    if months and not followed:
        yield f"Approval ends {approval.last.day} {approval.last:%B %Y}: {months} {'month' if months == 1 else 'months'} or less."
    if year and year.short and (year.last - today).days <= 92:
        yield f"{float(year.short):g} hours of training are missing by {year.last.day} {year.last:%B %Y}."
    last = next(iter(amhp.supervisions.all()), None)
    if last and last.next_due < today:
        yield f"Supervision was due by {last.next_due.day} {last.next_due:%B %Y}."
