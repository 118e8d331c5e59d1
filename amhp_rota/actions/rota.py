"""Making a rota: begun, solved, changed by hand, published. After publishing each change is checked and is a version."""

import json
from datetime import timedelta

from django.db import connection

from amhp_rota import permissions as may
from amhp_rota import rota_check, rota_problem
from amhp_rota.models import Amhp, CoverRule, Duty, Proposal, Rota, RotaVersion, ShiftKind
from amhp_rota.rules import register as register_rules
from amhp_rota.rules import rota as rules
from amhp_rota.solver import wire
from amhp_rota.states_rota import ROTA
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.jobs import enqueue
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, WrongMoment

LONGEST = timedelta(weeks=13)


@action("amhp_rota.rota_begun", "Began a rota", needs=may.MAKE_ROTA)
def begin(*, first, last, by):
    if not first <= last <= first + LONGEST:
        raise Refused("A rota lasts from a day to thirteen weeks.", field="last", remedy="Give a nearer last day.")
    if other := Rota.objects.filter(first__lte=last, last__gte=first).first():
        raise Refused(f"{other} has some of these days.", field="first", remedy="Begin after it ends.")
    return Rota.objects.create(first=first, last=last)


@action("amhp_rota.solving_asked", "Had a rota worked out", needs=may.MAKE_ROTA)
def ask_solver(*, rota, seconds, by):
    """A job in the background; one at a time for each rota."""
    rota = Rota.objects.select_for_update().get(pk=rota.pk)
    if rota.job and not rota.job.is_over:
        raise WrongMoment(
            "This rota is being worked out already.", remedy="Watch it, or stop it and keep the best so far."
        )
    if rota.last < clock.today():
        raise WrongMoment("This rota is over.", remedy="Begin the next one.")
    rota.job = enqueue("amhp_rota.solve", by=by, rota_id=rota.pk, seconds=seconds)
    rota.save(update_fields=["job"])
    return rota


@action("amhp_rota.proposal_made", "Worked out a rota", needs=may.MAKE_ROTA)
def keep_proposal(*, rota, outcome, memory, by):
    """What the solver found, with its reasons; nothing of the rota changes until somebody takes it."""
    detail(state=outcome.state, penalty=outcome.penalty, memory=memory)
    kept = json.loads(wire.write(outcome))
    return Proposal.objects.create(rota=rota, outcome=kept, state=outcome.state, memory=memory)


@action("amhp_rota.proposal_taken", "Took the rota that was worked out", needs=may.MAKE_ROTA)
def take_proposal(*, proposal, version, by):
    """The proposal becomes the rota, checked once more against the register as it is now."""
    rota = locked(proposal.rota, version)
    outcome = wire.typed(proposal.outcome)
    wanted = outcome.roster or outcome.nearest
    if not wanted:
        raise WrongMoment(
            "Nothing was found that could be taken.", remedy="See what would have to give, then try again."
        )
    first = max(rota.first, min(duty.day for duty in wanted))
    before = [duty for duty in rota_check.roster(rota) if duty.day < first]
    if rota.state == Rota.State.PUBLISHED:
        check_before_publishing(rota, [*before, *wanted], gaps_accepted=True)
    put(rota, [*before, *wanted])
    proposal.kept_at = clock.now()
    proposal.save()
    if rota.state == Rota.State.PUBLISHED:
        keep_version(rota, by, "Worked out again")
    return saved(rota)


@action("amhp_rota.duty_assigned", "Changed a duty by hand", needs=may.MAKE_ROTA)
def assign(*, rota, version, day, kind, area="", amhp=None, was=None, by):
    """Puts somebody on a shift, in place of whoever `was` on it; nobody leaves a gap. A broken rule says its sentence."""
    rota = locked(rota, version)
    rules.not_past(day)
    if not rota.first <= day <= rota.last:
        raise Refused("This day is outside the rota.", field="day", remedy=f"Choose a day of {rota}.")
    if amhp:
        starts, ends = rules.times(kind, day)
        register_rules.s114_approved(amhp, *{starts.date(), (ends - timedelta(seconds=1)).date()})
    before = rota_check.roster(rota)
    place = (day, kind.code, area)
    gone = {duty for duty in before if was and (duty.day, duty.kind, duty.area, duty.person) == (*place, str(was.pk))}
    after = {duty for duty in before if duty not in gone}
    after |= {rota_problem.p.Duty(day, kind.code, str(amhp.pk), area)} if amhp else set()
    refuse_too_many(kind, place, before, after)
    rota_check.refuse_new(rota, before, after)
    put(rota, after, by_hand=True)
    detail(day=day.isoformat(), kind=kind.code, area=area, amhp=amhp.pk if amhp else None, was=was.pk if was else None)
    if rota.state == Rota.State.PUBLISHED:
        keep_version(rota, by, "Changed by hand")
    return saved(rota)


