"""The staff form: three pages, twelve required answers at most, one draft, and a warning before anybody is doubled."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bep.kit.models import Draft
from people.models import Involvement, Person
from referrals.forms.take import AboutPersonForm, AboutReferralForm, MatchForm
from referrals.models import Referral
from tests.cast import given
from tests.referrals.makers import received

NEW = reverse("referrals:new")
PERSON = {
    "given_name": "Lena", "family_name": "Fox", "birth_date_day": "29", "birth_date_month": "2", "birth_date_year": "1988",
    "postcode": "N12 0AA", "phone": "07700 900123",
}  # fmt: skip
DANIEL = PERSON | {
    "given_name": "Daniel",
    "family_name": "Osei",
    "birth_date_day": "12",
    "birth_date_month": "3",
    "birth_date_year": "1992",
}
ABOUT = {
    "source": "gp", "channel": "phone", "referrer_name": "Dr Lamb", "referrer_phone": "020 7946 0100", "urgency": "routine",
    "reason": "She has stopped going out.", "consent": "yes", "referrer_may_be_named": "on",
}  # fmt: skip


def begin(browser):
    return browser.get(NEW)["Location"]


def walk(browser, person=PERSON, match="new", about=ABOUT):
    """The three pages as somebody fills them; the last page's answer."""
    url = browser.post(begin(browser), person)["Location"]
    url = browser.post(url, {"match": match})["Location"]
    return browser.post(url, about)


def hidden(page):
    """What the page sends along besides its own fields, as a browser does."""
    return dict(page.context["elsewhere"]) | {"draft_version": page.context["draft"].version}


def choices(page):
    return [value for value, _label in page.context["form"].fields["match"].choices]


def test_at_most_three_pages_and_twelve_required_answers():
    required = [n for form in (AboutPersonForm, MatchForm) for n, f in form.base_fields.items() if f.required]
    required += ["birth_date"]  # or an age
    required += [n for n, f in AboutReferralForm.base_fields.items() if f.required]
    required += ["referrer_name", "referrer_phone"]  # unless they refer themselves
    assert len(required) <= 12, required


def test_a_new_person_is_registered_and_their_team_sees_them(cast, as_):
    browser = as_(cast.tom)
    done = walk(browser)
    referral = Referral.objects.get()
    assert done["Location"] == reverse("referrals:referral", args=[referral.pk])
    assert referral.person.phone == "07700900123"
    assert referral.team.name == "East Local Enablement Team"
    roles = set(Involvement.objects.filter(person=referral.person).values_list("role", flat=True))
    assert roles == {"referral"}
    assert Person.objects.visible_to(cast.joan).filter(pk=referral.person_id).exists()
    assert browser.get(done["Location"]).status_code == 200


def test_the_draft_holds_the_pages_together_and_goes_when_sent(cast, as_):
    browser = as_(cast.tom)
    first = begin(browser)
    second = browser.post(first, PERSON)["Location"]
    assert 'value="Lena"' in browser.get(first).content.decode()
    third = browser.post(second, {"match": "new"})["Location"]
    page = browser.get(third).content.decode()
    assert '<input type="hidden" name="given_name" value="Lena">' in page
    assert Draft.objects.get().title == "Referral of Lena Fox"
    browser.post(third, ABOUT | hidden(browser.get(third)))
    assert not Draft.objects.exists()


def test_words_from_another_window_are_not_thrown_away(cast, as_):
    browser = as_(cast.tom)
    third = browser.post(browser.post(begin(browser), PERSON)["Location"], {"match": "new"})["Location"]
    opened = browser.get(third)
    draft, data = opened.context["draft"], dict(opened.context["elsewhere"]) | {"wants": "Typed in the other window"}
    sent = {"key": draft.key, "version": draft.version, "data": data, "title": "", "url": draft.url}
    browser.post(reverse("drafts:save"), sent, content_type="application/json")
    browser.post(third, ABOUT | hidden(opened))
    assert Referral.objects.exists()
    assert Draft.objects.get().data["wants"] == "Typed in the other window"


