"""Keeping the register that SI 2008/1206 reg 8 asks for: entries, approvals, suspensions, training, other councils."""

from django.core.files.base import ContentFile

from amhp_rota import permissions as may
from amhp_rota.models import ActingFor, Amhp, Approval, ApprovalWarning, Duty, Supervision, Suspension, Training
from amhp_rota.rules import register as rules
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, approving_is_apart_from_asking, is_own
from referrals import files


@action("amhp_rota.registered", "Put an AMHP on the register", needs=may.KEEP_REGISTER)
def register(*, worker, facts, by):
    by_another_keeper(worker.pk, by)
    if Amhp.objects.filter(worker=worker).exists():
        raise Refused(
            f"{worker} is on the register already.", field="worker", remedy="Open their entry and change that."
        )
    return created(Amhp(worker=worker, **facts))


@action("amhp_rota.entry_changed", "Changed an entry of the AMHP register", needs=may.KEEP_REGISTER)
def change(*, amhp, version, facts, by):
    """Hours and nights decide who is put on duty, so nobody changes their own."""
    by_another_keeper(amhp.worker_id, by)
    return saved(locked(amhp, version), **facts)


@action("amhp_rota.approved", "Recorded an AMHP's approval", needs=may.KEEP_REGISTER)
def approve(*, amhp, council, first, last, by):
    """A first approval, or the next one after it: never two beside each other."""
    by_another_keeper(amhp.worker_id, by)
    last = last or rules.longest(first)
    rules.reg4_five_years(first, last)
    if beside := amhp.approvals.filter(first__lte=last, last__gte=first).first():
        raise Refused(
            f"{amhp} is approved from {beside.first:%-d %B %Y} to {beside.last:%-d %B %Y} already.", field="first",
            remedy="Begin the new approval the day after, or end the earlier one first.",
        )  # fmt: skip
    detail(first=first.isoformat(), last=last.isoformat())
    return created(Approval(amhp=amhp, council=council, first=first, last=last))


@action("amhp_rota.approval_ended", "Ended an AMHP's approval early", needs=may.KEEP_REGISTER)
def end_approval(*, approval, version, last, because, words, by):
    """Reg 7: with reasons given to the AMHP. Duties after it are nobody's any more, and are gaps to fill."""
    approval = locked(approval, version)
    if not approval.first <= last <= approval.last:
        raise Refused(
            "The last day lies within the approval.", field="last", remedy="Give the day on which it ends early."
        )
    free_duties(approval.amhp, after=last)
    detail(last=last.isoformat(), because=because)
    return saved(approval, last=last, ended_because=because, ended_words=words)


@action("amhp_rota.warning_seen", "Saw the warning that an approval ends", needs=may.KEEP_REGISTER)
def see_warning(*, approval, by):
    """Takes this warning off the list; the next one, three or one months before the end, comes by itself."""
    months = rules.warned_six_three_and_one_months_ahead(approval.last, clock.today())
    if months is None:
        raise Refused("There is no warning about this approval now.", remedy="Reload the page.")
    detail(months=months)
    seen, _ = ApprovalWarning.objects.get_or_create(approval=approval, months=months, defaults={"seen_by": by})
    return seen


@action("amhp_rota.suspended", "Suspended an AMHP's approval", needs=may.KEEP_REGISTER)
def suspend(*, approval, first, last, reason, by):
    """Reg 6: for as long as the professional registration is suspended."""
    free_duties(approval.amhp, after=first - rules.DAY, until=last)
    return created(Suspension(approval=approval, first=first, last=last, reason=reason))


@action("amhp_rota.suspension_ended", "Ended a suspension of an AMHP's approval", needs=may.KEEP_REGISTER)
def lift_suspension(*, suspension, version, last, by):
    by_another_keeper(suspension.approval.amhp.worker_id, by)
    return saved(locked(suspension, version), last=last)


def free_duties(amhp, *, after, until=None):
    """Takes the AMHP off every duty still to come that reaches past `after`; the rota then has gaps, which alarm."""
    rows = Duty.objects.filter(amhp=amhp, starts__gt=clock.now(), ends__gt=clock.end_of(after))
    if until:
        rows = rows.filter(starts__lt=clock.end_of(until))
    detail(freed=[duty.pk for duty in rows])
    rows.delete()


@action("amhp_rota.training_recorded", "Recorded an AMHP's training", needs=may.OWN_DUTIES)
def record_training(*, amhp, day, title, hours, by, certificate=None):
    """By the AMHP themself or by whoever keeps the register; agreed as relevant by the latter alone."""
    mine_or_kept(amhp, by)
    keeps = by.has_perm(may.KEEP_REGISTER) and not is_own(by, amhp.worker_id)
    facts = {"agreed": True, "agreed_by": by} if keeps else {}
    if certificate:
        content = files.read_within_limit(certificate)
        kind = files.sniff(content)
        facts |= {"certificate": ContentFile(content, name="file"), "certificate_kind": kind.mime}
        facts["certificate_name"] = files.safe_name(certificate.name, kind)
    return created(Training(amhp=amhp, day=day, title=title, hours=hours, **facts))


@action("amhp_rota.training_agreed", "Agreed that an AMHP's training is relevant", needs=may.KEEP_REGISTER)
def agree_training(*, training, by):
    """Reg 5(a): it is the council that agrees."""
    by_another_keeper(training.amhp.worker_id, by)
    training.agreed, training.agreed_by = True, by
    training.save()
    return training


@action("amhp_rota.acting_for", "Recorded that an AMHP acts for another council", needs=may.KEEP_REGISTER)
def act_for(*, amhp, by, **facts):
    return created(ActingFor(amhp=amhp, **facts))


@action("amhp_rota.supervised", "Recorded an AMHP's supervision", needs=may.KEEP_REGISTER)
def supervise(*, amhp, by, **facts):
    return created(Supervision(amhp=amhp, **facts))


def by_another_keeper(worker_id, by):
    approving_is_apart_from_asking(by, worker_id, remedy="Ask whoever else keeps the register.")


def mine_or_kept(amhp, by):
    """One's own entry, or anybody's for those who keep the register."""
    if not is_own(by, amhp.worker_id) and not by.has_perm(may.KEEP_REGISTER):
        raise Refused("This is not your own entry.", remedy="Ask the AMHP, or whoever keeps the register.")
