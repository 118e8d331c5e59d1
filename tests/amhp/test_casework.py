"""Casework with its clocks; what the service did in a year; and none of it in the Client Level Data."""

from datetime import date, timedelta

import pytest
import time_machine

from amhp_rota import actions
from amhp_rota.models import MhaCase, MhaTimer
from amhp_rota.queries import desk_activity as q
from amhp_rota.rules import timers
from bep.kit import clock
from bep.kit.rules import NotFound, Refused, WrongMoment
from people import my_work_page
from people.models import Person
from reporting.cld import build, sources
from reporting.models import Return
from tests.amhp.desk import asked, decided, in_state, moved, ready, reload, second_amhp, signed, taken
from tests.cast import given, make_person

T = MhaTimer.Kind
TODAY = date(2036, 11, 20)


@pytest.fixture
def on_a_day_to_come():
    with time_machine.travel(clock.at(TODAY, 12), tick=False):
        yield


def opened(cast, kind="guardianship", began_on=None, **more):
    facts = {"person": cast.priya, "worker": cast.amara, "by": cast.amara} | more
    return actions.open_case(kind=kind, began_on=began_on or clock.today(), **facts)


def due(case, kind):
    return clock.as_date(case.timers.get(kind=kind, done_at=None).due - timedelta(seconds=1))


def test_guardianship_runs_six_months_and_is_visited_every_three(cast, on_a_day_to_come):
    case = opened(cast)
    assert due(case, T.GUARDIANSHIP_ENDS) == date(2037, 5, 19)
    assert due(case, T.VISIT) == date(2037, 2, 19)
    assert due(case, T.DOCTOR_VISIT) == date(2037, 11, 19)


def test_six_months_then_six_then_twelve(cast, on_a_day_to_come):
    case, ends = opened(cast), []
    for _ in range(3):
        case = actions.renew(case=case, version=case.version, by=cast.amara)
        ends.append(due(case, T.GUARDIANSHIP_ENDS))
    assert ends == [date(2037, 11, 19), date(2038, 11, 19), date(2039, 11, 19)]
    assert case.renewals == 3


def test_a_visit_that_is_done_is_due_again(cast, on_a_day_to_come):
    case = opened(cast, began_on=date(2036, 10, 1))
    timer = case.timers.get(kind=T.VISIT)
    assert actions.do_timer(timer=timer, words="Seen at home; note of today.", by=cast.amara).done_at
    assert due(case, T.VISIT) == date(2037, 2, 19)
    with pytest.raises(WrongMoment):
        actions.do_timer(timer=timer, words="Again.", by=cast.amara)


def test_what_ended_is_not_renewed(cast, on_a_day_to_come):
    case = opened(cast, "cto", began_on=date(2036, 5, 1))
    with pytest.raises(WrongMoment, match="ended before"):
        actions.renew(case=case, version=case.version, by=cast.amara)


def test_what_has_no_period_running_is_not_renewed(cast):
    case = opened(cast, "cto")
    actions.do_timer(timer=case.timers.get(kind=T.CTO_ENDS), words="Recalled.", by=cast.amara)
    with pytest.raises(WrongMoment, match="nothing to renew"):
        actions.renew(case=case, version=reload(case).version, by=cast.amara)


@pytest.mark.parametrize(
    ("kind", "timer", "status"),
    [("cto", T.CTO_ENDS, "VERIFIED"), ("supervision", T.SUPERVISION, "RECALLED"), ("report", T.CIRCUMSTANCES, "RECALLED"),
     ("property", T.PROPERTY, "LOCAL")],
)  # fmt: skip
def test_each_kind_has_its_clock_and_says_how_sure_it_is(cast, kind, timer, status):
    found = opened(cast, kind).timers.get()
    assert (found.kind, found.status) == (timer, status)


def test_every_kind_is_in_the_table():
    assert set(timers.STARTS) == set(MhaCase.Kind.values)


