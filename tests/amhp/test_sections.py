"""After admission: section 4 becomes section 2 or ends; what others completed is attached; section 14; hours worked."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from amhp_rota import actions
from amhp_rota.models import MhaTimer, PaperFile
from amhp_rota.queries import desk_activity as activity
from amhp_rota.rules import timers
from bep.kit import clock, pdf
from bep.kit.rules import Refused, WrongMoment
from people.models import Involvement, Person
from tests.amhp.desk import approve, examined, in_state, ready, reload, second_doctor, signed, taken
from tests.cast import given

T = MhaTimer.Kind
PDF = b"%PDF-1.4 form A4"


@pytest.fixture
def emergency(cast):
    """Priya, admitted under section 4 an hour ago."""
    request = ready(cast, section="s4", outcome="s4")
    signed(cast, request, "A10", seen_hours_ago=2, applied_hours_ago=1, urgent="He would be under a train by then.")
    actions.record_admission(request=request, section="s4", at=clock.now(), by=cast.ruth)
    return reload(request)


def running(request):
    return set(request.timers.filter(done_at=None).values_list("kind", flat=True))


def test_section_4_becomes_section_2_and_its_days_run_from_the_admission(cast, emergency, as_):
    assert T.S4_ENDS in running(emergency)
    with pytest.raises(Refused, match="second medical recommendation"):
        actions.convert_emergency(request=emergency, at=clock.now(), by=cast.ruth)
    examined(cast, emergency, second_doctor(), section="s2")
    today, now = clock.today(), clock.now().astimezone(clock.LONDON)
    facts = {"how": "s2", "on": today.isoformat(), "time": f"{now:%H:%M}"}
    as_(cast.ruth).post(f"/amhp/requests/{emergency.pk}/section/", facts)
    assert T.S4_ENDS not in running(emergency)
    ends = emergency.timers.get(kind=T.S2_ENDS).due
    assert clock.as_date(ends - timedelta(seconds=1)) == today + timedelta(days=27)
    with pytest.raises(WrongMoment):
        actions.convert_emergency(request=emergency, at=clock.now(), by=cast.ruth)


def test_after_72_hours_nothing_is_left_to_convert(cast, emergency):
    examined(cast, emergency, second_doctor(), section="s2")
    timer = emergency.timers.get(kind=T.S4_ENDS)
    timer.due = clock.now() - timedelta(minutes=1)
    with pytest.raises(Refused, match="It lapsed before"):
        timers.s4_becomes_s2_in_time(emergency, timer, clock.now())


def test_a_discharge_stops_the_clocks_of_the_section(cast, emergency, as_):
    now = clock.now().astimezone(clock.LONDON)
    facts = {"how": "discharged", "words": "By Dr Lamb", "on": clock.today().isoformat(), "time": f"{now:%H:%M}"}
    as_(cast.ruth).post(f"/amhp/requests/{emergency.pk}/section/", facts)
    assert not running(emergency) & {T.S2_ENDS, T.S3_ENDS, T.S4_ENDS, T.RECTIFY}
    assert emergency.timers.get(kind=T.S4_ENDS).done_words == "Discharged. By Dr Lamb"
    again = as_(cast.ruth).post(f"/amhp/requests/{emergency.pk}/section/", facts).content.decode()
    assert "No section&#x27;s clock is running" in again


def test_a_form_that_came_in_is_attached_by_its_number_and_read_again(cast, as_):
    request = taken(cast)
    client, where = as_(cast.ruth), f"/amhp/requests/{request.pk}/papers"
    upload = SimpleUploadedFile("Dr Lamb A4.pdf", PDF, content_type="text/html")
    client.post(f"{where}-attached/new/?form=A4", {"form": "A4", "file": upload})
    held = PaperFile.objects.get()
    assert (held.form, held.kind, held.added_by) == ("A4", "application/pdf", cast.ruth)
    assert "Dr Lamb A4.pdf" in client.get(f"{where}/").content.decode()
    answer = client.get(f"/amhp/papers-attached/{held.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert as_(cast.amara).get(f"/amhp/papers-attached/{held.pk}/").status_code == 403
    bad = SimpleUploadedFile("A4.exe", b"MZ\x00\x01")
    as_(cast.ruth).post(f"{where}-attached/new/", {"form": "A4", "file": bad})
    assert PaperFile.objects.count() == 1
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(restricted=True)
    assert as_(cast.ruth).get(f"/amhp/papers-attached/{held.pk}/").status_code == 404


def test_cto9_is_among_the_forms_an_amhp_agrees(cast, as_):
    shown = as_(cast.ruth).get(f"/amhp/requests/{taken(cast).pk}/papers/").content.decode()
    assert "CTO9, Part 2: Part 6, transferred to England" in shown


def test_a_section_14_report_is_an_amhp_s_not_after_section_4_and_has_its_clock(cast, as_, monkeypatch):
    with given():
        Involvement.objects.create(person=cast.priya, worker=cast.ruth, role="worker")
    facts = {"person": cast.priya, "kind": "s14", "began_on": clock.today(), "worker": cast.ruth, "by": cast.ruth}
    with pytest.raises(Refused, match="not approved that day"):
        actions.open_case(**facts)
    approve(cast.ruth)
    with pytest.raises(Refused, match="not asked for after an emergency application"):
        actions.open_case(section="4", **facts)
    case = actions.open_case(section="3", report="Lives with his sister in Edgware.", **facts)
    assert case.timers.get().kind == T.S14
    laid_out = {}
    monkeypatch.setattr(pdf, "lay_out", lambda template, context: laid_out.update(context) or b"%PDF-")
    monkeypatch.setattr(pdf, "response", lambda document, name: HttpResponse(name))
    assert as_(cast.ruth).get(f"/amhp/casework/{case.pk}/report/").status_code == 200
    assert laid_out["case"].report == "Lives with his sister in Edgware."


def test_hours_of_visits_are_in_the_year_and_in_its_file(cast):
    request = in_state(cast, "gathering")
    visit = actions.set_off(request=request, where="N12", phone="07700 900982", minutes=60, by=cast.ruth)
    with time_machine.travel(clock.now() + timedelta(minutes=90), tick=False):
        actions.come_back(visit=visit, by=cast.ruth)
        assert ("Out on visits", 1.5) in activity.hours_worked(activity.year_of(clock.today()))
    assert activity.COLUMNS.index("Hours on visits") == activity.COLUMNS.index("AMHP") + 1


@pytest.mark.parametrize(
    ("requests", "words"), [(430, "within the 700 to 1000"), (600, "more than"), (200, "fewer than")]
)
def test_capacity_is_set_against_demand(requests, words):
    with time_machine.travel(clock.at(date(2026, 9, 29), 12), tick=False):
        assert words in activity.demand(2026, requests)
