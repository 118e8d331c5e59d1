"""The screens of the choice appointment: offers that meet the target first, and what came of it."""

from datetime import timedelta

from django.urls import reverse

from bep.kit import clock
from referrals.models import Appointment, HubSession
from tests.cast import given
from tests.referrals.makers import awaiting, begin, booked, reload, session
from tests.referrals.test_inbox import MOST_QUERIES, queries_of


def url(record, name):
    return reverse(f"referrals:{name}", args=[record.pk])


def test_offers_within_the_target_come_first_and_the_day_is_counted(cast, as_):
    referral = awaiting(cast, first_contact=clock.today() - timedelta(days=11))
    page = as_(cast.tom).get(url(referral, "book"))
    text = page.content.decode()
    assert "day 11 of 14" in text
    offered = page.context["offers"]
    firsts = [str(s.pk) for s in offered.all]
    assert [value for value, _ in page.context["form"].fields["session"].choices] == [int(pk) for pk in firsts]
    assert "after the target" in text


def test_it_says_when_none_is_in_time(cast, as_):
    with given():
        HubSession.objects.filter(date__lte=clock.today() + timedelta(days=20)).update(cancelled_because="Flood")
    text = as_(cast.tom).get(url(awaiting(cast), "book")).content.decode()
    assert "No session within the target has a place free" in text
    assert "chose a later date" not in text


def test_booking_by_the_form(cast, as_):
    referral, where = awaiting(cast), session()
    as_(cast.tom).post(url(referral, "book"), {"version": referral.version, "session": where.pk})
    assert Appointment.objects.get().session == where


def test_the_loser_of_the_last_place_is_told_and_shown_a_fresh_list(cast, as_):
    where = session(places=1)
    loser = awaiting(cast, cast.daniel)
    browser = as_(cast.tom)
    browser.get(url(loser, "book"))
    booked(cast, awaiting(cast), where)
    page = browser.post(url(loser, "book"), {"version": loser.version, "session": where.pk})
    assert page.status_code == 200
    text = page.content.decode()
    assert "just been taken" in text or "choose one of the answers offered" in text


def test_a_later_date_asks_whose_choice_it_was(cast, as_):
    referral, late = awaiting(cast), session(days=20)
    browser = as_(cast.tom)
    page = browser.post(url(referral, "book"), {"version": referral.version, "session": late.pk}).content.decode()
    assert "tick that the person chose the later date" in page
    browser.post(url(referral, "book"), {"version": referral.version, "session": late.pk, "chose_later": "on"})
    assert Appointment.objects.get().chose_later


def test_few_queries(cast, as_):
    referral = awaiting(cast)
    browser = as_(cast.tom)
    browser.get(url(referral, "book"))
    assert queries_of(browser, url(referral, "book")) <= MOST_QUERIES


def test_a_home_visit_by_the_form(cast, as_):
    referral = awaiting(cast)
    day = clock.today() + timedelta(days=9)
    browser = as_(cast.tom)
    page = browser.get(url(referral, "visit_home"))
    assert "28 days after first contact" in page.content.decode()
    assert {w.name for w in page.context["form"].fields["worker"].queryset} == {"Amara Bell", "Joan Marsh", "Sara Lind"}
    when = {"day_day": day.day, "day_month": day.month, "day_year": day.year, "time": "2:30pm", "minutes": "60"}
    browser.post(url(referral, "visit_home"), {"version": referral.version, "worker": cast.amara.pk} | when)
    visit = Appointment.objects.get()
    assert visit.starts.astimezone(clock.LONDON).hour == 14
    assert visit.worker == cast.amara


def test_moving_and_cancelling_say_whose_wish_it_was(cast, as_):
    appointment = booked(cast, awaiting(cast))
    later = session(days=5)
    facts = {"version": 1, "whose": "person", "reason": "Holiday.", "session": later.pk}
    browser = as_(cast.tom)
    browser.post(url(appointment, "move"), facts)
    assert reload(appointment).ended_by == "person"
    moved = Appointment.objects.get(state="booked")
    assert "Enter why" in browser.post(url(moved, "cancel"), {"version": 1, "whose": "service"}).content.decode()
    browser.post(url(moved, "cancel"), {"version": 1, "whose": "service", "reason": "Worker ill."})
    page = browser.get(reverse("referrals:referral", args=[moved.referral_id])).content.decode()
    assert "by the service: Worker ill." in page


def test_they_came_and_what_came_of_it(cast, as_):
    appointment = booked(cast, awaiting(cast))
    begin(appointment)
    page = as_(cast.sara).get(url(appointment, "attend")).content.decode()
    assert "Go on to brief enablement" in page
    assert "same as another" not in page
    facts = {"version": appointment.version, "verb": "go_to_choice_meeting", "reason": "Needs are plain."}
    as_(cast.sara).post(url(appointment, "attend"), facts)
    assert reload(appointment).referral.state == "choice_meeting"


def test_they_did_not_come_and_wait_again(cast, as_):
    appointment = booked(cast, awaiting(cast))
    begin(appointment)
    as_(cast.sara).post(url(appointment, "miss"), {"version": appointment.version, "reason": "No reply."})
    page = as_(cast.tom).get(reverse("referrals:waiting")).content.decode()
    assert "Pri Nair" in page
    assert "1 missed" in page


def test_dropping_in_leads_to_the_outcome(cast, as_):
    today = session(days=0, drop_in=True)
    referral = awaiting(cast)
    done = as_(cast.sara).post(url(referral, "arrive"), {"version": referral.version, "session": today.pk})
    assert done["Location"] == url(Appointment.objects.get(), "attend")


# --- the waiting list -------------------------------------------------------------------------------------------------
def test_the_longest_wait_comes_first_with_the_last_contact(cast, as_):
    new = awaiting(cast, cast.daniel, first_contact=clock.today() - timedelta(days=2))
    old = awaiting(cast, cast.priya, first_contact=clock.today() - timedelta(days=20))
    page = as_(cast.tom).get(reverse("referrals:waiting"))
    assert [row.referral for row in page.context["rows"]] == [old, new]
    assert page.context["rows"][0].last_contact == clock.today()
    assert "6 days late" in page.content.decode() or "day 20 of 14" in page.content.decode()


def test_the_waiting_list_asks_few_questions(cast, as_):
    browser = as_(cast.tom)
    awaiting(cast)
    browser.get(reverse("referrals:waiting"))
    one = queries_of(browser, reverse("referrals:waiting"))
    awaiting(cast, cast.daniel)
    assert one == queries_of(browser, reverse("referrals:waiting")) <= MOST_QUERIES
