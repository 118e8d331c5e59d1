"""Capacity assessments and best-interests decisions for tests, made by the same actions that the screens use."""

from datetime import timedelta

from assessments.capacity import actions
from assessments.models import CapacityAssessment
from assessments.models.best_interests import CHECKLIST
from bep.kit import clock
from tests.cast import given

ABLE = {
    "decision": "Whether to move to Elm Court", "needed_by": clock.today(), "doubt": "She thinks she is at home.",
    "help_given": "In the morning, in Gujarati, with her glasses.", "information": "What each place is like, and the cost.",
    "information_how": "Photographs of both rooms.", "who_took_part": "Her sister", "understand": "able",
    "understand_words": "She named both places.", "retain": "able", "retain_words": "She spoke of them ten minutes later.",
    "weigh": "able", "weigh_words": "She set the garden against the stairs.", "communicate": "able",
    "communicate_words": "She said: I stay.", "impairment": "not_asked", "because": "not_asked",
    "assessed_on": clock.today(),
}  # fmt: skip
UNABLE = ABLE | {
    "weigh": "not_able", "weigh_words": "She could not say what either would mean for her.", "impairment": "yes",
    "impairment_words": "Alzheimer's disease, memory clinic 2024.", "because": "yes",
    "because_words": "She cannot hold both in mind to compare them.", "may_return": "no", "can_wait": "no",
}  # fmt: skip


def record(**more):
    """One that is in nobody's table: rules are asked of it in memory."""
    return CapacityAssessment(**UNABLE | more)


def assessed(cast, by=None, **more):
    return actions.assess(person=cast.priya, by=by or cast.amara, **UNABLE | more)


def begun(cast, matter="accommodation", nobody=False, **more):
    assessment = more.pop("assessment", None) or assessed(cast)
    return actions.open_decision(assessment=assessment, matter=matter, nobody_to_consult=nobody, by=cast.amara)


def reload(found):
    return type(found).objects.get(pk=found.pk)


def act(action, found, by, **more):
    return action(best_interests=found, version=reload(found).version, by=by, **more)


def answered(cast, found, authority="none", nobody=False, **more):
    """The checklist, somebody consulted, an option."""
    said = {name: "Looked at." for name, *_ in CHECKLIST} | {"authority": authority, "nobody_to_consult": nobody}
    said["authority_words"] = "" if authority == "none" else "Registered in 2020, seen."
    act(actions.write, found, cast.amara, **said | more)
    if not nobody:
        facts = {
            "name": "Meena Nair",
            "relationship": "sister",
            "view": "She loves gardens.",
            "consulted_on": clock.today(),
        }
        actions.consult(best_interests=found, by=cast.amara, **facts)
    weighed = {"what": "Elm Court", "benefits": "Safe at night.", "burdens": "Far away.", "restriction": "Locked door."}
    return actions.weigh(best_interests=found, by=cast.amara, **weighed)


def decided(cast, found, option, **more):
    said = {
        "chosen": option, "reasons": "She is safe there and may garden.", "less_restrictive": "Care at home failed twice.",
        "decider": "council", "review_on": clock.today() + timedelta(days=90),
    }  # fmt: skip
    return act(actions.decide, found, cast.amara, **said | more)


def born(person, years):
    with given():
        person.birth_date = clock.today().replace(day=1) - timedelta(days=365 * years)
        person.save(update_fields=["birth_date"])
    return person
