"""What the worker's day puts on shared screens: work, timeline, panel, navigation, and whose drafts are checked how."""

from bep.kit import drafts
from people.models import Person


@drafts.people_are_checked_by
def may_draft_about(worker, person_id):
    return Person.objects.visible_to(worker).filter(pk=person_id).exists()
