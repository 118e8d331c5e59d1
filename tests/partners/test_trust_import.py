"""A trust's file: sent in twice it changes nothing twice; each line is created, matched, to be decided or refused."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from bep.access.actors import actor
from bep.audit import queries as log
from bep.audit.record import note
from bep.audit.withheld import for_the_person
from bep.kit.jobs.run import run
from bep.kit.models import Job
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment
from partners import jobs
from partners import permissions as may
from partners.api.base import DISCLOSED
from partners.models import TrustFile, TrustLine, TrustRecord
from partners.states import TRUST_RECORD
from partners.trust_import import actions, lines, queries, reading, taking
from partners.trust_import.profile import profile_named
from people.actions import edit_person
from people.models import Involvement, Person
from safeguarding.governance.actions import withhold
from safeguarding.models import CausedEnquiry, Concern
from tests.cast import given
from tests.safeguarding.enquiries import begun, decided
from tests.safeguarding.given import make, restricted

RIO = profile_named("rio")
HEADINGS = [column.heading for column in RIO.columns]
NEW = {"Forename": "Olwen", "Surname": "Tregarth", "Date of Birth": "02/03/1961", "NHS Number": "999 001 1001"}
PRIYA = {"Forename": "Priya", "Surname": "Nair", "Date of Birth": "12/03/1992", "NHS Number": "9990022003"}


def line(key, **cells):
    said = {
        "Record ID": key, "Record Type": "Concern", "Date Raised": "01/10/2026", "Abuse Type": "FIN", "Location": "HOME",
        "Description": "Money is missing, she says.", "Source of Risk": "FAM", "Consent": "Y", "Postcode": "NW4 4BE",
    }  # fmt: skip
    return said | cells


def as_csv(rows, headings=None, encoding="utf-8", mark=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, headings or HEADINGS, delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.fixture
def desk(cast):
    """The cast, with Sunita (safeguarding adults manager) and Olive (enquiry officer); Tom takes files in; Priya has a number."""
    for key in ("sunita", "olive"):
        setattr(cast, key, make(key))
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(nhs_number="9990022003")
    cast.priya.refresh_from_db()
    return cast


def sent(by, rows, **more):
    data = as_csv(rows, **more)
    return actions.send(profile="rio", name="october.csv", data=data, encoding="utf-8", by=by)


def taken(by, *rows):
    """The file, read to its end."""
    file = sent(by, rows)
    run(file.job_id)
    return file


def outcomes(file):
    return list(file.lines.order_by("number").values_list("outcome", flat=True))


# --- twice ------------------------------------------------------------------------------------------------------------
def test_the_same_file_imported_twice(desk, as_):
    """The journey: sent in by business support, read, its report read; sent again, nothing changes; a refused line corrected."""
    rows = [
        line("1", **NEW),
        line("2", **PRIYA),
        line("3", **PRIYA, Postcode="?"),
        line("4", **NEW | {"NHS Number": "", "Forename": "Olwyn"}),
    ]
    browser = as_(desk.tom)
    page = browser.post(reverse("partners:trust_files"), upload(as_csv(rows)), follow=True)
    run(Job.objects.get(kind="partners.read_trust_file").pk)
    file = TrustFile.objects.get()
    assert outcomes(file) == ["created", "matched", "refused", "queued"], list(
        file.lines.values_list("problems", flat=True)
    )
    page = browser.get(reverse("partners:trust_file", args=[file.pk])).content.decode()
    assert "This is not a UK postcode." in page
    assert "Does not reconcile" not in page
    before = (Person.objects.count(), Concern.objects.count(), TrustRecord.objects.count())
    browser.post(reverse("partners:trust_files"), upload(as_csv(rows)))
    again = TrustFile.objects.first()
    run(again.job_id)
    assert outcomes(again) == ["unchanged", "unchanged", "refused", "unchanged"]
    assert before == (Person.objects.count(), Concern.objects.count(), TrustRecord.objects.count())
    refused = browser.get(reverse("partners:trust_refused", args=[again.pk]))
    corrected = b"".join(refused.streaming_content).decode("utf-8-sig").replace("?", "NW9 0ZZ")
    browser.post(reverse("partners:trust_files"), upload(corrected.encode()))
    last = TrustFile.objects.first()
    run(last.job_id)
    assert outcomes(last) == ["matched"]
    report = browser.get(reverse("partners:trust_report", args=[file.pk]))
    assert len(b"".join(report.streaming_content).decode().splitlines()) == 5


def upload(data):
    return {"profile": "rio", "encoding": "utf-8", "file": SimpleUploadedFile("october.csv", data)}


def test_the_report_adds_up_and_each_number_is_its_list(desk, as_):
    file = taken(
        desk.tom, line("1", **NEW), line("2", **PRIYA), line("3", **{**PRIYA, "Abuse Type": "??"}), line("1", **NEW)
    )
    rows, total = queries.reconciled(file)
    assert total == file.number == sum(number for _, number, _ in rows) == 4
    for outcome, number, url in rows:
        page = as_(desk.sunita).get(url)
        assert page.content.decode().count('scope="row"') == number, outcome
    assert queries.why_refused(file) == [("Abuse Type", "Is not a code that we know.", 1)]


def test_a_concern_comes_of_it_with_the_trusts_own_number(desk):
    taken(desk.tom, line("77", **PRIYA, Alleged="Her nephew"))
    concern = Concern.objects.get()
    assert (concern.origin, concern.origin_key, concern.channel, concern.person) == ("rio", "77", "import", desk.priya)
    assert (concern.kinds, concern.location, concern.alleged) == (["financial"], "own_home", "Her nephew")


# --- killed -----------------------------------------------------------------------------------------------------------
def test_a_worker_that_dies_at_a_line_neither_loses_nor_doubles(desk, monkeypatch):
    """It dies inside the third line's transaction, after the concern was raised: nothing of that line stays."""
    rows = [line(str(n), **NEW | {"NHS Number": "", "Forename": name}) for n, name in enumerate("Ann Bo Cy Di".split())]
    file = sent(desk.tom, [*rows, line("9", **PRIYA)])
    real, count = taking.take_in, []

    def dies(**asked):
        count.append(1)
        done = real(**asked)
        if len(count) == 5:
            raise KeyboardInterrupt  # as a kill is: nobody catches it
        return done

    with monkeypatch.context() as patch:
        patch.setattr(taking, "take_in", dies)
        with pytest.raises(KeyboardInterrupt):
            run(file.job_id)
    assert (outcomes(file)[-1], Concern.objects.count()) == ("waiting", 0)
    with given():
        Job.objects.filter(pk=file.job_id).update(lease_until="2020-01-01T00:00Z")
    run(file.job_id)
    assert (outcomes(file).count("queued"), Concern.objects.count(), TrustRecord.objects.count()) == (4, 1, 5)
    assert Job.objects.get(pk=file.job_id).state == "done"
    assert jobs.SIGN_OF_LIFE


