"""The main job, in Chromium: one person from public self-referral to move-on, through the hands of five users.

Maya asks for help by herself. Sara, on hub duty, says who she is and triages; Tom books her a place; Joan allocates her to
Amara, who meets her, assesses, plans, supports, reviews and says goodbye. On the way Ben, of another team, finds nobody, and
Cora, the commissioner, only a number. Each page is looked at by axe the first time it is met.
"""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from assessments.law import Outcome, Wellbeing
from assessments.models import ChoiceMeeting, NeedsAssessment
from bep.kit import clock
from enablement.models import EnablementPlan, Episode, Review, SupportSpell
from people.models import CaseNote, Person
from referrals.models import Appointment, HubSession, Referral
from tests.browser.axe import assert_accessible
from tests.cast import given

NAME = "Okonjo-Field"


class Hands:
    """One user's browser: opens pages by name, fills fields by name, presses buttons by their words."""

    looked_at: set[str] = set()

    def __init__(self, page):
        self.page = page
        page.set_default_timeout(60_000)

    def go(self, name, *args, **query):
        address = reverse(name, args=args) + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")
        response = self.page.goto(address)
        assert response.status == 200, f"{address} answered {response.status}"
        if name not in Hands.looked_at:
            Hands.looked_at.add(name)
            assert_accessible(self.page)
        return self

    def answers(self, name, *args):
        return self.page.goto(reverse(name, args=args)).status

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.fill(f"[name={name}]", value)
        return self

    def choose(self, **fields):
        for name, value in fields.items():
            self.page.check(f"[name={name}][value='{value}']")
        return self

    def press(self, words):
        self.page.click(f"main button:has-text('{words}')")
        self.page.wait_for_load_state()
        problems = self.page.locator(".govuk-error-summary").all_inner_texts()
        assert not problems, f"{self.page.title()}: {problems}"
        return self

    def reads(self, words):
        assert words in self.page.inner_text("body"), f"“{words}” is not on {self.page.title()}"
        return self


@pytest.fixture
def hands(cast, page_as):
    opened = {}

    def of(who):
        if who not in opened:
            opened[who] = Hands(page_as(None if who == "public" else getattr(cast, who)))
        return opened[who]

    Hands.looked_at = set()
    return of


@pytest.mark.browser
@pytest.mark.timeout(420)
def test_one_person_walks_from_asking_for_help_to_move_on(cast, hands):
    cache.clear()  # everybody's numbers are kept for ten minutes, and the cache outlives a test
    referral = asks_for_help(hands("public"))
    is_triaged(hands("sara"), referral)
    person = Person.objects.get(family_name=NAME)
    appointment = is_booked(hands("tom"), referral)
    assert hands("ben").answers("people:person", person.pk) == 404
    is_allocated(hands("joan"), cast, person)
    comes(hands("amara"), appointment)
    is_met(hands("amara"), person)
    is_assessed(hands("amara"), person)
    makes_a_plan(hands("amara"), person)
    is_supported(hands("amara"), person)
    moves_on(hands("amara"), person)
    is_a_number(hands("cora"), person)


def asks_for_help(public):
    """By herself, without signing in; crisis numbers and when the form is read come first."""
    public.go("referrals:public_start").reads("999").reads("We read referrals Monday to Friday").choose(
        danger="no"
    ).press("Start")
    public.choose(about="me").press("Go on")
    public.fill(given_name="Maya", family_name=NAME, birth_date_day="14", birth_date_month="6", birth_date_year="1994")
    public.fill(postcode="N12 0ZZ", address="3 Example Grove").press("Go on")
    public.fill(reason="I have not left the flat for three weeks.").press("Go on")
    public.fill(phone="020 7946 0123").press("Go on")
    public.page.check("[name=agree]")
    public.press("Send")
    referral = Referral.objects.get(family_name=NAME)
    public.reads(referral.reference)
    assert NAME not in public.page.inner_text("main")  # on a shared computer, nobody reads who asked
    return referral


def is_triaged(sara, referral):
    sara.go("referrals:inbox", q=NAME).reads(NAME)
    sara.go("referrals:match", referral.pk).choose(match="new").press("Save")
    sara.go("referrals:triage", referral.pk).reads("I have not left the flat")
    sara.choose(verb="offer_appointment").fill(reason="Would like to meet and look at options.").press("Decide")


def is_booked(tom, referral):
    tom.go("referrals:book", referral.pk).reads("day").page.check("[name=session] >> nth=0")
    tom.press("Book this place")
    return Appointment.objects.get(referral=referral)


def is_allocated(joan, cast, person):
    joan.go("people:allocate", person.pk).choose(worker=cast.amara.pk).fill(
        reason="Has room, and knows the area."
    ).press("Allocate")


def comes(amara, appointment):
    """The day has come: the test moves it, since a browser cannot wait for two weeks."""
    with given():
        HubSession.objects.filter(pk=appointment.session_id).update(date=clock.today())
        soon = timezone.now() - timezone.timedelta(minutes=30)
        Appointment.objects.filter(pk=appointment.pk).update(starts=soon, ends=timezone.now())
    amara.go("people:my_work").reads(NAME)
    amara.go("referrals:attend", appointment.pk).choose(verb="go_to_choice_meeting")
    amara.fill(reason="Several needs that touch each other.").press("Save the outcome")


