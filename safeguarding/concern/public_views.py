"""The public form, for anybody, without signing in and without JavaScript; crisis numbers come first."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from bep.access.gate import public
from bep.kit.council import council
from bep.kit.middleware import or_404
from bep.kit.views import attempt
from referrals import limits
from referrals.forms.public import DangerForm, SendForm, StartForm
from safeguarding.concern import public as writing

ANYBODY = "anybody may say that an adult is being harmed; it shows nothing but what they typed themselves"


@never_cache
@public(ANYBODY)
def start(request):
    """Crisis numbers and when we read this come first, then whether anybody is in danger."""
    form = StartForm(request.POST or None)
    if form.is_valid():
        danger_now = form.cleaned_data["danger"] == "yes"
        return (
            redirect("safeguarding:public_danger") if danger_now else redirect("safeguarding:public_step", name="who")
        )
    return page(request, "safeguarding/public/start.html", form, "Worried about an adult")


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
            return finished(request, sent)
    back = reverse("safeguarding:public_start")
    return page(request, "safeguarding/public/danger.html", form, "In danger now", back=back)


@never_cache
@public(ANYBODY)
@sensitive_post_parameters()
def step(request, name):
    """One page of questions."""
    answers = writing.Answers(request)
    found = or_404(next((s for s in answers.steps() if s.name == name), None))
    form = answers.form(found, request.POST or None)
    if form.is_valid():
        answers.keep(name, request.POST)
        return redirect(after(answers, name))
    return page(request, "referrals/public/step.html", form, found.heading(answers.about), back=before(answers, name))


@never_cache
@public(ANYBODY)
@sensitive_post_parameters()
def check(request):
    """Everything once more, the privacy notice, and sending."""
    answers = writing.Answers(request)
    if unfinished := answers.first_unfinished():
        return redirect("safeguarding:public_step", name=unfinished.name)
    form = SendForm(request.POST or None)
    if form.is_valid():
        if limits.too_many(request):
            return refused_for_now(request)
        if sent := attempt(form, lambda: writing.send(answers, robot=bool(form.cleaned_data["website"]))):
            answers.forget()
            return finished(request, sent)
    sections = [section(answers, each) for each in answers.steps()]
    title, back = "Check what you have told us", before(answers, None)
    return page(request, "referrals/public/check.html", form, title, sections=sections, back=back)


@never_cache
@public(ANYBODY)
def sent(request):
    """Received, with the reference; the same words for everybody."""
    if not (done := request.session.get(writing.SENT)):
        return redirect("safeguarding:public_start")
    title = "We have alarmed a worker" if done["danger"] else "We have what you sent"
    return page(request, "safeguarding/public/sent.html", None, title, done=done)


# --- small help -------------------------------------------------------------------------------------------------------
def page(request, template, form, title, *, back="", **more):
    context = {"form": form, "page_title": title, "back_url": back, "council": council()}
    return render(request, template, context | {"home_url": reverse("safeguarding:public_start")} | more)


def finished(request, concern):
    request.session[writing.SENT] = {"reference": concern.reference, "danger": concern.in_danger}
    return redirect("safeguarding:public_sent")


def refused_for_now(request):
    """Nothing is lost: the answers stay on the server, and the same button sends them later."""
    context = {"page_title": "Please wait a little", "council": council(), "back_url": request.path}
    return render(request, "referrals/public/wait.html", context, status=429)


def after(answers, name):
    names = [s.name for s in answers.steps()]
    left = names[names.index(name) + 1 :]
    return reverse("safeguarding:public_step", args=left[:1]) if left else reverse("safeguarding:public_check")


def before(answers, name):
    names = [s.name for s in answers.steps()]
    gone = names[: names.index(name)] if name else names
    return reverse("safeguarding:public_step", args=gone[-1:]) if gone else reverse("safeguarding:public_start")


def section(answers, step):
    rows = [{"key": label, "value": value} for label, value in answers.rows(step)]
    change = reverse("safeguarding:public_step", args=[step.name])
    return {"title": step.heading(answers.about), "rows": rows, "change_url": change}
