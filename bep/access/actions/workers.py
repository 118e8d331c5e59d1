"""Joiners, movers and leavers. Whoever keeps the workers changes everybody's access but their own."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Q

from bep.access.actions.account import told
from bep.access.models import Membership, Role, Worker
from bep.access.permissions import MANAGE_WORKERS
from bep.access.queries import holders
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.jobs import enqueue
from bep.kit.locking import created, locked, saved
from bep.kit.models.job import new_key
from bep.kit.outbox import post
from bep.kit.rules import Refused, WrongMoment, rule


@rule("This council's rule", "LOCAL")
def nobody_changes_their_own_access():
    """Nobody changes their own roles, teams, last day or authenticator app here."""


@rule("This council's rule", "LOCAL")
def somebody_always_administers():
    """There must always be somebody who may add workers and change their access."""


def check_not_own(worker, by):
    if worker.pk == by.pk:
        raise Refused(nobody_changes_their_own_access.wording, remedy="Ask another administrator.")


def check_somebody_administers():
    if not administrators().exists():
        raise Refused(somebody_always_administers.wording, remedy="Give the role to somebody else first.")


def administrators():
    """Workers who may change the access of others, today and tomorrow."""
    return holders(MANAGE_WORKERS).filter(Q(ends=None) | Q(ends__gt=clock.today()))


def check_address(email, worker=None):
    if Worker.objects.filter(email__iexact=email).exclude(pk=worker and worker.pk).exists():
        raise Refused(
            "Somebody already signs in with this address.",
            field="email",
            remedy="Look among the workers, past ones too.",
        )


# --- joining ----------------------------------------------------------------------------------------------------------
@action("access.worker_added", "Added a worker", needs=MANAGE_WORKERS)
def add_worker(*, by, email, name, roles, teams, manages=(), **facts):
    """A new worker with roles and teams, and an invitation to choose a password."""
    check_address(email)
    worker = Worker(email=email.lower(), name=name, **facts)
    worker.set_unusable_password()
    created(worker)
    worker.groups.set([role.group for role in roles])
    put_in_teams(worker, teams, manages)
    detail(roles=[role.key for role in roles], teams=[team.pk for team in teams])
    send_invitation(worker, by)
    return worker


@action("access.first_administrator", "Made the first administrator", needs=MANAGE_WORKERS)
def add_first_administrator(*, email, name, by):
    """By command only, and only once: from then on administrators make administrators."""
    if administrators().exists():
        raise Refused("There is an administrator already.", remedy="Ask them to add you, on the Workers screen.")
    check_address(email)
    worker = Worker(email=email.lower(), name=name, job_title="Administrator")
    worker.set_unusable_password()
    created(worker)
    worker.groups.add(Role.objects.get(key="administrator").group)
    return worker


@action("access.worker_invited", "Invited a worker again", needs=MANAGE_WORKERS)
def invite_again(*, worker, by):
    if worker.has_usable_password():
        raise WrongMoment(
            f"{worker.name} has already chosen a password.",
            remedy="They can ask for a new one themselves, from the sign-in page.",
        )
    send_invitation(worker, by)
    return worker


def send_invitation(worker, by):
    post("email", to=worker.email, key=new_key(), by=by, template="access.invitation", context={"worker": worker.pk})


@action("access.worker_changed", "Changed a worker's details", needs=MANAGE_WORKERS)
def change_worker(*, worker, version, by, **facts):
    """Name, address, title and the like. When the address changes, the old one is told."""
    worker = locked(worker, version)
    facts["email"] = facts["email"].lower()
    check_address(facts["email"], worker)
    detail(fields=sorted(name for name, value in facts.items() if getattr(worker, name) != value))
    if facts["email"] != worker.email:
        told(worker, by, "Your sign-in has another address", f"An administrator changed it to {facts['email']}.")
    return saved(worker, **facts)


# --- moving -----------------------------------------------------------------------------------------------------------
@action("access.move_planned", "Planned a change of a worker's roles and teams", needs=MANAGE_WORKERS)
def plan_move(*, worker, roles, teams, manages, starts, reason, by):
    """Roles and teams from a day on: at once when it has come, else by a job that runs on that day as whoever planned it."""
    check_not_own(worker, by)
    facts = {"roles": [role.key for role in roles], "teams": [t.pk for t in teams], "manages": [t.pk for t in manages]}
    detail(starts=starts.isoformat(), **facts)
    if starts <= clock.today():
        return move_worker(worker=worker, roles=roles, teams=teams, manages=manages, reason=reason, by=by)
    enqueue("access.move_worker", by=by, after=clock.at(starts), worker=worker.pk, reason=reason, **facts)
    return worker


@action("access.worker_moved", "Changed a worker's roles and teams", needs=MANAGE_WORKERS)
def move_worker(*, worker, roles, teams, manages, reason, by):
    check_not_own(worker, by)
    worker.groups.set([role.group for role in roles])
    put_in_teams(worker, teams, manages)
    check_somebody_administers()
    detail(roles=[role.key for role in roles], teams=[team.pk for team in teams], manages=[team.pk for team in manages])
    return worker


def put_in_teams(worker, teams, manages):
    """Ends memberships that are no more, and begins those that are new; a manager's is a membership of its own."""
    wanted = {(team.pk, team in manages) for team in teams}
    now = clock.now()
    for membership in worker.memberships.filter(Q(ends=None) | Q(ends__gt=now)):
        kept = (membership.team_id, membership.manages)
        if kept in wanted:
            wanted.remove(kept)
        else:
            membership.ends = now
            membership.save(update_fields=["ends"])
    for team, manages_it in wanted:
        Membership.objects.create(worker=worker, team_id=team, manages=manages_it)


# --- leaving ----------------------------------------------------------------------------------------------------------
@action("access.worker_leaves", "Set a worker's last day", needs=MANAGE_WORKERS)
def leave(*, worker, last_day, at_once, reason, by):
    """Their access ends with that day, or now: no sign-in of theirs works at the very next request."""
    check_not_own(worker, by)
    worker.ends = last_day
    end_memberships(worker, clock.now() if at_once else clock.at(last_day + timedelta(days=1)))
    if at_once:
        worker.is_active = False
    worker.save(update_fields=["ends", "is_active"])
    check_somebody_administers()
    detail(last_day=last_day.isoformat(), at_once=at_once)
    return worker


def end_memberships(worker, moment):
    for membership in worker.memberships.filter(Q(ends=None) | Q(ends__gt=moment)):
        membership.ends = max(moment, membership.starts)
        membership.save(update_fields=["ends"])


@action("access.worker_stays", "Took back a worker's last day", needs=MANAGE_WORKERS)
def stay(*, worker, reason, by):
    """They may sign in again; their teams are given anew, since time may have passed."""
    check_not_own(worker, by)
    worker.ends, worker.is_active = None, True
    worker.save(update_fields=["ends", "is_active"])
    return worker


# --- a lost authenticator ---------------------------------------------------------------------------------------------
@action("access.second_factor_reset", "Reset a worker's authenticator app", needs=MANAGE_WORKERS)
def reset_second_factor(*, worker, reason, by):
    """Their app and recovery codes stop working, all their sign-ins end, and they are told by email."""
    check_not_own(worker, by)
    Authenticator.objects.filter(user=worker).delete()
    worker.sessions_ended += 1
    worker.save(update_fields=["sessions_ended"])
    words = f"{by} reset your authenticator app. When you next sign in you will be asked to set one up."
    return told(worker, by, "Your authenticator app was reset", words)
