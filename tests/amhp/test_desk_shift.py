"""A desk is handed over from its log and acknowledged by another; whoever goes out is asked after until they are heard of."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError

from amhp_rota import actions, tasks
from amhp_rota.forms.desk_shift import HandoverForm
from amhp_rota.models import Approval, Handover, ShiftKind, Visit, VisitStep
from amhp_rota.queries import desk_shift as q
from amhp_rota.rules.safety import escalation_list
from bep.access.models import Worker
from bep.kit import clock
from bep.kit.models import Message
from bep.kit.rules import Refused, WrongMoment
from people import my_work_page
from people.actions import grant_access
from people.models import Person
from tests.amhp.desk import approve, arrived, asked, on_duty, reload, second_amhp, taken
from tests.cast import given


# --- handover ---------------------------------------------------------------------------------------------------------
def handed(cast, **more):
    facts = {"words": "Two beds at Dennis Scott.", "lines": [], "since": clock.now() - timedelta(hours=12)}
    return actions.hand_over(**facts | {"by": cast.ruth} | more)


def test_the_paragraph_is_made_of_the_log(cast):
    request = arrived(cast, hours_ago=20)
    actions.log_call(request=request, cause="doctor", result="tried", by=cast.ruth)
    _, lines, _ = q.to_hand_over(cast.ruth)
    for words in (
        "Received. Where: St Ann's suite. s136:",
        "Called for a doctor: tried, no answer.",
        "Waits for a doctor",
    ):
        assert words in lines[request.pk]


def test_only_news_since_the_last_handover(cast):
    request = asked(cast)
    actions.log_note(request=request, words="Old news.", by=cast.ruth)
    with given():
        request.lines.model.objects.filter()
    handed(cast)
    actions.log_note(request=request, words="New news.", by=cast.ruth)
    _, lines, _ = q.to_hand_over(cast.ruth)
    assert "New news." in lines[request.pk]
    assert "Old news." not in lines[request.pk]


def test_an_amhp_of_another_team_may_be_handed_the_desk_and_asked_as_back_up(cast):
    """AMHPs sit in every team; whose approval is over or suspended is not asked."""
    approve(cast.amara)
    assert set(q.everybody_at_desk()) >= {cast.ruth, cast.amara}
    over = clock.today() - timedelta(days=1)
    with given():
        Approval.objects.filter(amhp__worker=cast.amara).update(first=over - timedelta(days=30), last=over)
    assert cast.amara not in q.everybody_at_desk()
    assert cast.ruth in q.everybody_at_desk()


def test_whoever_comes_on_next_by_the_rota_is_chosen_already(cast):
    on_duty(cast.amara, ShiftKind.objects.filter(backup=True)[0], starts_in=1)
    on_duty(cast.amara, ShiftKind.objects.filter(backup=False)[0], starts_in=4)
    assert HandoverForm(requests=[], lines={}, worker=cast.ruth).fields["to"].initial == cast.amara


def test_nobody_acknowledges_their_own_also_in_the_database(cast):
    found = handed(cast)
    with pytest.raises(Refused, match="a colleague"):
        actions.acknowledge(handover=found, version=1, by=cast.ruth)
    with pytest.raises(IntegrityError), given():
        Handover.objects.update(acknowledged_by=cast.ruth)


def test_acknowledged_once_by_whoever_comes_on(cast):
    ayo = second_amhp()
    found = actions.acknowledge(handover=handed(cast), version=1, by=ayo)
    assert found.acknowledged_by == ayo
    with pytest.raises(WrongMoment):
        actions.acknowledge(handover=found, version=found.version, by=ayo)


def test_an_empty_handover_is_refused(cast):
    with pytest.raises(Refused, match="nothing in this handover"):
        handed(cast, words=" ")


def heap(worker, key):
    return [(row.who, row.what) for row in my_work_page.build(worker).heap(key).rows]


def test_a_handover_waits_then_alarms_then_is_done(cast):
    ayo, found = second_amhp(), handed(cast)
    words = "handed the duty desk over"
    assert ("Ruth Levy", words) in heap(ayo, "waiting")
    with given():
        Handover.objects.update(written_at=clock.now() - timedelta(minutes=31))
    assert [row for row in heap(ayo, "alarm") if words in row[1]]
    for _ in range(2):
        tasks.alarm_about_handovers()
    message = Message.objects.get()
    assert "Ruth Levy handed the duty desk over" in message.body
    actions.acknowledge(handover=found, version=1, by=ayo)
    assert not heap(ayo, "alarm")
    assert tasks.alarm_about_handovers() == 0


def test_handing_over_by_its_form(as_, cast):
    request = asked(cast)
    page = as_(cast.ruth).get("/amhp/handovers/new/").content.decode()
    assert "Pri Nair, M-" in page
    sent = as_(cast.ruth).post("/amhp/handovers/new/", {"words": "Quiet.", f"line_{request.pk}": "Edited by me."})
    assert sent.status_code == 302
    ayo = second_amhp()
    page = as_(ayo).get("/amhp/handovers/").content.decode()
    assert "Edited by me." in page
    assert "I have read it and have the desk" in page
    as_(ayo).post(f"/amhp/handovers/{Handover.objects.get().pk}/acknowledge/", {"version": 1})
    assert Handover.objects.get().acknowledged_by == ayo


def test_a_line_about_somebody_hidden_is_not_shown(as_, cast):
    request = asked(cast)
    handed(cast, lines=[(request, "About Pri.")])
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(restricted=True)
    page = as_(second_amhp()).get("/amhp/handovers/").content.decode()
    assert "About Pri." not in page
    assert "Nair" not in page


def restricted(cast):
    """Ruth holds a grant for Priya, who is restricted; her colleagues at the desk hold none."""
    request = asked(cast)
    with given():
        Person.objects.filter(pk=cast.priya.pk).update(restricted=True)
    grant_access(person=Person.objects.get(pk=cast.priya.pk), worker=cast.ruth, reason="On her case", by=cast.ida)
    return request, Worker.objects.get(pk=cast.ruth.pk)


def test_who_has_a_grant_hands_over_and_who_has_none_reads_nothing_of_it(as_, cast):
    request, ruth = restricted(cast)
    handed(cast, lines=[(request, "About Pri Nair.")], by=ruth)
    assert "About Pri Nair." in as_(ruth).get("/amhp/handovers/").content.decode()
    assert "Nair" not in as_(second_amhp()).get("/amhp/handovers/").content.decode()


def test_words_for_all_and_about_others_do_not_name_who_is_restricted(cast):
    request, ruth = restricted(cast)
    said = "their own paragraph alone speaks of them"
    with pytest.raises(Refused, match=said) as refusal:
        handed(cast, words="Quiet but for Ms NAIR.", lines=[(request, "Home.")], by=ruth)
    assert refusal.value.field == "words"
    other = asked(cast, cast.daniel, by=cast.ben)
    with pytest.raises(Refused, match=said) as refusal:
        handed(cast, lines=[(other, f"Waits like {cast.priya.reference}.")], by=ruth)
    assert refusal.value.field == f"line_{other.pk}"


# --- visits -----------------------------------------------------------------------------------------------------------
def out(cast, minutes=60, **more):
    request = taken(cast)
    facts = {"where": "12 Example Road", "phone": "07700900982", "minutes": minutes} | more
    return actions.set_off(request=request, by=cast.ruth, **facts)


def overdue(cast, **more):
    """Out, and to be heard of a minute ago."""
    visit = out(cast, **more)
    with given():
        Visit.objects.update(starts=clock.now() - timedelta(hours=2), expected_end=clock.now() - timedelta(minutes=1))
    return reload(visit)


def test_a_visit_says_where_and_by_when(cast):
    visit = out(cast, 45)
    assert visit.expected_end - visit.starts == timedelta(minutes=45)
    assert visit.steps.get().kind == "set_off"
    assert "sets off to 12 Example Road" in visit.request.lines.last().words
    for minutes in (4, 481):
        with pytest.raises(Refused):
            actions.check_in(visit=visit, minutes=minutes, by=cast.ruth)


def test_one_visit_at_a_time(cast):
    visit = out(cast)
    with pytest.raises(Refused, match="out on a visit already"):
        actions.set_off(request=visit.request, where="x", phone="x", minutes=30, by=cast.ruth)


def test_one_tap_moves_the_time_on_and_one_ends_it(as_, cast):
    visit, ruth = out(cast), as_(cast.ruth)
    ruth.post(f"/amhp/visits/{visit.pk}/still/", {"minutes": "30"})
    assert reload(visit).steps.last().kind == "still"
    ruth.post(f"/amhp/visits/{visit.pk}/back/")
    visit = reload(visit)
    assert (visit.state, visit.steps.last().kind) == ("safe", "safe")
    assert "is back, safe" in visit.request.lines.last().words


def test_nobody_checks_in_for_another(cast):
    with pytest.raises(Refused, match="for themselves"):
        actions.come_back(visit=out(cast), by=second_amhp())


def test_who_is_heard_of_in_time_troubles_nobody(cast):
    out(cast)
    assert tasks.escalate_overdue_visits() == 0
    assert not Message.objects.exists()


def test_the_list_is_asked_one_after_another_and_nobody_twice(cast):
    ayo = second_amhp()
    visit = overdue(cast, backup=ayo)
    wanted = [contact.email for contact in escalation_list(visit)]
    assert wanted[:3] == [cast.ruth.email, ayo.email, "amhp-duty@barnet.example"]
    start = clock.now()
    for minutes in range(0, 10 * len(wanted) + 30, 5):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            tasks.escalate_overdue_visits()
            tasks.escalate_overdue_visits()
    assert list(Message.objects.order_by("pk").values_list("to", flat=True)) == wanted
    assert VisitStep.objects.filter(kind="escalated").count() == len(wanted)
    body = Message.objects.first().body
    assert "07700900982" in body
    assert f"{settings.PUBLIC_URL}/amhp/visits/{visit.pk}/" in body
    assert "Nair" not in body
    assert "Example Road" not in body


def test_after_a_check_in_the_list_begins_again(cast):
    visit = overdue(cast)
    tasks.escalate_overdue_visits()
    actions.check_in(visit=visit, minutes=30, by=cast.ruth)
    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=False):
        assert tasks.escalate_overdue_visits() == 1
    assert [m.to for m in Message.objects.order_by("pk")] == [cast.ruth.email] * 2


def test_an_overdue_visit_is_everybody_s_first_line_until_they_are_reached(as_, cast):
    ayo, visit = second_amhp(), overdue(cast)
    assert ("Ruth Levy", "is overdue from a visit") in heap(ayo, "alarm")
    page = as_(ayo).get(f"/amhp/visits/{visit.pk}/").content.decode()
    assert "I have reached Ruth Levy" in page
    as_(ayo).post(f"/amhp/visits/{visit.pk}/reached/", {"words": "Rang her, phone was flat; she is well."})
    assert not heap(ayo, "alarm")
    assert reload(visit).state == "safe"


def test_a_request_is_not_closed_while_somebody_is_out(cast):
    from tests.amhp.desk import decided, moved

    visit = out(cast)
    request = decided(cast, moved(cast, visit.request, "triage", "assess"))
    with pytest.raises(Refused, match="is back"):
        actions.close(request=request, version=request.version, by=cast.ruth)


def test_the_clock_is_set_to_ask():
    from django.conf import settings

    tasks_on = {row["task"] for row in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"amhp_rota.tasks.escalate_overdue_visits", "amhp_rota.tasks.alarm_about_handovers"} <= tasks_on