def test_a_system_takes_in_by_the_same_function(desk):
    """As REST does: a named actor with its own short list of what it may do."""
    allowed = (
        may.IMPORT_TRUST,
        "safeguarding.raise",
        "people.register",
        "people.view_person",
        "people.search_everyone",
    )
    system = actor("a trust’s system, in a test", *allowed)
    said = line("8", **PRIYA)
    record, _ = lines.incoming(HEADINGS, [said.get(h, "") for h in HEADINGS], RIO)
    first, second = (taking.take_in(record=record, by=system).what for _ in range(2))
    assert (first, second, Concern.objects.get().person) == ("matched", "unchanged", desk.priya)


def test_one_record_of_a_number(desk):
    taken(desk.tom, line("1", **PRIYA))
    with pytest.raises(IntegrityError), given():
        TrustRecord.objects.create(profile="rio", key="1", hash="", kind="concern", facts={}, why="possible")
    with pytest.raises(IntegrityError), given():
        TrustLine.objects.update(outcome="refused")


# --- whom it is about -------------------------------------------------------------------------------------------------
CERTAIN = [
    (PRIYA, "matched", ""),
    (PRIYA | {"Forename": "Pri"}, "matched", ""),  # the name she uses
    (PRIYA | {"Surname": "Khan"}, "queued", "name"),
    (PRIYA | {"Date of Birth": "13/03/1992"}, "queued", "name"),
    (PRIYA | {"NHS Number": ""}, "queued", "possible"),
    (NEW | {"NHS Number": ""}, "queued", "incomplete"),
    (NEW, "created", ""),
]


