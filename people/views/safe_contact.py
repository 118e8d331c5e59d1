from bep.access.gate import needs
from people import permissions as may
from people.actions import set_safe_contact
from people.forms.safe_contact import SafeContactForm
from people.views.pages import answered, visible


@needs(may.SAFE_CONTACT)
def safe_contact(request, pk):
    """How somebody may be reached safely, as they say: every letter, text, link, call and visit obeys it."""
    person = visible(request, pk)
    standing = getattr(person, "safe_contact", None)
    form = SafeContactForm(request.POST or None, instance=standing)
    return answered(
        request, form, lambda: recorded(person, form, request.user), person=person, title="Safe contact",
        done="people:person", said="Safe contact is saved: letters, texts, calls and visits follow it from now on.",
        record=standing, button="Save",
    )  # fmt: skip


def recorded(person, form, by):
    answers = dict(form.cleaned_data)
    return set_safe_contact(person=person, version=answers.pop("version") or 0, by=by, **answers)
