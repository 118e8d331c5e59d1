"""Duties that change hands, gaps that somebody offers to fill, unsocial hours, and the calendar link."""

import hashlib
import secrets

from amhp_rota import permissions as may
from amhp_rota import rota_check, rota_problem
from amhp_rota.actions.rota import keep_version, put
from amhp_rota.models import Amhp, Claim, FeedLink, GapOffer, Rota, Swap
from amhp_rota.rules import rota as rules
from amhp_rota.states_rota import CLAIM, SWAP
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import Refused, approving_is_apart_from_asking


def own(by):
    """The doer's own entry on the register."""
    if found := Amhp.objects.filter(worker_id=by.pk).first():
        return found
    raise Refused("You are not on the register of AMHPs.", remedy="Ask whoever keeps it.")


# --- swaps ------------------------------------------------------------------------------------------------------------


@action("amhp_rota.swap_offered", "Offered a duty to colleagues", needs=may.OWN_DUTIES)
def offer_swap(*, duty, asked=None, back=None, reason="", by):
    """To one colleague or to all; `back` is the duty of that colleague's that would be taken for it."""
    giver = own(by)
    if duty.amhp_id != giver.pk:
        raise Refused("This duty is not yours.", field="duty", remedy="Offer one of your own.")
    rules.not_past(duty.day, "duty")
    if Swap.objects.filter(duty=duty, state__in=["offered", "agreed"]).exists():
        raise Refused("This duty is on offer already.", field="duty", remedy="Withdraw that first.")
    if back and (asked is None or back.amhp_id != asked.pk):
        raise Refused(
            "The duty to take back is not theirs.", field="back", remedy="Choose whom you ask, then their duty."
        )
    return created(Swap(duty=duty, giver=giver, asked=asked, back=back, reason=reason))


@action("amhp_rota.swap_agreed", "Agreed to take a colleague's duty", needs=may.OWN_DUTIES)
def agree_swap(*, swap, version, by):
    swap, taker = locked(swap, version), own(by)
    if taker.pk == swap.giver_id or swap.asked_id not in (None, taker.pk):
        raise Refused("This was not asked of you.", remedy="Ask the colleague whose duty it is.")
    SWAP.move(swap, "agree")
    refuse_broken(swap, taker)
    return saved(swap, taker=taker)


@action("amhp_rota.swap_withdrawn", "Withdrew a swap", needs=may.OWN_DUTIES)
def withdraw_swap(*, swap, version, by):
    swap = locked(swap, version)
    if own(by).pk not in (swap.giver_id, swap.taker_id):
        raise Refused("This swap is not yours.", remedy="Ask those whose it is.")
    SWAP.move(swap, "withdraw")
    return saved(swap)


@action("amhp_rota.swap_approved", "Approved a swap", needs=may.MAKE_ROTA)
def approve_swap(*, swap, version, by):
    swap = locked(swap, version)
    not_between_oneself(swap, by)
    SWAP.move(swap, "approve")
    change_hands(swap, swap.taker, by)
    return saved(swap, decided_by=by)


@action("amhp_rota.swap_refused", "Refused a swap", needs=may.MAKE_ROTA)
def refuse_swap(*, swap, version, reason, by):
    swap = locked(swap, version)
    not_between_oneself(swap, by)
    SWAP.move(swap, "refuse")
    return saved(swap, decided_by=by, decided_because=reason)


@action("amhp_rota.swap_made", "Made a swap between two AMHPs", needs=may.MAKE_ROTA)
def make_swap(*, duty, taker, back=None, reason, by):
    """A manager makes one themself, with a reason that both can read."""
    swap = Swap(
        duty=duty, giver=duty.amhp, taker=taker, back=back, reason=reason, decided_by=by, decided_because=reason
    )
    not_between_oneself(swap, by)
    for earlier in Swap.objects.select_for_update().filter(duty=duty, state__in=["offered", "agreed"]):
        SWAP.move(earlier, "give_way")
        saved(earlier)
    SWAP.move(swap, "make")
    created(swap)
    change_hands(swap, taker, by)
    return swap


def not_between_oneself(swap, by):
    """Neither who gives the duty nor who takes it decides."""
    takes = swap.taker and swap.taker.worker_id
    approving_is_apart_from_asking(by, swap.giver.worker_id, takes, remedy="Ask another manager to decide.")


def change_hands(swap, taker, by):
    rotas = {swap.duty.rota} | ({swap.back.rota} if swap.back else set())
    for rota in rotas:
        before = rota_check.roster(rota)
        after = exchanged(before, swap, taker)
        rota_check.refuse_new(rota, before, after)
        put(rota, after, by_hand=True)
        if rota.state == Rota.State.PUBLISHED:
            keep_version(rota, by, "Swap")
    detail(duty=swap.duty_id, giver=swap.giver_id, taker=taker.pk, back=swap.back_id)