def test_saving_on_the_last_page_keeps_the_first(cast, as_):
    """As the page's script saves: all of the form's fields, those of the other pages among them."""
    browser = as_(cast.tom)
    first = begin(browser)
    second = browser.post(first, PERSON)["Location"]
    third = browser.post(second, {"match": "new"})["Location"]
    page = browser.get(third)
    draft = page.context["draft"]
    data = dict(page.context["elsewhere"]) | {"reason": "Half a sen"}
    sent = {"key": draft.key, "version": draft.version, "data": data, "title": "", "url": draft.url}
    assert browser.post(reverse("drafts:save"), sent, content_type="application/json").status_code == 200
    assert 'value="Lena"' in browser.get(first).content.decode()
    assert "Half a sen" in browser.get(third).content.decode()


def test_somebody_known_is_offered_with_what_is_open(cast, as_):
    other = received(cast.sara, cast.daniel)
    browser = as_(cast.tom)
    page = browser.get(browser.post(begin(browser), DANIEL)["Location"])
    text = page.content.decode()
    assert "Daniel Osei" in text
    assert f"Open referral {other.reference}" in text
    assert "Open case: Ben Okoro leads" in text
    assert choices(page)[-2:] == ["new", "later"]


def test_choosing_somebody_known_makes_no_second_record(cast, as_):
    browser = as_(cast.tom)
    url = browser.post(begin(browser), DANIEL)["Location"]
    key = choices(browser.get(url))[0]
    url = browser.post(url, {"match": key})["Location"]
    browser.post(url, ABOUT)
    assert Referral.objects.get().person == cast.daniel
    assert Person.objects.count() == 3


def test_a_restricted_person_is_a_possible_match_and_nothing_more(cast, as_):
    with given():
        Person.objects.filter(pk=cast.rosa.pk).update(postcode="N12 0AA")
    browser = as_(cast.tom)
    rosa = DANIEL | {"given_name": "Rosa", "family_name": "Hale"}
    page = browser.get(browser.post(begin(browser), rosa)["Location"])
    text = page.content.decode()
    assert "ask information governance" in text
    assert cast.rosa.reference not in text
    assert choices(page) == ["new", "later"]


def test_leaving_it_to_triage_registers_nobody(cast, as_):
    walk(as_(cast.tom), match="later")
    assert Referral.objects.get().person is None


def test_under_17_is_refused_on_the_first_page_with_where_to_go(cast, as_):
    browser = as_(cast.tom)
    page = browser.post(begin(browser), PERSON | {"birth_date_year": "2015", "birth_date_day": "1"}).content.decode()
    assert "aged 17 and over" in page
    assert "CAMHS" in page


def test_without_a_date_of_birth_an_age_is_asked_for(cast, as_):
    browser = as_(cast.tom)
    undated = {k: v for k, v in PERSON.items() if not k.startswith("birth_date")}
    assert "or an age below" in browser.post(begin(browser), undated).content.decode()
    assert browser.post(begin(browser), undated | {"age_given": "40"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"referrer_name": ""}, "who they are"),
        ({"consent": "no"}, "needs a reason"),
        ({"reason": ""}, "Enter what is happening"),
    ],
)
def test_a_refusal_registers_nobody_and_loses_nothing(cast, as_, wrong, says):
    browser = as_(cast.tom)
    page = walk(browser, about=ABOUT | wrong).content.decode()
    assert says in page
    assert "Dr Lamb" in page or "referrer_name" in wrong
    assert Person.objects.count() == 3
    assert not Referral.objects.exists()
    assert Draft.objects.exists()


def test_a_file_goes_with_it(cast, as_):
    upload = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 synthetic", "application/pdf")
    walk(as_(cast.tom), about=ABOUT | {"file": upload})
    assert Referral.objects.get().attachments.get().name == "letter.pdf"


@pytest.mark.parametrize("who", ["pia", "cora", "ada", "theo"])
def test_who_may_not_take_one(cast, as_, who):
    assert as_(getattr(cast, who)).get(NEW).status_code == 403


def test_a_social_worker_registers_for_the_team_that_serves_the_postcode(cast, as_):
    walk(as_(cast.amara))
    assert Person.objects.visible_to(cast.amara).filter(family_name="Fox").exists()
