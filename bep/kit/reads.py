"""Records read along with the person they are about, so that a page of many boxes costs one query (registry.Panel.reads).

reads=lambda worker: {"profile_now": whole(PersonalProfile.objects.filter(person=OuterRef("pk")).order_by("-number")[:1])}
latest = next(revived(PersonalProfile, person.profile_now), None)
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject


def whole(records):
    """All columns of these records as one expression: annotate it on another query."""
    columns = {field.attname: field.attname for field in records.model._meta.concrete_fields}
    return ArraySubquery(records.values(whole=JSONObject(**columns)))


def revived(model, rows):
    """The records again, as though each had been fetched; what they point to is not."""
    fields = model._meta.concrete_fields
    for row in rows:
        yield model.from_db("default", [f.attname for f in fields], [f.to_python(row[f.attname]) for f in fields])


class PartsByName:
    """A page whose `parts`, {name: records}, are its attributes as well: for a template, and for what is worked out of them."""

    def __getattr__(self, name):
        try:
            return self.__dict__["parts"][name]
        except KeyError:
            raise AttributeError(name) from None