def test_a_clock_from_memory_says_so_where_it_is_shown(cast, as_):
    case = opened(cast, "report")
    assert "From memory: check" in as_(cast.amara).get(f"/amhp/casework/{case.pk}/").content.decode()
    with given():
        MhaTimer.objects.update(due=clock.now() + timedelta(hours=5))
    rows = [row for heap in my_work_page.build(cast.amara).due for row in heap.rows]
    detail = next(row.detail for row in rows if "Social circumstances report" in row.what)
    assert detail.endswith("(from memory: check)")


def test_one_open_order_at_a_time_and_none_about_the_unseen(cast):
    opened(cast, "cto")
    with pytest.raises(Refused, match="already"):
        opened(cast, "cto")
    with pytest.raises(NotFound):
        opened(cast, "property", person=cast.daniel)


def test_closing_stops_its_clocks(cast):
    case = opened(
        cast, "property", keys="Front door, safe 3", pets="Cat, with a neighbour", inventory="Laptop, passport"
    )
    case = actions.close_case(case=case, version=1, reason="Keys given back to her.", by=cast.amara)
    assert not case.timers.filter(done_at=None).exists()
    with pytest.raises(WrongMoment):
        actions.keep_case(case=case, version=case.version, by=cast.amara, keys="")


def test_accepting_guardianship_ends_the_clock_of_its_papers(cast):
    request = ready(cast, "s7")
    signed(cast, request, "G2")
    opened(cast)
    assert request.timers.get(kind="forward").done_words == "Accepted."


def test_whoever_keeps_it_sees_the_person_until_it_is_closed(cast):
    case = opened(cast, "supervision", worker=cast.ruth)
    assert Person.objects.visible_to(cast.ruth).filter(pk=cast.priya.pk).exists()
    actions.close_case(case=case, version=1, reason="Absolute discharge.", by=cast.amara)
    assert not Person.objects.visible_to(cast.ruth).filter(pk=cast.priya.pk).exists()


def test_casework_by_its_screens(cast, as_):
    amara, base = as_(cast.amara), f"/people/{cast.priya.pk}/mental-health-act-casework/"
    assert "No casework" in amara.get(base).content.decode()
    answer = amara.post(
        f"{base}new/", {"kind": "guardianship", "began_on": f"{clock.today()}", "words": "Live at home."}
    )
    assert answer.status_code == 302
    case = MhaCase.objects.get()
    assert "Guardianship visit" in amara.get(base).content.decode()
    amara.post(f"/amhp/timers/{case.timers.get(kind='visit').pk}/", {"words": "Seen."})
    amara.post(f"/amhp/casework/{case.pk}/renew/", {"version": 1})
    amara.post(f"/amhp/casework/{case.pk}/", {"words": "Live with Meera.", "version": 2})
    amara.post(f"/amhp/casework/{case.pk}/close/", {"reason": "Discharged.", "version": 3})
    case = reload(case)
    assert (case.renewals, case.words, case.state) == (1, "Live with Meera.", "closed")


def test_a_death_ends_requests_and_orders_but_not_the_care_of_belongings(cast):
    from people.actions import record_death

    request = ready(cast)
    order, belongings = opened(cast, "cto"), opened(cast, "property", keys="Safe 3")
    record_death(
        person=cast.priya, version=reload(cast.priya).version, death_date=clock.today(), reason="GP", by=cast.amara
    )
    request = reload(request)
    assert (request.state, request.outcome, reload(order).state) == ("closed", "died", "closed")
    assert reload(belongings).is_open


def test_the_person_s_page_shows_the_request_and_the_casework(cast, as_):
    opened(cast, "cto")
    asked(cast)
    page = as_(cast.amara).get(f"/people/{cast.priya.pk}/").content.decode()
    assert "Community treatment order, section 17A" in page
    assert "Mental Health Act" in page


def test_the_clocks_of_a_result_outlive_the_request(cast):
    """Closed, the desk no longer sees the person; whoever decided does, until the last clock is done."""
    request = ready(cast)
    signed(cast, request)
    actions.record_admission(request=request, section="s2", at=clock.now(), by=cast.ruth)
    request = decided(cast, reload(request), "s2")
    request = actions.close(request=request, version=request.version, by=cast.ruth)

    def ruth_sees():
        return Person.objects.visible_to(cast.ruth).filter(pk=cast.priya.pk).exists()

    assert ruth_sees()
    for timer in list(request.timers.filter(done_at=None)):
        actions.do_timer(timer=timer, words="Done.", by=cast.ruth)
    assert not ruth_sees()


