"""What information governance decides, and safeguarding adults reviews."""

from bep.access.permissions import GRANT_ACCESS
from bep.audit.record import about, action, detail
from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment, must_say, refuse_by, rule
from people.models import Person
from people.rules import nobody_here
from referrals.access import visible_person
from safeguarding import permissions as may
from safeguarding.models import AdultReview, ReviewedAdult, Withholding


@action("safeguarding.withheld", "Withheld safeguarding from what a person is told of who looked", needs=GRANT_ACCESS)
def withhold(*, person, reason, until, by):
    """Telling would put somebody at risk: decided by governance, with a reason and a day to look at it again."""
    governed(person, by)
    must_say(reason, "Withholding needs a reason.", remedy="Who would be put at risk by their knowing, and how?")
    if Withholding.objects.current().filter(person=person).exists():
        raise WrongMoment("It is withheld already.", remedy="End that decision first.")
    if until and until < clock.today():
        raise Refused("That day is over.", field="until", remedy="Give a day to come, or leave it empty.")
    return Withholding.objects.create(person=person, reason=reason, until=until, decided_by_id=by.pk)


@action("safeguarding.withholding_ended", "Ended the withholding of safeguarding from a person", needs=GRANT_ACCESS)
def end_withholding(*, withholding, reason, by):
    governed(withholding.person, by)
    must_say(reason, "Ending it needs a reason.")
    if withholding.ended_at:
        raise WrongMoment("This has ended already.", remedy="Reload the page.")
    withholding.ended_at, withholding.why_ended = clock.now(), reason
    withholding.save()
    return withholding


def governed(person, by):
    if not Person.objects.governed_by(by).filter(pk=person.pk).exists():
        raise nobody_here()
    return person


# --- safeguarding adults reviews, s44 ---------------------------------------------------------------------------------
@rule("Care Act 2014 s44", "VERIFIED")
def review_has_its_cause():
    """A safeguarding adults review says what the cause for concern is about how partners worked together."""


@action("safeguarding.review_begun", "Began a safeguarding adults review", needs=may.DECIDE)
def begin_review(*, title, why, began_on, by):
    if not (why or "").strip():
        raise refuse_by(review_has_its_cause, field="why", remedy="Say it without anybody's name.")
    return AdultReview.objects.create(title=title, why=why, began_on=began_on, began_by_id=by.pk)


@action("safeguarding.review_adult_added", "Named an adult of a safeguarding adults review", needs=may.DECIDE)
def add_reviewed_adult(*, review, person, harm, by):
    """Each adult who died or was seriously harmed; the return counts them apart."""
    about(visible_person(person, by))
    if review.concluded_on:
        raise WrongMoment("This review is concluded.", remedy="Begin another.")
    if ReviewedAdult.objects.filter(review=review, person=person).exists():
        raise WrongMoment("They are named already.", remedy="Reload the page.")
    detail(harm=harm)
    return ReviewedAdult.objects.create(review=review, person=person, harm=harm)


@action("safeguarding.review_concluded", "Concluded a safeguarding adults review", needs=may.DECIDE)
def conclude_review(*, review, learned, by):
    review = AdultReview.objects.select_for_update().get(pk=review.pk)
    if review.concluded_on:
        raise WrongMoment("This review is concluded already.", remedy="What is found later belongs into another.")
    must_say(learned, "Say what was learned.", field="learned", remedy="And who was told.")
    if not review.adults.exists():
        raise Refused("A review is about at least one adult.", remedy="Name them first.")
    review.learned, review.concluded_on = learned, clock.today()
    review.save()
    return review
