"""The risk and safety plan, version by version, and the children in a home, assertion by assertion."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created
from bep.kit.rules import Refused, Stale
from people import permissions as may
from people.models import HomeChildren, Person, RiskArea, RiskPlan
from people.rules import day as rules
from people.rules import must_see


@action("people.risk_plan_written", "Wrote a risk and safety plan", needs=may.RECORD)
def write_risk_plan(*, person, areas, plan, review_on, by, positive_risk="", version=0):
    """Writes the next version. `areas` is {kind: {concern, what, triggers, protections, persons_view}}, every kind in it;

    `version` is the number its writer began from: when a colleague has written another since, both are shown.
    """
    must_see(person, by)
    latest = latest_locked(person)
    if latest and latest.number != version:
        raise Stale(latest)
    rules.a_review_lies_ahead(review_on)
    rules.a_review_is_not_too_far(review_on)
    written = RiskPlan.objects.create(
        person=person,
        number=version + 1,
        plan=plan,
        positive_risk=positive_risk,
        review_on=review_on,
        author=by,
        awaits_countersign=rules.awaits_countersign(by),
    )
    RiskArea.objects.bulk_create(written_areas(written, areas))
    detail(version=written.number, review_on=review_on.isoformat())
    return written


def latest_locked(person):
    """The newest version, while nobody else can write one: the person's row is the lock."""
    Person.objects.select_for_update().filter(pk=person.pk).first()
    return RiskPlan.objects.filter(person=person).first()


def written_areas(plan, areas):
    for kind, label in RiskArea.Kind.choices:
        words = areas[kind]
        if words["concern"] == RiskArea.Concern.YES and not words["what"].strip():
            raise Refused(
                f"{label}: a concern says what may happen.", field=f"{kind}_what", remedy="Write what may happen."
            )
        yield RiskArea(plan=plan, kind=kind, **words)


@action("people.home_children_asserted", "Asked about children in the home", needs=may.RECORD)
def assert_home_children(*, person, answer, by, asserted_on=None, **facts):
    """Says on a day whether children live in or visit the home; "none" is said as well, never left to be guessed."""
    must_see(person, by)
    asserted_on = asserted_on or clock.today()
    if asserted_on > clock.today():
        raise Refused("You cannot have asked in the future.", field="asserted_on", remedy="Correct the day.")
    detail(answer=answer)
    return created(HomeChildren(person=person, answer=answer, asserted_on=asserted_on, author=by, **facts))
