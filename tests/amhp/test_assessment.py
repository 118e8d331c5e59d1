"""An AMHP's own record: half of it is saved, all of it is asked at signing, and nobody else writes it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from amhp_rota import actions
from amhp_rota.models import MhaAssessment
from amhp_rota.rules.nearest_relative import Patient, Relative
from amhp_rota.rules.records import ASKED
from bep.kit import clock
from bep.kit.rules import NotAllowed, Refused, Stale, WrongMoment
from people.models import Relationship
from tests.amhp.desk import RECORD, asked, in_state, record_of, reload, second_amhp, taken, written
from tests.cast import given


def sign(cast, record, by=None):
    return actions.sign_assessment(assessment=record, version=record.version, by=by or cast.ruth)


def test_taking_a_request_on_begins_the_record(cast):
    record = record_of(taken(cast))
    assert (record.amhp, record.state) == (cast.ruth, "draft")


def test_half_a_record_is_saved(cast):
    record = record_of(taken(cast))
    record = actions.save_assessment(assessment=record, version=1, facts={"considered": "Asked at 3."}, by=cast.ruth)
    assert record.considered == "Asked at 3."


@pytest.mark.parametrize("missing", ["seen_at", "outcome", "reasons", "alternatives"])
def test_what_is_missing_is_asked_at_signing(cast, missing):
    record = written(cast, taken(cast), **{missing: None if missing == "seen_at" else ""})
    with pytest.raises(Refused) as refusal:
        sign(cast, record)
    assert refusal.value.field == missing


def test_signed_once_and_then_never_changed(cast):
    record = sign(cast, written(cast, taken(cast)))
    assert record.is_signed
    for act in (
        lambda: sign(cast, record),
        lambda: actions.save_assessment(
            assessment=record, version=record.version, facts={"risk": "None."}, by=cast.ruth
        ),
    ):
        with pytest.raises(WrongMoment, match="signed"):
            act()


def test_the_database_keeps_a_signed_record_whole(cast):
    record = sign(cast, written(cast, taken(cast)))
    with pytest.raises(IntegrityError), given():
        MhaAssessment.objects.filter(pk=record.pk).update(outcome="")


def test_nobody_else_writes_or_signs_it(cast):
    record, ayo = written(cast, taken(cast)), second_amhp()
    with pytest.raises(NotAllowed, match="Nobody approves, edits or directs"):
        actions.save_assessment(assessment=record, version=record.version, facts=RECORD, by=ayo)
    with pytest.raises(NotAllowed):
        sign(cast, record, by=ayo)
    with pytest.raises(NotAllowed):
        sign(cast, record, by=cast.joan)


def test_two_windows_of_one_amhp(cast):
    record = record_of(taken(cast))
    written(cast, record.request)
    with pytest.raises(Stale):
        actions.save_assessment(assessment=record, version=1, facts=RECORD, by=cast.ruth)


def test_a_report_is_due_when_the_record_is_signed(cast):
    request = taken(cast)
    sign(cast, written(cast, request))
    assert request.timers.get(kind="amhp_report").due == clock.end_of(clock.today() + timedelta(days=3))


# --- the nearest relative ---------------------------------------------------------------------------------------------
def find(cast, request, *relatives, patient=None):
    record = record_of(request)
    return actions.find_relative(
        assessment=record, version=record.version, relatives=list(relatives), patient=patient or Patient(), by=cast.ruth
    )


def test_the_finding_and_the_way_to_it_are_kept(cast):
    record = find(cast, taken(cast), Relative("Meera Nair", "sibling"), Relative("Anil Nair", "parent", abroad=True))
    assert record.relative_name == "Meera Nair"
    assert "Anil Nair (father or mother) does not ordinarily live" in record.relative_steps[0]


def test_an_override_has_its_reason_and_shows_both(cast, as_):
    request = taken(cast)
    record = find(cast, request, Relative("Meera Nair", "sibling"))
    with pytest.raises(Refused, match="why it is not"):
        actions.override_relative(assessment=record, version=record.version, name="Asha Rao", why=" ", by=cast.ruth)
    actions.override_relative(
        assessment=record, version=record.version, name="Asha Rao", why="Displaced by the court in May.", by=cast.ruth
    )
    page = as_(cast.ruth).get(f"/amhp/requests/{request.pk}/nearest-relative/").content.decode()
    assert "Asha Rao" in page
    assert "So the nearest relative appears to be Meera Nair." in page


def test_who_is_on_record_is_there_already_and_a_hidden_person_has_no_name(cast, as_):
    request = taken(cast)
    with given():
        Relationship.objects.create(person=cast.priya, other_name="Meera Nair", kind="sister", lives_with=True)
        Relationship.objects.create(person=cast.priya, other=cast.rosa, kind="mother")
        Relationship.objects.create(person=cast.priya, other_name="Dr Hughes", kind="care_coordinator")
    page = as_(cast.ruth).get(f"/amhp/requests/{request.pk}/nearest-relative/").content.decode()
    assert "Meera Nair" in page
    assert "Rosa" not in page
    assert "Somebody known to us" in page
    assert "Hughes" not in page.split("Somebody else")[0].split("<form")[-1]


def test_the_relative_by_its_screen(cast, as_):
    request, ruth = taken(cast), as_(cast.ruth)
    sent = {
        "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "version": 1, "form-0-name": "Meera", "form-0-kind": "sibling",
        "form-0-lives_with": "on", "form-1-name": "Anil", "form-1-kind": "parent",
    }  # fmt: skip
    answer = ruth.post(f"/amhp/requests/{request.pk}/nearest-relative/", sent, follow=True)
    assert "So the nearest relative appears to be Meera." in answer.content.decode()


def test_two_windows_of_the_relatives_page(cast, as_):
    """The second is shown what is saved, keeps what was typed, and may put it in its place; facts of the person stay too."""
    request, ruth = taken(cast), as_(cast.ruth)
    url = f"/amhp/requests/{request.pk}/nearest-relative/"
    sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "version": 1, "form-0-kind": "sibling"}
    ruth.post(url, sent | {"form-0-name": "Meera", "guardians": "Asha, Ravi"})
    assert 'value="Asha, Ravi"' in ruth.get(url).text
    late = ruth.post(url, sent | {"form-0-name": "Anil"})
    assert late.status_code == 409
    assert "<li>Meera</li>" in late.text
    assert 'value="Anil"' in late.text
    assert f'name="version" value="{record_of(request).version}"' in late.text
    assert ruth.post(url, sent | {"form-0-name": "Anil", "version": record_of(request).version}).status_code == 302
    assert record_of(request).relative_name == "Anil"


def test_all_that_stands_against_signing_is_said_beforehand(cast, as_):
    request, ruth = taken(cast), as_(cast.ruth)
    url = f"/amhp/requests/{request.pk}/assessment/"
    page = ruth.get(url).text
    assert "Before you can sign" in page
    assert all(words in page for words in ASKED.values())
    assert "Sign the record" not in page
    written(cast, request)
    page = ruth.get(url).text
    assert "Before you can sign" not in page
    assert "Sign the record" in page


# --- screens ----------------------------------------------------------------------------------------------------------
def test_the_record_by_its_screen_and_read_by_a_colleague(cast, as_):
    request, ruth = taken(cast), as_(cast.ruth)
    url, seen = f"/amhp/requests/{request.pk}/assessment/", clock.now().astimezone(clock.LONDON)
    facts = RECORD | {"seen_on": f"{seen.date()}", "seen_time": "00:00", "version": 1}
    assert ruth.post(url, facts).status_code == 302
    record = record_of(request)
    assert record.seen_at == clock.at(seen.date())
    ruth.post(f"{url}sign/", {"version": record.version})
    assert reload(record).is_signed
    page = as_(second_amhp()).get(url).content.decode()
    assert "I want to go home to Anya." in page
    assert "<textarea" not in page


def test_a_request_nobody_took_on_has_no_record(cast, as_):
    assert "No record yet" in as_(cast.ruth).get(f"/amhp/requests/{asked(cast).pk}/assessment/").content.decode()


def test_another_amhp_finds_no_button_to_sign(cast, as_):
    request = in_state(cast, "assessing")
    assert as_(second_amhp()).post(f"/amhp/requests/{request.pk}/assessment/sign/").status_code == 404
