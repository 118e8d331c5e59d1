"""What tests of this room stand on: Priya's choice meeting and assessment, in each of their states."""

from datetime import timedelta

import pytest

from assessments import actions
from bep.access.models import Membership, Role, Team, Worker
from bep.kit import clock
from tests.cast import given

ANSWERS = {
    "how": {
        "method": "together", "self_assessment_wanted": "no", "who_took_part": "Pri and Amara", "difficulty_asked": True,
        "difficulties": [], "supporter": "", "advocate": "", "advocate_asked_on": None, "self_assessment_capacity": "",
    },
    "wishes": {
        "wishes": "To cook for my daughter again.", "causes_answered": True, "causes": ["mental"],
        "cause_words": "The voices tire me out.", "fluctuates": "no", "fluctuation_words": "",
    },
    "family": {
        "children": "yes", "children_words": "Anya, 6, at home.", "child_caring": "no", "carer": "yes",
        "carer_offered": "declined", "health_care": "no",
    },
}  # fmt: skip


def tomorrow(hour=14, minute=30):
    return clock.at(clock.today() + timedelta(days=1), hour, minute)


@pytest.fixture
def second_social_worker(cast):
    """Another qualified social worker of the East team, who may sign what Amara sent."""
    with given():
        worker = Worker.objects.create(email="noor@barnet.example", name="Noor Aziz", is_demo=True)
        worker.groups.add(Role.objects.get(key="social_worker").group)
        Membership.objects.create(worker=worker, team=Team.objects.get(name="East Local Enablement Team"))
    return worker


@pytest.fixture
def meeting(cast):
    return actions.ask_for_meeting(person=cast.priya, by=cast.amara)


@pytest.fixture
def arranged(cast, meeting):
    return arrange(meeting, cast.amara)


def arrange(meeting, worker, starts_at=None):
    return actions.arrange(
        meeting=meeting, version=meeting.version, starts_at=starts_at or tomorrow(), place="hub", address="Burnt Oak",
        worker=worker, who_comes="Meera", interpreter="", by=worker,
    )  # fmt: skip


@pytest.fixture
def underway(cast):
    return actions.start(person=cast.priya, kind="needs", by=cast.amara)


def complete(assessment, by, unable=("nutrition", "relationships"), significant="yes"):
    """Answers everything; the outcomes in `unable` cannot be achieved without help."""
    for part, answers in ANSWERS.items():
        assessment = actions.write_part(
            assessment=assessment, version=assessment.version, part=part, answers=answers, by=by
        )
    for row in assessment.outcomes.all():
        answer(row, by, unable=row.outcome in unable)
    return actions.weigh_wellbeing(
        assessment=assessment, version=assessment.version, areas={"health": ("significant", "I cannot sleep.")},
        significant_impact=significant, words="It keeps her from her daughter.", by=by,
    )  # fmt: skip


def answer(row, by, *, unable):
    return actions.answer_outcome(
        answer=row, version=row.version, words="I forget to eat.", wish="To eat with Anya", strengths="Toast", view="Thin",
        verdict="unable" if unable else "able", limbs=["help"] if unable else [], by=by,
    )  # fmt: skip


@pytest.fixture
def complete_one(cast, underway):
    return complete(underway, cast.amara)


@pytest.fixture
def decided(cast, complete_one):
    return decide(complete_one, cast.amara)


def decide(assessment, by, **changes):
    facts = {
        "eligibility": "Eligible needs identified", "reason": "She cannot feed herself or keep up with friends alone.",
        "advice": "A plan together.", "wants_needs_met": "yes", "resident": "yes", "differs_because": "",
    } | changes  # fmt: skip
    return actions.decide(assessment=assessment, version=assessment.version, by=by, **facts)


def reread(record):
    return type(record).objects.get(pk=record.pk)


def submitted_by_trainee(cast):
    """Theo, a trainee, writes an assessment of Priya and sends it to be signed."""
    found = complete(actions.start(person=cast.priya, kind="needs", by=cast.theo), cast.theo)
    return actions.submit(
        assessment=found,
        version=found.version,
        proposed="Eligible needs identified",
        reason="Two outcomes.",
        by=cast.theo,
    )


@pytest.fixture
def submitted(cast):
    return submitted_by_trainee(cast)
