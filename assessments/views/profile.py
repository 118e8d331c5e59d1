"""The personal profile: the latest version, each version before it, and writing the next."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from assessments import actions, queries
from assessments import permissions as may
from assessments.forms import ProfileForm
from assessments.views.common import submitted, write_page
from bep.access.gate import needs
from bep.kit import drafts
from people.faces import banner


@needs(may.READ)
def profile(request, person_pk, number=None):
    person = get_object_or_404(queries.person(request.user), pk=person_pk)
    versions = list(queries.profiles(request.user).filter(person=person).order_by("-number"))
    shown = next((row for row in versions if number in (None, row.number)), None)
    if number and not shown:
        return redirect("assessments:profile", person_pk)
    context = {"subject": person, "person": banner(person), "profile": shown, "versions": versions}
    return render(request, "assessments/profile.html", context | {"may_write": request.user.has_perm(may.ASSESS)})


@needs(may.ASSESS)
def write_profile(request, person_pk):
    person = get_object_or_404(queries.person(request.user), pk=person_pk)
    latest = queries.profiles(request.user).filter(person=person).order_by("-number").first()
    title = f"What matters to {person.first_name_used}"
    draft = drafts.opening(request, f"assessments.profile:{person.pk}", title=title, person=person)
    form = ProfileForm(request.POST or None, latest=latest)
    if submitted(
        form, draft, lambda: actions.agree_profile(person=person, by=request.user, **form.answers()), request.POST
    ):
        messages.success(request, "This version of the profile is kept.")
        return redirect("assessments:profile", person.pk)
    return write_page(
        request, form, draft, person=person, title=title, fresh=lambda current: ProfileForm(latest=current),
        save_label="Keep this version",
    )  # fmt: skip
