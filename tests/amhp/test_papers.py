"""Only the legally impossible is refused, each with its sentence; all else prints, marked where it is unfinished."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError
from pypdf import PdfReader

from amhp_rota import actions
from amhp_rota.models import Approval, MhaAssessment, MhaTimer, Paper
from amhp_rota.rules import papers as rules
from amhp_rota.rules.desk import approved_that_day
from bep.kit import clock
from bep.kit.rules import NotAllowed, Refused, WrongMoment
from tests.amhp.desk import (
    doctor,
    examined,
    in_state,
    paper,
    ready,
    record_of,
    reload,
    second_amhp,
    second_doctor,
    signed,
    taken,
    written,
)  # fmt: skip
from tests.cast import given

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def refused(cast, request, words, form="A2", **more):
    found = paper(cast, request, form, **more)
    with pytest.raises(Refused, match=words) as refusal:
        actions.sign_paper(paper=found, version=found.version, by=cast.ruth)
    assert reload(found).state == "draft"
    return refusal.value


def test_its_page_says_everything_that_stands_against_it(cast, as_):
    request = taken(cast)
    found = paper(cast, request, addressed_to="", applied_at=None)
    page = as_(cast.ruth).get(f"/amhp/requests/{request.pk}/papers/A2/").text
    for words in ("whom it is addressed to", "has its date and time", "two medical recommendations", "approved under section 12",
                  "practicable steps are taken"):  # fmt: skip
        assert words in page
    assert "Sign what is saved" not in page
    with pytest.raises(Refused, match="whom it is addressed to"):
        actions.sign_paper(paper=found, version=found.version, by=cast.ruth)


def test_with_nothing_against_it_the_page_has_the_button(cast, as_):
    request = ready(cast)
    paper(cast, request)
    page = as_(cast.ruth).get(f"/amhp/requests/{request.pk}/papers/A2/").text
    assert "Sign what is saved" in page
    assert "Before you can sign" not in page


def test_an_approval_that_is_over_is_said_beforehand_too(cast, as_):
    request = ready(cast)
    paper(cast, request)
    with given():
        Approval.objects.update(last=clock.today() - DAY)
    for page in ("papers/A2/", "assessment/"):
        assert approved_that_day.wording in as_(cast.ruth).get(f"/amhp/requests/{request.pk}/{page}").text


# --- what is impossible -----------------------------------------------------------------------------------------------
def test_a2_from_a_whole_record_is_signed(cast):
    found = signed(cast, ready(cast))
    assert (found.state, found.signed_at is not None) == ("signed", True)


@pytest.mark.parametrize(("days", "fine"), [(13, True), (14, False)])
def test_seen_within_14_days_ending_with_the_application(cast, days, fine):
    request = ready(cast)
    if fine:
        assert signed(cast, request, seen_hours_ago=days * 24).state == "signed"
    else:
        assert refused(cast, request, "within 14 days", seen_hours_ago=days * 24).field == "seen_on"


@pytest.mark.parametrize(("hours", "fine"), [(23.9, True), (24.1, False)])
def test_a10_needs_to_have_seen_them_in_the_previous_24_hours(cast, hours, fine):
    request = ready(cast, "s4")
    facts = {"seen_hours_ago": hours, "urgent": "He is on the roof; a second doctor is two hours away."}
    if fine:
        assert signed(cast, request, "A10", **facts).state == "signed"
    else:
        refused(cast, request, "previous 24 hours", "A10", **facts)


def test_a10_states_urgency_and_delay(cast):
    assert refused(cast, ready(cast, "s4"), "urgent necessity", "A10").field == "urgent"


def test_more_than_five_days_between_examinations(cast):
    request = ready(cast)
    examined(cast, request, second_doctor(), hours_ago=24 * 7 + 2)
    refused(cast, request, "not more than five days")


def test_five_days_between_is_fine_and_together_is_no_matter(cast):
    request = ready(cast)
    examined(cast, request, second_doctor(), hours_ago=24 * 6)
    assert signed(cast, request).state == "signed"


def test_an_unsigned_recommendation(cast):
    request = ready(cast)
    examined(cast, request, second_doctor(), signed_on=None)
    assert "Dr Lamb" in refused(cast, request, "is signed, on or before").remedy


def test_signed_after_the_application(cast):
    request = ready(cast)
    if clock.now().astimezone(clock.LONDON).hour < 1:
        pytest.skip("Just after midnight.")
    refused(cast, request, "is signed, on or before", applied_hours_ago=30, seen_hours_ago=31)


def test_one_doctor_is_not_enough_and_neither_are_two_without_approval(cast):
    request = in_state(cast, "assessing")
    written(cast, request)
    examined(cast, request)
    refused(cast, request, "two medical recommendations")
    with given():
        type(doctor()).objects.update(s12_from=None, s12_until=None)
    examined(cast, request, reload(doctor()))
    examined(cast, request, second_doctor())
    refused(cast, request, "approved under section 12")


def test_dates_in_their_order(cast):
    request = ready(cast)
    refused(cast, request, "seen after the date", seen_hours_ago=1, applied_hours_ago=2)
    refused(cast, request, "in the future", applied_hours_ago=-1)
    refused(cast, request, "has its date", applied_at=None)


def test_addressed_to_somebody(cast):
    assert refused(cast, ready(cast), "whom it is addressed to", addressed_to=" ").field == "addressed_to"


def test_a_conflict_of_interest_stands_against_it(cast):
    request = ready(cast)
    actions.declare_interest(request=request, doctor=doctor(), grounds=["kin_patient"], by=cast.ruth)
    refused(cast, request, "relative or partner")


def test_the_team_rule_is_set_aside_with_its_reason(cast):
    request = ready(cast)
    actions.declare_interest(
        request=request,
        doctor=doctor(),
        grounds=["team_patient"],
        urgent_because="Nobody else for three hours.",
        by=cast.ruth,
    )
    assert signed(cast, request).state == "signed"


def test_a_person_under_16_cannot_be_received_into_guardianship(cast):
    request = ready(cast, "s7")
    with given():
        type(cast.priya).objects.filter(pk=cast.priya.pk).update(birth_date=clock.today() - 365 * 15 * DAY)
    refused(cast, reload(request), "reached 16", "G2")


def test_an_amhp_applies_only_on_days_of_their_approval_also_in_the_database(cast):
    request = ready(cast)
    with given():
        Approval.objects.filter(amhp__worker=cast.ruth).update(last=clock.today() - DAY)
    refused(cast, request, "whose approval as an AMHP stands")
    with pytest.raises(IntegrityError, match="approved on its date"), given():
        Paper.objects.update(state="signed", signed_at=clock.now())


# --- what asks for a reason -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["A6", "G2"])
def test_an_objection_bars_section_3_and_guardianship_but_not_section_2(cast, form):
    request = ready(cast, {"A6": "s3", "G2": "s7"}[form], relative_objects="yes")
    refused(cast, request, "objection", form)


def test_an_objection_does_not_bar_section_2(cast):
    assert signed(cast, ready(cast, relative_objects="yes")).state == "signed"


def test_not_consulting_needs_its_reason_and_prints_it(cast, as_):
    request = ready(cast, "s3", relative_told="delay", relative_told_how=" ")
    assert refused(cast, request, "is consulted, unless", "A6").field == "relative_told_how"
    written(cast, request, relative_told="delay", relative_told_how="She is in Lahore and cannot be reached tonight.")
    assert signed(cast, request, "A6").state == "signed"
    assert "She is in Lahore" in text(as_, cast, request, "A6")


def test_informed_is_not_consulted(cast):
    refused(cast, ready(cast, "s3", relative_told="informed"), "is consulted", "A6")


def test_no_acquaintance_needs_its_reason(cast):
    request = ready(cast, no_acquaintance="")
    refused(cast, request, "previous acquaintance")
    examined(cast, request, second_doctor(), knew_before=True)
    assert signed(cast, request).state == "signed"


# --- one's own --------------------------------------------------------------------------------------------------------
def test_nobody_signs_fills_in_or_puts_aside_another_s(cast):
    found, ayo = paper(cast, ready(cast)), second_amhp()
    for act in (
        lambda: actions.sign_paper(paper=found, version=found.version, by=ayo),
        lambda: actions.save_paper(paper=found, version=found.version, by=ayo),
        lambda: actions.spoil_paper(paper=found, version=found.version, reason="x", by=ayo),
    ):
        with pytest.raises(NotAllowed, match="Nobody approves, edits or directs"):
            act()


def test_what_is_signed_is_not_changed_but_may_be_put_aside(cast):
    request = ready(cast)
    found = signed(cast, request)
    with pytest.raises(WrongMoment, match="signed"):
        actions.save_paper(paper=found, version=found.version, by=cast.ruth)
    actions.spoil_paper(paper=found, version=found.version, reason="Wrong hospital.", by=cast.ruth)
    assert not request.timers.filter(kind="convey", done_at=None).exists()
    assert signed(cast, request).state == "signed"


def test_the_amhp_who_takes_over_writes_their_own(cast):
    request, ayo = ready(cast), second_amhp()
    request = actions.take(request=reload(request), version=reload(request).version, by=ayo)
    assert MhaAssessment.objects.filter(request=request).count() == 2
    found = actions.begin_paper(request=request, form="A2", by=ayo)
    assert found.amhp == ayo


# --- the clocks of papers ---------------------------------------------------------------------------------------------
def timer(request, kind):
    return request.timers.get(kind=kind, done_at=None)


def test_14_days_to_convey_begin_with_the_last_examination(cast):
    request = ready(cast)
    examined(cast, request, second_doctor(), hours_ago=24 * 3)
    signed(cast, request)
    last = clock.as_date(request.recommendations.order_by("-examined_at").first().examined_at)
    assert timer(request, "convey").due == clock.end_of(last + 13 * DAY)


def test_24_hours_to_convey_in_an_emergency_from_whichever_is_earlier(cast):
    request = ready(cast, "s4")
    signed(cast, request, "A10", urgent="Now.")
    examination = request.recommendations.get().examined_at
    assert timer(request, "convey").due == examination + 24 * HOUR


def test_an_admission_after_the_authority_has_run_out_is_refused(cast):
    request = ready(cast, "s4")
    examined(cast, request, section="s4", hours_ago=30)
    signed(cast, request, "A10", urgent="Now.", applied_hours_ago=1, seen_hours_ago=2)
    with pytest.raises(Refused, match="these papers give no authority"):
        admitted(cast, request, "s4")


def admitted(cast, request, section="s2", hours_ago=0.0):
    at = clock.now() - hours_ago * HOUR
    return actions.record_admission(request=request, section=section, at=at, hospital="Dennis Scott Unit", by=cast.ruth)


def test_admission_starts_the_section_s_clocks_and_ends_the_conveyance_s(cast):
    request = ready(cast)
    signed(cast, request)
    admitted(cast, request)
    assert not request.timers.filter(kind="convey", done_at=None).exists()
    assert timer(request, "s2_ends").due == clock.end_of(clock.today() + 27 * DAY)
    assert timer(request, "rectify").due == clock.end_of(clock.today() + 13 * DAY)


def test_no_admission_without_its_signed_application(cast):
    with pytest.raises(Refused, match="No signed application for section 2"):
        admitted(cast, ready(cast))


def test_guardianship_papers_reach_the_council_in_14_days(cast):
    request = ready(cast, "s7")
    signed(cast, request, "G2", guardian="London Borough of Barnet")
    assert timer(request, "forward").law.startswith("Mental Health Act 1983 s8(2)")


# --- community treatment orders ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["CTO1", "CTO5", "CTO7"])
def test_an_order_needs_the_amhp_s_agreement_in_writing(cast, form):
    request = in_state(cast, "assessing")
    refused(cast, request, "agreement in writing", form)
    assert signed(cast, request, form, agrees=True, why="Meets the criteria.").state == "signed"


# --- print ------------------------------------------------------------------------------------------------------------
def text(as_, cast, request, form):
    answer = as_(cast.ruth).get(f"/amhp/requests/{request.pk}/papers/{form}/print/")
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("form", Paper.Form.values)
def test_every_form_prints_unfinished_and_says_so(as_, cast, form):
    request = taken(cast)
    actions.begin_paper(request=request, form=form, by=cast.ruth)
    words = text(as_, cast, request, form)
    assert "UNFINISHED: not signed. This gives no authority to detain anybody." in words
    assert "The wording of this form is this service's own" in words
    assert form in words


def test_a_signed_application_prints_what_the_record_says(as_, cast):
    request = ready(cast)
    signed(cast, request)
    words = text(as_, cast, request, "A2")
    assert "UNFINISHED" not in words
    for said in (
        "Priya Nair", "Dennis Scott Unit", "Dr Rahman, approved under section 12", "has been consulted", "section 13(2)",
        "Her own psychiatrist is on leave", "Ruth Levy, electronically",
    ):  # fmt: skip
        assert said in words, said


def test_the_report_is_made_of_record_log_and_delays(as_, cast):
    request = ready(cast)
    actions.log_call(
        request=request, cause="bed", result="tried", by=cast.ruth, at=clock.now() - 40 * timedelta(minutes=1)
    )
    answer = as_(cast.ruth).get(f"/amhp/requests/{request.pk}/report/")
    words = " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(answer.content)).pages).split())
    for said in ("UNFINISHED", "A bed: 40 minutes", "Acute psychosis", "Called for a bed: tried, no answer"):
        assert said in words, said
    record = record_of(request)
    actions.sign_assessment(assessment=record, version=record.version, by=cast.ruth)
    answer = as_(cast.ruth).get(f"/amhp/requests/{request.pk}/report/")
    assert "UNFINISHED" not in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


# --- by the screens ---------------------------------------------------------------------------------------------------
def test_a_form_by_its_screens(as_, cast):
    request, ruth = ready(cast), as_(cast.ruth)
    base, day = f"/amhp/requests/{request.pk}/papers/", clock.today()
    assert "Begin" in ruth.get(base).content.decode()
    ruth.post(f"{base}A2/begin/")
    seen = (clock.now() - 2 * HOUR).astimezone(clock.LONDON)
    ruth.post(f"{base}A2/", {
        "addressed_to": "Dennis Scott Unit", "seen_on": f"{seen.date()}", "seen_time": f"{seen:%H:%M}",
        "applied_on": f"{day}", "applied_time": f"{clock.now().astimezone(clock.LONDON):%H:%M}", "version": 1,
    })  # fmt: skip
    answer = ruth.post(f"{base}A2/sign/", {"version": 2}, follow=True)
    assert "A2 is signed." in answer.content.decode()
    assert Paper.objects.get().state == "signed"
    assert rules.APPLICATIONS[0] == "A2"
    assert MhaTimer.objects.filter(kind="convey").exists()
