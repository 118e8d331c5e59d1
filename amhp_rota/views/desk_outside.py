"""What another organisation's system asks of the desk: read, matched by the hub's own matching, taken."""

from django.contrib import messages
from django.shortcuts import redirect, render

from amhp_rota import actions
from amhp_rota import permissions as may
from amhp_rota.forms.desk_outside import TakeForm
from amhp_rota.queries import desk as q
from amhp_rota.rules import desk_clocks
from amhp_rota.views.desk_common import page_of
from bep.access.gate import needs
from bep.audit.record import shown
from people import permissions as people_may
from referrals.queries import page as query
from referrals.views.pages import settle
from referrals.views.take import with_warnings


@needs(may.DESK)
def outside(request, pk):
    """Who it is, and onto the desk with it, in one step; once it is taken, it is where it was taken to."""
    found = q.one_outside(request.user, pk)
    if found.request_id:
        return redirect(page_of(found.request))
    referral, candidates = found.referral, query.matches(found.referral, request.user)
    shown(referral.person_id)
    form = TakeForm(
        request.POST or None, candidates=candidates, matched=referral.person_id,
        may_register=request.user.has_perm(people_may.REGISTER), initial={"version": referral.version},
    )  # fmt: skip
    if form.is_valid() and (
        made := settle(form, lambda: actions.match_and_take(found, form.cleaned_data, candidates, by=request.user))
    ):
        messages.success(request, f"Taken onto the desk as {made}.")
        return redirect(page_of(made))
    context = {
        "form": form, "page_title": referral.name, "outside": found, "referral": referral,
        "clocks": desk_clocks.clocks(found.would_be),
        "page": query.ReferralPage(referral, request.user), "candidates": with_warnings(candidates),
        "summary": query.summary(referral),
        "asked_by": f"{referral.referrer_name}, {referral.referrer_phone or referral.referrer_email}",
    }  # fmt: skip
    return render(request, "amhp_rota/outside.html", context)