def test_certain_is_number_birth_and_name_and_nothing_less(desk):
    file = taken(desk.tom, *(line(str(n), **cells) for n, (cells, _, _) in enumerate(CERTAIN)))
    found = file.lines.order_by("number").values_list("outcome", "record__why")
    assert list(found) == [(outcome, why) for _, outcome, why in CERTAIN]


def test_a_restricted_person_is_a_possible_match_and_nothing_more(desk, as_):
    restricted(desk.priya)
    file = taken(desk.tom, line("1", **PRIYA))
    record = TrustRecord.objects.get()
    assert (outcomes(file), record.why, record.person) == (["queued"], "hidden", None)
    page = as_(desk.sunita).get(reverse("partners:trust_record", args=[record.pk])).content.decode()
    assert "possible match: ask information governance" in page
    assert desk.priya.reference not in page
    with pytest.raises(NotFound):
        actions.same_person(record=record, version=record.version, person=desk.priya, by=desk.sunita)


def test_a_person_decides_what_waits(desk, as_):
    taken(desk.tom, *(line(str(n), **PRIYA | {"NHS Number": ""}) for n in range(3)))
    browser = as_(desk.sunita)
    assert browser.get(reverse("partners:trust_queue")).content.decode().count('scope="row"') == 3
    same, new, no = TrustRecord.objects.order_by("key")
    for record, choice in ((same, None), (new, "new"), (no, "refuse")):
        url = reverse("partners:trust_record", args=[record.pk])
        form = browser.get(url).context["form"]
        answer = {
            "choice": choice or form.fields["choice"].choices[0][0],
            "version": record.version,
            "reason": "Not an adult at risk.",
        }
        assert browser.post(url, answer).status_code == 302
        record.refresh_from_db()
    assert (same.person, same.concern.person, same.state) == (desk.priya, desk.priya, "taken")
    assert new.person != desk.priya
    assert (no.state, no.reason, no.concern) == ("refused", "Not an adult at risk.", None)
    with pytest.raises(WrongMoment, match="decided already"):
        actions.refuse(record=no, version=no.version, reason="Again.", by=desk.sunita)
    with pytest.raises(NotAllowed):
        actions.refuse(record=no, version=no.version, reason="Again.", by=desk.tom)


# --- changed since ----------------------------------------------------------------------------------------------------
def test_what_a_trust_may_correct_is_taken_over_and_the_rest_waits(desk):
    taken(desk.tom, line("1", **PRIYA))
    file = taken(desk.tom, line("1", **PRIYA, Place="Elm Court, room 4"))
    assert (outcomes(file), Concern.objects.get().place) == (["updated"], "Elm Court, room 4")
    file = taken(desk.tom, line("1", **PRIYA, Description="It was the neighbour."))
    record = TrustRecord.objects.get()
    assert (outcomes(file), record.why) == (["queued"], "changed")
    assert "missing" in Concern.objects.get().what
    actions.take_change(record=record, version=record.version, by=desk.sunita)
    assert Concern.objects.get().what == "It was the neighbour."
    assert outcomes(taken(desk.tom, line("1", **PRIYA, Description="It was the neighbour."))) == ["unchanged"]


def test_a_record_that_changes_once_more_while_its_change_waits_stays_one_concern(desk):
    taken(desk.tom, line("1", **PRIYA))
    assert outcomes(taken(desk.tom, line("1", **PRIYA, Description="First."))) == ["queued"]
    assert outcomes(taken(desk.tom, line("1", **PRIYA, Description="Second."))) == ["queued"]
    assert TrustRecord.objects.get().waiting["what"] == "Second."
    assert outcomes(taken(desk.tom, line("1", **PRIYA))) == ["updated"]  # the trust took it back
    record = TrustRecord.objects.get()
    assert (record.state, record.waiting, Concern.objects.count()) == ("taken", None, 1)


