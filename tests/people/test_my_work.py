"""My work: the first screen after sign-in."""

from unittest.mock import patch

import pytest

from bep.audit.models import Event
from bep.kit import clock, drafts
from bep.kit.registry import WORK
from people import actions, my_work_page
from people.models import Involvement
from people.queries.work import Work
from tests.cast import given, make_person
from tests.people.day import EAST, ago, caseload_of, note_of, plan_of, queries_of, step_of

URL = "/my-work/"


def page(as_, worker, query=""):
    answer = as_(worker).get(URL + query)
    assert answer.status_code == 200
    return answer.content.decode()


OWN = {"risk_review", "unseen", "next_step", "countersign_note", "countersign_risk_plan", "unallocated"}


def heaps(worker):
    """{heading: [what each row says]}, of the people room's own sources: what upper rooms add is theirs to test."""
    with patch.dict(WORK, {kind: WORK[kind] for kind in OWN}, clear=True):
        found = my_work_page.build(worker)
    return {key: [row.what for row in heap.rows] for key, heap in found.heaps.items() if heap.count}


@pytest.fixture
def settled(cast):
    """Priya has been seen, so that only what a test adds is due."""
    note_of(cast.priya, cast.amara, 3)
    return cast


@pytest.mark.parametrize(("days", "heading"), [(-1, "late"), (0, "today"), (1, "soon"), (7, "soon"), (8, None)])
def test_a_next_step_comes_under_its_clock(settled, days, heading):
    step_of(settled.priya, settled.amara, days)
    assert heaps(settled.amara) == ({heading: ["ring the landlord"]} if heading else {})


def test_each_row_has_its_clock_in_words_and_one_button(as_, settled):
    step = step_of(settled.priya, settled.amara, -2, promised=True)
    html = page(as_, settled.amara)
    assert "2 days late" in html
    assert "promised: ring the landlord" in html
    assert f"/next-steps/{step.pk}/" in html


@pytest.mark.parametrize(("days", "at_risk"), [(28, False), (29, True)])
def test_who_is_unseen_past_the_interval_is_at_risk(cast, days, at_risk):
    note_of(cast.priya, cast.amara, days)
    assert ("risk" in heaps(cast.amara)) is at_risk


def test_a_telephone_call_is_not_seeing_somebody(cast):
    note_of(cast.priya, cast.amara, 40)
    note_of(cast.priya, cast.amara, 1, way="phone")
    assert "risk" in heaps(cast.amara)


def test_who_was_never_seen_counts_from_the_allocation(cast):
    with given():
        Involvement.objects.filter(person=cast.priya, role="lead").update(starts=ago(40))
    assert heaps(cast.amara) == {"risk": ["to see, not seen yet"]}


def test_a_risk_review_overdue_is_at_risk_and_only_the_newest_plan_counts(settled):
    plan_of(settled.priya, settled.amara, -3, number=1)
    assert heaps(settled.amara) == {"risk": ["risk and safety plan to review"]}
    plan_of(settled.priya, settled.amara, 60, number=2)
    assert heaps(settled.amara) == {}


def test_the_dead_ask_for_nothing(settled):
    plan_of(settled.priya, settled.amara, -3)
    with given():
        settled.priya.death_date = clock.today()
        settled.priya.save()
    assert heaps(settled.amara) == {}


def test_nobody_elses_work_is_listed(as_, settled):
    step_of(settled.daniel, settled.ben, 0)
    step_of(settled.priya, settled.joan, 0, what="joan's own")
    html = page(as_, settled.amara)
    assert "Daniel" not in html
    assert "joan&#x27;s own" not in html


def test_a_restricted_person_is_absent_without_a_grant(as_, settled):
    step_of(settled.rosa, settled.amara, 0)
    assert heaps(settled.amara) == {}
    assert "Rosa" not in page(as_, settled.amara)


def test_covering_shows_the_colleagues_work(settled):
    step_of(settled.priya, settled.amara, 0)
    with given():
        Involvement.objects.create(person=settled.priya, worker=settled.theo, role="cover")
    assert heaps(settled.theo) == {"today": ["ring the landlord"]}


def test_drafts_are_not_finished(as_, settled):
    drafts.save(
        settled.amara, key="people.contact:1", version=0, data={"what_happened": "We"}, title="Case note, Pri Nair",
        url="/people/1/contacts/new/", person_id=settled.priya.pk,
    )  # fmt: skip
    html = page(as_, settled.amara)
    assert "Case note, Pri Nair" in html
    assert "Carry on" in html


def test_a_draft_about_somebody_no_longer_visible_is_not_shown(as_, settled):
    drafts.save(
        settled.amara,
        key="people.contact:1",
        version=0,
        data={},
        title="Case note, Pri Nair",
        person_id=settled.priya.pk,
    )
    with given():
        Involvement.objects.filter(person=settled.priya).update(ends=ago(0))
    assert "Case note" not in page(as_, settled.amara)


# --- new to me --------------------------------------------------------------------------------------------------------


def test_an_allocation_is_new_until_it_is_acknowledged(as_, cast):
    with given():
        new = make_person("BEP-900010", "Samuel", "Okafor", team=EAST)
    actions.allocate(person=new, worker=cast.amara, reason="speaks Yoruba", by=cast.joan)
    html = page(as_, cast.amara)
    assert "New to me" in html
    assert "by Joan Marsh: “speaks Yoruba”" in html
    as_(cast.amara).post("/my-work/seen/")
    assert "New to me" not in page(as_, cast.amara)
    assert Event.objects.get(name="people.allocations_seen").person_ids == sorted([new.pk, cast.priya.pk, cast.rosa.pk])