def is_met(amara, person):
    meeting = ChoiceMeeting.objects.get(person=person)
    amara.go("people:person", person.pk).reads("Choice meeting to arrange")
    today = clock.today()
    amara.go("assessments:arrange", meeting.pk).choose(place="home")
    amara.fill(day_day=str(today.day), day_month=str(today.month), day_year=str(today.year), time="23:59").press("Save")
    amara.go("assessments:hold", meeting.pk).choose(outcome="assess").fill(words="To look at everything.").press("Save")
    amara.go("people:contact_new", person.pk)
    note(amara, person)
    amara.go("assessments:write_profile", person.pk).choose(agreed_how="together")
    amara.fill(what_matters="Seeing my sister again.", strengths="Patient.").press("Keep this version")


def note(amara, person):
    """A case note: three answers, on one page."""
    amara.choose(way="visit", seen="alone").fill(what_happened="Met at home for an hour.")
    amara.page.click("main button[type=submit]:has-text('Save') >> nth=0")
    amara.page.wait_for_load_state()
    assert CaseNote.objects.filter(person=person).exists()


def is_assessed(amara, person):
    amara.go("assessments:start", person.pk, "needs").press("Start it")
    assessment = NeedsAssessment.objects.get(person=person)
    on = "Save and go on"
    amara.go("assessments:part", assessment.pk, "how").choose(
        method="together", self_assessment_wanted="no", has_difficulty="no"
    ).press(on)
    amara.go("assessments:part", assessment.pk, "wishes").fill(wishes="Out of the flat.")
    amara.choose(has_cause="yes", causes="illness", fluctuates="no").press(on)
    amara.go("assessments:part", assessment.pk, "family").choose(children="no", carer="no", health_care="no").press(on)
    for outcome in Outcome.values:
        amara.go("assessments:outcome", assessment.pk, outcome)
        if outcome in {Outcome.RELATIONSHIPS, Outcome.COMMUNITY}:
            amara.fill(words="I cannot face the bus.").choose(verdict="unable", limbs="distress").press(on)
        else:
            amara.choose(verdict="able").press(on)
    amara.go("assessments:wellbeing", assessment.pk)
    for area in Wellbeing.values:
        amara.choose(**{f"{area}_impact": "significant" if area == Wellbeing.RELATIONSHIPS else "none"})
    amara.choose(significant_impact="yes").fill(impact_words="Sees nobody for weeks.").press(on)
    amara.go("assessments:check", assessment.pk).choose(
        eligibility="Eligible needs identified", wants_needs_met="yes", resident="yes"
    )
    amara.fill(reason="Two outcomes, with a significant impact.", advice="The recovery college.").press(
        "Decide, for good"
    )


def makes_a_plan(amara, person):
    amara.go("enablement:episode", person.pk).press("Write the plan together")
    plan = EnablementPlan.objects.get(person=person)
    amara.go("enablement:write_plan", plan.pk).fill(opening="I want to see my sister again.")
    amara.fill(goal_0_words="See my sister every Sunday", goal_0_step_0_what="Walk to the bus stop").press(
        "Save and see the page"
    )
    amara.go("enablement:agree_plan", plan.pk).choose(agreed_how="together").press("Agree the plan")
    paper = amara.page.context.request.get(reverse("enablement:plan_paper", args=[plan.pk]))
    assert paper.ok
    assert paper.body().startswith(b"%PDF")


def is_supported(amara, person):
    amara.go("enablement:start_spell", person.pk).choose(tier="brief", on_say="together")
    amara.fill(reason="Getting out again, six weeks.").press("Start support")
    amara.go("enablement:episode", person.pk).reads("day 1 of 42")
    review = Review.objects.get(person=person, of="brief")
    amara.go("enablement:hold_review", review.pk).choose(result="ended").fill(summary="Goes to her sister by herself.")
    amara.page.select_option("[name=method]", index=1)
    amara.page.select_option("[name=outcomes_achieved]", index=1)
    amara.press("Record the review")
    spell = SupportSpell.objects.filter(person=person, state="open").first()
    if spell:
        amara.go("enablement:end_spell", spell.pk)


def moves_on(amara, person):
    amara.go("enablement:close", person.pk).page.select_option("[name=outcome]", "moved_on")
    amara.fill(reason="She has reached what she wanted.", staying_well="Sundays with my sister.").press(
        "Check your answers"
    )
    amara.page.click("main form button[type=submit] >> nth=0")
    amara.page.wait_for_load_state()
    episode = Episode.objects.get(person=person)
    assert (episode.state, episode.outcome) == ("closed", "moved_on")
    amara.go("people:person", person.pk)
    for stage in (
        "Referred",
        "Choice appointment",
        "Choice meeting",
        "Enablement plan",
        "Support",
        "Review",
        "Move-on",
    ):
        assert re.search(rf"{stage}", amara.page.inner_text("main"))


def is_a_number(cora, person):
    """The commissioner sees that there were few, and not who."""
    cora.go("reporting:performance").reads("fewer than 5")
    assert NAME not in cora.page.content()
    assert cora.answers("people:person", person.pk) in {403, 404}
