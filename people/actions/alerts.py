"""Warnings on a record: said plainly, told to the person unless there is a reason not to, and reviewed."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.rules import Refused, WrongMoment, must_say
from people import permissions as may
from people.models import Alert
from people.rules import check_kind, must_see


@action("people.alert_added", "Added an alert", needs=may.RECORD)
def add_alert(*, person, kind, words, person_told, review_on, by, why_not_told="", starts=None):
    """Puts a warning on the record. Whoever was not told of theirs has a reason beside it."""
    must_see(person, by)
    check_kind("alert_kind", kind)
    if not person_told:
        must_say(why_not_told, "An alert the person was not told of needs a reason.", field="why_not_told")
    if review_on <= clock.today():
        raise Refused("An alert is reviewed on a later day.", field="review_on", remedy="Give a day in the future.")
    detail(kind=kind, person_told=person_told)
    return Alert.objects.create(
        person=person,
        kind=kind,
        words=words,
        person_told=person_told,
        why_not_told="" if person_told else why_not_told,
        review_on=review_on,
        starts=starts or clock.today(),
        recorded_by_id=by.pk,
    )


@action("people.alert_ended", "Ended an alert", needs=may.RECORD)
def end_alert(*, alert, reason, by):
    """Takes a warning off the record; it stays in the history with why."""
    must_see(alert, by)
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    if alert.ended_at:
        raise WrongMoment("This alert has already ended.", remedy="Reload the page to see the alerts that stand.")
    must_say(reason, "Ending an alert needs a reason.")
    alert.ended_at, alert.ended_by_id, alert.why_ended = clock.now(), by.pk, reason
    alert.save(update_fields=["ended_at", "ended_by", "why_ended"])
    return alert
