"""The risk and safety plan, version by version, and the children in a home."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bep.kit import clock, targets
from bep.kit.registry import PANELS
from bep.kit.rules import Refused, Stale
from people import actions
from people.models import HomeChildren, Person, RiskArea, RiskPlan
from tests.cast import given
from tests.people.day import DAY, plan_of, queries_of
from tests.people.test_case_note import typed

KINDS = RiskArea.Kind.values


def url(person, more=""):
    return f"/people/{person.pk}/risk-plan/{more}"


def answers(**more):
    """A plan with one concern, as the form sends it."""
    sent = {f"{kind}_concern": "none" for kind in KINDS}
    sent |= {"self_concern": "yes", "self_what": "Takes too many tablets", "self_triggers": "Letters from the landlord"}
    return sent | {"plan": "Ring Meera, then 111 option 2."} | typed("review_on", clock.today() + 30 * DAY) | more


def write(cast, by="amara", version=0, **more):
    areas = {kind: {"concern": "none", "what": ""} for kind in KINDS}
    facts = {"areas": areas, "plan": "Ring Meera.", "review_on": clock.today() + 30 * DAY} | more
    return actions.write_risk_plan(person=cast.priya, version=version, by=getattr(cast, by), **facts)


def test_a_plan_is_written_and_read(as_, cast):
    client = as_(cast.amara)
    client.post(url(cast.priya, "write/"), answers())
    html = client.get(url(cast.priya)).content.decode()
    assert "Version 1" in html
    assert "Takes too many tablets" in html
    assert "None known" in html
    assert "in 30 days" in html


def test_a_change_is_a_further_version_and_the_earlier_stay(as_, cast):
    client = as_(cast.amara)
    client.post(url(cast.priya, "write/"), answers())
    assert "Ring Meera" in client.get(url(cast.priya, "write/")).content.decode()
    client.post(url(cast.priya, "write/"), answers(plan="Ring Meera first.", version="1"))
    assert [plan.plan for plan in RiskPlan.objects.all()] == ["Ring Meera first.", "Ring Meera, then 111 option 2."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"neglect_concern": ""}, "Answer: neglect, of themselves or by others?"),
        ({"self_what": ""}, "a concern says what may happen"),
        ({"plan": ""}, "Enter what we agreed to do to keep safe"),
        (typed("review_on", clock.today()), "has a review date that lies ahead"),
        (typed("review_on", clock.today() + 400 * DAY), "reviewed within this council’s period"),
    ],
)
def test_a_refusal_says_what_is_missing(as_, cast, change, sentence):
    html = as_(cast.amara).post(url(cast.priya, "write/"), answers(**change)).content.decode()
    assert sentence in html.replace("&#x27;", "’")
    assert not RiskPlan.objects.exists()


def test_the_review_date_offered_is_the_councils_latest(as_, cast):
    form = as_(cast.amara).get(url(cast.priya, "write/")).context["form"]
    assert form["review_on"].value() == targets.due("risk_review.within", clock.today())


def test_not_asked_is_said_and_no_score_exists(cast):
    areas = {kind: {"concern": "not_asked"} for kind in KINDS}
    plan = write(cast, areas=areas | {"self": {"concern": "yes", "what": "x"}})
    assert plan.areas.filter(concern="not_asked").count() == 4
    assert not [field.name for field in RiskPlan._meta.fields if "score" in field.name]


def test_the_database_keeps_versions_as_written(cast):
    plan = plan_of(cast.priya, cast.amara)
    for rows in (RiskPlan.objects.filter(pk=plan.pk), plan.areas.all()):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), given():
            rows._raw_delete("default")


# --- two editors ------------------------------------------------------------------------------------------------------


def test_the_second_writer_is_refused_with_the_first_ones_version(cast):
    first = write(cast)
    with pytest.raises(Stale) as refused:
        write(cast, by="joan")
    assert refused.value.current == first
    assert RiskPlan.objects.count() == 1


def test_the_second_writer_chooses_part_by_part(as_, cast):
    as_(cast.joan).post(url(cast.priya, "write/"), answers(plan="Joan’s plan.", positive_risk="Joan’s risk."))
    client = as_(cast.amara)
    mine = answers(plan="Amara’s plan.", positive_risk="Amara’s risk.", version="0")
    html = client.post(url(cast.priya, "write/"), mine).content.decode()
    assert "Joan Marsh" in html
    assert "Joan’s plan." in html
    assert "Amara’s plan." in html
    assert RiskPlan.objects.count() == 1
    chosen = {"version": "1", "keep_plan": "theirs", "keep_positive_risk": "mine"}
    client.post(url(cast.priya, "write/"), mine | chosen)
    plan = RiskPlan.objects.first()
    assert (plan.number, plan.author, plan.plan, plan.positive_risk) == (2, cast.amara, "Joan’s plan.", "Amara’s risk.")


def test_a_draft_begun_before_a_colleagues_version_does_not_pass_for_knowing_it(as_, cast):
    client = as_(cast.amara)
    key = {"draft_key": f"people.risk_plan:{cast.priya.pk}", "draft_version": 0, "draft_person": cast.priya.pk}
    client.post("/drafts/keep/", key | answers(plan="Begun before.", version="0"))
    write(cast, by="joan")
    client = as_(cast.amara)
    assert 'name="version" value="0"' in client.get(url(cast.priya, "write/")).content.decode()


def test_who_else_is_writing_is_said(as_, cast):
    key = {"draft_key": f"people.risk_plan:{cast.priya.pk}", "draft_version": 0, "draft_person": cast.priya.pk}
    as_(cast.joan).post("/drafts/keep/", key | {"plan": "x"})
    assert "Joan Marsh is also writing this" in as_(cast.amara).get(url(cast.priya, "write/")).content.decode()


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("cora", 403), ("ada", 403)])
@pytest.mark.parametrize("more", ["", "write/"])
def test_who_may_not(as_, cast, who, status, more):
    assert as_(getattr(cast, who)).get(url(cast.priya, more)).status_code == status


def test_a_trainees_plan_is_countersigned(as_, cast):
    plan = write(cast, by="theo")
    assert plan.awaits_countersign
    as_(cast.joan).post(f"/risk-plans/{plan.pk}/countersign/", {"remark": ""})
    assert "countersigned by Joan Marsh" in as_(cast.amara).get(url(cast.priya)).content.decode()


def test_a_plan_takes_ten_queries_at_most_however_many_versions(as_, cast):
    plan_of(cast.priya, cast.amara)
    few, found = queries_of(as_(cast.amara), url(cast.priya))
    assert few <= 10, [query["sql"][:100] for query in found]
    for number in range(2, 8):
        plan_of(cast.priya, cast.amara, number=number)
    assert queries_of(as_(cast.amara), url(cast.priya))[0] == few


# --- children, and the panel ------------------------------------------------------------------------------------------


def test_none_is_asserted_and_dated(as_, cast):
    client = as_(cast.amara)
    client.post(f"/people/{cast.priya.pk}/children/", {"answer": "none"} | typed("asserted_on", clock.today()))
    said = HomeChildren.objects.get()
    assert (said.answer, said.asserted_on, said.author) == ("none", clock.today(), cast.amara)
    assert "No children live there or visit" in client.get(f"/people/{cast.priya.pk}/children/").content.decode()


def test_nobody_asked_in_the_future(cast):
    with pytest.raises(Refused, match="in the future"):
        actions.assert_home_children(
            person=cast.priya, answer="none", asserted_on=clock.today() + timedelta(days=1), by=cast.amara
        )


def panel(cast):
    box = next(panel for panel in PANELS if panel.title == "Risk and safety")
    person = Person.objects.annotate(**box.reads(cast.amara)).get(pk=cast.priya.pk)
    found = box.build(person, cast.amara)
    return {label: text for label, text, _ in found["rows"]}, [label for label, _ in found["actions"]]


def test_the_panel_says_what_is_missing_first(cast):
    assert panel(cast) == ({"Plan": "None yet", "Children": "Not asked yet"}, ["Write a risk and safety plan"])


def test_the_panel_says_concerns_and_an_overdue_review(cast, django_assert_num_queries):
    areas = {kind: {"concern": "none"} for kind in KINDS}
    write(cast, areas=areas | {"self": {"concern": "yes", "what": "x"}, "neglect": {"concern": "yes", "what": "y"}})
    plan_of(cast.priya, cast.amara, -2, number=2)
    actions.assert_home_children(person=cast.priya, answer="visit", by=cast.amara)
    assert cast.amara.has_perm("people.record")
    with django_assert_num_queries(1):
        rows, asked = panel(cast)
    assert rows["Review"].endswith(", overdue")
    assert rows["Concerns"] == "None known"
    assert rows["Children"].startswith("Children visit, ")
    assert asked == ["Review the plan"]
