"""The community directory, and whether signposting helped."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit.middleware import or_404
from people import permissions as people_may
from referrals import actions
from referrals import permissions as may
from referrals.forms.hubs import DirectoryFilter, HeardBackForm, OrganisationForm
from referrals.models import Organisation
from referrals.queries import directory as query
from referrals.views.hubs import save_model
from referrals.views.inbox import subnav
from referrals.views.pages import form_page, settle


@needs(may.RECEIVE, may.TRIAGE, may.KEEP_DIRECTORY, people_may.VIEW)
def directory(request):
    """Who in the community may help, by need and postcode."""
    form = DirectoryFilter(request.GET or None)
    rows = query.organisations(**form.cleaned_data) if form.is_valid() else query.organisations()
    context = {
        "page_title": "Community directory", "form": None, "filter_form": form, "rows": list(rows[:100]),
        "subnav": subnav("directory", request.user), "may_keep": request.user.has_perm(may.KEEP_DIRECTORY),
    }  # fmt: skip
    return render(request, "referrals/directory.html", context)


@needs(may.KEEP_DIRECTORY)
def edit_organisation(request, pk=None):
    """A new entry, or one changed."""
    found = get_object_or_404(Organisation, pk=pk) if pk else None
    form = OrganisationForm(request.POST or None, instance=found)
    back = reverse("referrals:directory")
    if form.is_valid() and settle(
        form, lambda: save_model(actions.save_organisation, "organisation", found, form, request)
    ):
        messages.success(request, "Saved.")
        return redirect(back)
    return form_page(request, form, found.name if found else "A new entry", button="Save", back=back, record=found)


@needs(may.RECEIVE)
def to_ask(request):
    """Whom to ask whether signposting helped."""
    rows = list(query.to_ask(request.user)[:100])
    return render(
        request,
        "referrals/to_ask.html",
        {"page_title": "Did it help?", "rows": rows, "subnav": subnav("to_ask", request.user)},
    )


@needs(may.RECEIVE)
def heard_back(request, pk):
    """Records whether one signpost helped."""
    signpost = or_404(query.to_ask(request.user).filter(pk=pk).first())
    form = HeardBackForm(request.POST or None)
    back = reverse("referrals:to_ask")
    if form.is_valid() and settle(
        form, lambda: actions.heard_back(signpost=signpost, by=request.user, **form.cleaned_data)
    ):
        return redirect(back)
    return form_page(request, form, f"Did {signpost.organisation} help?", signpost.referral, button="Save", back=back)