def refuse_too_many(kind, place, before, after):
    """Two managers may fill one gap at once: the second is told who has it, instead of adding to them."""
    day, _, area = place
    there = [duty for duty in before if (duty.day, duty.kind, duty.area) == place]
    count = sum((duty.day, duty.kind, duty.area) == place for duty in after)
    need = rules.needed(CoverRule.objects.filter(kind=kind), day).get((kind.pk, area), 0)
    if need and count > max(need, len(there)):
        on = Amhp.objects.filter(pk__in=[duty.person for duty in there]).select_related("worker")
        raise Refused(
            f"This shift has everybody it needs: {', '.join(str(amhp) for amhp in on)}.", field="amhp",
            remedy="Go back, and change that line instead.",
        )  # fmt: skip


@action("amhp_rota.published", "Published a rota", needs=may.MAKE_ROTA)
def publish(*, rota, version, gaps_accepted=False, by):
    rota = locked(rota, version)
    ROTA.move(rota, "publish")
    check_before_publishing(rota, rota_check.roster(rota), gaps_accepted)
    keep_version(rota, by, "Published")
    return saved(rota)


def check_before_publishing(rota, duties, gaps_accepted):
    """Gaps may be published knowingly, since they are then looked for openly; a broken rule never is."""
    found = rota_check.breaches(rota, duties)
    broken = [breach for breach in found if breach.rule != rota_check.COVER]
    rules.a_broken_rule_is_not_published(rota_check.say(broken))
    gaps = [breach for breach in found if breach.rule == rota_check.COVER]
    if gaps and not gaps_accepted:
        raise Refused(
            f"{len(gaps)} {'shift has' if len(gaps) == 1 else 'shifts have'} nobody.", field="gaps_accepted",
            remedy="Fill them, or say that it is published with these gaps: they are then offered to those who could.",
        )  # fmt: skip


def put(rota, wanted, by_hand=False):
    """Makes the rota's duties those wanted. A shift that changes hands keeps its row, so that its history is one."""
    kinds = {kind.code: kind for kind in ShiftKind.objects.all()}
    rows = list(Duty.objects.filter(rota=rota).select_related("kind"))
    wanted = set(wanted)
    spare = [row for row in rows if rota_problem.typed(row) not in wanted]
    missing = sorted(wanted - {rota_problem.typed(row) for row in rows})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS an_amhp_is_on_one_duty DEFERRED")
        for duty in missing:
            row = next((r for r in spare if (r.day, r.kind.code, r.area) == (duty.day, duty.kind, duty.area)), None)
            spare = [r for r in spare if r is not row]
            place(rota, kinds[duty.kind], duty, row, by_hand)
        Duty.objects.filter(pk__in=[row.pk for row in spare]).delete()
        cursor.execute("SET CONSTRAINTS an_amhp_is_on_one_duty IMMEDIATE")


def place(rota, kind, duty, row, by_hand):
    starts, ends = rules.times(kind, duty.day)
    row = row or Duty(rota=rota, kind=kind, area=duty.area, day=duty.day, starts=starts, ends=ends)
    row.amhp_id, row.by_hand = int(duty.person), by_hand
    row.save()


def keep_version(rota, by, note):
    number = (rota.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    rows = Duty.objects.filter(rota=rota).select_related("kind")
    duties = [[duty.day.isoformat(), duty.kind.code, duty.area, duty.amhp_id] for duty in rows]
    return RotaVersion.objects.create(rota=rota, number=number, duties=duties, note=note, made_by=by)
