"""The Safeguarding Adults Collection: counted by SQL, reconciled, each cell leading to its list."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.urls import reverse

from bep.kit import clock
from people.models import Person
from safeguarding.governance import actions as governance
from safeguarding.models import Allegation, Enquiry
from safeguarding.sac.count import Sac
from safeguarding.sac.units import Year, year_of
from tests.cast import given
from tests.safeguarding.enquiries import begun, closed, decided
from tests.safeguarding.given import make_in_role, raised, restricted

THIS = year_of(clock.today())
S42, OTHER = "Section 42 enquiries", "Other enquiries"


@pytest.fixture
def year(safe):
    """Priya: a concern and a section 42 enquiry, closed. Daniel: two concerns, and an other enquiry that goes on."""
    with given():
        Person.objects.filter(pk=safe.priya.pk).update(
            gender="Female", ethnicity="Asian or Asian British: Indian", main_support_reason="Mental health support"
        )
        Person.objects.filter(pk=safe.daniel.pk).update(birth_date=date(1950, 6, 1), autism="Yes")
    closed(safe)
    raised(safe.ben, safe.daniel)
    decided(safe, raised(safe.ben, safe.daniel), verb="start_other")
    return Sac(THIS)


def test_the_year_runs_from_april(safe):
    assert (year_of(date(2026, 3, 31)), year_of(date(2026, 4, 1))) == (Year(2025), Year(2026))
    assert str(Year(2026)) == "2026-27"


def test_an_adult_counts_once_and_each_concern_each_time(year):
    assert year.counts["SG1f concerns"][("Safeguarding concerns", "Number")] == 3
    assert year.total("SG1a", "Concerns (voluntary)") == 2
    assert year.counts["SG1f enquiries"][("Enquiries begun", S42)] == 1
    assert year.counts["SG1a"][("75-84", "Other enquiries (voluntary)")] == 1
    assert year.counts["SG1c"][("Asian / Asian British", S42)] == 1
    assert year.counts["SG1d"][("Mental Health Support", S42)] == 1
    assert year.counts["SG1e"][("Autism", "Concerns (voluntary)")] == 1


def test_what_was_concluded(year):
    counts = year.counts
    assert counts["SG2c"][("Risk identified and action taken", S42)] == 1
    assert counts["SG2e"][("Risk reduced", S42)] == 1
    assert counts["SG3a"][("No, they did not", S42)] == 1
    assert counts["SG4a achieved"][("Fully Achieved", S42)] == 1
    assert counts["SG2a"][("Financial or Material Abuse", "Other - Known to Individual")] == 1
    assert counts["SG2b"][("Own Home", "Other - Known to Individual")] == 1
    assert sum(counts["SG2c"].values()) == 1


def test_the_same_pair_in_one_enquiry_counts_once(year):
    first = Allegation.objects.first()
    with given():
        Allegation.objects.create(
            enquiry=first.enquiry, person_id=first.person_id, kind=first.kind, location=first.location, source="partner"
        )
    assert Sac(THIS).counts["SG2a"][("Financial or Material Abuse", "Other - Known to Individual")] == 1


def test_every_rule_of_reconciliation_holds(year):
    assert [check.words for check in year.checks if not check.holds] == []
    assert len(list(year.checks)) == 22


def test_a_broken_sum_is_told(year):
    with given():
        Enquiry.objects.filter(risk_outcome="risk_action").update(risk_now="")
    assert [check.words for check in Sac(THIS).checks if not check.holds] == [
        f"SG2e adds up to the risks identified in SG2c, {S42}"
    ]


def test_another_year_counts_nothing(year):
    assert not any(n for counts in Sac(Year(THIS.begins - 2)).counts.values() for n in counts.values())


def test_the_whole_return_is_one_query(year, django_assert_num_queries):
    with django_assert_num_queries(1):
        Sac(THIS)


def test_every_cell_leads_to_a_list_of_its_length(year, safe, as_):
    browser = as_(safe.sunita)
    page = browser.get(reverse("safeguarding:sac"))
    opened = 0
    for _, _, rows in page.context["grids"]:
        for _, cells in rows:
            for _, number, url in cells:
                if url and number:
                    opened += 1
                    assert browser.get(url).context["counted"] == number
    assert opened > 15


def test_whoever_only_counts_opens_no_list(year, safe, as_):
    officer = make_in_role("returns_officer")
    page = as_(officer).get(reverse("safeguarding:sac"))
    assert page.status_code == 200
    assert "/return/list/" not in page.content.decode()
    assert as_(officer).get(reverse("safeguarding:sac_list")).status_code == 403
    assert as_(safe.cora).get(reverse("safeguarding:sac")).status_code == 403


def test_a_restricted_adult_counts_and_is_not_named(year, safe, as_):
    restricted(safe.priya)
    browser = as_(safe.sunita)
    asked = {"table": "SG1a", "row": "18-64", "column": S42}
    page = browser.get(reverse("safeguarding:sac_list"), asked)
    assert (page.context["counted"], page.context["unseen"]) == (1, 1)
    assert "Nair" not in page.content.decode()


def test_the_file_says_every_cell(year, safe, as_):
    text = as_(safe.sunita).get(reverse("safeguarding:sac_file")).content.decode("utf-8-sig")
    lines = list(csv.DictReader(StringIO(text)))
    found = {(line["table"], line["row"], line["column"]): line["value"] for line in lines}
    assert found[("SG3a", "No, they did not", S42)] == "1"
    assert len(lines) == sum(len(year.counts[table.key]) for table in year.tables if table.shown)


def test_what_is_recalled_says_so(year, safe, as_):
    page = as_(safe.sunita).get(reverse("safeguarding:sac")).content.decode()
    assert "RECALLED" in page
    assert "SG2d is left out" in page


def test_reviews_count_reviews_and_adults(safe):
    found = governance.begin_review(
        title="Adult A", why="Nobody shared it.", began_on=clock.today() - timedelta(days=3), by=safe.sunita
    )
    begun(safe)
    begun(safe, raised(safe.ben, safe.daniel))
    governance.add_reviewed_adult(review=found, person=safe.priya, harm="died", by=safe.sunita)
    governance.add_reviewed_adult(review=found, person=safe.daniel, harm="survived", by=safe.sunita)
    governance.conclude_review(review=found, learned="Share.", by=safe.sunita)
    counts = Sac(THIS).counts
    assert counts["SG5a"] == {("One or more died", "Number"): 1, ("None died", "Number"): 0}
    assert counts["SG5b"] == {("Died", "Number"): 1, ("Survived", "Number"): 1}