def test_the_desk_reads_what_is_closed_and_settles_its_fees(cast, as_):
    request = ready(cast)
    claim = actions.claim_fee(request=request, doctor=request.recommendations.first().doctor, fee=180, by=cast.ruth)
    request = decided(cast, request, "not_detained")
    actions.close(request=request, version=request.version, by=cast.ruth)
    assert as_(cast.ruth).get(f"/amhp/requests/{request.pk}/").status_code == 200
    assert actions.settle_fee(claim=claim, version=1, passed=True, by=second_amhp()).state == "passed"
    assert str(request) in as_(cast.ruth).get("/amhp/activity/file/").content.decode()
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(restricted=True)
    assert as_(cast.ruth).get(f"/amhp/requests/{request.pk}/").status_code == 404


# --- what the service did ---------------------------------------------------------------------------------------------
def test_the_financial_year_begins_in_april():
    assert [q.year_label(q.year_of(day)) for day in (date(2026, 3, 31), date(2026, 4, 1))] == ["2025/26", "2026/27"]


def several(cast):
    outcomes = ["s2", "s2", "informal", "not_detained"]
    for number, outcome in enumerate(outcomes):
        with given():
            person = make_person(f"BEP-93{number:04}", f"Given{number}", "Many", lead=cast.amara)
        decided(cast, moved(cast, taken(cast, asked(cast, person=person)), "triage", "assess"), outcome)


def test_sections_by_year_as_table_9(cast, as_):
    several(cast)
    opened(cast, "court", section="37")
    year = q.year_of(clock.today())
    counted = {label: (before, ours[0]) for label, before, ours in q.sections_by_year([year])}
    assert counted["Section 2"] == ((139, 138, 172), 2)
    assert counted["Informal patients admitted"] == ((165, 211, 272), 1)
    assert counted["Section 37 and 47 (41 and 49)"] == ((8, 13, 7), 1)
    page = as_(cast.ruth).get("/amhp/activity/").content.decode()
    assert "4</strong> requests · 2 detained · 2 detention averted" in page
    assert "700 to 1000" in page


def test_the_file_has_no_name_and_every_delay(cast, as_):
    request = in_state(cast, "assessing")
    actions.log_call(request=request, cause="bed", result="tried", by=cast.ruth, at=clock.now() - timedelta(minutes=30))
    file = as_(cast.ruth).get("/amhp/activity/file/").content.decode()
    assert "Delay: a bed" in file
    assert "Nair" not in file
    assert "1992" not in file


def test_the_page_keeps_to_ten_queries(cast, as_, django_assert_max_num_queries):
    several(cast)
    client = as_(cast.ruth)
    client.get("/amhp/activity/")
    with django_assert_max_num_queries(10):
        client.get("/amhp/activity/")


# --- never in the Client Level Data ------------------------------------------------------------------------------------
def test_mental_health_act_work_makes_no_row_of_the_return(cast):
    """A request, an assessment, papers, an admission and guardianship: every source of the return is asked, none gives a row."""
    request = ready(cast)
    signed(cast, request)
    actions.record_admission(request=request, section="s2", at=clock.now(), by=cast.ruth)
    decided(cast, reload(request), "s2")
    opened(cast)
    with given():
        made = Return.objects.create(
            period_start=clock.today() - timedelta(days=300),
            period_end=clock.today() + timedelta(days=30),
            asked_by=cast.joan,
        )
        assert sum(build.add_rows(made.pk, source) for source in sources.SOURCES) == 0


def test_no_source_of_the_return_reads_this_room(cast):
    assert not [source.key for source in sources.SOURCES if "amhp_rota" in build.statement(source)]


def test_a_period_of_days_is_read_as_the_end_of_its_last_day():
    assert MhaTimer(due=clock.end_of(date(2027, 1, 12))).by_when == "the end of 12 January 2027"
    assert MhaTimer(due=clock.at(date(2027, 1, 12), 14, 5)).by_when == "12 January 2027, 14:05"
