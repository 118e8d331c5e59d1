"""What a worker may do to a referral from where it is: the buttons of its page, the main one first."""

from django.urls import reverse

from bep.kit.faces import Link
from referrals import permissions as may
from referrals.models import Appointment, Referral
from referrals.states import REFERRAL

State = Referral.State


def verbs(page, worker):
    referral = page.referral
    found = [*alarm(referral, worker), *triage(referral, worker), *appointment(page, worker), *after(referral, worker)]
    return [Link(label, reverse(f"referrals:{name}", args=[pk])) for label, name, pk in found]


def alarm(referral, worker):
    if referral.in_danger and not referral.alarm_answered_at and worker.has_perm(may.ANSWER_ALARM):
        yield "Answer the alarm", "answer_alarm", referral.pk


def triage(referral, worker):
    if referral.state != State.RECEIVED:
        return
    if not referral.person_id and worker.has_perm(may.RECEIVE):
        yield "Match to a person", "match", referral.pk
    if worker.has_perm(may.TRIAGE):
        yield "Triage", "triage", referral.pk
        if referral.person_id:
            yield "Take back the match", "unmatch", referral.pk


def appointment(page, worker):
    referral, booked = page.referral, page.booked
    if booked:
        yield from of_booked(booked, worker)
    elif referral.state == State.AWAITING and worker.has_perm(may.BOOK):
        yield "Book an appointment", "book", referral.pk
        yield "Book a home visit", "visit_home", referral.pk
        if worker.has_perm(may.ATTENDANCE):
            yield "They dropped in", "arrive", referral.pk
        yield "Close without an appointment", "close", referral.pk


def of_booked(booked, worker):
    """Before it begins the letter and the changes; from then on whether they came."""
    if booked.has_begun:
        if worker.has_perm(may.ATTENDANCE):
            yield "They came", "attend", booked.pk
            yield "They did not come", "miss", booked.pk
    elif worker.has_perm(may.BOOK):
        yield "Confirmation letter", "make_letter", booked.pk
        if booked.setting == Appointment.Setting.HUB:
            yield "Move it", "move", booked.pk
        yield "Cancel it", "cancel", booked.pk


def after(referral, worker):
    if any(m.verb == "reopen" for m in REFERRAL.open_moves(referral, worker)):
        yield "Open again", "reopen", referral.pk
