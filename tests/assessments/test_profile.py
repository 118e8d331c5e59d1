"""The personal profile: read, written together, each version kept."""

from assessments.models import PersonalProfile
from bep.kit import clock


def form(**changes):
    today = clock.today()
    return {
        "base": 0, "what_matters": "To cook for my daughter again.", "who_i_am": "A cook.", "strengths": "", "what_helps": "",
        "what_makes_it_worse": "The post.", "agreed_on_day": today.day, "agreed_on_month": today.month,
        "agreed_on_year": today.year, "agreed_how": "together", "person_1_name": "Meera", "person_1_who_to_me": "sister",
    } | changes  # fmt: skip


def url(cast, more=""):
    return f"/people/{cast.priya.pk}/profile/{more}"


def test_an_empty_profile_says_what_to_do_first(cast, as_):
    page = as_(cast.amara).get(url(cast)).content
    assert b"There is no personal profile yet" in page
    assert b"Write it together" in page


def test_writing_keeps_a_version_and_its_people(cast, as_):
    assert as_(cast.amara).post(url(cast, "write/"), form()).status_code == 302
    page = as_(cast.amara).get(url(cast)).content.decode()
    assert "To cook for my daughter again." in page
    assert "Meera" in page


def test_the_next_version_opens_with_the_last_and_the_last_stays(cast, as_):
    client = as_(cast.amara)
    client.post(url(cast, "write/"), form())
    opened = client.get(url(cast, "write/")).context["form"].initial
    assert opened["base"] == 1
    assert opened["person_1_name"] == "Meera"
    client.post(url(cast, "write/"), form(base=1, what_matters="And to sleep."))
    assert b"And to sleep." in client.get(url(cast)).content
    assert b"To cook for my daughter again." in client.get(url(cast, "1/")).content


def test_what_matters_is_the_one_thing_that_must_be_said(cast, as_):
    page = as_(cast.amara).post(url(cast, "write/"), form(what_matters=""))
    assert list(page.context["form"].errors) == ["what_matters"]


def test_a_second_writer_sees_both(cast, as_):
    as_(cast.amara).post(url(cast, "write/"), form())
    late = as_(cast.joan).post(url(cast, "write/"), form(what_matters="To work again."))
    assert late.status_code == 409
    assert b"To cook for my daughter again." in late.content
    assert b"To work again." in late.content
    assert PersonalProfile.objects.count() == 1


def test_a_peer_supporter_who_works_with_them_reads_but_does_not_write(cast, as_):
    from people.models import Involvement
    from tests.cast import given

    with given():
        Involvement.objects.create(person=cast.priya, worker=cast.pia, role="worker")
    assert as_(cast.pia).get(url(cast)).status_code == 200
    assert as_(cast.pia).get(url(cast, "write/")).status_code == 403


def test_others_find_nothing(cast, as_):
    assert as_(cast.ben).get(url(cast)).status_code == 404
    assert as_(cast.amara).get(f"/people/{cast.rosa.pk}/profile/").status_code == 404


def test_queries(cast, as_, django_assert_max_num_queries):
    client = as_(cast.amara)
    for number in range(4):
        client.post(url(cast, "write/"), form(base=number))
    with django_assert_max_num_queries(10):
        client.get(url(cast))
    with django_assert_max_num_queries(10):
        client.get(url(cast, "write/"))
