"""/administration/…: joiners, movers, leavers, lost authenticators; teams, targets, lists; and who may not."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from bep.access.actions import workers as actions
from bep.access.actions.settings import change_council, set_target
from bep.access.models import Locality, Membership, Role, Team, Worker
from bep.audit.models import Event
from bep.kit import clock, council
from bep.kit.jobs.run import run
from bep.kit.models import Job, Message, Target
from bep.kit.rules import NotAllowed, Refused, Stale
from bep.kit.targets import target
from tests.cast import given

EAST = "East Local Enablement Team"
KEEPER_ONLY = [
    "",
    "workers/",
    "workers/add/",
    "roles/",
    "teams/",
    "teams/add/",
    "localities/",
    "localities/add/",
    "targets/",
]
KEEPER_ONLY += ["lists/", "council/", "messages/"]


@pytest.fixture
def ada(as_, cast):
    return as_(cast.ada)


def roles(*keys):
    return list(Role.objects.filter(key__in=keys).select_related("group"))


def happened(name):
    return Event.objects.get(name=name)


def said(answer, status=200):
    assert answer.status_code == status, answer.content
    return answer.content.decode()


def day(value, name="starts"):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def browser_of(worker):
    """A second browser, beside the one that `as_` signs in."""
    client = Client()
    client.force_login(worker)
    session = client.session
    session["second_factor"] = True
    session.save()
    return client


@pytest.mark.parametrize("url", KEEPER_ONLY)
def test_only_administrators_open_it(as_, cast, url, django_assert_max_num_queries):
    for other in (cast.amara, cast.joan, cast.ida, cast.cora):
        assert as_(other).get(f"/administration/{url}").status_code == 403
    browser = as_(cast.ada)
    browser.get("/administration/")
    with django_assert_max_num_queries(10):
        said(browser.get(f"/administration/{url}"))


# --- joining ----------------------------------------------------------------------------------------------------------
JOINER = {"name": "Nell Ward", "email": "Nell@Barnet.example", "contracted_hours": "36", "roles": ["social_worker"]}


def test_a_joiner_is_invited_and_chooses_a_password(ada):
    team = Team.objects.get(name=EAST)
    page = said(ada.post("/administration/workers/add/", JOINER | {"manages": [team.pk]}, follow=True))
    assert "An invitation is on its way to nell@barnet.example" in page
    nell = Worker.objects.get(name="Nell Ward")
    assert not nell.has_usable_password()
    assert [group.name for group in nell.groups.all()] == ["Social worker"]
    assert nell.managed_team_ids == [team.pk] == nell.team_ids
    message = Message.objects.get()
    run(message.job_id)
    (sent,) = mail.outbox
    assert sent.subject.startswith("Your sign-in for")
    assert "/password/forgotten/" in sent.body
    assert "/password/forgotten/" not in f"{message.body}{message.context}"
    assert happened("access.worker_added").detail["roles"] == ["social_worker"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"email": "AMARA@barnet.example"}, "Somebody already signs in with this address."),
        ({"name": ""}, "Full name"),
        ({"email": "nell"}, "email address"),
    ],
)
def test_what_a_joiner_needs(ada, change, error):
    page = said(ada.post("/administration/workers/add/", JOINER | change))
    assert error in page
    assert not Worker.objects.filter(name="Nell Ward").exists()


def test_roles_are_described_for_whoever_grants_them(ada):
    assert "Sees no person by this role." in said(ada.get("/administration/workers/add/"))


def test_inviting_again_until_a_password_is_chosen(ada, cast):
    url = f"/administration/workers/{cast.amara.pk}/invite/"
    with given():
        cast.amara.set_unusable_password()
        cast.amara.save()
    ada.post(url)
    assert Message.objects.count() == 1
    with given():
        cast.amara.set_password("a lamp, a river, a coat")
        cast.amara.save()
    assert "has already chosen a password" in said(ada.post(url), 409)


def test_before_the_first_day_nobody_signs_in(ada, as_, cast):
    with given():
        cast.amara.starts = clock.today() + timedelta(days=1)
        cast.amara.save()
    assert as_(cast.amara).get("/jobs/").status_code == 302


# --- details ----------------------------------------------------------------------------------------------------------
def details(worker, **change):
    return {"name": worker.name, "email": worker.email, "contracted_hours": "36", "version": worker.version} | change


def test_a_new_address_is_told_to_the_old_one(ada, cast):
    ada.post(f"/administration/workers/{cast.amara.pk}/change/", details(cast.amara, email="bell@barnet.example"))
    cast.amara.refresh_from_db()
    assert cast.amara.email == "bell@barnet.example"
    assert Message.objects.get().to == "amara@barnet.example"


def test_the_second_saver_is_shown_both(ada, cast):
    url = f"/administration/workers/{cast.amara.pk}/change/"
    ada.post(url, details(cast.amara, job_title="Senior social worker"))
    page = said(ada.post(url, details(cast.amara, job_title="Social worker")), 409)
    assert "Senior social worker" in page
    assert "Keep mine" in page
    cast.amara.refresh_from_db()
    assert cast.amara.job_title == "Senior social worker"
    again = details(cast.amara, job_title="Social worker", keep_job_title="theirs", phone="020 8359 2000")
    assert ada.post(url, again).status_code == 302
    cast.amara.refresh_from_db()
    assert (cast.amara.job_title, cast.amara.phone) == ("Senior social worker", "02083592000")


# --- moving -----------------------------------------------------------------------------------------------------------
def move(cast, **change):
    west = Team.objects.get(name="West Local Enablement Team")
    facts = {"roles": roles("team_manager"), "teams": [west], "manages": [west], "starts": clock.today(), "reason": "x"}
    return actions.plan_move(worker=cast.amara, by=cast.ada, **facts | change)


def test_a_mover_has_the_new_and_not_the_old_at_once(ada, as_, cast):
    browser = as_(cast.amara)
    assert browser.get("/team/").status_code in {403, 404}
    west = Team.objects.get(name="West Local Enablement Team")
    ada = as_(cast.ada)
    ada.post(
        f"/administration/workers/{cast.amara.pk}/roles-and-teams/",
        {"roles": ["team_manager"], "manages": [west.pk], "reason": "Manages the West."} | day(clock.today()),
    )
    amara = Worker.objects.get(pk=cast.amara.pk)
    assert amara.has_perm("people.allocate")
    assert amara.team_ids == amara.managed_team_ids == [west.pk]
    ended = Membership.objects.get(worker=amara, team__name=EAST)
    assert ended.ends is not None
    assert happened("access.worker_moved").reason == "Manages the West."


def test_a_move_on_a_later_day_happens_by_itself(cast):
    move(cast, starts=clock.today() + timedelta(days=5))
    assert not Worker.objects.get(pk=cast.amara.pk).has_perm("people.allocate")
    job = Job.objects.get(kind="access.move_worker")
    run(job.pk)
    assert Job.objects.get(pk=job.pk).state == "waiting", "its day has not come"
    Job.objects.update(run_after=clock.now())
    run(job.pk)
    assert Worker.objects.get(pk=cast.amara.pk).has_perm("people.allocate")
    assert happened("access.worker_moved").actor_id == cast.ada.pk


def test_a_planned_move_is_on_the_worker_s_page(ada, cast):
    move(cast, starts=clock.today() + timedelta(days=5))
    assert "team_manager" in said(ada.get(f"/administration/workers/{cast.amara.pk}/"))


@pytest.mark.parametrize("verb", ["roles-and-teams", "leaves", "stays", "lost-app"])
def test_nobody_changes_their_own_access(ada, cast, verb):
    facts = {"reason": "Because.", "roles": ["team_manager"]} | day(clock.today()) | day(clock.today(), "last_day")
    page = said(ada.post(f"/administration/workers/{cast.ada.pk}/{verb}/", facts))
    assert "Nobody changes their own roles, teams, last day or authenticator app here." in page
    assert not Event.objects.filter(actor_id=cast.ada.pk, name__startswith="access.worker").exists()


def test_somebody_always_administers(cast):
    with given():
        cast.amara.groups.set([Group.objects.get(name="Administrator")])
    actions.plan_move(
        worker=cast.ada,
        roles=[],
        teams=[],
        manages=[],
        starts=clock.today(),
        reason="x",
        by=Worker.objects.get(pk=cast.amara.pk),
    )
    with given():
        cast.ben.groups.add(Group.objects.get(name="Administrator"))
        cast.ben.ends = clock.today()
        cast.ben.save()
    with pytest.raises(Refused, match="There must always be somebody"):
        actions.leave(
            worker=cast.amara, last_day=clock.today(), at_once=True, reason="x", by=Worker.objects.get(pk=cast.ben.pk)
        )


def test_it_is_refused_below_the_screen_too(cast):
    with pytest.raises(NotAllowed):
        actions.plan_move(
            worker=cast.ben,
            roles=roles("administrator"),
            teams=[],
            manages=[],
            starts=clock.today(),
            reason="x",
            by=cast.amara,
        )


# --- leaving ----------------------------------------------------------------------------------------------------------
def test_a_leaver_is_out_at_once_and_what_they_led_is_listed(ada, as_, cast):
    amara = browser_of(cast.amara)
    assert amara.get("/jobs/").status_code == 200
    ada = as_(cast.ada)
    url = f"/administration/workers/{cast.amara.pk}/leaves/"
    page = said(ada.get(url))
    assert "BEP-900001" in page
    assert "Priya" not in page
    ada.post(url, {"reason": "Left.", "at_once": "on"} | day(clock.today(), "last_day"))
    assert "Leads with BEP-900001" in said(ada.get(f"/administration/workers/{cast.amara.pk}/"))
    assert amara.get("/jobs/").status_code == 302
    assert not Worker.objects.get(pk=cast.amara.pk).team_ids


def test_a_last_day_ends_by_itself(cast):
    actions.leave(worker=cast.amara, last_day=clock.today() + timedelta(days=3), at_once=False, reason="x", by=cast.ada)
    amara = Worker.objects.get(pk=cast.amara.pk)
    assert amara.works_here
    amara.ends = clock.today() - timedelta(days=1)
    assert not amara.works_here


def test_a_past_last_day_must_mean_now(ada, cast):
    yesterday = day(clock.today() - timedelta(days=1), "last_day")
    url = f"/administration/workers/{cast.amara.pk}/leaves/"
    assert "This day is past" in said(ada.post(url, {"reason": "Left."} | yesterday))


def test_they_may_come_back(ada, cast):
    actions.leave(worker=cast.amara, last_day=clock.today(), at_once=True, reason="x", by=cast.ada)
    ada.post(f"/administration/workers/{cast.amara.pk}/stays/", {"reason": "A mistake."})
    assert Worker.objects.get(pk=cast.amara.pk).works_here


# --- a lost app -------------------------------------------------------------------------------------------------------
def test_a_lost_app_is_reset_with_a_reason_and_told(as_, cast):
    Authenticator.objects.create(user=cast.amara, type="totp", data={})
    amara = browser_of(cast.amara)
    assert amara.get("/jobs/").status_code == 200
    ada = as_(cast.ada)
    url = f"/administration/workers/{cast.amara.pk}/lost-app/"
    assert "How did you make sure that it is them" in said(ada.post(url, {}))
    ada.post(url, {"reason": "Saw her card."})
    assert not Authenticator.objects.exists()
    assert amara.get("/jobs/").status_code == 302, "her sign-ins have ended"
    assert Message.objects.get().subject == "Your authenticator app was reset"
    assert happened("access.second_factor_reset").reason == "Saw her card."


# --- the list ---------------------------------------------------------------------------------------------------------
def test_finding_workers(ada, cast):
    assert "Amara Bell" in said(ada.get("/administration/workers/"))
    assert "Amara Bell" not in said(ada.get("/administration/workers/?q=ben"))
    assert "Amara Bell" in said(ada.get("/administration/workers/?role=social_worker"))
    assert "Joan Marsh" not in said(ada.get("/administration/workers/?role=social_worker"))
    assert "Amara Bell" not in said(ada.get("/administration/workers/?state=left"))
    assert "Amara Bell" in said(ada.get("/administration/workers/?state=invited"))


def test_the_list_goes_on_by_key(ada, cast, django_assert_max_num_queries):
    with given():
        Worker.objects.bulk_create(Worker(email=f"w{n}@x.example", name=f"Worker {n:03}") for n in range(60))
    with django_assert_max_num_queries(10):
        first = ada.get("/administration/workers/")
    assert "Worker 059" not in said(first)
    assert "Worker 059" in said(ada.get("/administration/workers/" + first.context["page"].next_url))


# --- teams and localities ---------------------------------------------------------------------------------------------
def test_teams(ada):
    ada.post("/administration/teams/add/", {"name": "Night team", "kind": "other"})
    team = Team.objects.get(name="Night team")
    assert "There is already one called night team" in said(
        ada.post("/administration/teams/add/", {"name": "night team", "kind": "other"})
    )
    ada.post(f"/administration/teams/{team.pk}/", {"name": "Late team", "kind": "other", "version": "1"})
    team.refresh_from_db()
    assert team.name == "Late team"
    said(ada.post(f"/administration/teams/{team.pk}/", {"name": "Owls", "kind": "other", "version": "1"}), 409)
    ada.post(f"/administration/teams/{team.pk}/close/", {"reason": "Not needed."})
    team.refresh_from_db()
    assert team.closed == clock.today()


def test_a_team_with_workers_is_not_closed(ada, cast):
    team = Team.objects.get(name=EAST)
    page = said(ada.post(f"/administration/teams/{team.pk}/close/", {"reason": "x"}))
    assert "workers are still in this team" in page


def test_a_postcode_belongs_to_one_locality(ada):
    east = Locality.objects.get(name="East")
    page = said(
        ada.post("/administration/localities/add/", {"name": "North", "postcodes": f"{east.postcodes[0].lower()} W1"})
    )
    assert f"{east.postcodes[0]} belongs to East already." in page
    assert "each must be the first half" in said(
        ada.post("/administration/localities/add/", {"name": "North", "postcodes": "Soho"})
    )
    ada.post("/administration/localities/add/", {"name": "North", "postcodes": "w1, W2"})
    assert Locality.objects.get(name="North").postcodes == ["W1", "W2"]


# --- targets, lists, council ------------------------------------------------------------------------------------------
def within():
    return Target.objects.get(key="choice_appointment.within", starts=date(2015, 4, 1))


def test_a_target_holds_from_its_day_and_the_past_stays(ada):
    url = f"/administration/targets/{within().pk}/"
    tomorrow = clock.today() + timedelta(days=1)
    ada.post(url, {"value": "10", "source": "Board, 3 November"} | day(tomorrow))
    assert target("choice_appointment.within").value == Decimal(14)
    assert target("choice_appointment.within", tomorrow).value == Decimal(10)
    assert within().value == 14
    assert "There is already a value from that day." in said(
        ada.post(url, {"value": "9", "source": "x"} | day(tomorrow))
    )
    listed = said(ada.get("/administration/targets/"))
    assert "10 days from" in listed


def test_what_was_asked_of_the_past_is_not_changed(cast):
    with pytest.raises(Refused, match="what was asked of the past stays as it was"):
        set_target(target=within(), value=9, starts=clock.today() - timedelta(days=1), source="x", by=cast.ada)


def test_a_code_list_says_where_it_comes_from(ada):
    assert "ethnicity" in said(ada.get("/administration/lists/"))


def test_this_council(ada):
    row = council.council()
    facts = {"name": "Acton", "service_name": "Acton Pathway", "version": row.version}
    wrong = said(ada.post("/administration/council/", facts | {"crisis_lines": "999"}))
    assert "three parts: name | telephone | when" in wrong
    ada.post("/administration/council/", facts | {"crisis_lines": "Ambulance | 999 | any time"})
    assert council.council().crisis_lines == [{"name": "Ambulance", "phone": "999", "when": "any time"}]
    with pytest.raises(Stale):
        change_council(version=1, name="Brent", by=Worker.objects.get(email="ada@barnet.example"))


# --- messages ---------------------------------------------------------------------------------------------------------
def test_messages_that_could_not_be_sent(ada, cast, settings):
    actions.reset_second_factor(worker=cast.amara, reason="x", by=cast.ada)
    message = Message.objects.get()
    page = said(ada.get("/administration/messages/"))
    assert "Waiting to be sent" in page
    assert "amara@barnet.example" not in page
    assert "Text messages are not configured" in page
    Job.objects.update(state="failed", words="Something went wrong in it.")
    ada.post(f"/administration/messages/{message.pk}/try-again/")
    run(message.job_id)
    assert len(mail.outbox) == 1
    assert "Everything has been sent" in said(ada.get("/administration/messages/"))


# --- the first one ----------------------------------------------------------------------------------------------------
def test_the_first_administrator_is_made_by_command_and_only_once(client, db):
    out = StringIO()
    call_command("first_administrator", email="First@barnet.example", name="First One", stdout=out)
    link = out.getvalue().splitlines()[-1]
    assert "Choose a password" in said(client.get(link.split("8000")[-1], follow=True))
    first = Worker.objects.get(email="first@barnet.example")
    assert first.has_perm("access.manage_workers")
    with pytest.raises(CommandError, match="There is an administrator already"):
        call_command("first_administrator", email="second@barnet.example", name="Second", stdout=out)
