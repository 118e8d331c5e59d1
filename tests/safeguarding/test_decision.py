"""The s42(1) decision: three criteria with reasons; the duty follows them; two people, never one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bep.kit import clock
from bep.kit.rules import Refused
from people.actions import grant_access
from people.models import Involvement
from safeguarding.enquiry import actions, deciding
from safeguarding.models import Allegation, Concern, Enquiry
from tests.cast import given
from tests.safeguarding.enquiries import MET, NOT_MET, act, begun, decided
from tests.safeguarding.given import raised, reload, restricted


def test_three_criteria_met_begin_a_section_42_enquiry(safe):
    enquiry = begun(safe)
    assert (enquiry.kind, enquiry.sam, enquiry.officer, enquiry.state) == ("s42", safe.sunita, safe.olive, "planning")
    allegation = Allegation.objects.get(enquiry=enquiry)
    assert (allegation.kind, allegation.location, allegation.source) == ("financial", "own_home", "family")


def test_the_duty_is_no_choice(safe):
    for verb in ("start_other", "end_here"):
        with pytest.raises(Refused, match="all three criteria are met the council must enquire"):
            decided(safe, raised(safe.amara, safe.priya), verb=verb, said=MET)
    with pytest.raises(Refused, match="section 42 is not the ground"):
        decided(safe, verb="start_enquiry", said=NOT_MET)


def test_the_database_holds_the_criteria_too(safe):
    concern = decided(safe, verb="end_here")
    with pytest.raises(IntegrityError), given(), transaction.atomic():
        concern.decisions.create(outcome="enquiry", has_needs="yes", at_risk="yes", cannot_protect="no", reason="So.")


def test_each_criterion_has_its_reason(safe):
    with pytest.raises(Refused, match="answered with its reason"):
        decided(safe, said={"at_risk_why": " "})


def test_each_criterion_is_answered(safe):
    with pytest.raises(Refused, match="answered with its reason") as refused:
        decided(safe, verb="end_here", said={"at_risk": ""})
    assert refused.value.field == "at_risk"


def test_what_goes_on_says_whether_they_lack_capacity(safe):
    for verb in ("start_enquiry", "start_other"):
        with pytest.raises(Refused, match="lacks the capacity"):
            decided(safe, verb=verb, lacks="")


def test_what_was_said_twice_is_set_aside_with_a_reason_and_nothing_else(safe, as_):
    concern, browser = raised(safe.amara, safe.priya), as_(safe.sunita)
    url = reverse("safeguarding:set_aside", args=[concern.pk])
    page = reverse("safeguarding:concern", args=[concern.pk])
    assert url in browser.get(page).text
    assert "set_aside" not in browser.get(reverse("safeguarding:decide", args=[concern.pk])).text
    assert browser.post(url, {"version": concern.version, "reason": ""}).status_code == 200
    assert browser.post(url, {"version": concern.version, "reason": "Told twice."}).status_code == 302
    assert (reload(concern).state, concern.decisions.get().reason) == ("error", "Told twice.")
    assert "(a) Has needs" not in browser.get(page).text


def test_against_their_wishes_only_with_a_reason(safe):
    said = {"consent": "no", "why_without": "Others are at risk."}
    with pytest.raises(Refused, match="against the adult's wishes"):
        decided(safe, raised(safe.amara, safe.priya, **said))
    concern = decided(safe, raised(safe.amara, safe.priya, **said), said={"override": "He takes others' money too."})
    assert concern.decisions.get().override == "He takes others' money too."


def test_manager_and_officer_are_never_one_person(safe):
    with pytest.raises(Refused, match="cannot be one person"):
        decided(safe, officer=safe.sunita)
    enquiry = begun(safe)
    with pytest.raises(Refused, match="cannot be one person"):
        act(actions.name_workers, enquiry, safe.sunita, sam=safe.sunita, officer=safe.sunita, reason="I do it all.")


def test_the_database_refuses_one_person_too(safe):
    enquiry = begun(safe)
    with pytest.raises(IntegrityError), given(), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(officer=safe.sunita)


def test_only_a_manager_leads_and_only_an_officer_enquires(safe):
    with pytest.raises(Refused, match="is not a safeguarding adults manager"):
        decided(safe, sam=safe.olive, officer=safe.ewan)
    with pytest.raises(Refused, match="does not carry out enquiries"):
        decided(safe, officer=safe.tom)


def test_officer_and_manager_see_the_adult_until_the_enquiry_is_closed(safe):
    enquiry = begun(safe)
    assert workers_of(enquiry) == {safe.sunita, safe.olive}
    act(actions.name_workers, enquiry, safe.gareth, sam=safe.gareth, officer=safe.ewan, reason="Olive is away.")
    assert workers_of(enquiry) == {safe.gareth, safe.ewan}


def workers_of(enquiry):
    held = Involvement.objects.current().filter(person=enquiry.person, reason=enquiry.reference)
    return {row.worker for row in held.select_related("worker")}


def team_sees(person):
    return Involvement.objects.current().filter(person=person, team__kind="safeguarding").exists()


def test_without_an_enquiry_the_team_sees_them_no_longer(safe):
    concern = decided(safe, verb="end_here")
    assert not team_sees(safe.priya)
    deciding.look_again(concern=concern, version=concern.version, reason="She called again.", by=safe.sunita)
    assert team_sees(safe.priya)
    assert reload(concern).state == "received"


def test_a_repeat_joins_the_enquiry_that_is_open(safe):
    enquiry = begun(safe)
    other = decided(safe, raised(safe.amara, safe.priya, kinds=["neglect"]), verb="join", joins=enquiry)
    assert other.enquiry == enquiry
    assert set(Allegation.objects.filter(enquiry=enquiry).values_list("kind", flat=True)) == {"financial", "neglect"}
    with pytest.raises(Refused, match="Choose the open enquiry about this adult"):
        decided(safe, raised(safe.ben, safe.daniel), verb="join", joins=enquiry)


def test_an_unmatched_concern_begins_nothing(safe):
    with pytest.raises(Refused, match="Match this concern to a person first"):
        decided(safe, raised(safe.amara, given_name="Lena"))
    assert decided(safe, raised(safe.amara, given_name="Lena"), verb="end_here").state == "no_enquiry"


def test_the_screen_decides(safe, as_):
    concern = raised(safe.amara, safe.priya)
    url = reverse("safeguarding:decide", args=[concern.pk])
    page = as_(safe.sunita).get(url).content.decode()
    assert "Start a section 42 enquiry" in page
    assert "Olive Marsh" in page
    assert "Add it to the enquiry" not in page
    said = MET | {
        "told_reporter": "on",
        "verb": "start_enquiry",
        "reason": "So.",
        "officer": safe.olive.pk,
        "lacks": "no",
    }
    answer = as_(safe.sunita).post(url, said | {"version": concern.version})
    enquiry = Enquiry.objects.get()
    assert answer.url == reverse("safeguarding:enquiry", args=[enquiry.pk])
    assert enquiry.lacks_capacity == "no"
    assert "Section 42 enquiry" in as_(safe.amara).get(answer.url).content.decode()


def test_a_refusal_stands_at_its_field_and_loses_nothing(safe, as_):
    concern = raised(safe.amara, safe.priya)
    said = NOT_MET | {
        "verb": "start_enquiry",
        "reason": "So it is.",
        "version": concern.version,
        "officer": safe.olive.pk,
    }
    page = as_(safe.sunita).post(reverse("safeguarding:decide", args=[concern.pk]), said).content.decode()
    assert "section 42 is not the ground" in page
    assert "So it is." in page
    assert Concern.objects.get().state == "received"


def test_only_who_was_let_in_works_on_a_restricted_record(safe):
    """An officer who could not open it would be named, and nobody would hear of it again."""
    concern = raised(safe.amara, safe.priya)
    person = restricted(safe.priya)
    for worker in (safe.sunita, safe.gareth):
        until = clock.now() + timedelta(days=90)
        grant_access(person=person, worker=worker, reason="She decides.", until=until, by=safe.ida)
    with pytest.raises(Refused, match="let in by name") as refused:
        decided(safe, reload(concern))
    assert refused.value.field == "officer"
    enquiry = begun(safe, reload(concern), officer=None)
    named = {"sam": safe.gareth, "officer": None, "reason": "Sunita is away."}
    assert act(actions.name_workers, enquiry, safe.sunita, **named).sam == safe.gareth
    with pytest.raises(Refused, match="let in by name"):
        act(actions.name_workers, enquiry, safe.sunita, **named | {"officer": safe.olive})
