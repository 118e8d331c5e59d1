"""Form fields that read what people type: dates in three boxes, NHS numbers, postcodes, telephone numbers, money, times."""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from bep.kit import clock, nhs_number

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
PARTS = ("day", "month", "year")


class DateInput3(forms.MultiWidget):
    """Day, month and year in three boxes: typed, not picked. A whole date pasted into one box is understood too."""

    template_name = "bep/widgets/date_input3.html"

    def __init__(self, attrs=None, autocomplete=""):
        boxes = {part: forms.TextInput(self.box(part, autocomplete)) for part in PARTS}
        super().__init__(boxes, attrs)

    @staticmethod
    def box(part, autocomplete):
        attrs = {"class": f"govuk-date-input__input govuk-input--width-{4 if part == 'year' else 2}"}
        attrs["inputmode"] = "text" if part == "month" else "numeric"
        if autocomplete:
            attrs["autocomplete"] = f"{autocomplete}-{part}"
        return attrs

    def decompress(self, value):
        if isinstance(value, str):
            value = read_date(value) or value
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return [value or "", "", ""]

    def value_from_datadict(self, data, files, name):
        boxes = [(data.get(f"{name}_{part}") or "").strip() for part in PARTS]
        if not any(boxes) and data.get(name):
            return self.decompress(data.get(name))
        return boxes

    def value_omitted_from_data(self, data, files, name):
        return super().value_omitted_from_data(data, files, name) and name not in data


class DateField3(forms.Field):
    """A date in three boxes. `past=True` refuses the future, `future=True` the past; refusals name the field."""

    widget = DateInput3

    def __init__(self, *, past=False, future=False, autocomplete="", **more):
        more.setdefault("widget", DateInput3(autocomplete=autocomplete))
        self.past, self.future = past, future
        super().__init__(**more)

    def to_python(self, value):
        if value is None or isinstance(value, date):
            return value
        boxes = value if isinstance(value, list) else DateInput3().decompress(value)
        boxes = [str(box or "").strip() for box in boxes]
        if not any(boxes):
            return None
        if sum(bool(box) for box in boxes) == 1 and (whole := read_date(next(filter(None, boxes)))):
            return whole
        return self.from_boxes(boxes)

    def from_boxes(self, boxes):
        missing = [part for part, box in zip(PARTS, boxes, strict=True) if not box]
        if missing:
            raise self.refuse(f"must include a {' and a '.join(missing)}", "incomplete")
        month = read_month(boxes[1])
        if not month:
            raise self.refuse("must have a month from 1 to 12, or its name", "month")
        if not re.fullmatch(r"\d{4}", boxes[2]):
            raise self.refuse("must have a year of four figures, like 1992", "year")
        try:
            return date(int(boxes[2]), month, int(boxes[0]))
        except ValueError:
            raise self.refuse("must be a real date", "unreal") from None

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        today = clock.today()
        if value.year < 1880:
            raise self.refuse("must be after 1880", "past")
        if self.past and value > today:
            raise self.refuse("must be today or in the past", "future")
        if self.future and value < today:
            raise self.refuse("must be today or in the future", "past")

    def refuse(self, words, code):
        return ValidationError(f"{self.label or 'The date'} {words}", code=code)

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def read_month(words):
    """1 to 12 from "3", "03", "March" or "mar"; None when it is no month."""
    if words.isdecimal():
        return int(words) if len(words) <= 2 and 1 <= int(words) <= 12 else None
    low = words.lower().rstrip(".")
    return MONTHS.index(low[:3]) + 1 if len(low) >= 3 and low[:3] in MONTHS else None


def read_date(words):
    """A date from one line, "12 3 1992", "12/03/1992", "12 March 1992" or "1992-03-12"; None when it is not one."""
    parts = re.split(r"[\s/.,\-]+", str(words).strip())
    if len(parts) != 3:
        return None
    if re.fullmatch(r"\d{4}", parts[0]):
        parts.reverse()
    day, month, year = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", parts[0].lower()), read_month(parts[1]), parts[2]
    if not (day.isdecimal() and month and re.fullmatch(r"\d{4}", year)):
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


class TypedField(forms.CharField):
    """A line of text that is read leniently and kept in one form."""

    input_attrs: dict = {}

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "spellcheck": "false", **self.input_attrs}

    def name(self):
        return self.label or self.noun

    def refuse(self, words):
        return ValidationError(f"{self.name()} {words}", code="invalid")


class NHSNumberField(TypedField):
    """Ten figures, spaces allowed, the last one checked; kept without spaces."""

    noun = "NHS number"
    input_attrs = {"inputmode": "numeric", "class": "govuk-input--width-10", "autocomplete": "off"}

    def to_python(self, value):
        figures = re.sub(r"[\s\-]", "", super().to_python(value) or "")
        if figures and not re.fullmatch(r"\d{10}", figures):
            raise self.refuse("must be 10 figures, like 999 123 4560")
        if figures and not nhs_number.valid(figures):
            raise self.refuse("is not a real one: check each figure against the letter or card it came from")
        return figures

    def prepare_value(self, value):
        return nhs_number.spaced(value) if isinstance(value, str) and value.isdecimal() and len(value) == 10 else value


