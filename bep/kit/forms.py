"""How any Django form looks and speaks here. Nothing to inherit: the field template (templates/django/forms/field.html)
calls these. A form may set, as plain attributes:

    groups = [("Who is it about?", ["name", "dob"])]        headings over sets of fields; what is not named comes last
    reveals = {"route": {"gp": ["practice"]}}               fields that belong to one answer (all shown without JavaScript)
    hints = {"route": {"gp": "Any surgery in England"}}     a hint under one answer
    dense = True                                            smaller radios and tick boxes, for long forms of staff
    mark_optional = False                                   no "(optional)", where every field is
"""

from dataclasses import dataclass, field

from django import forms
from django.forms.utils import pretty_name
from django.utils.html import strip_tags

CHOOSES = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.Select)
ENTRIES = {"email": "an email address in the correct format, like name@example.com", "url": "a full web address"}


@dataclass
class Option:
    """One radio or tick box, with its hint and the fields it reveals."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    disabled: bool = False
    hint: str = ""
    reveals: list = field(default_factory=list)


def options(bound):
    """The choices of a radio or tick-box field, each with what the form says about it."""
    reveals = getattr(bound.form, "reveals", {}).get(bound.name, {})
    hints = getattr(bound.form, "hints", {}).get(bound.name, {})
    for item in bound.subwidgets:
        data = item.data
        value = str(data["value"])
        yield Option(
            id=data["attrs"].get("id", ""),
            name=data["name"],
            value=value,
            label=data["label"],
            checked=bool(data["selected"]),
            disabled=bool(data["attrs"].get("disabled")),
            hint=lookup(hints, value) or "",
            reveals=[bound.form[name] for name in lookup(reveals, value) or []],
        )


def lookup(table, value):
    """Choices may be written as they are in Python (True, 3) or as the page sends them ("True", "3")."""
    return next((found for key, found in table.items() if str(getattr(key, "value", key)) == value), None)


def revealed_names(form):
    return {name for answers in getattr(form, "reveals", {}).values() for names in answers.values() for name in names}


def field_groups(form):
    """[(heading, [bound fields])], hidden and revealed ones left out: those are drawn elsewhere."""
    left = {f.name: f for f in form.visible_fields() if f.name not in revealed_names(form)}
    groups = []
    for heading, names in getattr(form, "groups", ()):
        groups.append((heading, [left.pop(name) for name in names if name in left]))
    if left:
        groups.append(("", list(left.values())))
    return [group for group in groups if group[1]]


def control(bound):
    """The field's control itself, described by its hint and its error even where Django leaves that out."""
    attrs = {}
    if isinstance(bound.field.widget, forms.CheckboxInput) and bound.name in getattr(bound.form, "reveals", {}):
        attrs["data-reveals"] = f"{bound.auto_id}_more"
    if bound.use_fieldset and not isinstance(bound.field.widget, (*CHOOSES, forms.MultiWidget)):
        attrs["aria-describedby"] = bound.aria_describedby
    if counted(bound):
        described = bound.aria_describedby or ""
        attrs["aria-describedby"] = f"{bound.auto_id}-info {described}".strip()
        attrs["class"] = f"{bound.field.widget.attrs.get('class', '')} govuk-js-character-count".strip()
    return bound.as_widget(attrs=attrs)


def counted(bound):
    """How many characters a long answer may have, when there is a limit to count towards."""
    if isinstance(bound.field.widget, forms.Textarea):
        return getattr(bound.field, "max_length", None)
    return None


def sentences(bound):
    """The field's errors as sentences that name the field and the remedy; Django's own stock phrases are reworded."""
    return [sentence(bound, error) for error in bound.errors.as_data()]


def sentence(bound, error):
    label = plain_label(bound)
    low = lower_first(label)
    words = " ".join(error.messages)
    params = error.params or {}
    if error.code == "required" and words == str(forms.Field.default_error_messages["required"]):
        return required_sentence(bound, low)
    if words.startswith("Ensure this value has at most"):
        return f"{label} must be {params['limit_value']} characters or fewer; it has {params['show_value']}"
    if words.startswith("Ensure this value has at least"):
        return f"{label} must be {params['limit_value']} characters or more; it has {params['show_value']}"
    if words.startswith("Ensure this value is greater than or equal"):
        return f"{label} must be {params['limit_value']} or more"
    if words.startswith("Ensure this value is less than or equal"):
        return f"{label} must be {params['limit_value']} or less"
    if words.startswith("Select a valid choice"):
        return f"{label}: choose one of the answers offered"
    if words in {"Enter a valid email address.", "Enter a valid URL."}:
        return f"{label}: enter {ENTRIES['email' if 'email' in words else 'url']}"
    if words in {"Enter a whole number.", "Enter a number."}:
        return f"{label} must be a number, like 12"
    return words


def required_sentence(bound, low):
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return f"Tick the box: {low}"
    if isinstance(widget, CHOOSES):
        return f"Select {low}" if not low.endswith("?") else f"Answer: {low}"
    if isinstance(widget, forms.FileInput):
        return f"Choose a file: {low}"
    return f"Enter {low}" if not low.endswith("?") else f"Answer: {low}"


def plain_label(bound):
    return strip_tags(str(bound.label or pretty_name(bound.name))).strip().rstrip(":")


def lower_first(words):
    """ "Date of birth" reads "date of birth" within a sentence; "NHS number" and "GP practice" stay as they are."""
    first = words.split(" ", 1)[0]
    return words if first.isupper() and len(first) > 1 else words[:1].lower() + words[1:]


def target_id(bound):
    """The id of the first control of a field, for the error summary to put the cursor into."""
    widget = bound.field.widget
    if isinstance(widget, (forms.MultiWidget, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{bound.auto_id}_0"
    return bound.auto_id


def error_links(*shown):
    """Every error of the forms and formsets given, as {words, target}, in the order of the page."""
    for item in shown:
        if hasattr(item, "management_form"):
            if item.is_bound:
                yield from ({"words": words, "target": ""} for words in item.non_form_errors())
                yield from error_links(*item.forms)
        elif getattr(item, "is_bound", False) and hasattr(item, "non_field_errors"):
            yield from form_error_links(item)


def form_error_links(form):
    for words in form.non_field_errors():
        yield {"words": words, "target": ""}
    for bound in form.visible_fields():
        yield from ({"words": words, "target": target_id(bound)} for words in sentences(bound))
    for bound in form.hidden_fields():
        yield from ({"words": f"{plain_label(bound)}: {words}", "target": ""} for words in bound.errors)


class CountedTextarea(forms.Textarea):
    """A long answer with a count towards its limit; the limit is checked on the server, so a long paste is never cut."""

    def __init__(self, rows=5, attrs=None):
        super().__init__({"rows": rows, **(attrs or {})})


def long_answer(max_length=None, rows=5, **more):
    """A text field for some paragraphs."""
    return forms.CharField(max_length=max_length, widget=CountedTextarea(rows), **more)
