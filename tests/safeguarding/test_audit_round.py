"""A month's audit on its screens: drawn, reviewed apart, decided on, read by the worker, closed; and its report."""

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bep.kit import clock
from bep.kit.jobs.run import run
from bep.kit.models import Job
from people.timeline import timeline
from safeguarding.casefile.report import AuditReport
from safeguarding.models import AuditAction, AuditCase, AuditRuling, AuditSample
from tests.safeguarding.audits import (
    assigned,
    done,
    drawn,
    moderating,
    next_month,
    reviewed,
    ruled,
    told,
    withdrawn,
    work,
)
from tests.safeguarding.given import make_in_role, reload

SESSION = 8  # signing in, navigation and what is remembered after a first page
SECRET = "Nobody wrote her words down"


@pytest.fixture
def audit(safe):
    work(safe)
    with next_month():
        yield safe


def url(name, *args):
    return reverse(f"safeguarding:{name}", args=args)


def said(case, **given):
    """A review as its form sends it."""
    sent = {"strengths": "Quick and kind."}
    for question in case.sample.tool.questions.all():
        answer, found = given.get(question.key, ("met", ""))
        sent |= {f"answer_{question.key}": answer, f"found_{question.key}": found}
    return sent


def test_an_audit_round_with_disagreement(audit, as_):
    """The journey, from the clock's draw to a sample that is closed for good."""
    as_(audit.sunita).post(url("audit_draw"))
    run(Job.objects.get(kind="safeguarding.draw_audit").pk)
    sample = AuditSample.objects.get()
    case = sample.cases.get(source="s42")
    lead = as_(audit.sunita)
    assert "Nobody yet" in lead.get(url("audit", sample.pk)).content.decode()
    withdrawn(audit, sample.cases.get(source="not_taken"))
    three = {"first": audit.joan.pk, "second": audit.wendy.pk, "moderator": audit.gareth.pk, "version": case.version}
    page = lead.post(url("audit_assign", case.pk), three | {"first": audit.wendy.pk})
    assert "three different people" in page.content.decode()
    assert lead.post(url("audit_assign", case.pk), three).status_code == 302
    # Each by themself, and neither sees the other's.
    first = as_(audit.joan)
    assert "case file to review" in first.get(reverse("people:my_work")).content.decode()
    assert first.post(url("audit_review", case.pk), said(case)).status_code == 302
    second = as_(audit.wendy)
    assert "Quick and kind." not in second.get(url("audited", case.pk)).content.decode()
    page = second.post(url("audit_review", case.pk), said(case, wanted=("partly", "")))
    assert "say what you found" in page.content.decode()
    second.post(url("audit_review", case.pk), said(case, wanted=("partly", SECRET)))
    assert reload(case).state == "moderating"
    assert second.get(url("audited", case.pk)).status_code == 200
    # The third decides.
    third = as_(audit.gareth)
    page = third.get(url("audit_rule", case.pk)).content.decode()
    assert SECRET in page
    assert page.count('name="answer_') == 4  # one question, four answers
    answer = {"answer_wanted": "not_met", "found_wanted": "Not even by phone.", "version": reload(case).version}
    assert third.post(url("audit_rule", case.pk), answer).status_code == 302
    assert AuditRuling.objects.get().by == audit.gareth
    # The worker reads it, and says what they think.
    worker = as_(audit.olive)
    assert "findings of the case-file audit, for you" in worker.get(reverse("people:my_work")).content.decode()
    page = worker.get(url("audited", case.pk)).content.decode()
    assert "Not even by phone." in page
    assert (
        worker.post(url("audit_read", case.pk), {"comment": "I see.", "version": reload(case).version}).status_code
        == 302
    )
    # What follows goes back to the case, and the month is closed.
    due = clock.today() + relativedelta(days=20)
    todo = {"what": "Ask her what she wants", "owner": audit.amara.pk, "due_on": due.isoformat()}
    assert as_(audit.sunita).post(url("audit_add_action", case.pk), todo).status_code == 302
    assert (
        as_(audit.sunita)
        .post(url("close_audit", sample.pk), {"learned": "Ask.", "version": sample.version})
        .status_code
        == 302
    )
    page = as_(audit.sunita).get(url("audited", case.pk)).content.decode()
    assert "nothing of it can be changed" in page
    assert "Add an action" not in page
    action = AuditAction.objects.get()
    assert "Ask her what she wants" in as_(audit.amara).get(reverse("people:my_work")).content.decode()
    as_(audit.amara).post(
        url("audit_finish_action", action.pk), {"words": "She wants her card.", "version": action.version}
    )
    assert reload(action).done_on == clock.today()


