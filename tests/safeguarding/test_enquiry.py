"""An enquiry from its plan to its end: each stage has its owner, its clock and its sentence."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.capacity import actions as actions_of_capacity
from bep.kit import clock
from bep.kit.rules import Refused, Stale, WrongMoment
from people.models import Involvement
from people.queries.work import work
from safeguarding.enquiry import actions, parts, rules
from safeguarding.models import Enquiry, EnquiryAction
from tests.assessments.capacity_given import UNABLE, assessed
from tests.cast import given
from tests.safeguarding.audits import sees
from tests.safeguarding.enquiries import (
    act,
    begun,
    closed,
    concluded,
    decided,
    planned,
    protecting,
    ready,
    reported,
)
from tests.safeguarding.given import reload

OUTCOME = {"risk_outcome": "risk_action", "risk_now": "reduced", "conclusion": "So.", "lacks": "no"}


def page(as_, worker, enquiry):
    return as_(worker).get(reverse("safeguarding:enquiry", args=[enquiry.pk])).content.decode()


# --- who --------------------------------------------------------------------------------------------------------------
def test_another_manager_does_not_decide(safe):
    enquiry = begun(safe)
    with pytest.raises(Refused, match="Only the safeguarding adults manager of this enquiry"):
        act(actions.stop, enquiry, safe.gareth, conclusion="So.", lacks="no")


def test_only_the_named_officer_reports(safe):
    with pytest.raises(Refused, match="Only the enquiry officer named"):
        act(actions.report, planned(safe), safe.ewan, report="I looked in.")


def test_without_an_officer_nothing_is_planned(safe):
    enquiry = begun(safe, officer=None)
    with pytest.raises(Refused, match="No enquiry officer is named"):
        planned(safe, enquiry)


# --- clocks -----------------------------------------------------------------------------------------------------------
def test_each_stage_has_its_day(safe):
    enquiry = planned(safe)
    assert enquiry.due_on == rules.stage_due("enquiring", clock.today())
    kinds = {w.source.kind for w in work(safe.olive, [safe.priya.pk], worker=safe.olive, ahead=timedelta(60))}
    assert "enquiry_to_make" in kinds
    enquiry = reported(safe, enquiry)
    kinds = {w.source.kind for w in work(safe.sunita, [safe.priya.pk], worker=safe.sunita, ahead=timedelta(60))}
    assert "enquiry_to_lead" in kinds


# --- before an outcome ------------------------------------------------------------------------------------------------
def test_what_the_audit_missed_is_asked_for_before_an_outcome(safe):
    enquiry = reported(safe)
    missing = "whether the adult was asked", "advocate", "allegation", "before and after"
    with pytest.raises(Refused, match=missing[0]):
        act(actions.conclude, enquiry, safe.sunita, **OUTCOME)
    act(parts.record_asked, enquiry, safe.olive, asked="none", advocate="", advocate_name="")
    with pytest.raises(Refused, match="somebody speaks with them"):
        act(actions.conclude, enquiry, safe.sunita, **OUTCOME)
    act(parts.record_asked, enquiry, safe.olive, asked="none", advocate="not_needed", advocate_name="")
    with pytest.raises(Refused, match="Each allegation has an outcome"):
        act(actions.conclude, enquiry, safe.sunita, **OUTCOME)
    said = {"version": 1, "outcome": "inconclusive", "outcome_why": "No trace."}
    parts.decide_allegation(allegation=enquiry.allegations.get(), by=safe.sunita, **said)
    with pytest.raises(Refused, match="rated before and after"):
        act(actions.conclude, enquiry, safe.sunita, **OUTCOME)
    parts.rate_risk(enquiry=enquiry, likelihood=1, impact=1, words="It stopped.", by=safe.olive)
    with pytest.raises(Refused, match="lacks the capacity"):
        act(actions.conclude, enquiry, safe.sunita, **OUTCOME | {"lacks": ""})
    assert act(actions.conclude, enquiry, safe.sunita, **OUTCOME).concluded_on == clock.today()


def test_a_wish_is_asked_about_again(safe):
    enquiry = reported(safe)
    parts.record_wish(enquiry=enquiry, words="Peace.", said_on=clock.today(), by=safe.olive)
    act(parts.record_asked, enquiry, safe.olive, asked="expressed", advocate="not_needed", advocate_name="")
    with pytest.raises(Refused, match="fully, partly or not achieved"):
        act(actions.conclude, enquiry, safe.sunita, **OUTCOME)


def test_what_became_of_the_risk_is_said_where_there_was_one(safe):
    enquiry = ready(safe, reported(safe))
    for wrong in ({"risk_now": ""}, {"risk_outcome": "no_risk_none"}):
        with pytest.raises(Refused, match="remained, was reduced or removed"):
            act(actions.conclude, enquiry, safe.sunita, **OUTCOME | wrong)


def test_a_lack_of_capacity_has_its_reason(safe):
    with pytest.raises(Refused, match="why it is thought so"):
        planned(safe, lacks="yes")
    enquiry = planned(safe, Enquiry.objects.get(), lacks="yes", lacks_why="She could not keep it in mind: dementia.")
    assert [view.at for view in enquiry.capacityviews.filter(lacks="yes")] == ["planning"]


# --- enquiries by others ----------------------------------------------------------------------------------------------
def asked(safe, enquiry):
    what = {"organisation": "Barnet Bank", "asked_of": "Fraud desk", "contact": "", "what": "Who used the card?"}
    return parts.ask_others(enquiry=enquiry, by=safe.olive, **what)


def test_others_are_asked_and_the_council_decides(safe):
    enquiry = ready(safe, reported(safe))
    ask = asked(safe, enquiry)
    with pytest.raises(Refused, match="The council decides, and closes, only when"):
        act(actions.conclude, enquiry, safe.sunita, **OUTCOME)
    ask = parts.record_return(asked=ask, version=ask.version, answer="The nephew.", by=safe.olive)
    ask = parts.send_back_return(asked=ask, version=ask.version, reason="On which days?", by=safe.sunita)
    assert (ask.state, ask.sent_back) == ("asked", "On which days?")
    ask = parts.record_return(asked=ask, version=ask.version, answer="On four days in May.", by=safe.olive)
    with pytest.raises(Refused, match="Only the safeguarding adults manager"):
        parts.accept_return(asked=ask, version=ask.version, reason="Good.", by=safe.gareth)
    ask = parts.accept_return(asked=ask, version=ask.version, reason="It is complete.", by=safe.sunita)
    assert ask.state == "accepted"
    assert act(actions.conclude, enquiry, safe.sunita, **OUTCOME).state == "concluded"


def test_what_nobody_returned_is_not_accepted(safe):
    ask = asked(safe, planned(safe))
    for wrong in (parts.accept_return, parts.send_back_return):
        with pytest.raises(WrongMoment, match="this enquiry by others is “Asked”"):
            wrong(asked=ask, version=ask.version, reason="Yes.", by=safe.sunita)
    gone = parts.withdraw_ask(asked=ask, version=ask.version, reason="The police have it.", by=safe.sunita)
    with pytest.raises(WrongMoment):
        parts.record_return(asked=gone, version=gone.version, answer="Late.", by=safe.olive)


# --- stopped at the adult's request -------------------------------------------------------------------------------------
STOP = {"conclusion": "She wants nothing more done.", "lacks": "no"}


def test_an_enquiry_stops_only_where_the_adult_was_asked(safe):
    enquiry = planned(safe)
    for answer in ("no", "unknown"):
        act(parts.record_asked, enquiry, safe.olive, asked=answer, advocate="not_needed", advocate_name="")
        with pytest.raises(Refused, match="at the adult’s own request"):
            act(actions.stop, enquiry, safe.sunita, **STOP)
    act(parts.record_asked, enquiry, safe.olive, asked="none", advocate="not_needed", advocate_name="")
    with pytest.raises(Refused, match="An outcome needs its reason"):
        act(actions.stop, enquiry, safe.sunita, **STOP | {"conclusion": " "})
    found = act(actions.stop, enquiry, safe.sunita, **STOP)
    assert (found.state, found.risk_outcome, found.risk_now) == ("concluded", "ceased", "")
    assert set(found.allegations.values_list("outcome", "outcome_why")) == {("ceased", STOP["conclusion"])}


def test_what_others_were_asked_is_settled_before_an_enquiry_that_was_stopped_is_closed(safe):
    enquiry = ready(safe, planned(safe))
    ask = asked(safe, enquiry)
    act(actions.stop, enquiry, safe.sunita, **STOP)
    with pytest.raises(Refused, match="The council decides, and closes, only when"):
        closed(safe, enquiry)
    parts.withdraw_ask(asked=ask, version=ask.version, reason="She asks us to stop.", by=safe.sunita)
    assert closed(safe, enquiry).state == "closed"


def test_an_allegation_that_came_after_the_outcome_is_decided_before_it_is_closed(safe):
    enquiry = concluded(safe)
    decided(safe, verb="join", joins=enquiry)
    with pytest.raises(Refused, match="before it is closed"):
        closed(safe, enquiry)
    allegation = enquiry.allegations.get(outcome="")
    said = {"outcome": "not", "outcome_why": "The same card, told twice."}
    parts.decide_allegation(allegation=allegation, version=allegation.version, by=safe.sunita, **said)
    assert closed(safe, enquiry).state == "closed"


def test_others_are_asked_for_it_in_time_to_come(safe):
    what = {"organisation": "Barnet Bank", "asked_of": "Fraud desk", "contact": "", "what": "Who used the card?"}
    with pytest.raises(Refused, match="in time to come"):
        parts.ask_others(enquiry=planned(safe), due_on=clock.today() - timedelta(days=1), by=safe.olive, **what)


# --- capacity at each decision ------------------------------------------------------------------------------------------
def test_capacity_is_asked_at_each_decision_and_the_outcomes_own_is_returned(safe):
    enquiry = concluded(safe)
    with pytest.raises(Refused, match="lacks the capacity"):
        protecting_without(safe, enquiry)
    enquiry = protecting(safe, enquiry)
    unable = {"lacks": "yes", "lacks_why": "She could not keep it in mind: a stroke."}
    end = {"remaining_risk": "None.", "felt": "", "felt_not_asked": "She could not say."}
    with pytest.raises(Refused, match="lacks the capacity"):
        act(actions.close, enquiry, safe.sunita, **end)
    enquiry = act(actions.close, enquiry, safe.sunita, **end | unable)
    found = list(enquiry.capacityviews.order_by("pk").values_list("at", "lacks"))
    assert [at for at, _ in found] == ["decision", "planning", "outcome", "plan", "closure"]
    assert (found[-1][1], enquiry.lacks_capacity) == ("yes", "no"), "the return has what was thought at the outcome"


def protecting_without(safe, enquiry):
    said = {"plan": "Weekly.", "plan_agreed": "Priya", "review_on": clock.today() + timedelta(days=9)}
    return act(actions.protect, enquiry, safe.sunita, **said)


# --- sharing ----------------------------------------------------------------------------------------------------------
def test_sharing_without_agreement_says_why_its_ground_holds(safe):
    enquiry = planned(safe)
    said = {"to": "Police", "what": "The dates.", "shared_on": clock.today(), "adult_told": True}
    with pytest.raises(Refused, match="why its ground holds"):
        parts.record_sharing(enquiry=enquiry, ground="crime", why="", by=safe.olive, **said)
    assert parts.record_sharing(enquiry=enquiry, ground="consent", why="", by=safe.olive, **said)


# --- plan, review, end ------------------------------------------------------------------------------------------------
def test_a_plan_is_reviewed_within_its_target(safe):
    enquiry = concluded(safe)
    said = {"plan": "Weekly visits.", "plan_agreed": "Priya"}
    with pytest.raises(Refused, match="reviewed in time to come, and within its target"):
        act(actions.protect, enquiry, safe.sunita, review_on=clock.today() + timedelta(days=200), **said)


def test_it_ends_with_how_remaining_risk_is_managed(safe):
    enquiry = protecting(safe)
    end = {"remaining_risk": "", "felt": "Good.", "felt_not_asked": "", "lacks": "no"}
    with pytest.raises(Refused, match="how any risk that remains is managed"):
        act(actions.close, enquiry, safe.sunita, **end)
    with pytest.raises(Refused, match="what the adult thinks"):
        act(actions.close, enquiry, safe.sunita, **end | {"remaining_risk": "None.", "felt": ""})


def test_it_does_not_end_with_something_left_to_do(safe):
    enquiry = concluded(safe)
    todo = {"what": "Change the locks", "who": "Housing", "due_on": clock.today(), "of_plan": True}
    made = parts.add_action(enquiry=enquiry, by=safe.olive, **todo)
    with pytest.raises(Refused, match="actions that nobody has finished"):
        closed(safe, enquiry)
    parts.finish_action(todo=made, version=made.version, words="Done on Tuesday.", by=safe.olive)
    assert closed(safe, enquiry).closed_on


def test_once_closed_nobody_sees_the_adult_by_it(safe):
    enquiry = closed(safe)
    assert not Involvement.objects.current().filter(person=safe.priya, reason=enquiry.reference).exists()
    assert not Involvement.objects.current().filter(person=safe.priya, team__kind="safeguarding").exists()
    with pytest.raises(WrongMoment, match="This enquiry is closed"):
        parts.rate_risk(enquiry=enquiry, likelihood=1, impact=1, words="Late.", by=safe.sunita)


def test_nobody_is_named_on_a_closed_enquiry(safe):
    enquiry = closed(safe)
    with pytest.raises(WrongMoment, match="This enquiry is closed"):
        act(actions.name_workers, enquiry, safe.sunita, sam=safe.gareth, officer=safe.ewan, reason="Handover.")
    assert not Involvement.objects.current().filter(worker=safe.ewan).exists()


def test_of_two_enquiries_about_one_adult_the_other_still_lets_its_workers_see(safe):
    """One involvement carries both: when the first ends, the officer of the second sees the adult on."""
    first, second = planned(safe), begun(safe)
    closed(safe, concluded(safe, reported(safe, first)))
    assert sees(safe.olive, safe.priya)
    act(actions.name_workers, second, safe.sunita, sam=safe.sunita, officer=safe.ewan, reason="Olive is away.")
    held = Involvement.objects.current().filter(person=safe.priya, role="worker")
    assert set(held.values_list("worker__email", flat=True)) >= {safe.ewan.email}
    assert not held.filter(worker=safe.olive).exists()


def test_two_managers_do_not_write_over_each_other(safe):
    enquiry = begun(safe)
    named = {"sam": safe.sunita, "officer": safe.ewan, "reason": "Olive is away.", "by": safe.sunita}
    actions.name_workers(enquiry=enquiry, version=enquiry.version, **named)
    with pytest.raises(Stale):
        actions.name_workers(enquiry=enquiry, version=enquiry.version, **named)


# --- the page ---------------------------------------------------------------------------------------------------------
def test_the_page_tells_the_whole_story(safe, as_, django_assert_max_num_queries):
    enquiry = closed(safe, protecting(safe))
    browser, url = as_(safe.sunita), reverse("safeguarding:enquiry", args=[enquiry.pk])
    browser.get(url)
    with django_assert_max_num_queries(10):
        text = browser.get(url).content.decode()
    for words in ("My card back.", "Fully achieved", "He used it four times.", "Empowerment", "Before", "Now",
                  "Planning or strategy discussion", "The bank alerts Amara."):  # fmt: skip
        assert words in text


def test_what_is_due_first_comes_first(safe, as_):
    late, soon = begun(safe), begun(safe)
    with given():
        Enquiry.objects.filter(pk=late.pk).update(due_on=clock.today() - timedelta(days=3))
    browser, url = as_(safe.sunita), reverse("safeguarding:enquiries")
    assert [row.pk for row, _ in browser.get(url).context["rows"]] == [late.pk, soon.pk]
    assert [row.pk for row, _ in browser.get(url, {"show": "all"}).context["rows"]] == [soon.pk, late.pk]
    assert "from memory until" in browser.get(url).text


def test_whoever_works_with_somebody_else_finds_nothing(safe, as_):
    enquiry = begun(safe)
    assert as_(safe.ben).get(reverse("safeguarding:enquiry", args=[enquiry.pk])).status_code == 404
    assert "Pri Nair" not in as_(safe.ben).get(reverse("safeguarding:enquiries")).content.decode()


def test_every_form_of_the_page_opens(safe, as_):
    enquiry = planned(safe)
    asked(safe, enquiry)
    EnquiryAction.objects.all()
    text = page(as_, safe.sunita, enquiry) + page(as_, safe.olive, enquiry)
    for part in ("workers", "taking-part", "wishes/add", "allegations/add", "risk/add", "actions/add", "meetings/add",
                 "shared/add", "others/add", "stop", "report"):  # fmt: skip
        url = f"/safeguarding/enquiries/{enquiry.pk}/{part}/"
        assert url in text
        worker = safe.olive if part == "report" else safe.sunita
        assert as_(worker).get(url).status_code == 200


def test_a_plan_is_recorded_on_its_screen(safe, as_):
    enquiry = begun(safe)
    day = clock.today()
    said = {
        "held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year, "attendees": "PC Lee",
        "adult_came": "There", "minutes": "We spoke.", "scope": "Who used it?", "likelihood": "4", "impact": "3",
        "risk_words": "He has a key.", "lacks": "no", "version": enquiry.version,
    }  # fmt: skip
    as_(safe.sunita).post(reverse("safeguarding:plan_enquiry", args=[enquiry.pk]), said)
    assert reload(enquiry).state == "enquiring"


# --- two editors ------------------------------------------------------------------------------------------------------
def outcome(version, **more):
    return {"version": version, "outcome": "substantiated", "outcome_why": "He admits it."} | more


def test_the_second_to_decide_an_allegation_is_shown_both_versions(safe, as_):
    allegation = begun(safe).allegations.get()
    url = reverse("safeguarding:decide_allegation", args=[allegation.pk])
    assert as_(safe.sunita).post(url, outcome(1)).status_code == 302
    late = as_(safe.sunita).post(url, outcome(1, outcome="inconclusive", outcome_why="No trace."))
    assert late.status_code == 409
    assert all(words in late.text for words in ("He admits it.", "No trace.", "Keep mine"))
    assert reload(allegation).outcome_why == "He admits it."
    chosen = outcome(2, outcome="inconclusive", outcome_why="No trace.", keep_outcome="theirs")
    assert as_(safe.sunita).post(url, chosen).status_code == 302
    assert (reload(allegation).outcome, reload(allegation).outcome_why) == ("substantiated", "No trace.")


def test_the_second_to_change_an_enquiry_is_shown_both_versions(safe, as_):
    enquiry = begun(safe)
    url = reverse("safeguarding:add_asked", args=[enquiry.pk])
    said = {"version": enquiry.version, "asked": "none", "advocate": "not_needed", "advocate_name": ""}
    assert as_(safe.olive).post(url, said).status_code == 302
    late = as_(safe.olive).post(url, said | {"asked": "expressed"})
    assert late.status_code == 409
    assert "Keep mine" in late.text
    assert reload(enquiry).asked == "none"


def test_an_action_is_finished_once(safe):
    enquiry = begun(safe)
    facts = {"what": "Change the locks", "who": "Amara", "due_on": clock.today(), "of_plan": False}
    todo = parts.add_action(enquiry=enquiry, by=safe.olive, **facts)
    parts.finish_action(todo=todo, version=1, words="Done.", by=safe.olive)
    with pytest.raises(Stale):
        parts.finish_action(todo=todo, version=1, words="Not done.", by=safe.sunita)


# --- two at once ------------------------------------------------------------------------------------------------------
def test_a_wish_recorded_meanwhile_is_not_written_over(safe, as_):
    """The manager has “Taking part” open and says “not asked”; the officer has just been told what the adult wants."""
    enquiry = begun(safe)
    url = reverse("safeguarding:add_asked", args=[enquiry.pk])
    parts.record_wish(enquiry=enquiry, words="My card back.", said_on=clock.today(), by=safe.olive)
    late = as_(safe.sunita).post(url, {"version": enquiry.version, "asked": "no", "advocate": "not_needed"})
    assert late.status_code == 409
    assert reload(enquiry).asked == "expressed"
    again = reload(enquiry).version
    parts.record_wish(enquiry=reload(enquiry), words="And no fuss.", said_on=clock.today(), by=safe.olive)
    assert reload(enquiry).version == again, "a second wish changes nothing of the enquiry itself"


def test_a_concern_that_joins_moves_the_version_on_with_its_view_of_capacity(safe):
    enquiry = begun(safe)
    decided(safe, verb="join", joins=enquiry, lacks="unknown")
    assert reload(enquiry).lacks_capacity == "unknown"
    with pytest.raises(Stale):
        parts.record_asked(
            enquiry=enquiry, version=enquiry.version, asked="no", advocate="declined", advocate_name="", by=safe.olive
        )


def test_an_enquiry_rests_on_a_capacity_assessment_of_its_own_adult(safe, as_, django_assert_max_num_queries):
    enquiry = planned(safe)
    assessment = assessed(safe)
    with pytest.raises(Refused, match="of its own adult"):
        parts.cite_capacity(enquiry=enquiry, assessment=daniel_s(safe), by=safe.olive)
    browser = as_(safe.olive)
    url = f"/safeguarding/enquiries/{enquiry.pk}/"
    assert "Elm Court" in browser.get(f"{url}capacity/add/").content.decode()
    assert browser.post(f"{url}capacity/add/", {"assessment": assessment.pk}).status_code == 302
    with django_assert_max_num_queries(10):
        page = browser.get(url).content.decode()
    assert f"/capacity/{assessment.pk}/" in page


def daniel_s(cast):
    return actions_of_capacity.assess(person=cast.daniel, by=cast.ben, **UNABLE)
