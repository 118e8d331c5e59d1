"""Case-file audit: the draw, who may review whose case, its states, and what the database itself refuses."""

from fractions import Fraction

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, connection, transaction
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from bep.kit import clock
from bep.kit.jobs.run import run
from bep.kit.models import Job, Message
from bep.kit.rules import NotFound, Refused, WrongMoment
from people.models import Involvement
from safeguarding import tasks
from safeguarding.casefile import actions, draw, rules
from safeguarding.casefile.actions import CLOCK
from safeguarding.casefile.kappa import UNDEFINED, kappa
from safeguarding.casefile.tools import load_versions
from safeguarding.models import AuditCase, AuditReview, AuditSample
from safeguarding.states import AUDIT_CASE
from tests.cast import given
from tests.safeguarding.audits import (
    PARTLY,
    WAYS,
    answers,
    assigned,
    case_of,
    closed,
    done,
    drawn,
    handed_on,
    moderating,
    named,
    next_month,
    reviewed,
    ruled,
    sees,
    this_month,
    told,
    tries,
    withdrawn,
    work,
)
from tests.safeguarding.given import make_in_role, reload, restricted


@pytest.fixture
def audit(safe):
    """The cast, with a month's work to be audited, on a morning of the month after."""
    work(safe)
    with next_month():
        yield safe


# --- the draw ---------------------------------------------------------------------------------------------------------
def test_a_month_has_one_sample_however_often_it_is_asked_for(audit):
    tasks.draw_audit(), tasks.draw_audit()
    job = Job.objects.get(kind="safeguarding.draw_audit")
    run(job.pk)
    tasks.draw_audit()
    sample = AuditSample.objects.get()
    assert drawn(audit) == sample
    assert sorted(sample.cases.values_list("source", flat=True)) == ["not_taken", "s42"]
    assert Job.objects.filter(kind="safeguarding.draw_audit").count() == 1
    assert draw.holds(sample)


def test_a_worker_that_dies_in_the_draw_has_drawn_nothing(audit, monkeypatch):
    tasks.draw_audit()
    job = Job.objects.get(kind="safeguarding.draw_audit")
    with monkeypatch.context() as patch:
        patch.setattr(actions, "keep", lambda *args: 1 / 0)
        run(job.pk)
    assert not AuditSample.objects.exists()
    with given():
        Job.objects.filter(pk=job.pk).update(run_after=job.created_at)
    run(job.pk)
    assert AuditCase.objects.count() == 2


def test_only_a_month_that_is_over_is_drawn(audit):
    with pytest.raises(WrongMoment, match="when it is over"):
        actions.draw(month=this_month(), by=CLOCK)


