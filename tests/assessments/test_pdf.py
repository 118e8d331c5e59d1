"""The person's written record: plain words, tagged, and nothing that was the worker's own view."""

from io import BytesIO

from pypdf import PdfReader

from assessments import actions
from tests.cast import given


def record(client, assessment):
    answer = client.get(f"/assessments/{assessment.pk}/record.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_says_what_was_decided_and_why_in_plain_words(cast, as_, decided):
    text = text_of(record(as_(cast.amara), decided))
    assert "You have needs that the council must consider meeting." in text
    assert "She cannot feed herself" in text
    assert "To cook for my daughter again." in text
    assert "If you do not agree with this decision" in text
    assert "SI 2015/313 reg 2(1)(b)" in text


def test_the_workers_own_view_stays_out(cast, as_, decided):
    assert "Thin" not in text_of(record(as_(cast.amara), decided))


def test_it_is_tagged_titled_and_in_english(cast, as_, decided):
    reader = record(as_(cast.amara), decided)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "Care Act assessment" in reader.metadata.title


def test_large_print_for_whoever_uses_it(cast, as_, decided):
    pages = len(record(as_(cast.amara), decided).pages)
    with given():
        type(cast.priya).objects.filter(pk=cast.priya.pk).update(communication_needs=["large_print"])
    assert len(record(as_(cast.amara), decided).pages) > pages


def test_an_addendum_is_part_of_it(cast, as_, decided):
    actions.write_addendum(assessment=decided, words="Meera's number was wrong.", by=cast.amara)
    assert "Meera's number was wrong." in text_of(record(as_(cast.amara), decided))


def test_there_is_none_before_the_decision(cast, as_, underway):
    assert as_(cast.amara).get(f"/assessments/{underway.pk}/record.pdf").status_code == 404
