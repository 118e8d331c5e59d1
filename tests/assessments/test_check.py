"""Check the answers, see what the rule suggests, then decide or send to be signed."""

from tests.assessments.conftest import reread

DECISION = {
    "eligibility": "Eligible needs identified", "wants_needs_met": "yes", "resident": "yes", "reason": "Two outcomes, alone.",
    "differs_because": "", "advice": "",
}  # fmt: skip


def url(assessment, verb="check"):
    return f"/assessments/{assessment.pk}/{verb}/"


def test_what_is_missing_is_listed_with_links_and_nothing_can_be_decided(cast, as_, underway):
    page = as_(cast.amara).get(url(underway)).content.decode()
    assert f'href="/assessments/{underway.pk}/outcomes/nutrition/"' in page
    assert "Decide, for good" not in page


def test_the_rules_suggestion_line_by_line(cast, as_, complete_one):
    page = as_(cast.amara).get(url(complete_one)).content.decode()
    assert "What the rule suggests" in page
    assert "Unable: 2 of 10" in page
    assert page.count("<strong>Met:</strong>") == 3
    assert "You decide." in page


def test_deciding(cast, as_, complete_one):
    answer = as_(cast.amara).post(
        url(complete_one, "decide"), DECISION | {"version": complete_one.version}, follow=True
    )
    assert b"Decided on" in answer.content
    assert reread(complete_one).decided_by == cast.amara


def test_a_differing_decision_is_refused_at_its_field_and_keeps_the_words(cast, as_, complete_one):
    otherwise = {"version": complete_one.version, "eligibility": "No needs identified", "advice": "The hub"}
    page = as_(cast.amara).post(url(complete_one, "decide"), DECISION | otherwise)
    assert "differs_because" in page.context["form"].errors
    assert b"Two outcomes, alone." in page.content


def test_a_trainee_is_offered_to_send_not_to_decide(cast, as_, complete_one):
    page = as_(cast.theo).get(url(complete_one)).content.decode()
    assert "Send to be signed" in page
    assert "Decide, for good" not in page
    sent = {"version": complete_one.version, "proposed": "Eligible needs identified", "reason": "Two outcomes."}
    assert as_(cast.theo).post(url(complete_one, "decide"), DECISION).status_code == 403
    as_(cast.theo).post(url(complete_one, "submit"), sent)
    assert reread(complete_one).submitted_by == cast.theo


def test_what_was_proposed_opens_the_decision(cast, as_, submitted):
    page = as_(cast.amara).get(url(submitted))
    assert page.context["form"].initial["eligibility"] == "Eligible needs identified"
    assert b"What is proposed" in page.content


def test_the_one_who_sent_it_is_told_that_somebody_else_signs(cast, as_, complete_one, second_social_worker):
    from assessments import actions

    facts = {"proposed": "Eligible needs identified", "reason": "Two.", "by": cast.amara}
    sent = actions.submit(assessment=complete_one, version=complete_one.version, **facts)
    page = as_(cast.amara).get(url(sent)).content
    assert b"somebody else signs it" in page
    assert b"Decide, for good" not in page
    answer = as_(second_social_worker).post(url(sent, "decide"), DECISION | {"version": sent.version})
    assert answer.status_code == 302


def test_queries(cast, as_, complete_one, django_assert_max_num_queries):
    client = as_(cast.amara)
    client.get(url(complete_one))  # the first page of a sign-in notes it; only then is a page like any other
    with django_assert_max_num_queries(10):
        client.get(url(complete_one))