@examples(
    st.dictionaries(
        st.sampled_from("123"), st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True), min_size=1
    ),
    st.integers(0, 12),
    st.text(max_size=4),
)
@settings(max_examples=25)
def test_the_same_list_and_seed_draw_the_same_and_every_team_has_its_turn(by_team, size, seed):
    by_team = {team: [int(team) * 1000 + n for n in numbers] for team, numbers in by_team.items()}
    found = draw.of_source("s42", by_team, size, seed)
    assert found == draw.of_source("s42", {t: n[::-1] for t, n in reversed(by_team.items())}, size, seed)
    assert len(found) == len(set(found)) == min(size, sum(map(len, by_team.values())))
    each = [sum(n // 1000 == int(team) for n in found) for team in by_team]
    assert all(
        number == len(by_team[team]) or number >= max(each) - 1 for team, number in zip(by_team, each, strict=True)
    )


def test_what_was_loaded_is_never_asked_otherwise(audit):
    tool = drawn(audit).tool
    row = {name: getattr(tool, name) for name in ("code", "starts", "source", "status", "sizes", "grades", "days")}
    with pytest.raises(ValueError, match="add a further one"), given():
        load_versions([row | {"scales": {}, "question": []}])


# --- who --------------------------------------------------------------------------------------------------------------
WHO = [
    ({"second": "joan"}, "three different people"),
    ({"first": "sunita"}, "worked on"),  # she decided the concern
    ({"first": "olive"}, "worked on"),
    ({"first": "ben"}, "grade"),
    ({"moderator": "ben"}, "grade"),
    ({"moderator": "junior"}, "at least that of both"),
]


def test_who_may_review_and_moderate(audit):
    audit.junior = make_in_role("consultant_social_worker")
    case = case_of(audit)
    for who, sentence in WHO:
        with pytest.raises(Refused, match=sentence):
            assigned(audit, case, **{part: getattr(audit, key) for part, key in who.items()})
    assert assigned(audit, case, first=audit.junior, second=audit.wendy, moderator=audit.joan).first_grade == 1


def test_the_reviewers_see_the_adult_while_they_review_and_no_longer(audit):
    case = case_of(audit)
    assert not sees(audit.wendy, audit.priya)
    assigned(audit, case)
    assert sees(audit.wendy, audit.priya)
    reviewed(case, audit.joan), reviewed(case, audit.wendy, wanted=PARTLY)
    assert not AuditCase.objects.visible_to(audit.olive).exists()  # whose work it is, when it is settled
    ruled(audit, case)
    assert case in AuditCase.objects.visible_to(audit.olive)
    actions.agree(
        case=case, what="Ask.", owner=audit.amara, due_on=this_month() + relativedelta(days=27), by=audit.wendy
    )
    case = reload(case)
    actions.acknowledge(case=case, version=case.version, by=audit.olive)
    assert not sees(audit.wendy, audit.priya)


def test_a_reviewer_who_is_replaced_sees_no_more(audit):
    case = assigned(audit)
    other = make_in_role("team_manager")
    assigned(audit, case, second=other)
    assert not sees(audit.wendy, audit.priya)
    assert sees(other, audit.priya)


def test_a_reviewer_who_leaves_hands_on_what_they_have_not_begun(audit):
    """The first review stays as it was handed in; whoever takes the second over sees the adult, and answers apart."""
    case = assigned(audit)
    mine = reviewed(case, audit.joan)
    with given():
        audit.wendy.is_active = False
        audit.wendy.save()
    other = make_in_role("team_manager")
    with pytest.raises(Refused, match="done already"):
        handed_on(audit, case, "first", other)
    case = handed_on(audit, case, "second", other)
    assert (case.second, case.second_grade, case.first, case.reviews.get()) == (other, 2, audit.joan, mine)
    assert sees(other, audit.priya)
    assert not sees(audit.wendy, audit.priya)
    assert mine not in AuditReview.objects.visible_to(other)
    reviewed(case, other, wanted=PARTLY)
    assert reload(case).state == "moderating"


def test_a_reviewer_whose_sight_ran_out_is_given_it_again(audit):
    case = assigned(audit)
    reviewed(case, audit.joan)
    with given():
        Involvement.objects.filter(worker=audit.wendy, person=audit.priya).update(ends=clock.now())
    assert not sees(audit.wendy, audit.priya)
    assert handed_on(audit, case, "second", audit.wendy).second == audit.wendy
    assert sees(audit.wendy, audit.priya)


HAND_ON = [
    ("second", "joan", "three different people"), ("second", "gareth", "three different people"),
    ("second", "olive", "worked on"), ("second", "sunita", "worked on"), ("second", "ben", "grade"),
    ("moderator", "junior", "at least that of both"),
]  # fmt: skip


def test_handing_on_keeps_the_rules_of_who_may(audit):
    audit.junior = make_in_role("consultant_social_worker")
    case = assigned(audit)
    for part, key, sentence in HAND_ON:
        with pytest.raises(Refused, match=sentence):
            handed_on(audit, case, part, getattr(audit, key))
    with pytest.raises(Refused, match="needs a reason"):
        actions.hand_on(
            case=reload(case),
            version=reload(case).version,
            part="second",
            worker=audit.junior,
            reason="",
            by=audit.sunita,
        )


def test_a_moderator_who_leaves_hands_on_what_waits_for_them(audit):
    case, other = moderating(audit), make_in_role("service_manager")
    case = handed_on(audit, case, "moderator", other)
    assert (case.state, case.moderator) == ("moderating", other)
    assert sees(other, audit.priya)
    assert not Involvement.objects.current().filter(worker=audit.gareth, person=audit.priya).exists()


def test_a_restricted_record_is_reviewed_by_grant_alone(audit):
    case = case_of(audit)
    restricted(audit.priya)
    assert not AuditCase.objects.visible_to(audit.sunita).filter(pk=case.pk).exists()
    with pytest.raises(NotFound):
        assigned(audit, case)
    with pytest.raises(Refused, match="let in by name"):
        rules.check_three(reload(case), audit.joan, audit.wendy, audit.gareth)


def test_governance_is_asked_for_access_and_told_no_name(audit):
    restricted(audit.priya)
    drawn(audit)
    (letter,) = Message.objects.filter(key__startswith="safeguarding.audit_restricted:")
    assert letter.to == audit.ida.email
    assert "Nair" not in letter.body + letter.subject


def test_neither_sees_the_others_answers_before_both_are_in(audit):
    case = assigned(audit)
    mine = reviewed(case, audit.joan)
    assert mine in AuditReview.objects.visible_to(audit.joan)
    for other in (audit.wendy, audit.sunita, audit.gareth):
        assert mine not in AuditReview.objects.visible_to(other)
    reviewed(case, audit.wendy, wanted=("not_met", "Nobody asked."))
    assert mine in AuditReview.objects.visible_to(audit.wendy)


# --- states -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", AuditCase.State.values)
def test_each_verb_from_each_state(audit, state):
    assert set(WAYS) == set(AuditCase.State.values)
    allowed, calls = {m.verb: m.end for m in AUDIT_CASE.moves if m.start == state}, tries(audit)
    assert set(calls) == {move.verb for move in AUDIT_CASE.moves}
    case = WAYS[state](audit)
    for verb in calls.keys() - allowed.keys():
        with pytest.raises((WrongMoment, NotFound)):
            calls[verb](reload(case))
    assert reload(case).state == state
    for verb, end in allowed.items():
        with transaction.atomic():
            calls[verb](reload(case))
            assert reload(case).state == end
            transaction.set_rollback(True)


def test_what_is_not_met_says_what_was_found_and_every_question_is_answered(audit):
    case = assigned(audit)
    with pytest.raises(Refused, match="say what you found"):
        reviewed(case, audit.joan, wanted="not_met")
    with pytest.raises(Refused, match="has no answer yet"):
        reviewed(case, audit.joan, decision_in_time="partly")  # not of its scale


# --- closed for good --------------------------------------------------------------------------------------------------
def test_a_closed_sample_cannot_be_changed(audit):
    case = done(audit)
    todo = actions.agree(
        case=case, what="Ask her again.", owner=audit.amara, due_on=this_month().replace(day=28), by=audit.sunita
    )
    sample = closed(audit, case.sample)
    for verb in ("assign", "withdraw", "settle", "rule", "acknowledge"):
        with pytest.raises(WrongMoment):
            tries(audit)[verb](reload(case))
    with pytest.raises(WrongMoment, match="closed: nothing of it can be changed"):
        actions.close(sample=sample, version=sample.version, learned="More.", by=audit.sunita)
    tables = {
        "auditsample": "learned = 'x'", "auditcase": "comment = 'x'", "auditreview": "strengths = 'x'",
        "auditanswer": "found = 'x'", "auditaction": "what = 'x'",
    }  # fmt: skip
    for table, change in tables.items():
        for statement in (f"UPDATE safeguarding_{table} SET {change}", f"DELETE FROM safeguarding_{table}"):
            refused(statement)
    refused(f"INSERT INTO safeguarding_auditcase SELECT * FROM safeguarding_auditcase WHERE id = {case.pk}")
    with given():  # two records of one person may still become one
        AuditCase.objects.filter(pk=case.pk).update(person=audit.daniel)
        AuditCase.objects.filter(pk=case.pk).update(person=audit.priya)
    # What went back to the case goes on.
    actions.finish(todo=todo, version=todo.version, words="She was.", by=audit.amara)


def refused(statement):
    with pytest.raises(Exception, match=r"closed|written once|violates"), given(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_closes_when_every_case_is_read_or_taken_out(audit):
    case = told(audit)
    for other in case.sample.cases.exclude(pk=case.pk):
        withdrawn(audit, other)
    with pytest.raises(Refused, match="not finished"):
        closed(audit, case.sample)


def test_the_table_itself_refuses(audit):
    case = assigned(audit)
    for change in (
        {"second": audit.joan}, {"moderator": audit.wendy}, {"first": case.worker}, {"moderator_grade": 1}, {"first_grade": None},
        {"state": "done"}, {"state": "withdrawn"}, {"concern": case.enquiry.concerns.get()},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), given():
            AuditCase.objects.filter(pk=case.pk).update(**change)


def test_the_table_takes_no_review_but_of_its_own_reviewers(audit):
    case = assigned(audit)
    with pytest.raises(IntegrityError, match="only its named reviewers"), given():
        AuditReview.objects.create(case=case, seat=1, reviewer=audit.wendy)
    with pytest.raises(Refused, match="Only the two reviewers"):
        reviewed(case, audit.gareth)
    assert answers(case)
    assert named(audit)
    assert moderating(audit, case).state == "moderating"


# --- kappa ------------------------------------------------------------------------------------------------------------
def test_kappa_by_hand():
    """A textbook's table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: p_o 35/50, p_e (25·30 + 25·20)/2500, kappa 0.4."""
    found = kappa({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    assert (found.n, found.agreed, found.by_chance, found.value) == (50, 35, Fraction(1, 2), Fraction(2, 5))
    assert found.words == "0.40"
    # Three answers: 4 and 3 and 1 agreed of 10; p_e = (5·4 + 4·5 + 1·1)/100 = 0.41; (0.8 − 0.41)/0.59.
    three = kappa(
        {("m", "m"): 4, ("m", "p"): 1, ("p", "p"): 3, ("p", "n"): 0, ("n", "n"): 1, ("p", "m"): 0} | {("p", "p"): 4}
    )
    assert three.value == (Fraction(9, 10) - three.by_chance) / (1 - three.by_chance)
    assert kappa({("y", "n"): 1, ("n", "y"): 1}).value == -1


def test_kappa_is_not_defined_where_chance_agrees_on_everything():
    assert kappa({("met", "met"): 12}).words == UNDEFINED
    assert kappa({}).words == "no answers"


PAIRS = st.dictionaries(
    st.tuples(*[st.sampled_from(["met", "partly", "not_met", "na"])] * 2), st.integers(1, 9), min_size=1
)


@examples(PAIRS)
@settings(max_examples=50)
def test_kappa_is_symmetric_at_most_one_and_one_only_where_they_agree_on_all(pairs):
    found, turned = kappa(pairs), kappa({(b, a): n for (a, b), n in pairs.items()})
    assert found.value == turned.value
    if found.value is not None:
        assert -1 <= found.value <= 1
        assert (found.value == 1) == all(a == b for a, b in pairs)
    else:
        assert len(pairs) == 1
