"""The public form, for anybody, without signing in and without JavaScript."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from bep.access.gate import public
from bep.kit.council import council
from bep.kit.middleware import or_404
from bep.kit.rules import Refused
from bep.kit.views import attempt
from referrals import limits, rules
from referrals import public as writing
from referrals.forms.public import DangerForm, SendForm, StartForm

ANYBODY = "anybody may ask for help; it shows nothing but what they typed themselves"


@never_cache
@public(ANYBODY)
def start(request):
    """Crisis numbers and when we read this come first, then whether anybody is in danger."""
    form = StartForm(request.POST or None)
    if form.is_valid():
        name = "referrals:public_danger" if form.cleaned_data["danger"] == "yes" else "referrals:public_step"
        return redirect(name) if name.endswith("danger") else redirect(name, name="who")
    return page(request, "start", form, "Ask for help")


@never_cache
@public(ANYBODY)
@sensitive_post_parameters()
def danger(request):
    """In danger now: call 999; what is left here alarms duty."""
    form = DangerForm(request.POST or None)
    if form.is_valid():
        if limits.too_many(request, danger=True):
            return refused_for_now(request)
        if sent := attempt(form, lambda: writing.send_danger(form.cleaned_data)):
            return finished(request, sent, danger=True)
    return page(request, "danger", form, "In danger now", back=reverse("referrals:public_start"))


@never_cache
@public(ANYBODY)
@sensitive_post_parameters()
def step(request, name):
    """One page of questions."""
    answers = writing.Answers(request)
    found = or_404(next((s for s in answers.steps() if s.name == name), None))
    form = answers.form(found, request.POST or None)
    if form.is_valid():
        if too_young(form.cleaned_data):
            answers.forget()
            return redirect("referrals:public_too_young")
        answers.keep(name, request.POST)
        return redirect(next_url(answers, name))
    return page(request, "step", form, found.heading(answers.about), back=previous_url(answers, name), answers=answers)


@never_cache
@public(ANYBODY)
@sensitive_post_parameters()
def check(request):
    """Everything once more, the privacy notice, and sending."""
    answers = writing.Answers(request)
    if unfinished := answers.first_unfinished():
        return redirect("referrals:public_step", name=unfinished.name)
    form = SendForm(request.POST or None)
    if form.is_valid():
        if limits.too_many(request):
            return refused_for_now(request)
        if sent := attempt(form, lambda: writing.send(answers, robot=bool(form.cleaned_data["website"]))):
            answers.forget()
            return finished(request, sent)
    sections = [section(answers, s) for s in answers.steps()]
    return page(
        request, "check", form, "Check what you have told us", sections=sections, back=previous_url(answers, None)
    )


@never_cache
@public(ANYBODY)
def sent(request):
    """Received, with the reference; the same words for everybody."""
    if not (done := request.session.get(writing.SENT)):
        return redirect("referrals:public_start")
    title = "We have alarmed a worker" if done["danger"] else "We have what you sent"
    return page(request, "sent", None, title, done=done)


@public(ANYBODY)
def too_young_page(request):
    """Where younger people are helped."""
    return page(request, "too_young", None, "Help for younger people", back=reverse("referrals:public_start"))


# --- small help -------------------------------------------------------------------------------------------------------
def page(request, name, form, title, *, back="", **more):
    context = {
        "form": form,
        "page_title": title,
        "back_url": back,
        "council": council(),
        "home_url": reverse("referrals:public_start"),
    }
    return render(request, f"referrals/public/{name}.html", context | more)


def finished(request, referral, *, danger=False):
    request.session[writing.SENT] = {"reference": referral.reference, "danger": danger}
    return redirect("referrals:public_sent")


def refused_for_now(request):
    """Nothing is lost: the answers stay on the server, and the same button sends them later."""
    context = {"page_title": "Please wait a little", "council": council(), "back_url": request.path}
    return render(request, "referrals/public/wait.html", context, status=429)


def too_young(facts):
    if "birth_date" not in facts:
        return False
    try:
        rules.old_enough(rules.age_of(facts))
    except Refused:
        return True
    return False


def next_url(answers, name):
    names = [s.name for s in answers.steps()]
    after = names[names.index(name) + 1 :]
    return reverse("referrals:public_step", args=after[:1]) if after else reverse("referrals:public_check")


def previous_url(answers, name):
    names = [s.name for s in answers.steps()]
    before = names[: names.index(name)] if name else names
    return reverse("referrals:public_step", args=before[-1:]) if before else reverse("referrals:public_start")


def section(answers, step):
    rows = [{"key": label, "value": value} for label, value in answers.rows(step)]
    change = reverse("referrals:public_step", args=[step.name])
    return {"title": step.heading(answers.about), "rows": rows, "change_url": change}
