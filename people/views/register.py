from django.contrib import messages
from django.shortcuts import redirect, render

from bep.access.gate import needs
from bep.kit.views import attempt
from people import permissions as may
from people.actions import MayBeKnown, register_person
from people.forms.register import RegisterForm
from people.search import understand


@needs(may.REGISTER)
def register(request):
    """Adds a person, once everybody we may already know has been looked at."""
    form = RegisterForm(request.POST or None, initial=typed(request))
    if request.method == "POST" and form.is_valid() and (person := attempt(form, lambda: registered(request, form))):
        messages.success(request, f"{person.name} is registered as {person.reference}.")
        return redirect("people:person", person.pk)
    return render(request, "people/register.html", {"form": form})


def registered(request, form):
    """Registers, or keeps on the form those whom nobody has looked at yet, and refuses."""
    shown = request.POST.getlist("candidates_shown")
    facts = form.facts()
    try:
        return register_person(
            candidates_shown=shown, checked_matches=form.cleaned_data["checked_matches"], by=request.user, **facts
        )
    except MayBeKnown as refusal:
        form.candidates = refusal.candidates
        raise


def typed(request):
    """What was searched for, so that nobody types it twice."""
    asked = understand(request.GET.get("q", "")[:100])
    words = [word.title() for word in asked.words]
    found = {"birth_date": asked.birth_date, "postcode": asked.postcode, "nhs_number": asked.nhs_number}
    return found | {"given_name": " ".join(words[:1]), "family_name": " ".join(words[1:])}