def test_a_part_is_handed_on_by_its_form(audit, as_):
    case = assigned(audit)
    reviewed(case, audit.joan)
    lead, other = as_(audit.sunita), make_in_role("team_manager")
    page = lead.get(url("audited", case.pk)).content.decode()
    assert "Give one part to a colleague" in page
    assert "Name others" not in page  # one of the two has answered
    page = lead.get(url("audit_hand_on", case.pk)).content.decode()
    assert f"Second reviewer: {audit.wendy.name}" in page
    assert f"First reviewer: {audit.joan.name}" not in page
    answer = {"part": "second", "worker": other.pk, "reason": "She has left.", "version": reload(case).version}
    assert lead.post(url("audit_hand_on", case.pk), answer).status_code == 302
    assert "case file to review" in as_(other).get(reverse("people:my_work")).content.decode()
    assert as_(audit.joan).get(url("audit_hand_on", case.pk)).status_code == 403


def test_the_timeline_tells_that_and_not_what(audit):
    case = done(audit)
    lines = [line.title for line in timeline(audit.priya, audit.amara)[0]]
    assert "Case file audited." in lines
    assert not any("wanted" in line or "week three" in line for line in lines)
    assert case.state == "done"


def test_who_opens_what(audit, as_):
    case = moderating(audit)
    for worker, status in [
        (audit.sunita, 200), (audit.joan, 200), (audit.gareth, 200), (audit.ruth, 404), (audit.cora, 403), (audit.tom, 403),
    ]:  # fmt: skip
        assert as_(worker).get(url("audited", case.pk)).status_code == status, worker
    for worker, status in [(audit.cora, 200), (audit.joan, 200), (audit.amara, 403), (audit.ida, 403)]:
        assert as_(worker).get(url("audit_report")).status_code == status, worker


def test_an_answer_survives_as_a_draft_of_ones_own(audit, as_):
    case = drawn(audit).cases.get(source="s42")
    assigned(audit, case)
    key = f"safeguarding.audit_review:{case.pk}.1"
    browser = as_(audit.joan)
    browser.post(
        reverse("drafts:save"),
        {
            "key": key,
            "version": 0,
            "data": {"found_wanted": "Half a thought"},
            "title": "x",
            "url": "/",
            "person": case.person_id,
        },
        content_type="application/json",
    )
    assert "Half a thought" in browser.get(url("audit_review", case.pk)).content.decode()
    assert "Half a thought" not in as_(audit.wendy).get(url("audit_review", case.pk)).content.decode()


# --- the report -------------------------------------------------------------------------------------------------------
def test_the_report_counts_what_was_settled(audit, as_):
    case = moderating(audit)
    ruled(audit, case)
    report = AuditReport(audit.sunita)
    theme = "Making Safeguarding Personal"
    assert report.share(report.months[0], theme, 1) == 50  # of two questions one is met
    assert report.kappa_of(theme=theme).n == 2
    assert report.kappa_of().agreed == 10
    page = as_(audit.sunita).get(url("audit_report")).content.decode()
    assert "Met in full, by month" in page
    assert "Cohen 1960" in page
    assert "not defined" in page  # where both answered all alike with one answer


def test_few_cases_are_hidden_from_whoever_sees_nobody(audit, as_):
    told(audit)
    page = as_(audit.cora).get(url("audit_report")).content.decode()
    assert "fewer than 5" in page
    assert "100" not in page.split("kappa", 1)[1].split("</table>")[0]
    assert AuditReport(audit.cora).share(AuditReport(audit.cora).months[0], "Timeliness", 7) == 100


def test_few_queries_a_page(audit, as_):
    case = moderating(audit)
    browser = as_(audit.sunita)
    browser.get(url("audits"))
    for page in ("audits", "audit", "audited", "audit_review", "audit_assign", "audit_report"):
        args = {"audits": [], "audit": [case.sample_id], "audit_report": []}.get(page, [case.pk])
        assert queries_of(browser, url(page, *args)) <= 10 + SESSION, page


def test_one_case_more_asks_no_more_of_the_database(audit, as_):
    case = told(audit)
    browser = as_(audit.sunita)
    pages = [url("audit", case.sample_id), url("audit_report")]
    browser.get(pages[0])
    counts = [queries_of(browser, page) for page in pages]
    other = case.sample.cases.get(source="not_taken")
    assigned(audit, other, moderator=audit.gareth)
    reviewed(reload(other), audit.joan), reviewed(reload(other), audit.wendy)
    assert counts == [queries_of(browser, page) for page in pages]
    assert AuditCase.objects.counting().count() == 2


def queries_of(browser, page):
    with CaptureQueriesContext(connection) as found:
        browser.get(page)
    return len(found)