def refuse_broken(swap, taker):
    before = rota_check.roster(swap.duty.rota)
    rota_check.refuse_new(swap.duty.rota, before, exchanged(before, swap, taker))


def exchanged(roster, swap, taker):
    """The roster with the duty given to the taker, and the other to the giver where one goes back."""
    moved = {rota_problem.typed(swap.duty): str(taker.pk)}
    if swap.back:
        moved[rota_problem.typed(swap.back)] = str(swap.giver_id)
    change = rota_problem.p.Duty
    return tuple(sorted(change(d.day, d.kind, moved.get(d, d.person), d.area) for d in roster))


# --- gaps -------------------------------------------------------------------------------------------------------------


@action("amhp_rota.gap_offered", "Offered to take a shift that nobody has", needs=may.OWN_DUTIES)
def offer_for_gap(*, rota, day, kind, area="", by):
    """A word, not yet a duty: a manager puts them on it, or somebody else."""
    amhp = own(by)
    rules.not_past(day)
    before = rota_check.roster(rota)
    after = {*before, rota_problem.p.Duty(day, kind.code, str(amhp.pk), area)}
    rota_check.refuse_new(rota, before, after)
    offer, _ = GapOffer.objects.get_or_create(rota=rota, day=day, kind=kind, area=area, amhp=amhp)
    return offer


# --- unsocial hours ---------------------------------------------------------------------------------------------------


@action("amhp_rota.claimed", "Claimed unsocial hours", needs=may.OWN_DUTIES)
def claim(*, duty, words="", by):
    """For a duty that is over; the hours are counted from it and not typed."""
    amhp = own(by)
    if duty.amhp_id != amhp.pk:
        raise Refused("This duty is not yours.", remedy="Claim for your own.")
    if duty.ends > clock.now():
        raise Refused("This duty is not over yet.", remedy="Claim once it is.")
    minutes = rules.unsocial_minutes(duty)
    if not minutes:
        raise Refused("No hour of this duty was unsocial.", remedy="There is nothing to claim.")
    if Claim.objects.filter(duty=duty).exists():
        raise Refused("This duty is claimed for already.", remedy="See your claims.")
    detail(minutes=minutes)
    return created(Claim(duty=duty, amhp=amhp, minutes=minutes, words=words))


@action("amhp_rota.claimed_again", "Claimed unsocial hours again", needs=may.OWN_DUTIES)
def claim_again(*, claim, version, words="", by):
    """After it was sent back: counted anew from the duty, with what the AMHP says to it. Why it was sent back stays readable."""
    claim = locked(claim, version)
    if claim.amhp_id != own(by).pk:
        raise Refused("This claim is not yours.", remedy="Claim for your own duties.")
    CLAIM.move(claim, "claim")
    minutes = rules.unsocial_minutes(claim.duty)
    return saved(claim, minutes=minutes, words=words, claimed_at=clock.now(), decided_by=None, decided_at=None)


@action("amhp_rota.claim_signed", "Signed off a claim of unsocial hours", needs=may.MAKE_ROTA)
def sign_claim(*, claim, version, by):
    return decide_claim(claim, version, "sign", by)


@action("amhp_rota.claim_returned", "Sent a claim of unsocial hours back", needs=may.MAKE_ROTA)
def return_claim(*, claim, version, reason, by):
    return decide_claim(claim, version, "return", by, returned_because=reason)


def decide_claim(claim, version, verb, by, **facts):
    claim = locked(claim, version)
    approving_is_apart_from_asking(by, claim.amhp.worker_id)
    CLAIM.move(claim, verb)
    return saved(claim, decided_by=by, decided_at=clock.now(), **facts)


# --- the calendar link ------------------------------------------------------------------------------------------------


@action("amhp_rota.feed_made", "Made a secret link to their own duties", needs=may.OWN_DUTIES)
def make_feed(*, by):
    """(the row, the secret): the secret is shown this once; an earlier link stops working."""
    amhp, secret = own(by), secrets.token_urlsafe(32)
    FeedLink.objects.filter(amhp=amhp, revoked_at=None).update(revoked_at=clock.now())
    link = FeedLink.objects.create(amhp=amhp, hash=hashed(secret))
    link.secret = secret
    return link


@action("amhp_rota.feed_revoked", "Revoked the secret link to their own duties", needs=may.OWN_DUTIES)
def revoke_feed(*, by):
    amhp = own(by)
    FeedLink.objects.filter(amhp=amhp, revoked_at=None).update(revoked_at=clock.now())
    return amhp


def hashed(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
