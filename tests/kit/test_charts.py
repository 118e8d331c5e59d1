"""Charts: every number of the picture is in the table, and the picture says what it is to those who cannot see it."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bep.kit import charts

MONTHS = ["Apr", "May", "Jun"]
ALL = [
    charts.bars("Referrals by hub", [("Burnt Oak", 41, "/list/?hub=1"), ("Vale & Co <1>", 0, "")]),
    charts.grouped("Plan and real", MONTHS, {"Expected": [1, 2, 3], "Actual": [2, None, 4]}),
    charts.by_name("Nights", ["Ayo", "Ruth"], {"Had": [3, None], "Fair part": [2.5, 2.5]}),
    charts.lines("Waits", MONTHS, {"Target": [14, 14, 14], "Half": [9, None, 10]}, plan=["Target"]),
    charts.flow("Pathway", [("Referred", "Advice", 310), ("Referred", "Choice", 640), ("Choice", "Plan", 240)]),
]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title)
def test_is_well_formed_named_and_carries_no_style_or_script(chart):
    svg = ElementTree.fromstring(chart.svg)
    assert svg.find("title").text == chart.title
    assert svg.find("desc").text
    assert "style=" not in chart.svg
    assert "<script" not in chart.svg


def test_numbers_lead_to_their_list_in_picture_and_table():
    chart = ALL[0]
    assert 'href="/list/?hub=1"' in chart.svg
    assert chart.table_rows[0] == [charts.Cell("Burnt Oak"), charts.Cell("41", "/list/?hub=1")]


def test_labels_are_escaped():
    assert "Vale &amp; Co &lt;1&gt;" in ALL[0].svg


def test_a_missing_number_is_a_dash_and_a_gap():
    waits = ALL[3]
    assert waits.table_rows[1][2] == charts.Cell("–")
    assert waits.svg.count('class="s1"') == 2


def test_of_many_names_side_by_side_each_can_be_read():
    names = [f"Somebody Longname-{i}" for i in range(40)]
    chart = charts.by_name("Nights", names, {"Had": list(range(40)), "Fair part": [1.5] * 40})
    said = [text.text for text in ElementTree.fromstring(chart.svg).iter("text")]
    assert [words for words in said if words in names] == names


def test_a_suppressed_number_is_said_and_not_drawn():
    chart = charts.bars("Small", [("A", "fewer than 5"), ("B", 12)])
    assert chart.table_rows[0][1].words == "fewer than 5"
    assert 'width="0"' in chart.svg
    over_time = charts.lines("Small", MONTHS, {"Actual": [7, "fewer than 5", 9]})
    assert over_time.table_rows[1][1].words == "fewer than 5"
    assert over_time.svg.count("<circle") == 2


def test_an_empty_chart_still_draws():
    for chart in (charts.bars("None", []), charts.lines("None", [], {}), charts.grouped("None", [], {})):
        ElementTree.fromstring(chart.svg)


def test_a_flow_that_leads_back_is_refused():
    with pytest.raises(ValueError, match="lead back"):
        charts.flow("Circle", [("A", "B", 1), ("B", "A", 1)])


@given(st.integers(0, 5_000_000))
def test_an_axis_reaches_its_largest_number_in_a_few_whole_steps(most):
    end, steps = charts.nice(most), charts.ticks(charts.nice(most))
    assert most <= end <= max(2 * most, 5)
    assert steps[-1] == end
    assert 2 <= len(steps) <= 11
