"""The kinds of values that are sent to us: strict about their JSON type, and checked by the same fields as our forms."""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from rest_framework import serializers

from bep.kit import clock, reference
from bep.kit.fields import NHSNumberField, PhoneField, PostcodeField
from partners.api.problems import error, refused

REMEDIES = {
    "required": "Give it.",
    "null": "Leave it out, or give a value.",
    "blank": "Leave it out, or give a value.",
    "max_length": "Shorten it; what matters can also be said by telephone.",
    "not_listed": "Send one of the list: /api/v1/lists says which there are.",
    "unknown": "Leave it out. The description at /api/schema/ lists what is read.",
}
REMEDY = "Send it as the description at /api/schema/ says."


class Words(serializers.CharField):
    """Text: a number or true and false are none."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesNo(serializers.BooleanField):
    def to_internal_value(self, data):
        return data if isinstance(data, bool) else self.fail("invalid", input=data)


class Whole(serializers.IntegerField):
    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Day(serializers.DateField):
    """A date as 2026-11-22. `past` refuses one to come."""

    default_error_messages = {"future": "This date is still to come.", "ancient": "This date is before 1880."}

    def __init__(self, *, past=False, **more):
        self.past = past
        super().__init__(**more)

    def to_internal_value(self, value):
        if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            self.fail("invalid", format="YYYY-MM-DD")
        try:
            found = date.fromisoformat(value)
        except ValueError:
            self.fail("invalid", format="YYYY-MM-DD")
        if found.year < 1880:
            self.fail("ancient")
        if self.past and found > clock.today():
            self.fail("future")
        return found


class Moment(serializers.DateTimeField):
    """A moment with its offset, as 2026-11-22T10:00:00+00:00: without one it would be a guess."""

    SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
    default_error_messages = {
        "no_offset": "This needs a date, a time and its offset, such as 2026-11-22T10:00:00+00:00.",
        "far": "This is not in our time.",
    }

    def to_internal_value(self, value):
        if not isinstance(value, str) or not self.SHAPE.fullmatch(value):
            self.fail("no_offset")
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            self.fail("no_offset")
        return found if 1900 < found.year < 9000 else self.fail("far")


class Listed(Words):
    """A value of a reference list, whichever release of it stands."""

    default_error_messages = {"not_listed": "This is not in the list “{name}”."}

    def __init__(self, name, **more):
        self.list_name = name
        super().__init__(**more)

    def to_internal_value(self, data):
        found = super().to_internal_value(data)
        facts = reference.codes(self.list_name).get(found)
        if facts is None or facts["valid_to"]:
            self.fail("not_listed", name=self.list_name)
        return found


class AsTyped(Words):
    """Read by the same field as on our forms."""

    form_field: type

    def to_internal_value(self, data):
        try:
            return self.form_field(required=False).clean(super().to_internal_value(data))
        except ValidationError as fault:
            raise serializers.ValidationError(fault.messages, code="unreal") from fault


class NHSNumber(AsTyped):
    form_field = NHSNumberField


class Postcode(AsTyped):
    form_field = PostcodeField


class Phone(AsTyped):
    form_field = PhoneField


class Email(serializers.EmailField, Words):
    pass


class Sent(serializers.Serializer):
    """What is sent: no field that is not described, so that a slip of the pen is not taken for silence."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and (unknown := [name for name in data if name not in self.fields]):
            said = {name: serializers.ErrorDetail("This field is not known here.", "unknown") for name in unknown}
            raise serializers.ValidationError(said)
        return super().to_internal_value(data)

    @classmethod
    def checked(cls, found):
        """The values that were sent, or a problem that names each field that cannot stand."""
        read = cls(data=found)
        if not read.is_valid():
            raise refused(list(flat(read.errors)))
        return read.validated_data


def within(path, name):
    """person.birth_date; of a list, communication_needs[0]."""
    if isinstance(name, int):
        return f"{path}[{name}]"
    return f"{path}.{name}" if path else name


def flat(errors, path=""):
    """Serializer errors as a list; inner ones by their path, person.birth_date."""
    for name, found in errors.items():
        here = path if name == "non_field_errors" else within(path, name)
        if isinstance(found, dict):
            yield from flat(found, here)
            continue
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                yield from flat(one, here)
            else:
                yield error(here, str(one), REMEDIES.get(getattr(one, "code", ""), REMEDY))
