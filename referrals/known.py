"""Already known: what a worker must see before they take a referral as if it were the first."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q

from bep.kit import targets
from people.models import Involvement
from referrals.models import Referral


@dataclass
class Known:
    """Of one person: their open referrals, and who works with them."""

    referrals: list = field(default_factory=list)
    lead: str = ""
    teams: list = field(default_factory=list)

    def warnings(self, besides=None):
        """Lines for whoever is about to take or decide a referral, leaving out the one they have before them."""
        lines = [open_line(referral) for referral in self.referrals if referral != besides]
        if self.lead:
            lines.append(f"Open case: {self.lead} leads")
        elif self.teams:
            lines.append(f"Open case with {', '.join(self.teams)}")
        return lines


def open_line(referral):
    state = referral.get_state_display()
    return f"Open referral {referral.reference} of {referral.received_at:%-d %B}: {state[:1].lower()}{state[1:]}"


def known(person_ids):
    """{person's id: Known}, in two queries however many people."""
    found = {pk: Known() for pk in person_ids}
    for referral in Referral.objects.open().filter(person__in=found):
        found[referral.person_id].referrals.append(referral)
    for held in open_cases(found):
        one = found[held.person_id]
        if held.role == Involvement.Role.LEAD:
            one.lead = held.worker.name
        elif held.team:
            one.teams.append(held.team.name)
    return found


def open_cases(people):
    """Involvements beyond a referral: somebody works with these people already."""
    roles = (Involvement.Role.LEAD, Involvement.Role.TEAM)
    rows = Involvement.objects.current().filter(person__in=people, role__in=roles)
    return rows.select_related("worker", "team").order_by("pk")


def likely_duplicates(referral, worker):
    """Other referrals of the last weeks that read as if they were about the same person; matched or not."""
    window = int(targets.target("referral.duplicate_window").value)
    since = referral.received_at - timedelta(days=window)
    rows = Referral.objects.visible_to(worker).exclude(pk=referral.pk)
    rows = rows.filter(received_at__gte=since, received_at__lte=referral.received_at + timedelta(days=window))
    return rows.exclude(state=Referral.State.DUPLICATE).filter(same_person(referral))[:5]


def same_person(referral):
    """Same record, same NHS number, same names, or same date of birth with one name or the postcode."""
    family, given = referral.family_name.lower(), referral.given_name.lower()
    alike = Q(pk=None)
    if referral.person_id:
        alike |= Q(person=referral.person_id)
    if referral.nhs_number:
        alike |= Q(nhs_number=referral.nhs_number)
    if family and given:
        alike |= Q(family_name__iexact=family, given_name__iexact=given)
    if referral.birth_date:
        born = Q(birth_date=referral.birth_date)
        names = Q(family_name__iexact=family) if family else Q(pk=None)
        place = Q(postcode=referral.postcode) if referral.postcode else Q(pk=None)
        alike |= born & (names | place)
    return alike
