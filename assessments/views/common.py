"""What the forms of this room do alike: drafts, a second saver's two versions, the page."""

from django.shortcuts import render

from bep.kit.views import attempt
from people.faces import banner


def submitted(form, draft, call, posted):
    """Runs the action for a valid form and throws its draft away; None when it was refused or not valid."""
    if not form.is_valid():
        return None
    return attempt(form, lambda: draft.submit(call, posted))


def write_page(request, form, draft, *, person, title, template="assessments/write.html", fresh=None, **more):
    """The form's page. After a stale save, `fresh(current)` makes the form as theirs stands, to show what differs."""
    theirs = []
    if getattr(form, "conflict", None) and fresh:
        theirs = put_on_top(form, fresh(form.conflict))
    draft.fill(form)
    context = {"form": form, "draft": draft, "person": banner(person), "page_title": title, "theirs": theirs}
    return render(request, template, context | more, status=409 if theirs else 200)


def put_on_top(form, fresh):
    """The form now saves on top of theirs; what they wrote differently is returned, to be shown beside it."""
    form.data = form.data.copy()
    for name in ("version", "base"):
        if name in form.fields:
            form.data[form.add_prefix(name)] = fresh.initial[name]
    return [
        {"label": field.label, "text": readable(field, fresh.initial.get(name))}
        for name, field in form.fields.items()
        if name not in ("version", "base") and differs(form.cleaned_data.get(name), fresh.initial.get(name))
    ]


def differs(mine, theirs):
    return (mine or "") != (theirs or "")


def readable(field, value):
    """A value as its field's reader would say it: the labels of choices, not their codes."""
    labels = {str(key): words for key, words in getattr(field, "choices", ()) if key != ""}
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(str(item), item)) for item in values if item not in (None, "")) or "(left empty)"
