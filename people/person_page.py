"""The person page: who, alerts, where on the pathway, who works with them, what is next, and what happened.

The person, their alerts and every room's boxes are one query; the pathway, the work and the timeline one each.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from bep.kit import faces
from bep.kit.registry import PANELS, PERSON_ACTIONS
from people.models import Alert, Person

ALERTS = JSONObject(words="words", person_told="person_told")


def read(pk, worker):
    """The person with all that the page's boxes need of them, or None for whom the worker may not see."""
    reads = {
        "alerts_now": ArraySubquery(Alert.objects.filter(person=OuterRef("pk")).current().values(alert=ALERTS)),
        "merged_ids": ArraySubquery(Person.objects.filter(merged_into=OuterRef("pk")).values("pk")),
    }
    for panel in PANELS:
        reads |= panel.reads(worker)
    people = Person.objects.visible_to(worker).select_related("safe_contact")
    return people.filter(pk=pk).annotate(**reads).first()


def boxes(person, worker, column):
    """The boxes of one column that have something to say, in order."""
    for panel in PANELS:
        if panel.column == column and (built := panel.build(person, worker)):
            yield box(panel, built)


def box(panel, built):
    """As the template draws it: a row without a label is a sentence of its own."""
    rows = built.get("rows", ())
    return {
        "title": panel.title,
        "words": built.get("words", ""),
        "source": built.get("source", ""),
        "notes": [text for label, text, _ in rows if not label],
        "rows": [faces.Row(key=label, value=text, url=url or "") for label, text, url in rows if label],
        "actions": [faces.Link(label, url) for label, url in built.get("actions", ())],
    }


def verbs(person, worker):
    """What the worker may do for this person: the first is the page's main button, the others its menu."""
    return [
        faces.Link(action.label, reverse(action.url_name, args=[person.pk]))
        for action in PERSON_ACTIONS
        if worker.has_perm(action.needs)
    ]