def test_what_was_decided_on_is_not_changed_by_the_trust(desk):
    taken(desk.tom, line("1", **PRIYA))
    decided(desk, Concern.objects.get(), verb="end_here")
    assert outcomes(taken(desk.tom, line("1", **PRIYA, Place="Elsewhere"))) == ["queued"]
    record = TrustRecord.objects.get()
    with pytest.raises(WrongMoment, match="gone on since"):
        actions.take_change(record=record, version=record.version, by=desk.sunita)
    actions.refuse(record=record, version=record.version, reason="Told to the officer.", by=desk.sunita)
    record.refresh_from_db()
    assert (record.state, record.concern.place) == ("taken", "")


def test_an_enquiry_that_the_trust_makes_for_us_is_added_to_ours(desk):
    enquiry = begun(desk)
    cells = PRIYA | {
        "Record Type": "Enquiry",
        "Council Enquiry Reference": enquiry.reference,
        "Findings": "He took it.",
    }
    assert outcomes(taken(desk.tom, line("5", **cells))) == ["queued"]  # Tom makes no enquiries
    record = TrustRecord.objects.get()
    actions.same_person(record=record, version=record.version, person=desk.priya, by=desk.sunita)
    asked = CausedEnquiry.objects.get()
    assert (asked.enquiry, asked.state, asked.answer, asked.organisation) == (
        enquiry,
        "returned",
        "He took it.",
        RIO.organisation,
    )
    assert Concern.objects.count() == 1  # the one our enquiry began with


