"""The public form: crisis numbers first, nothing lost, nothing told about anybody, limited by address, readable at ten."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from bep.kit import clock
from bep.kit.models import Message
from people.models import Person
from referrals.models import Referral

START = reverse("referrals:public_start")
CHECK = reverse("referrals:public_check")
DANGER = reverse("referrals:public_danger")


@pytest.fixture(autouse=True)
def nobody_counted(db):
    cache.clear()


def step(name):
    return reverse("referrals:public_step", args=[name])


ME = {
    "who": {"about": "me"},
    "person": {
        "given_name": "Lena", "family_name": "Fox", "birth_date_day": "29", "birth_date_month": "2", "birth_date_year": "1988",
        "postcode": "n12 0aa",
    },
    "help": {"reason": "I cannot go out.", "wants": "To see my sister."},
    "contact": {"phone": "07700 900123", "safe_contact": "Only text me.", "communication_needs": ["large_print"]},
}  # fmt: skip
OTHER = ME | {
    "who": {"about": "other"},
    "you": {
        "source": "relative_or_friend", "referrer_name": "Maya Fox", "referrer_phone": "07700 900456", "may_name": "no",
        "consent": "no", "consent_note": "She may harm herself.",
    },
}  # fmt: skip


def walk(client, pages, until=None):
    """Fills page after page as a browser would, following each on to the next."""
    url = step("who")
    for name, answers in pages.items():
        if name == until:
            return url
        assert url == step(name)
        url = client.post(url, answers)["Location"]
    return url


def send(client, pages, **more):
    assert walk(client, pages) == CHECK
    return client.post(CHECK, {"agree": "on"} | more)


# --- the way through --------------------------------------------------------------------------------------------------
def test_crisis_numbers_and_when_it_is_read_come_before_any_question(client):
    page = client.get(START).content.decode()
    form = page.index("<form")
    assert page.index("999") < page.index("When we read this") < form
    assert "tel:111" in page[:form]
    assert "Samaritans" in page[:form]


def test_somebody_asks_for_help_for_themselves(client):
    client.post(START, {"danger": "no"})
    done = client.get(send(client, ME)["Location"]).content.decode()
    referral = Referral.objects.get()
    assert referral.reference in done
    assert (referral.source, referral.channel, referral.consent) == ("self", "public_form", "yes")
    assert referral.safe_contact == "Only text me."
    assert referral.communication_needs == ["large_print"]
    assert referral.received_by is None
    assert referral.team.name == "East Local Enablement Team"


def test_somebody_asks_for_somebody_else_and_agrees_to_be_kept(client):
    send(client, OTHER)
    referral = Referral.objects.get()
    assert referral.referrer_name == "Maya Fox"
    assert referral.referrer_may_be_named is False
    assert referral.referrer_agreed_at
    assert referral.consent_note == "She may harm herself."


def test_every_answer_is_kept_word_for_word(client):
    send(client, OTHER)
    kept = Referral.objects.get().as_received
    assert ["What is happening?", "I cannot go out."] in kept["help"]
    assert ["Their first name", "Lena"] in kept["person"]


def test_sending_needs_the_privacy_notice_to_be_read(client):
    walk(client, ME)
    page = client.post(CHECK, {"website": ""}).content.decode()
    assert "Tick the box" in page
    assert not Referral.objects.exists()


def test_going_back_shows_what_was_typed(client):
    walk(client, ME)
    page = client.get(step("person")).content.decode()
    assert 'value="Lena"' in page
    assert 'value="1988"' in page


def test_a_page_skipped_is_asked_for(client):
    client.post(step("who"), ME["who"])
    assert client.get(CHECK)["Location"] == step("person")


def test_an_answer_that_cannot_be_right_keeps_everything_typed(client):
    client.post(step("who"), ME["who"])
    page = client.post(step("person"), ME["person"] | {"birth_date_month": "13"}).content.decode()
    assert "month from 1 to 12" in page
    assert 'value="Lena"' in page


def test_what_is_typed_stays_on_the_server_and_goes_when_it_is_sent(client):
    walk(client, ME)
    held = client.cookies.output()
    assert "Lena" not in held
    assert "Fox" not in held
    assert client.session["referral_being_written"]["person"]["given_name"] == "Lena"
    assert client.session.get_expiry_age() <= 60 * 60
    client.post(CHECK, {"agree": "on"})
    assert "referral_being_written" not in client.session


def test_it_never_says_whether_we_know_somebody(client, cast):
    known = ME | {"person": ME["person"] | {"given_name": "Daniel", "family_name": "Osei"}}
    pages = []
    for answers in (ME, known):
        response = client.get(send(client, answers)["Location"])
        pages.append(re.sub(r"R-\w{4}-\w{4}|\b\w{64}\b", "", response.content.decode()))  # reference, CSRF token
    assert pages[0] == pages[1]
    assert Person.objects.count() == 3
    assert not Referral.objects.exclude(person=None).exists()


def test_nothing_is_kept_in_a_cache(client):
    for url in (START, DANGER, step("who")):
        assert "no-store" in client.get(url)["Cache-Control"]


# --- age --------------------------------------------------------------------------------------------------------------
def born(years, days=0):
    day = clock.today() - timedelta(days=days)
    day = day.replace(year=day.year - years, day=min(day.day, 28))
    return {"birth_date_day": day.day, "birth_date_month": day.month, "birth_date_year": day.year}


def test_somebody_too_young_is_shown_where_to_go_and_nothing_is_kept(client):
    client.post(step("who"), ME["who"])
    url = client.post(step("person"), ME["person"] | born(15))["Location"]
    assert "CAMHS" in client.get(url).content.decode()
    assert "referral_being_written" not in client.session


def test_a_17_year_old_is_taken_for_transition(client):
    send(client, ME | {"person": ME["person"] | born(17, days=40)})
    assert Referral.objects.get().transition


# --- danger -----------------------------------------------------------------------------------------------------------
def test_in_danger_says_call_999_and_alarms_duty(client, cast, as_):
    assert client.post(START, {"danger": "yes"})["Location"] == DANGER
    assert "Call 999 now" in client.get(DANGER).content.decode()
    said = {"about": "me", "phone": "07700 900123", "name": "Kofi", "where": "By the canal"}
    page = client.get(client.post(DANGER, said)["Location"]).content.decode()
    assert "Call 999 now" in page
    referral = Referral.objects.get()
    assert referral.in_danger
    assert referral.urgency == "same_day"
    assert Message.objects.filter(body__contains=referral.reference).count() == 2
    assert "Kofi" in as_(cast.ruth).get(reverse("referrals:inbox")).content.decode()


def test_a_phone_number_alone_is_enough_to_alarm(client):
    assert client.post(DANGER, {"about": "other", "phone": "07700 900123"}).status_code == 302
    assert Referral.objects.get().referrer_phone == "07700900123"


# --- limits -----------------------------------------------------------------------------------------------------------
def test_the_eleventh_in_an_hour_is_asked_to_wait_and_loses_nothing(client):
    for _ in range(10):
        assert send(client, ME).status_code == 302
    refused = send(client, ME)
    assert refused.status_code == 429
    words = refused.content.decode()
    assert "Nothing is lost" in words
    assert "999" in words
    assert Referral.objects.count() == 10
    assert 'value="Lena"' in client.get(step("person")).content.decode()
    cache.clear()  # an hour later
    assert client.post(CHECK, {"agree": "on"}).status_code == 302


def test_another_address_is_not_held_up(client):
    for _ in range(11):
        send(client, ME)
    walk(client, ME)
    assert client.post(CHECK, {"agree": "on"}, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_a_call_for_help_is_let_through_when_ordinary_referrals_wait(client):
    for _ in range(11):
        send(client, ME)
    assert client.post(DANGER, {"about": "me", "phone": "07700 900123"}).status_code == 302
    assert Referral.objects.filter(in_danger=True).exists()


def test_without_its_cache_the_form_still_takes_referrals(client, monkeypatch):
    def broken(*args, **kwargs):
        raise ConnectionError("no cache")

    monkeypatch.setattr("referrals.limits.cache.add", broken)
    assert send(client, ME).status_code == 302


def test_a_filled_trap_is_marked_and_nobody_is_thrown_away(client):
    send(client, ME, website="http://spam.example")
    assert Referral.objects.get().maybe_automated


# --- words ------------------------------------------------------------------------------------------------------------
PAGES = [
    START,
    DANGER,
    *(step(name) for name in ("who", "person", "help", "contact")),
    CHECK,
    reverse("referrals:public_too_young"),
]


@pytest.mark.parametrize("url", PAGES)
def test_a_ten_year_old_can_read_it(client, url):
    walk(client, ME)
    words = prose(client.get(url).content.decode())
    assert reading_grade(words) <= 6, words


def prose(page):
    """The sentences of the page's main part."""
    main = page[page.index("<main") : page.index("</main")]
    main = re.sub(r"(?s)<(script|style|select|textarea).*?</\1>", "", main)
    main = re.sub(r"</(p|h\d|li|legend|label|dt|dd|div|button|a)>", ". ", main)
    text = re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").replace("&nbsp;", " ")
    return re.sub(r"(\s*\.\s*)+", ". ", re.sub(r"\s+", " ", text)).strip()


def reading_grade(text):
    """Flesch-Kincaid grade: 5 is an age of about ten."""
    sentences = [s for s in re.split(r"[.!?:]+\s", text) if re.search(r"[a-z]", s)]
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", w.lower())))) for w in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
