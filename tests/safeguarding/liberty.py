"""Deprivation of liberty applications and Court of Protection cases in any state, by the shortest lawful way."""

from datetime import timedelta

from bep.kit import clock
from safeguarding.court import actions as court
from safeguarding.dols import actions, following
from safeguarding.models import CourtCase, DolsApplication, DolsAssessment
from safeguarding.models.dols import REQUIREMENTS
from tests.cast import given
from tests.safeguarding.given import reload

TODAY = clock.today()
DAY = timedelta(days=1)
REQUEST = {
    "setting": "care_home", "managing_authority": "Elm Court", "cqc_location": "1-123456789", "contact": "Its manager",
    "purpose": "Dementia care with a locked door.", "restrictions": "She may not leave alone.",
}  # fmt: skip
BIA = {"assessor_name": "Olive Marsh", "profession": "social_worker", "mine": True}
DOCTOR = {"assessor_name": "Dr Iqbal", "profession": "s12_doctor", "mine": False}
WHO = {"mental_health": DOCTOR, "eligibility": DOCTOR, "capacity": DOCTOR}
SAID = {
    "status": "1", "words": "It is met.", "assessed_on": TODAY, "trained": True, "insured": True, "independent": True,
    "not_in_care": True, "no_doubt": False, "maximum_days": None,
}  # fmt: skip


def said(requirement, **more):
    longest = {"maximum_days": 180} if requirement == "best_interests" else {}
    return SAID | WHO.get(requirement, BIA) | longest | {"requirement": requirement} | more


def act(action, application, by, **more):
    return action(application=application, version=reload(application).version, by=by, **more)


def received(cast, **more):
    return actions.receive(
        person=more.pop("person", cast.priya),
        received_on=more.pop("received_on", TODAY),
        by=cast.sunita,
        **REQUEST | more,
    )


def allocated(cast, application=None, **more):
    return act(actions.allocate, application or received(cast, **more), cast.sunita, bia=cast.olive, doctor="Dr Iqbal")


def assessed(cast, application=None, unmet=(), **more):
    """All six: one by its action, the others as that would have left them."""
    application = application or allocated(cast, **more)
    rest = [name for name in REQUIREMENTS if name != "best_interests"]
    with given():
        DolsAssessment.objects.bulk_create(
            DolsAssessment(
                application=application, person_id=application.person_id, by=cast.olive, **columns(name, unmet)
            )
            for name in rest
        )
        DolsApplication.objects.filter(pk=application.pk).update(
            **{name: "2" if name in unmet else "1" for name in rest}
        )
    last = said("best_interests", status="2" if "best_interests" in unmet else "1")
    return act(actions.assess, application, cast.olive, **last)


def columns(name, unmet):
    found = said(name, status="2" if name in unmet else "1")
    return found | {"assessor_id": None} if not found.pop("mine") else found


def sent(cast, application=None, **more):
    return act(actions.send, application or assessed(cast, **more), cast.sunita)


def granted(cast, application=None, **more):
    days = {"starts_on": TODAY, "ends_on": TODAY + 179 * DAY}
    days |= {name: more.pop(name) for name in list(more) if name in days}
    reason = "Each is met, as the assessors say."
    return act(actions.grant, application or sent(cast, **more), cast.gareth, reason=reason, **days)


def refused(cast, application=None):
    application = application or sent(cast, unmet=["best_interests"])
    return act(actions.refuse, application, cast.gareth, reason="Not proportionate.", deprived_anyway="yes")


def withdrawn(cast, application=None):
    return act(actions.withdraw, application or received(cast), cast.sunita, reason="She went home.")


def suspended(cast, application=None):
    return act(following.suspend, application or granted(cast), cast.sunita, reason="Detained under section 2.")


def ended(cast, application=None):
    facts = {"ended_on": TODAY, "end_reason": "home", "reason": "She went home."}
    return act(following.end, application or granted(cast), cast.sunita, **facts)


WAYS: dict = {
    "received": received, "assessing": assessed, "to_sign": sent, "granted": granted, "suspended": suspended,
    "not_granted": refused, "withdrawn": withdrawn, "ended": ended,
}  # fmt: skip


def tries(cast):
    """{verb: a call that would be lawful but for the state}."""
    review = {
        "asked_by": "person",
        "asked_on": TODAY,
        "requirement": "age",
        "reviewed_on": TODAY,
        "words": "As before.",
    }
    return {
        "allocate": lambda a: allocated(cast, a),
        "assess": lambda a: act(actions.assess, a, cast.sunita, **said("age")),
        "extend": lambda a: act(actions.extend, a, cast.sunita, until=TODAY + 10 * DAY, reason="The doctor is ill."),
        "send": lambda a: sent(cast, a),
        "send_back": lambda a: act(actions.send_back, a, cast.gareth, reason="Of what date?"),
        "grant": lambda a: granted(cast, a),
        "refuse": lambda a: refused(cast, a),
        "withdraw": lambda a: withdrawn(cast, a),
        "review": lambda a: act(following.review, a, cast.sunita, outcome="stands", **review),
        "suspend": lambda a: suspended(cast, a),
        "resume": lambda a: act(following.resume, a, cast.sunita, reason="Back at Elm Court."),
        "end": lambda a: ended(cast, a),
        "renew": lambda a: act(following.renew, a, cast.sunita, received_on=TODAY),
    }


def aged(application, **columns):
    """As though its days were others."""
    with given():
        DolsApplication.objects.filter(pk=application.pk).update(**columns)
    return reload(application)


# --- the Court of Protection ------------------------------------------------------------------------------------------
def court_act(action, case, by, **more):
    return action(case=case, version=reload(case).version, by=by, **more)


def identified(cast):
    facts = {
        "setting": "supported",
        "restrictions": "Two to one, always.",
        "identified_on": TODAY,
        "worker": cast.olive,
    }
    return court.identify(person=cast.priya, by=cast.sunita, **facts)


def gathered(cast, case=None):
    return court_act(court.gather, case or identified(cast), cast.sunita, evidence="Capacity, medical, plan, views.")


def applied(cast, case=None):
    return court_act(court.apply, case or gathered(cast), cast.sunita, applied_on=TODAY, case_number="COP-1")


def ordered(cast, case=None, **more):
    days = {"ordered_on": TODAY, "order_from": TODAY, "order_to": TODAY + 364 * DAY, "review_on": TODAY + 180 * DAY}
    return court_act(court.order, case or applied(cast), cast.sunita, order_words="As planned.", **days | more)


def court_closed(cast, case=None):
    return court_act(court.close, case or ordered(cast), cast.sunita, reason="She moved into a care home.")


COURT_WAYS: dict = {
    "identified": identified, "gathered": gathered, "applied": applied, "ordered": ordered, "closed": court_closed,
}  # fmt: skip


def court_tries(cast):
    return {
        "gather": lambda c: gathered(cast, c), "apply": lambda c: applied(cast, c), "order": lambda c: ordered(cast, c),
        "review": lambda c: court_act(court.review, c, cast.sunita, words="As before.", review_on=TODAY + 90 * DAY),
        "renew": lambda c: court_act(court.renew, c, cast.sunita), "close": lambda c: court_closed(cast, c),
    }  # fmt: skip


assert set(COURT_WAYS) == set(CourtCase.State.values)
