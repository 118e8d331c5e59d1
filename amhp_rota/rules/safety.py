"""Lone working: when somebody is overdue, and whom the clock asks one after another."""

from dataclasses import dataclass
from datetime import timedelta

from bep.access.models import Membership, Team
from bep.kit import clock
from bep.kit.council import council
from bep.kit.rules import refuse_by, rule
from bep.kit.targets import target

LONGEST = 8 * 60


@dataclass(frozen=True)
class Contact:
    who: str
    email: str


@rule("This council's lone-working practice", "LOCAL")
def reasonable(minutes):
    """A visit says when its worker will be heard of: between five minutes and eight hours from now."""
    if not 5 <= minutes <= LONGEST:
        raise refuse_by(reasonable, field="minutes", remedy="Give the next check-in; each check-in moves it on.")


def escalation_list(visit):
    """Themselves, their back-up, the desk's mailbox, who manages the service, the council: nobody twice."""
    team = Team.objects.filter(kind=Team.Kind.AMHP, closed=None).order_by("pk").first()
    managers = Membership.objects.filter(team=team, manages=True, ends=None).select_related("worker").order_by("pk")
    found = [Contact(visit.worker.name, visit.worker.email)]
    if visit.backup_id:
        found.append(Contact(visit.backup.name, visit.backup.email))
    if team and team.email:
        found.append(Contact("the duty desk", team.email))
    found += [Contact(m.worker.name, m.worker.email) for m in managers]
    found.append(Contact("the council", council().email))
    return list({contact.email: contact for contact in reversed(found) if contact.email}.values())[::-1]


def next_on_list(visit, asked, last, now):
    """Who is asked now: the first at once, each next one so many minutes after the last; None while it is nobody's turn."""
    contacts = escalation_list(visit)
    if asked >= len(contacts):
        return None
    every = timedelta(minutes=float(target("amhp.escalate_every", clock.today()).value))
    return contacts[asked] if last is None or now - last.at >= every else None
