"""Partner organisations and the systems of theirs that sign in, for administrators. A secret is shown once."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from bep.access.forms.workers import ReasonForm
from bep.access.gate import needs
from bep.access.views.pages import done, form_page
from bep.kit import conflict
from bep.kit.views import opened_version, submitted
from partners import actions
from partners import permissions as may
from partners.forms.organisations import ClientForm, NewClientForm, OrganisationForm, SureForm
from partners.models import Client, ClientSecret, Organisation
from partners.queries_screens import clients_of, organisations

ANY = (may.MANAGE_CLIENTS, may.ASK_SHARING, may.APPROVE_SHARING)


@needs(*ANY)
def index(request):
    context = {"organisations": organisations(), "page_title": "Partner organisations"}
    return render(request, "partners/organisations.html", context)


@needs(*ANY)
def organisation(request, pk):
    found = get_object_or_404(Organisation, pk=pk)
    context = {
        "organisation": found, "clients": clients_of(found), "agreements": found.agreements.all(),
        "page_title": found.name, "back_url": reverse("partners:index"),
    }  # fmt: skip
    return render(request, "partners/organisation.html", context)


@needs(may.MANAGE_CLIENTS)
def add_organisation(request):
    form = OrganisationForm(request.POST or None)
    if made := submitted(request, form, lambda: actions.add_organisation(by=request.user, **form.cleaned_data)):
        return done(request, f"{made.name} is added.", "partners:organisation", made.pk)
    return form_page(request, form, "Add an organisation", button="Add", back=reverse("partners:index"))


@needs(may.MANAGE_CLIENTS)
def change_organisation(request, pk):
    found = get_object_or_404(Organisation, pk=pk)
    now = {name: getattr(found, name) for name in OrganisationForm.base_fields}
    form = OrganisationForm(request.POST or None, own=found, initial=now)
    version = opened_version(request, found)

    def save():
        conflict.settle(form, found)
        return actions.change_organisation(organisation=found, version=version, by=request.user, **form.cleaned_data)

    if submitted(request, form, save):
        return done(request, "The organisation is changed.", "partners:organisation", pk)
    back = reverse("partners:organisation", args=[pk])
    return form_page(request, form, f"Change {found.name}", button="Save", back=back, version=version)


# --- systems ----------------------------------------------------------------------------------------------------------
@never_cache
@sensitive_variables("client")
@needs(may.MANAGE_CLIENTS)
def add_client(request, pk):
    found = get_object_or_404(Organisation, pk=pk, closed=None)
    form = NewClientForm(request.POST or None)
    made = submitted(
        request, form, lambda: actions.make_client(organisation=found, by=request.user, **form.cleaned_data)
    )
    if made:
        return secret_page(request, made)
    back = reverse("partners:organisation", args=[pk])
    return form_page(request, form, f"Let a system of {found.name} sign in", button="Make it", back=back)


@needs(may.MANAGE_CLIENTS)
def change_client(request, pk):
    found = get_object_or_404(Client, pk=pk)
    form = ClientForm(request.POST or None, initial={"scopes": found.scopes, "per_minute": found.per_minute})
    if submitted(request, form, lambda: actions.change_client(client=found, by=request.user, **form.cleaned_data)):
        return done(request, "It counts from now on.", "partners:organisation", found.organisation_id)
    back = reverse("partners:organisation", args=[found.organisation_id])
    return form_page(request, form, f"What {found.name} may do", button="Save", back=back)


@never_cache
@sensitive_variables("client")
@needs(may.MANAGE_CLIENTS)
def add_secret(request, pk):
    found = get_object_or_404(Client, pk=pk)
    form = SureForm(request.POST or None)
    if made := submitted(request, form, lambda: actions.add_secret(client=found, by=request.user)):
        return secret_page(request, made)
    return client_page(request, found, form, "A further secret for", "Make it", ROTATION)


@needs(may.MANAGE_CLIENTS)
def end_secret(request, pk):
    found = get_object_or_404(ClientSecret, pk=pk)
    form = ReasonForm(request.POST or None)
    if submitted(request, form, lambda: actions.end_secret(secret=found, by=request.user, **form.cleaned_data)):
        return done(request, "The secret is ended.", "partners:organisation", found.client.organisation_id)
    return client_page(request, found.client, form, f"End the secret {found} of", "End it", ENDING)


@needs(may.MANAGE_CLIENTS)
def revoke_client(request, pk):
    found = get_object_or_404(Client, pk=pk)
    form = ReasonForm(request.POST or None)
    if submitted(request, form, lambda: actions.revoke_client(client=found, by=request.user, **form.cleaned_data)):
        return done(request, "The system is shut out.", "partners:organisation", found.organisation_id)
    return client_page(request, found, form, "Shut out", "Shut it out", REVOKING)


ROTATION = "The secret in use goes on for seven days beside the new one, so that nothing stops while they change it."
ENDING = "It is good for nothing from now on, and the system’s tokens end too: it asks for new ones by another secret."
REVOKING = "At once: it is given no token, and those it holds are worth nothing. What it sent stays."


def client_page(request, client, form, title, button, words):
    back = reverse("partners:organisation", args=[client.organisation_id])
    return form_page(
        request, form, f"{title} {client.name}", button=button, back=back, template="partners/sure.html", words=words
    )


def secret_page(request, client):
    """The only time that anybody sees it: it is kept as a hash, in no session and in no log."""
    context = {"client": client, "page_title": f"The secret of {client.name}"}
    return render(request, "partners/secret.html", context)