# --- refused, with a sentence ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cells", "heading", "sentence"),
    [
        ({"Surname": ""}, "Surname", "It is empty."),
        ({"Date Raised": "31/02/2026"}, "Date Raised", "is not a date"),
        ({"Date Raised": "01/01/2190"}, "Date Raised", "in the future"),
        ({"Date of Birth": "01/01/1850"}, "Date of Birth", "before 1900"),
        ({"Date of Birth": f"01/01/{date.today().year - 9}"}, "Date of Birth", "under 18"),  # noqa: DTZ011
        ({"NHS Number": "1234567890"}, "NHS Number", "not an NHS number"),
        ({"Abuse Type": "ZZ"}, "Abuse Type", "not a code that we know"),
        ({"Record Type": "Gossip"}, "Record Type", "not a code that we know"),
        ({"Police Reference": "9" * 41}, "Police Reference", "41 characters"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_by_column(db, cells, heading, sentence):
    said = line("1", **NEW) | cells
    found, problems = lines.incoming(HEADINGS, [said.get(h, "") for h in HEADINGS], RIO)
    assert found is None
    assert [(p.heading, sentence in p.sentence, bool(p.remedy)) for p in problems] == [(heading, True, True)]


def test_several_faults_are_said_at_once_and_the_order_of_columns_is_nothing(db):
    said = line("1", **NEW) | {"Surname": "", "Abuse Type": "ZZ"}
    assert len(lines.incoming(HEADINGS, [said.get(h, "") for h in HEADINGS], RIO)[1]) == 2
    good = line("1", **NEW)
    turned = HEADINGS[::-1]
    one, _ = lines.incoming(HEADINGS, [good.get(h, "") for h in HEADINGS], RIO)
    two, _ = lines.incoming(turned, [good.get(h, "") for h in turned], RIO)
    assert one.hash == two.hash
    assert lines.incoming(HEADINGS, ["x"] * 40, RIO)[1][0].sentence.startswith("It has 40 cells")


@pytest.mark.parametrize(
    ("data", "encoding", "sentence"),
    [
        (b"", "utf-8", "is empty"),
        (as_csv([]), "utf-8", "no line below"),
        (as_csv([{}], ["Surname"]), "utf-8", "no column “Record ID”"),
        (as_csv([{}], [*HEADINGS, "surname "]), "utf-8", "twice"),
        ("Record ID\nRené".encode("windows-1252"), "utf-8", "Line 2 is not UTF-8"),
        (b'"Record ID', "utf-8", "cannot be read"),
        (b"x" * (6 * 1024 * 1024), "utf-8", "larger than 5 MB"),
    ],
    ids=["empty", "headings", "missing", "twice", "letters", "quotes", "large"],
)
def test_a_file_that_is_no_such_file_is_refused_whole(data, encoding, sentence):
    with pytest.raises(Refused, match=sentence):
        reading.read(data, RIO, encoding)


def test_letters_and_lines_within_cells_are_read(db):
    said = line("1", **NEW | {"Surname": "Renée"}) | {"Description": "One.\nTwo."}
    for encoding in ("utf-8", "windows-1252", "utf-8-sig"):
        data = as_csv([said, line("2", **NEW)], encoding=encoding)
        headings, found = reading.read(data, RIO, encoding.removesuffix("-sig"))
        assert [number for number, _ in found] == [2, 4]
        record, _ = lines.incoming(headings, found[0][1], RIO)
        assert (record.facts["family_name"], record.facts["what"]) == ("Renée", "One.\nTwo.")


SHAPES = {
    "a mark at its start": lambda rows: as_csv(rows, encoding="utf-8-sig"),
    "CRLF": lambda rows: as_csv(rows).replace(b"\n", b"\r\n").replace(b"\r\r", b"\r"),
    "LF": lambda rows: as_csv(rows).replace(b"\r\n", b"\n"),
    "CR": lambda rows: as_csv(rows).replace(b"\r\n", b"\r"),
    "rows the other way round": lambda rows: as_csv(rows[::-1]),
    "columns the other way round": lambda rows: as_csv(rows, HEADINGS[::-1]),
    "semicolons": lambda rows: as_csv(rows, mark=";"),
    "tabs": lambda rows: as_csv(rows, mark="\t"),
    "empty lines between": lambda rows: as_csv(rows).replace(b"\r\n", b"\r\n,,,\r\n\r\n"),
    "empty cells at the end": lambda rows: as_csv(rows).replace(b"\r\n", b",,,\r\n"),
    "each line twice": lambda rows: as_csv([row for row in rows for _ in range(2)]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_records_in_another_shape_change_nothing(db, shape):
    """What a line says is the same by its hash, however the file was saved; nothing is lost of it."""
    rows = [
        line("1", **NEW),
        line("2", **PRIYA, Description="Said: “no”; then, nothing."),
        line("3", **NEW, Place="Elm, 4"),
    ]

    def hashes(data):
        headings, found = reading.read(data, RIO, "utf-8")
        return {lines.incoming(headings, cells, RIO)[0].hash for _, cells in found}

    assert hashes(SHAPES[shape](rows)) == hashes(as_csv(rows))
    assert len(hashes(as_csv(rows))) == 3


@pytest.mark.parametrize(
    ("data", "encoding", "sentence", "field"),
    [
        ("Record ID\nRenée".encode(), "windows-1252", "kept as UTF-8", "encoding"),
        ("Record ID\nRenée".encode("utf-16"), "utf-8", "UTF-16", "file"),
        (b"Record ID;Surname\n1;Nair", "utf-8", "no column “Record Type”", "file"),
        (b"\r\n\r\n", "utf-8", "is empty", "file"),
        (b"PK\x03\x04\xff\xfe", "utf-8", "not UTF-8", "encoding"),
    ],
    ids=["utf-8 as 1252", "utf-16", "semicolons", "blank", "a spreadsheet"],
)
def test_letters_that_would_be_spoilt_are_refused(data, encoding, sentence, field):
    with pytest.raises(Refused, match=sentence) as refused:
        reading.read(data, RIO, encoding)
    assert (refused.value.field, bool(refused.value.remedy)) == (field, True)


def test_five_thousand_lines_are_read_and_one_more_is_refused(db):
    rows = [line(str(number), **NEW) for number in range(5000)]
    assert len(reading.read(as_csv(rows), RIO, "utf-8")[1]) == 5000
    with pytest.raises(Refused, match="more than 5,000 lines"):
        reading.read(as_csv([*rows, line("x", **NEW)]), RIO, "utf-8")


def test_a_line_twice_in_one_file_is_one_record(desk):
    file = taken(desk.tom, *[line("1", **PRIYA)] * 3, line("1", **PRIYA, Place="Elm Court"))
    assert outcomes(file) == ["matched", "unchanged", "unchanged", "updated"]
    assert (Concern.objects.get().place, TrustRecord.objects.count()) == ("Elm Court", 1)


def test_the_report_says_what_became_of_it_since(desk, as_):
    """The trust is told why a record was refused: in the report of the file it came by, and when it sends it again."""
    asked = {"NHS Number": "", "Forename": "Pri"}
    first = taken(desk.tom, *(line(str(n), **PRIYA | asked) for n in (1, 2)))
    no, yes = TrustRecord.objects.order_by("key")
    actions.refuse(record=no, version=no.version, reason="Not an adult at risk.", by=desk.sunita)
    actions.same_person(record=yes, version=yes.version, person=desk.priya, by=desk.sunita)
    told = [row[4] for row in queries.report_rows(first, desk.tom)]
    assert told == ["Refused since: Not an adult at risk.", "Taken in since"]
    again = taken(desk.tom, line("1", **PRIYA | asked))
    assert [row[2:5:2] for row in queries.report_rows(again, desk.tom)] == [
        ["Unchanged: here already", "Refused since: Not an adult at risk."]
    ]
    page = as_(desk.tom).get(reverse("partners:trust_lines", args=[first.pk])).content.decode()
    assert "Refused since: Not an adult at risk." in page


def test_what_a_trust_took_back_after_our_decision_waits_for_nobody(desk):
    taken(desk.tom, line("1", **PRIYA))
    decided(desk, Concern.objects.get(), verb="end_here")
    assert outcomes(taken(desk.tom, line("1", **PRIYA, Description="Another."))) == ["queued"]
    assert outcomes(taken(desk.tom, line("1", **PRIYA))) == ["updated"]
    assert TrustRecord.objects.get().state == "taken"


def test_a_concern_that_the_trust_calls_an_enquiry_now_is_shown_and_taken_as_one(desk):
    taken(desk.tom, line("1", **PRIYA))
    assert outcomes(taken(desk.tom, line("1", **PRIYA | {"Record Type": "Enquiry"}))) == ["queued"]
    record = TrustRecord.objects.get()
    assert queries.changes(record) == [("Record type", "Safeguarding concern", "Enquiry made by the trust")]
    actions.take_change(record=record, version=record.version, by=desk.sunita)
    record.refresh_from_db()
    assert (record.kind, record.state, "record_type" in record.facts) == ("enquiry", "taken", False)
    assert outcomes(taken(desk.tom, line("1", **PRIYA | {"Record Type": "Enquiry"}))) == ["unchanged"]


# --- every pair of a state and a verb -------------------------------------------------------------------------------
def in_state(desk, state):
    """One record in that state, by the shortest way."""
    taken(desk.tom, line("1", **PRIYA) if state == "taken" else line("1", **PRIYA | {"NHS Number": ""}))
    record = TrustRecord.objects.get()
    if state == "refused":
        actions.refuse(record=record, version=record.version, reason="No.", by=desk.sunita)
    return TrustRecord.objects.get()


def verbs(desk, record):
    """{verb: a call that would be lawful but for the state}."""
    asked = {"record": record, "version": record.version, "by": desk.sunita}
    again = PRIYA | {"NHS Number": ""} if record.state != "taken" else PRIYA
    return {
        "settle": lambda: taken(desk.tom, line("1", **PRIYA | {"Place": "Elm Court"})),
        "ask": lambda: taken(desk.tom, line("1", **again, Description="He says otherwise.")),
        "match": lambda: actions.same_person(person=desk.priya, **asked),
        "register": lambda: actions.new_person(shown=[c.key for c in queries.candidates(record, desk.sunita)], **asked),
        "refuse": lambda: actions.refuse(reason="No.", **asked),
    }


@pytest.mark.parametrize("state", TrustRecord.State.values)
def test_each_verb_of_a_trusts_record_from_each_state(desk, state):
    record = in_state(desk, state)
    ends = {move.verb: move.end for move in TRUST_RECORD.moves if move.start == state}
    for verb, call in verbs(desk, record).items():
        if verb not in ends:
            with pytest.raises(WrongMoment, match="decided already"):
                call()
            continue
        with transaction.atomic():
            call()
            assert TrustRecord.objects.get().state == ends[verb], verb
            transaction.set_rollback(True)


def test_what_changed_is_taken_over_or_left_and_nothing_else_is_done_with_it(desk):
    in_state(desk, "taken")
    taken(desk.tom, line("1", **PRIYA, Description="He says otherwise."))
    record = TrustRecord.objects.get()
    for verb in ("match", "register"):
        with pytest.raises(WrongMoment, match="about somebody already"):
            verbs(desk, record)[verb]()
    for call in (
        lambda: actions.take_change(record=record, version=record.version, by=desk.sunita),
        lambda: verbs(desk, record)["refuse"](),
    ):
        with transaction.atomic():
            call()
            assert TrustRecord.objects.get().state == "taken"
            transaction.set_rollback(True)


def test_a_cell_never_becomes_a_formula_and_comes_back_as_it_was(desk, as_):
    file = taken(desk.tom, line("1", **NEW) | {"Description": "=1+1", "Abuse Type": "ZZ"})
    answer = as_(desk.tom).get(reverse("partners:trust_refused", args=[file.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert ",'=1+1," in text
    _, found = reading.read(text.encode(), RIO, "utf-8")
    assert "=1+1" in found[0][1]


def test_who_may(desk, as_):
    file = taken(desk.tom, line("1", **PRIYA))
    for worker, names, status in [
        (desk.tom, ["trust_files", "trust_file", "trust_lines", "trust_report", "trust_refused"], 200),
        (desk.tom, ["trust_queue"], 403),
        (desk.amara, ["trust_files", "trust_file", "trust_lines"], 403), (desk.ida, ["trust_files"], 403),
    ]:  # fmt: skip
        for name in names:
            args = [file.pk] if name not in ("trust_files", "trust_queue") else []
            assert as_(worker).get(reverse(f"partners:{name}", args=args)).status_code == status, (worker, name)


def test_what_governance_withholds_no_trusts_record_tells(desk, as_):
    taken(desk.tom, line("1", **PRIYA))
    as_(desk.sunita).get(reverse("partners:trust_record", args=[TrustRecord.objects.get().pk]))
    withhold(person=desk.priya, reason="He reads her post.", until=None, by=desk.ida)
    events = for_the_person(log.about_people([desk.priya.pk]), [desk.priya.pk])
    told = set(events.values_list("name", flat=True))
    assert log.about_people([desk.priya.pk]).filter(name="partners.trust_record_came").exists()
    assert not any(name.startswith(("partners.", "safeguarding.")) for name in told)
    assert not events.filter(detail__page__startswith="partners:").exists()


def test_nor_does_a_concern_that_a_partners_system_asked_after(desk):
    system = actor("a trust’s system that asks, in a test")
    address = "/api/v1/safeguarding-concerns/S-ABCD-EFGH"
    note(DISCLOSED.name, by=system, people=[desk.priya.pk], page=address, concerns=["S-ABCD-EFGH"])
    note(DISCLOSED.name, by=system, people=[desk.priya.pk], page="/api/v1/referrals/R-1", referrals=["R-1"])
    withhold(person=desk.priya, reason="He reads her post.", until=None, by=desk.ida)
    events = for_the_person(log.about_people([desk.priya.pk]), [desk.priya.pk])
    assert [event.detail.get("referrals") for event in events if event.name == DISCLOSED.name] == [["R-1"]]


def test_nor_does_the_registration_that_a_trusts_record_led_to(desk):
    taken(desk.tom, line("77", **NEW))
    person = TrustRecord.objects.get().person
    edit_names(person, desk)
    withhold(person=person, reason="He reads her post.", until=None, by=desk.ida)
    events = for_the_person(log.about_people([person.pk]), [person.pk])
    assert {event.reason for event in events} == {"", "She asks for it"}


def edit_names(person, desk):
    with given():
        Involvement.objects.create(person=person, worker=desk.amara, role="lead")
    edit_person(person=person, version=person.version, changes={"title": "Ms"}, reason="She asks for it", by=desk.amara)


def test_a_line_about_somebody_restricted_since_is_no_longer_listed(desk, as_):
    file = taken(desk.tom, line("1", **PRIYA))
    url = reverse("partners:trust_lines", args=[file.pk])
    assert "Nair" in as_(desk.tom).get(url).content.decode()
    restricted(desk.priya)
    assert "Nair" not in as_(desk.tom).get(url).content.decode()