class PostcodeField(TypedField):
    """A UK postcode in capitals with its space."""

    noun = "Postcode"
    input_attrs = {"class": "govuk-input--width-10", "autocomplete": "postal-code"}
    # Also letters that no real postcode ends in: made-up people have those.
    SHAPE = re.compile(r"(GIR|[A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")

    def to_python(self, value):
        letters = re.sub(r"[^A-Z\d]", "", (super().to_python(value) or "").upper())
        if not letters:
            return ""
        if not (found := self.SHAPE.fullmatch(letters)):
            raise self.refuse("must be a full UK postcode, like NW4 4BE")
        return f"{found[1]} {found[2]}"


class PhoneField(TypedField):
    """A telephone number; spaces, brackets and a leading +44 or 0044 are all right. UK numbers are kept as 0…"""

    noun = "Telephone number"
    input_attrs = {"type": "tel", "class": "govuk-input--width-20", "autocomplete": "tel"}

    def to_python(self, value):
        typed = super().to_python(value) or ""
        figures = re.sub(r"[\s().\-]", "", typed)
        figures = re.sub(r"^(\+44|0044)0?", "0", figures)
        if figures and not re.fullmatch(r"0\d{9,10}|\+\d{7,15}|\d{3,6}", figures):
            raise self.refuse("must be a full number, like 020 8359 2000 or 07700 900 982")
        return figures


class MoneyInput(forms.TextInput):
    template_name = "bep/widgets/money.html"


class MoneyField(TypedField):
    """Pounds and pence; "£1,234.50" is read as 1234.50."""

    noun = "The amount"
    widget = MoneyInput
    input_attrs = {"inputmode": "decimal", "class": "govuk-input--width-5"}

    def __init__(self, *, minimum=0, **more):
        self.minimum = minimum
        super().__init__(**more)

    def to_python(self, value):
        typed = re.sub(r"[£,\s]", "", str(value if value is not None else ""))
        if not typed:
            return None
        try:
            amount = Decimal(typed)
        except InvalidOperation:
            raise self.refuse("must be in pounds and pence, like 457 or 457.50") from None
        if not amount.is_finite() or amount != round(amount, 2):
            raise self.refuse("must have at most two figures of pence, like 457.50")
        if self.minimum is not None and amount < self.minimum:
            raise self.refuse(f"must be £{self.minimum} or more")
        return amount

    def run_validators(self, value):
        """An amount is checked above; the validators of text do not fit it."""


class TimeField(TypedField):
    """A time of day: "14:30", "14.30", "1430", "2:30pm", "9 am"."""

    noun = "The time"
    input_attrs = {"class": "govuk-input--width-5", "autocomplete": "off"}
    SHAPE = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = self.SHAPE.fullmatch(str(value).strip())
        if not found or not (found[2] or found[3]):
            raise self.refuse("must be a time, like 14:30 or 2:30pm")
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and not 1 <= hour <= 12:
            raise self.refuse("must be a time, like 14:30 or 2:30pm")
        hour = hour % 12 + 12 * (half == "pm") if half else hour
        if hour > 23 or minute > 59:
            raise self.refuse("must be between 00:00 and 23:59")
        return time(hour, minute)

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def run_validators(self, value):
        """A time is checked above; the validators of text do not fit it."""


class FileField(forms.FileField):
    """A file to attach, with the kinds and size that are taken, said before choosing and again when refused."""

    widget = forms.FileInput

    def __init__(self, *, kinds=("pdf", "docx", "jpg", "png"), megabytes=10, **more):
        self.kinds, self.megabytes = tuple(kinds), megabytes
        more.setdefault("help_text", f"{', '.join(k.upper() for k in kinds)}, up to {megabytes} MB")
        super().__init__(**more)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": ",".join(f".{kind}" for kind in self.kinds)}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and hasattr(file, "size"):
            self.check(file)
        return file

    def check(self, file):
        label = self.label or "The file"
        if file.name.rsplit(".", 1)[-1].lower() not in self.kinds:
            raise ValidationError(f"{label} must be {', '.join(self.kinds[:-1])} or {self.kinds[-1]}", code="kind")
        if file.size > self.megabytes * 1024 * 1024:
            raise ValidationError(f"{label} must be smaller than {self.megabytes} MB", code="size")


__all__ = [
    "DateField3", "DateInput3", "FileField", "MoneyField", "NHSNumberField", "PhoneField", "PostcodeField", "TimeField",
]  # fmt: skip


class FewOrNamed(forms.ModelChoiceField):
    """One of a list of names: a select while they are few, a box to type the name in when they are many.

    A select of a thousand takes longer to draw than the page it stands on, and nobody finds anything in it.
    """

    MANY = 60

    def get_bound_field(self, form, field_name):
        few = list(self.queryset[: self.MANY + 1])
        if len(few) > self.MANY:
            self.widget = forms.TextInput({"autocomplete": "off"})
            self.help_text = self.help_text or "Type its whole name"
        else:
            self.widget.choices = [("", self.empty_label), *((row.pk, str(row)) for row in few)]
        return super().get_bound_field(form, field_name)

    def to_python(self, value):
        words = value.strip() if isinstance(value, str) else ""
        if not words or words.isdecimal():
            return super().to_python(value)
        found = self.queryset.filter(name__iexact=words).first()
        if found is None:
            raise ValidationError(f"{self.label}: nothing is called “{words}”. Type its whole name.", code="unknown")
        return found

    def prepare_value(self, value):
        """In the box stands the name, also where an address gave the number."""
        if isinstance(self.widget, forms.TextInput) and str(value).isdecimal() and len(str(value)) < 19:
            return self.queryset.filter(pk=value).values_list("name", flat=True).first() or value
        return super().prepare_value(value)
