"""A concern: taken by whoever, decided by few, seen by those it concerns; urgent ones alarm at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from bep.kit import clock, targets
from bep.kit.models import Message, Target
from bep.kit.rules import NotAllowed, NotFound, Refused, Stale, WrongMoment
from people.actions import grant_access
from people.matching import key
from people.models import Involvement, Person
from people.queries.work import work
from referrals import actions as front_door
from safeguarding.concern import actions, rules
from safeguarding.models import Concern, SealedPart
from tests.cast import given
from tests.referrals.makers import received
from tests.safeguarding.enquiries import decided
from tests.safeguarding.given import facts, raised, reload, restricted, seen


def test_a_worker_raises_one_from_the_person_page(safe, as_):
    url = reverse("safeguarding:raise_about", args=[safe.priya.pk])
    said = {k: v for k, v in facts().items() if k != "channel"}
    answer = as_(safe.amara).post(url, said)
    concern = Concern.objects.get()
    assert answer.url == reverse("safeguarding:concern", args=[concern.pk])
    assert (concern.person, concern.kinds, concern.state) == (safe.priya, ["financial"], "received")


def test_the_page_says_what_was_said(safe, as_):
    concern = raised(safe.amara, safe.priya)
    page = as_(safe.sunita).get(reverse("safeguarding:concern", args=[concern.pk])).content.decode()
    assert "I want my card back and no fuss." in page
    assert "Financial or material abuse" in page
    assert "from memory until the safeguarding adults board confirms" in page


def test_whoever_may_not_read_concerns_still_raises_one(safe, as_):
    answer = as_(safe.tom).post(reverse("safeguarding:raise"), {**facts(), "given_name": "Lena"})
    assert answer.url == reverse("home")
    assert not seen(safe.tom)
    assert seen(safe.sunita)


def test_without_agreement_a_worker_says_why(safe):
    with pytest.raises(Refused, match="against the adult's wishes"):
        raised(safe.amara, safe.priya, consent="no")
    assert raised(safe.amara, safe.priya, consent="no", why_without="Others are at risk.")


def test_it_says_something_about_somebody(safe):
    with pytest.raises(Refused, match="says what happened"):
        raised(safe.amara, safe.priya, what=" ")
    with pytest.raises(Refused, match="about one adult"):
        raised(safe.amara)
    with pytest.raises(Refused, match="those of the list"):
        raised(safe.amara, safe.priya, kinds=["rudeness"])


# --- the clock --------------------------------------------------------------------------------------------------------
FRIDAY = clock.at(date(2026, 11, 20), 21)


def test_one_that_comes_on_a_friday_evening_is_decided_by_monday(db):
    assert clock.day_ending(rules.decision_due(False, FRIDAY)).isoformat() == "2026-11-23"


def test_in_danger_it_is_decided_that_day_even_at_the_weekend(db):
    saturday = FRIDAY + timedelta(days=1)
    assert clock.day_ending(rules.decision_due(True, saturday)).isoformat() == "2026-11-21"


def test_one_that_comes_on_a_sunday_counts_from_monday(db):
    assert clock.day_ending(rules.decision_due(False, FRIDAY + timedelta(days=2))).isoformat() == "2026-11-24"


LONDON = clock.LONDON
TALKS = [
    # received, London time; in danger; the day by whose end somebody has spoken with the adult
    ("2026-11-20 16:59", False, "2026-11-20"),  # a Friday, while the office is open: the same day
    ("2026-11-20 17:00", False, "2026-11-23"),
    ("2026-11-20 23:30", False, "2026-11-23"),  # late on a Friday: Monday, not half an hour
    ("2026-11-20 23:30", True, "2026-11-20"),  # in danger: that very night
    ("2026-11-21 10:00", True, "2026-11-21"),  # and on a Saturday
    ("2026-11-22 10:00", False, "2026-11-23"),
    ("2026-12-24 18:00", False, "2026-12-29"),  # Christmas Day is a Friday, and Monday stands in for Boxing Day
    ("2026-04-02 20:00", False, "2026-04-07"),  # before Good Friday; Easter Monday is off too
    ("2026-07-03 16:30", False, "2026-07-03"),  # summer time: half past three in UTC
    ("2026-07-03 17:30", False, "2026-07-06"),
    ("2026-10-25 01:30", False, "2026-10-26"),  # the hour that comes twice, a Sunday
]


@pytest.mark.parametrize(("moment", "danger", "day"), TALKS)
def test_the_first_talk_is_due_the_same_day_counted_as_people_expect(db, moment, danger, day):
    received_at = datetime.fromisoformat(moment).replace(tzinfo=LONDON).astimezone(UTC)
    assert clock.day_ending(rules.conversation_due(danger, received_at)).isoformat() == day


def test_the_hour_that_the_office_closes_is_dated_data(db):
    with given():
        row = Target.objects.get(key="safeguarding.office_closes")
        row.pk, row.starts, row.value = None, date(2026, 11, 1), 20
        row.save()
    targets.forget()
    before, after = clock.at(date(2026, 10, 30), 19), clock.at(date(2026, 11, 20), 19)
    assert rules.first_day(before) == date(2026, 11, 2)
    assert rules.first_day(after) == date(2026, 11, 20)


def test_the_page_says_why_a_talk_is_not_due_the_same_day(safe, as_):
    concern = raised(safe.amara, safe.priya)
    with given():
        Concern.objects.filter(pk=concern.pk).update(received_at=clock.at(date(2026, 11, 20), 23, 30))
    page = as_(safe.sunita).get(reverse("safeguarding:concern", args=[concern.pk])).content.decode()
    assert "after office hours, or on a day off, counts from the next working day" in " ".join(page.split())


# --- in danger now ----------------------------------------------------------------------------------------------------
def test_in_danger_now_alarms_duty_and_names_nobody(safe):
    concern = raised(safe.amara, safe.priya, in_danger=True)
    mails = Message.objects.filter(key__startswith="safeguarding.alarm")
    assert {m.to for m in mails} == {
        "hub-duty@barnet.example", "amhp-duty@barnet.example", "safeguarding@barnet.example",
    }  # fmt: skip
    assert all(concern.reference in m.body and "Priya" not in m.body + m.subject for m in mails)
    assert [w.source.group for w in work(safe.ruth, [], team=True) if w.source.kind == "concern_alarm"] == ["alarm"]


def test_the_first_answer_ends_the_alarm(safe):
    concern = raised(safe.amara, safe.priya, in_danger=True)
    assert seen(safe.ruth) == {concern.pk}
    assert not seen(safe.theo) - {concern.pk}
    done = actions.answer_alarm(concern=concern, version=concern.version, reason="Police are there.", by=safe.ruth)
    assert "Ruth Levy: Police are there." in done.done_so_far
    assert seen(safe.tom) == set()
    assert seen(safe.ruth) == {concern.pk}
    with pytest.raises(WrongMoment, match="has answered"):
        actions.answer_alarm(concern=done, version=done.version, reason="Me too.", by=safe.sunita)


def test_nobody_answers_an_alarm_that_nobody_raised(safe):
    concern = raised(safe.amara, safe.priya)
    with pytest.raises(Refused, match="Nobody said"):
        actions.answer_alarm(concern=concern, version=concern.version, reason="Here.", by=safe.sunita)


# --- who sees it ------------------------------------------------------------------------------------------------------
def test_those_who_decide_see_it_and_begin_to_see_the_adult(safe):
    assert not Person.objects.visible_to(safe.olive).exists()
    concern = raised(safe.amara, safe.priya)
    assert seen(safe.sunita) == seen(safe.amara) == {concern.pk}
    assert not seen(safe.ben)
    assert Person.objects.visible_to(safe.olive).get() == safe.priya


def test_a_restricted_adult_stays_hidden_and_governance_is_asked(safe):
    person = restricted(safe.daniel)
    with pytest.raises(NotFound):
        raised(safe.sunita, person)
    grant_access(person=person, worker=safe.ben, reason="Leads their support.", by=safe.ida)
    concern = raised(safe.ben, person)
    assert not seen(safe.sunita)
    mail = Message.objects.get(key__startswith="safeguarding.restricted")
    assert mail.to == "ida@barnet.example"
    assert "Daniel" not in mail.body
    assert concern.reference in mail.body


def test_the_list_names_only_whom_one_may_see(safe, as_):
    raised(safe.amara, safe.priya)
    assert "Pri Nair" in as_(safe.sunita).get(reverse("safeguarding:concerns")).content.decode()
    assert "Pri Nair" not in as_(safe.ben).get(reverse("safeguarding:concerns")).content.decode()


# --- matching ---------------------------------------------------------------------------------------------------------
def test_one_about_nobody_known_is_matched_by_those_who_decide(safe, as_):
    concern = raised(safe.amara, given_name="Priya", family_name="Nair", birth_date=safe.priya.birth_date)
    url = reverse("safeguarding:match", args=[concern.pk])
    as_(safe.sunita).post(url, {"match": key(safe.priya.pk), "version": concern.version})
    assert reload(concern).person == safe.priya
    assert Involvement.objects.current().filter(person=safe.priya, team__kind="safeguarding").exists()


def test_a_wrong_match_is_taken_back_and_the_team_sees_them_no_longer(safe):
    concern = raised(safe.amara, safe.priya)
    back = actions.unmatch(concern=concern, version=concern.version, reason="Another Priya.", by=safe.sunita)
    assert back.person is None
    assert not Involvement.objects.current().filter(person=safe.priya, team__kind="safeguarding").exists()


def test_somebody_new_is_registered(safe, as_):
    concern = raised(safe.amara, given_name="Zosia", family_name="Wren")
    as_(safe.sunita).post(
        reverse("safeguarding:match", args=[concern.pk]), {"match": "new", "version": concern.version}
    )
    assert reload(concern).person.family_name == "Wren"


# --- the adult's own part ---------------------------------------------------------------------------------------------
def test_the_first_talk_is_in_their_words(safe, as_):
    concern = raised(safe.amara, safe.priya, views="", knows="no")
    day = clock.today()
    said = {"at_day": day.day, "at_month": day.month, "at_year": day.year, "version": concern.version}
    url = reverse("safeguarding:talk", args=[concern.pk])
    as_(safe.sunita).post(url, said | {"views": "Just let me sleep.", "consent": "cannot"})
    concern = reload(concern)
    assert (concern.views, concern.consent, concern.knows) == ("Just let me sleep.", "cannot", "yes")


def test_two_editors_do_not_write_over_each_other(safe):
    concern = raised(safe.amara, safe.priya)
    now = clock.now()
    said = {"at": now, "views": "No.", "consent": "no", "by": safe.sunita}
    actions.record_talk(concern=concern, version=concern.version, **said)
    with pytest.raises(Stale):
        actions.record_talk(concern=concern, version=concern.version, **said)


# --- who told us ------------------------------------------------------------------------------------------------------
def test_whoever_fears_being_known_stands_nowhere_but_in_a_sealed_part(safe, as_):
    hidden = {"reporter_name": "Nina Quill", "reporter_phone": "02079460123", "reporter_protected": True}
    concern = raised(safe.amara, safe.priya, **hidden)
    assert concern.reporter_name == ""
    assert "Nina Quill" in SealedPart.objects.get().words
    url = reverse("safeguarding:concern", args=[concern.pk])
    assert "Nina Quill" not in as_(safe.amara).get(url).content.decode()
    assert "Nina Quill" in as_(safe.sunita).get(url).content.decode()


def test_a_referral_becomes_a_concern(safe):
    referral = received(safe.sara, safe.priya)
    front_door.triage(
        referral=referral,
        version=referral.version,
        verb="raise_safeguarding",
        reason="He takes her money.",
        by=safe.sara,
    )
    concern = Concern.objects.get()
    assert concern.referral == referral
    assert concern.person == safe.priya
    assert "He takes her money." in concern.what


def test_a_role_that_may_not_decide_is_refused(safe):
    concern = raised(safe.amara, safe.priya)
    with pytest.raises(NotAllowed):
        actions.unmatch(concern=concern, version=concern.version, reason="No.", by=safe.amara)


def test_a_repeat_concern_says_so_within_its_window(safe, as_):
    old, new, third = (raised(safe.amara, safe.priya) for _ in range(3))
    with given():
        Concern.objects.filter(pk=old.pk).update(received_at=clock.now() - timedelta(days=400))
    words = [as_(safe.sunita).get(reverse("safeguarding:concern", args=[c.pk])).text for c in (new, old)]
    assert "Repeat: 2 concerns in 365 days" in words[0]
    assert "Repeat:" not in words[1]
    assert third.person == new.person


def test_matching_what_is_decided_lets_nobody_see_the_adult(safe):
    concern = decided(safe, raised(safe.sunita, given_name="Pri"), verb="end_here")
    concern = actions.match(concern=concern, version=concern.version, person=safe.priya, by=safe.sunita)
    assert concern.person == safe.priya
    assert not Involvement.objects.current().filter(person=safe.priya, team__kind="safeguarding").exists()
