"""The synthetic borough's totals are those of the business case's tables, and the same each time it is made."""

from datetime import date
from itertools import islice

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Max, Q

from assessments.models import ChoiceMeeting, NeedsAssessment
from bep.access.models import Worker
from bep.kit import nhs_number
from borough.identity import nhs_numbers
from borough.management.commands.borough import one_borough
from borough.plan import SAFEGUARDING, SERVICES, YEAR
from borough.tables import Tables
from borough.workers import preset_rules
from enablement.models import PlannedService, Review, SupportSpell
from partners.models import TrustFile
from partners.trust_import.queries import reconciled
from people.models import Involvement, Person
from people.models.person import next_reference
from referrals.models import Appointment, Hub, HubSession, Referral
from safeguarding.casefile.draw import holds
from safeguarding.models import AuditRuling, AuditSample, Concern, ProviderEnquiry
from safeguarding.sac.count import Sac
from safeguarding.sac.units import Year

DAY = date(2026, 11, 20)

pytestmark = pytest.mark.django_db(databases=["default", "owner"])  # the owner tells the planner about the new rows


@pytest.fixture
def borough(db):
    call_command("borough", day=DAY, verbosity=0)


@pytest.mark.slow
def test_a_year_reproduces_the_tables(borough):
    assert Referral.objects.count() == YEAR["referrals"]
    assert Appointment.objects.filter(state="attended").count() == YEAR["choice_appointments"]
    assert ChoiceMeeting.objects.filter(state="held").count() == YEAR["choice_meetings"]
    begun = dict(SupportSpell.objects.values_list("tier").annotate(Count("pk")))
    assert begun == {
        "brief": YEAR["brief"],
        "standard": YEAR["standard"],
        "specialist": YEAR["professional_support"],
        "intensive": YEAR["intensive"],
    }
    held = Review.objects.filter(of="care", state="held").count()
    assert held == YEAR["residential_reviews"] + YEAR["community_reviews"]
    assert NeedsAssessment.objects.filter(kind="carer").count() == YEAR["carers_assessments"]
    for facts in SERVICES.values():
        number, _, kind, component, _ = facts
        assert PlannedService.objects.filter(service_type=kind, service_component=component).count() == number

    # Table 6's safeguarding cases, and a return of both years that reconciles to the adult.
    assert Concern.objects.count() == SAFEGUARDING["cases"]
    assert ProviderEnquiry.objects.get().concerns.count() == SAFEGUARDING["adults_of_one_home"]
    for year in (Year(2025), Year(2026)):
        found = Sac(year)
        assert [check.words for check in found.checks if not check.holds] == []
        assert found.total("SG1f concerns", "Number") > 20

    # No caseload is out of reach, and no hub place is given twice (the database would have refused).
    leads = Worker.objects.annotate(
        n=Count("involvements", filter=Q(involvements__role="lead", involvements__ends=None))
    )
    assert max(leads.values_list("n", flat=True)) <= 50
    assert not HubSession.objects.annotate(n=Count("appointments")).filter(n__gt=10).exists()

    # The next row of any table gets an id of its own.
    for model in (Hub, Person, SupportSpell, Worker):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT nextval(pg_get_serial_sequence('{model._meta.db_table}', 'id'))")
            assert cursor.fetchone()[0] > model.objects.aggregate(last=Max("pk"))["last"]

    assert not Person.objects.filter(reference=next_reference()).exists()

    # Nobody in it can be anybody.
    assert not Person.objects.exclude(nhs_number="").exclude(nhs_number__startswith="999").exists()
    assert not Person.objects.exclude(phone__startswith="020 7946 0").exists()
    # Only an auditor's sight has an end to come.
    assert set(Involvement.objects.filter(ends__date__gt=DAY).values_list("role", flat=True)) == {"audit"}

    # Six months of audits, five of them closed, each drawn as its seed says; and a trust's file that adds up.
    assert dict(AuditSample.objects.values_list("state").annotate(Count("pk"))) == {"closed": 5, "open": 1}
    assert all(holds(sample) for sample in AuditSample.objects.all())
    assert AuditRuling.objects.filter(case__sample__state="closed").exists()
    file = TrustFile.objects.get()
    assert sum(number for _, number, _ in reconciled(file)[0]) == file.number


def gathered(seed, day=DAY):
    tables = Tables()
    one_borough(tables, 0, seed, day, nhs_numbers(), preset_rules())
    return {
        model: lines for model, lines in tables.rows.items() if model is not Worker
    }  # a password's salt is by chance


@pytest.mark.slow
def test_the_same_day_and_seed_make_the_same_people(db):
    assert gathered(1) == gathered(1)


def test_nhs_numbers_are_valid_and_never_twice():
    first = list(islice(nhs_numbers(), 20_000))
    assert len(set(first)) == 20_000
    assert all(n.startswith("999") and nhs_number.valid(n) for n in first)
