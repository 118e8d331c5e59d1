"""The one page on paper: exactly one A4 page, tagged, in the person's words; when too long, which part and by how much."""

import io
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from bep.kit import pdf
from bep.kit.rules import Refused
from enablement import onepage
from tests.enablement.given import agreed, draft, goals, step


def read(document):
    return PdfReader(io.BytesIO(pdf.written(document)))


def test_is_exactly_one_a4_page(cast):
    paper = read(onepage.lay_out(agreed(cast)))
    assert len(paper.pages) == 1
    width, height = (float(n) / 72 * 25.4 for n in paper.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)


def test_says_the_persons_words_goals_and_steps(cast):
    text = " ".join(read(onepage.lay_out(agreed(cast))).pages[0].extract_text().split())
    for words in (
        "My enablement plan", "Priya Nair (Pri)", "written with Amara Bell", "version 1, agreed by Pri", "to stop being afraid",
        "Cook a family meal every Sunday", "Me: choose a meal on Thursday", "Meera: shop with me", "Not shared with: landlord.",
        "Burnt Oak hub, 10:00", "Agreed by Pri on",
    ):  # fmt: skip
        assert words in text


def test_is_tagged_for_assistive_technology(cast):
    root = read(onepage.lay_out(agreed(cast))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_a_draft_says_so(cast):
    text = read(onepage.lay_out(draft(cast))).pages[0].extract_text()
    assert "draft, not yet agreed" in " ".join(text.split())


def test_large_print_may_run_on(cast):
    paper = read(onepage.lay_out(agreed(cast), size=onepage.LARGE_PRINT))
    assert len(paper.pages) > 1


@pytest.mark.parametrize("part", ["opening", "good_at", "helps_me", "if_hard", "support_i_get", "shared_with"])
def test_the_refusal_names_the_part_that_is_too_long(cast, part):
    plan = draft(cast, words={part: "It is a long story and every word of it matters to me. " * 60})
    with pytest.raises(Refused) as refusal:
        onepage.must_fit(plan)
    field = {"shared_with": "shared"}.get(part, part)
    assert refusal.value.field == field
    assert f"“{onepage.label_of(field)}” is too long by about" in refusal.value.sentence


@pytest.mark.parametrize("part", ["opening", "my_people", "work_learning"])
def test_cutting_what_it_says_makes_it_fit(cast, part):
    long = "One two three four five six seven. " * 80
    plan = draft(cast, words={part: long})
    [found] = onepage.too_long(plan)
    setattr(plan, part, long[: len(long) - found.characters])
    assert len(onepage.lay_out(plan).pages) == 1
    setattr(plan, part, long[: len(long) - found.characters // 2])
    assert len(onepage.lay_out(plan).pages) > 1, "and the number it names is not far too much"


def test_a_goal_with_too_many_steps_is_named(cast):
    many = [
        {**goals()[0], "steps": [step(f"step {n}: {'walk to the park and back ' * 6}") for n in range(12)]},
        goals()[1],
    ]
    plan = draft(cast, goal_list=many)
    with pytest.raises(Refused) as refusal:
        onepage.must_fit(plan)
    assert "“Steps of goal 1” is too long" in refusal.value.sentence


def test_too_many_short_goals_are_not_blamed_on_words(cast):
    few = [{"words": f"Goal {n}", "start": 1, "now": 2, "steps": [step("go")]} for n in range(30)]
    with pytest.raises(Refused) as refusal:
        onepage.must_fit(draft(cast, goal_list=few, words={name: "Short." for name in ("opening", "good_at")}))
    assert refusal.value.field == "goals"
    assert "too many goals" in refusal.value.remedy


def test_a_pdf_fetches_nothing_from_elsewhere():
    from django.core.exceptions import SuspiciousFileOperation

    for url in ("https://example.com/x.css", "file:///etc/passwd", f"{pdf.BASE}/static/../settings.py"):
        with pytest.raises((SuspiciousFileOperation, ValueError)):
            pdf.fetcher().fetch(url)


def test_words_are_never_read_as_markup(cast):
    plan = draft(cast, words={"opening": "<img src=file:///etc/passwd> & me"})
    assert "<img src=file:///etc/passwd> & me" in read(onepage.lay_out(plan)).pages[0].extract_text().replace("\n", " ")


def test_worst_leaves_rows_alone_that_cannot_shrink():
    row = [SimpleNamespace(height=40.0, lines=2.0, least=2, characters=9, fair=4)]
    assert onepage.worst([row, []]) is None
