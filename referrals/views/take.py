"""Taking a referral, in three pages. What is typed stays on the server as one draft until it is sent."""

import secrets

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from bep.access.gate import needs
from bep.kit import drafts
from bep.kit.views import attempt
from people import permissions as people_may
from people.matching import find_matches
from referrals import permissions as may
from referrals import taking
from referrals.forms.take import AboutPersonForm, AboutReferralForm, MatchForm
from referrals.known import known
from referrals.views.pages import to_referral

PAGES = ("referrals:take", "referrals:take_match", "referrals:take_about")
TITLES = ("Who is it about?", "Do we know them?", "What is it about?")


@needs(may.RECEIVE)
def begin(request):
    """A draft of its own for each referral, so that two may be under way."""
    return redirect("referrals:take", token=secrets.token_hex(4))


@needs(may.RECEIVE)
def about_person(request, token):
    draft = opening(request, token)
    form = draft.fill(AboutPersonForm(request.POST or None))
    if form.is_valid():
        keep(request, draft)
        return redirect("referrals:take_match", token=token)
    return page(request, 1, token, draft, form)


@needs(may.RECEIVE)
def match(request, token):
    draft = opening(request, token)
    person = answers(AboutPersonForm, draft)
    if not person.is_valid():
        return redirect("referrals:take", token=token)
    found = find_matches(**taking.probe(person.cleaned_data), worker=request.user)
    may_register = request.user.has_perm(people_may.REGISTER)
    form = draft.fill(MatchForm(request.POST or None, candidates=found, may_register=may_register))
    if form.is_valid():
        keep(request, draft, seen=[c.key for c in found])
        return redirect("referrals:take_about", token=token)
    return page(request, 2, token, draft, form, candidates=with_warnings(found), person=person.cleaned_data)


@needs(may.RECEIVE)
def about_referral(request, token):
    draft = opening(request, token)
    person = answers(AboutPersonForm, draft)
    if not person.is_valid() or not draft.mine.data.get("match"):
        return redirect("referrals:take_match", token=token)
    form = draft.fill(AboutReferralForm(request.POST or None, request.FILES or None))
    if form.is_valid() and (received := send(request, draft, person, form)):
        messages.success(request, f"Received. The reference is {received.reference}.")
        return redirect(to_referral(received))
    return page(request, 3, token, draft, form)


def send(request, draft, person, form):
    """The draft becomes a referral, or stays as it is and the form says why."""
    held = draft.mine.data
    chosen = taking.Chosen(held["match"], drafts.as_list(held.get("seen", [])))

    def take():
        return taking.take(person.cleaned_data, chosen, dict(form.cleaned_data), by=request.user)

    return attempt(form, lambda: draft.submit(take, request.POST))


def with_warnings(found):
    """Each candidate with what is open about them."""
    open_things = known([c.person.pk for c in found if not c.hidden])
    return [(c, None if c.hidden else open_things[c.person.pk].warnings()) for c in found]


# --- the draft that the three pages share -----------------------------------------------------------------------------
def opening(request, token):
    draft = drafts.opening(request, f"referrals.take:{token}", url=reverse(PAGES[0], args=[token]))
    held = draft.mine.data if draft.mine else {}
    draft.title = "Referral of {} {}".format(held.get("given_name") or "somebody", held.get("family_name", "")).strip()
    return draft


def keep(request, draft, **more):
    """Keeps this page's answers beside those of the others."""
    held = draft.mine.data if draft.mine else {}
    data = {**held, **posted(request), **more}
    title = "Referral of {given_name} {family_name}".format(**data)
    drafts.save(request.user, key=draft.key, version=draft.version, data=data, title=title, url=draft.url)


def posted(request):
    skip = {*drafts.FIELDS, "csrfmiddlewaretoken"}
    return {name: v if len(v) > 1 else v[0] for name, v in request.POST.lists() if name not in skip}


def answers(form_class, draft):
    """A page's form bound to what the draft holds of it."""
    return form_class(drafts.as_post(draft.mine.data if draft.mine else {}))


def page(request, number, token, draft, form, **more):
    held = draft.mine.data if draft.mine else {}
    own = {f"{name}{part}" for name in form.fields for part in ("", "_day", "_month", "_year")}
    draft.restored = draft.restored and any(held.get(name) for name in own)
    back = reverse(PAGES[number - 2], args=[token]) if number > 1 else reverse("referrals:inbox")
    context = {
        "form": form, "draft": draft, "page_title": TITLES[number - 1], "number": number, "back_url": back,
        # What the draft holds of the other pages goes along, so that saving as one types keeps the whole.
        "elsewhere": [(n, each) for n, value in held.items() if n not in own for each in drafts.as_list(value)],
    }  # fmt: skip
    return render(request, "referrals/take.html", context | more)