# --- for a team -------------------------------------------------------------------------------------------------------


def test_a_manager_sees_whom_nobody_leads(settled):
    with given():
        make_person("BEP-900011", "Mina", "Shah", team=EAST)
    assert heaps(settled.joan) == {"waiting": ["not allocated in East Local Enablement Team"]}
    assert heaps(settled.wendy) == {}
    assert heaps(settled.amara) == {}


def test_a_trainees_note_waits_for_those_who_countersign(settled):
    actions.record_contact(person=settled.priya, way="phone", seen="alone", what_happened="We spoke.", by=settled.theo)
    assert heaps(settled.joan) == {"waiting": ["case note by Theo Price to countersign"]}
    assert heaps(settled.amara) == {}


# --- the page ---------------------------------------------------------------------------------------------------------


def test_numbers_are_links_to_lists(as_, settled):
    for n in range(12):
        step_of(settled.priya, settled.amara, -1, what=f"step {n}")
    html = page(as_, settled.amara)
    assert "Overdue (12)" in html
    assert html.count("1 day late") == my_work_page.FIRST_ROWS
    assert page(as_, settled.amara, "?show=late").count("1 day late") == 12


def test_the_load_stands_at_the_head(as_, settled):
    html = page(as_, settled.amara)
    assert "1 person" in html
    assert "2 of 44 points" in html


@pytest.mark.parametrize("who", ["cora", "ada", "ida"])
def test_roles_without_a_caseload_see_their_jobs(as_, cast, who):
    html = page(as_, getattr(cast, who))
    assert "Your role works with no people of its own" in html


def test_nobody_signed_out_sees_it(client, cast):
    assert client.get(URL).status_code == 302


def test_who_is_listed_is_recorded_as_shown(as_, settled):
    step_of(settled.priya, settled.amara, 0)
    page(as_, settled.amara)
    event = Event.objects.filter(name="people.shown").latest("pk")
    assert event.person_ids == [settled.priya.pk]


@pytest.mark.parametrize("url", [URL, "/my-work/?show=late"])
def test_the_page_takes_ten_queries_at_most_however_long_the_caseload(as_, cast, url):
    caseload_of(cast.amara, 15)  # enough that each list has a row
    few, found = queries_of(as_(cast.amara), url)
    assert few <= 10, [query["sql"][:100] for query in found]
    caseload_of(cast.amara, 45, start=200)
    assert queries_of(as_(cast.amara), url)[0] == few


def test_who_is_on_duty_is_named_with_a_telephone(as_, settled):
    box = page(as_, settled.amara).partition('id="on-duty"')[2]
    assert "Hub duty" in box
    assert "Sara Lind" in box
    assert "020 7946 0000" in box
    assert "Ruth Levy" in box


def test_whose_record_the_return_would_refuse_is_told_beside(as_, settled):
    html = page(as_, settled.amara)
    assert "0 of 1 person is ready for the return." in html
    assert "1 needs something" in html
    assert "for the return, needs an NHS number" in page(as_, settled.amara, "?show=return")
    assert "for the return" not in html.partition('id="due"')[2].partition("</section>")[0]


def test_only_what_comes_first_has_a_main_button(as_, settled):
    for days in (-3, -2, 0, 1):
        step_of(settled.priya, settled.amara, days)
    buttons = page(as_, settled.amara).partition("<main")[2].split('class="govuk-button')[1:]
    main = [button for button in buttons if not button.startswith(" govuk-button--secondary")]
    assert len(main) == 1


def test_a_heading_shows_the_first_and_records_only_whom_it_shows(as_, cast):
    """The rest is one click away, and is recorded when it is opened."""
    people = []
    for number in range(my_work_page.FIRST_ROWS + 3):
        with given():
            people.append(make_person(f"BEP-90020{number}", "Given", f"Family {number:02}", lead=cast.amara, team=EAST))
        step_of(people[-1], cast.amara, -1)
    assert f"All {len(people)}: overdue" in page(as_, cast.amara)
    shown = Event.objects.filter(name="people.shown").latest("pk").person_ids
    assert len({each.pk for each in people} & set(shown)) == my_work_page.FIRST_ROWS


def test_of_an_inbox_only_the_first_are_listed_and_more_is_said(as_, cast, monkeypatch):
    monkeypatch.setattr("people.queries.work.MOST_OF_AN_INBOX", 2)
    for number in range(3):
        with given():
            make_person(f"BEP-90010{number}", "Nobody", f"Leads {number}", team=EAST)
    html = page(as_, cast.joan)
    assert "Waiting for me (2+)" in html
    assert "Leads 0" in html
    assert "Leads 2" not in html


def test_a_row_offers_no_button_to_who_may_not_press_it(as_, settled):
    """A page that offers what it then refuses teaches people not to trust its buttons."""
    source = WORK["review_due"]
    row = Work(source, 7, settled.priya.pk, None, "Pri Nair", None, {})
    assert row.url_for(settled.amara) == source.url(7, settled.priya.pk)
    assert row.url_for(settled.pia) == ""


def test_with_nobody_and_nothing_due_it_says_what_the_role_can_do(as_, cast):
    html = page(as_, cast.ruth)
    assert "What you can do here" in html
    assert "/amhp/" in html
