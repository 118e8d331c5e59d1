"""Signing in and out, with password and code; what is recorded of it; what a stranger can learn, which is nothing."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from bep.access.adapter import SecondFactors
from bep.audit.models import Event
from bep.kit.jobs.run import run
from bep.kit.models import Message
from tests.cast import PASSWORD, given

WRONG = "The email address or the password is not right."


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def amara(cast):
    with given():
        cast.amara.set_password(PASSWORD)
        cast.amara.save()
    return cast.amara


@pytest.fixture
def secret(amara):
    secret = generate_totp_secret()
    Authenticator.objects.create(user=amara, type="totp", data={"secret": SecondFactors().encrypt(secret)})
    return secret


def code(secret):
    return f"{hotp_value(secret, next(yield_hotp_counters_from_time())):06d}"


def sign_in(client, email="amara@barnet.example", password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": email, "password": password} | more)


def happened():
    return list(Event.objects.filter(name__startswith="access.").order_by("pk").values_list("name", flat=True))


# --- with both factors ------------------------------------------------------------------------------------------------
def test_password_and_code_open_the_page_one_wanted(client, amara, secret):
    answer = sign_in(client, next="/jobs/")
    assert answer["Location"].startswith("/second-factor/check/")
    assert client.get("/jobs/").status_code == 302, "half signed in is not signed in"
    answer = client.post(answer["Location"], {"code": code(secret)})
    assert answer["Location"] == "/jobs/"
    assert client.get("/jobs/").status_code == 200
    assert happened() == ["access.signed_in"]
    assert Event.objects.get(name="access.signed_in").actor_id == amara.pk


def test_a_wrong_code_does_not(client, amara, secret):
    page = client.post(sign_in(client)["Location"], {"code": "000000"}).content.decode()
    assert "This code is not right" in page
    assert client.get("/jobs/").status_code == 302
    assert happened() == []


def test_the_session_is_another_after_signing_in(client, amara, secret):
    client.get("/sign-in/")
    answer = sign_in(client)
    before = client.session.session_key
    client.post(answer["Location"], {"code": code(secret)})
    assert client.session.session_key != before


def test_the_app_s_secret_is_not_readable_in_the_database(secret):
    stored = Authenticator.objects.get().data["secret"]
    assert secret not in stored
    assert SecondFactors().decrypt(stored) == secret


# --- the first time ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("url", ["/my-work/", "/jobs/", "/second-factor/codes/", "/password/"])
def test_without_an_app_nothing_opens_but_setting_one_up(client, amara, url):
    sign_in(client)
    assert client.get(url)["Location"] == "/second-factor/app/"


def key_on(page):
    return re.search(r'<code class="bep-key">([A-Z2-7]+)</code>', page.content.decode())[1]


def test_an_app_is_set_up_and_recorded_or_neither(client, amara, monkeypatch):
    sign_in(client)
    client.raise_request_exception = False
    data = {"code": code(key_on(client.get("/second-factor/app/")))}
    monkeypatch.setattr("bep.access.second_factor.SetUp.tell", staticmethod(lambda worker, by: 1 / 0))
    assert client.post("/second-factor/app/", data).status_code == 500
    assert not Authenticator.objects.exists()


def test_setting_up_the_app(client, amara, django_capture_on_commit_callbacks):
    sign_in(client)
    page = client.get("/second-factor/app/")
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    secret = key_on(page)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/second-factor/app/", {"code": code(secret)})
    assert answer["Location"] == "/second-factor/codes/"
    codes = re.findall(r"<li><code>(.+?)</code></li>", client.get("/second-factor/codes/").content.decode())
    assert len(codes) == 10
    assert client.get("/jobs/").status_code == 200
    assert happened() == ["access.signed_in", "access.second_factor_added"]
    client.logout()
    cache.clear()
    answer = client.post(sign_in(client)["Location"], {"code": codes[0]})
    assert answer["Location"] == "/my-work/", "a recovery code stands in for the app, once"
    client.logout()
    assert "not right" in client.post(sign_in(client)["Location"], {"code": codes[0]}).content.decode()


def test_what_changes_a_sign_in_asks_again_who_one_is(client, amara, secret):
    client.post(sign_in(client)["Location"], {"code": code(secret)})
    assert client.get("/second-factor/codes/new/").status_code == 200, "just signed in is recent enough"
    session = client.session
    session["began"] -= 301
    session.save()
    answer = client.get("/second-factor/codes/new/")
    assert answer["Location"].startswith("/confirm-it-is-you/")
    assert "This is not your password" in client.post(answer["Location"], {"password": "x"}).content.decode()
    assert client.post(answer["Location"], {"password": PASSWORD})["Location"] == "/second-factor/codes/new/"
    assert client.get("/second-factor/codes/new/").status_code == 200


def test_moving_to_another_phone(client, amara, secret):
    client.post(sign_in(client)["Location"], {"code": code(secret)})
    client.post("/second-factor/app/remove/")
    assert not Authenticator.objects.exists()
    assert client.get("/jobs/")["Location"] == "/second-factor/app/"
    assert happened()[-1] == "access.second_factor_removed"


def test_demo_workers_do_without_in_the_demo_only(client, amara, settings):
    settings.DEMO = True
    sign_in(client)
    assert client.get("/jobs/").status_code == 200
    with given():
        amara.is_demo = False
        amara.save()
    client.logout()
    sign_in(client)
    assert client.get("/jobs/")["Location"] == "/second-factor/app/"


# --- what a stranger learns ---------------------------------------------------------------------------------------
def test_a_stranger_cannot_tell_who_works_here(client, amara, cast):
    with given():
        cast.ben.set_password(PASSWORD)
        cast.ben.is_active = False
        cast.ben.save()
    tries = [("nobody@barnet.example", "x"), ("amara@barnet.example", "x"), ("ben@barnet.example", PASSWORD)]
    answers = [(sign_in(client, email, password)) for email, password in tries]
    assert {answer.status_code for answer in answers} == {200}
    assert len({stripped(answer, email) for answer, (email, _) in zip(answers, tries, strict=True)}) == 1
    assert WRONG in answers[0].content.decode()
    assert Event.objects.filter(name="access.sign_in_failed").count() == 3
    details = [event.detail for event in Event.objects.filter(name="access.sign_in_failed").order_by("pk")]
    assert details == [{"worker": None}, {"worker": amara.pk}, {"worker": cast.ben.pk}]


def stripped(answer, email):
    page = answer.content.decode().replace(email, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|nonce="[^"]+"', "", page)


def test_asking_for_a_new_password_says_the_same_to_everybody(client, amara):
    answers = [client.post("/password/forgotten/", {"email": e}) for e in ("amara@barnet.example", "nobody@x.example")]
    assert [answer["Location"] for answer in answers] == ["/password/forgotten/sent/"] * 2
    assert Message.objects.get().to == "amara@barnet.example"


def test_sign_up_has_no_address(client, db):
    for name in ("account_signup", "account_email", "socialaccount_signup"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for url in ("/sign-up/", "/signup/", "/accounts/signup/", "/account/signup/"):
        assert client.get(url).status_code == 404


def test_five_wrong_passwords_and_no_more_for_a_while(client, amara):
    for _ in range(5):
        assert WRONG in sign_in(client, password="x").content.decode()
    page = sign_in(client).content.decode()
    assert "There were too many wrong tries" in page, "the right password does not help now"
    assert happened() == ["access.sign_in_failed"] * 5 + ["access.locked_out"]


# --- passwords --------------------------------------------------------------------------------------------------------
def test_choosing_a_new_password_by_link(client, as_, amara, secret):
    elsewhere = as_(amara)
    client = type(client)()
    client.post("/password/forgotten/", {"email": "amara@barnet.example"})
    message = Message.objects.get()
    assert "http" not in message.body + str(message.context), "no link is stored"
    run(message.job_id)
    link = re.search(r"https?://\S+?(/password/forgotten/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    assert "Choose a password" in form.content.decode()
    where = form.redirect_chain[-1][0]
    weak = client.post(where, {"password1": "short", "password2": "short"}).content.decode()
    assert "at least 12 characters" in weak
    new = "a lamp, a river, a coat"
    assert client.post(where, {"password1": new, "password2": new})["Location"] == "/password/changed/"
    assert elsewhere.get("/jobs/").status_code == 302, "other sign-ins have ended"
    assert "no longer works" in client.get(link, follow=True).content.decode()
    assert sign_in(client, password=new).status_code == 302
    assert happened() == ["access.password_reset_asked", "access.password_set", "access.password_changed"]


def test_changing_one_s_password_signs_out_everywhere(client, amara, secret):
    client.post(sign_in(client)["Location"], {"code": code(secret)})
    new = "a lamp, a river, a coat"
    client.post("/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/jobs/").status_code == 302
    amara.refresh_from_db()
    assert amara.check_password(new)


def test_a_stronger_hash_is_kept_when_there_is_one(amara, settings):
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[::-1]
    assert amara.password.startswith("scrypt")
    assert amara.check_password(PASSWORD)
    amara.refresh_from_db()
    assert amara.password.startswith("pbkdf2")


# --- out --------------------------------------------------------------------------------------------------------------
def test_signing_out(as_, amara):
    browser = as_(amara)
    browser.post("/sign-out/")
    assert browser.get("/jobs/").status_code == 302
    assert happened() == ["access.signed_out"]


def test_whoever_has_left_is_out_at_the_next_request(as_, amara):
    browser = as_(amara)
    assert browser.get("/jobs/").status_code == 200
    with given():
        amara.is_active = False
        amara.save()
    assert browser.get("/jobs/").status_code == 302


def test_all_sign_ins_can_be_ended(as_, amara):
    browser = as_(amara)
    with given():
        amara.sessions_ended += 1
        amara.save()
    assert browser.get("/jobs/").status_code == 302


def test_a_role_taken_away_is_gone_at_the_next_request(as_, cast):
    browser = as_(cast.ida)
    assert browser.get("/audit/").status_code == 200
    with given():
        cast.ida.groups.clear()
    assert browser.get("/audit/").status_code == 403
    with given():
        cast.ida.groups.add(Group.objects.get(name="Information governance officer"))
    assert browser.get("/audit/").status_code == 200
