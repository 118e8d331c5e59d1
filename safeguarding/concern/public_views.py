"""The public form, for anybody, without signing in and without JavaScript; crisis numbers come first."""

from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from bep.access.gate import public
from bep.kit.middleware import or_404
from bep.kit.views import attempt
from referrals import limits
from referrals.forms.public import DangerForm, SendForm, StartForm
from referrals.views.walk import Walk
from safeguarding.concern import public as writing

ANYBODY = "anybody may say that an adult is being harmed; it shows nothing but what they typed themselves"
walk = Walk("safeguarding", writing.SENT)


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
    return walk.page(request, "safeguarding/public/start.html", form, "Worried about an adult")


@never_cache
@public(ANYBODY)
@sensitive_post_parameters()
def danger(request):
    """In danger now: call 999; what is left here alarms duty."""
    form = DangerForm(request.POST or None)
    if form.is_valid():
        if limits.too_many(request, danger=True):
            return walk.wait(request)
        if sent := attempt(form, lambda: writing.send_danger(form.cleaned_data)):
            return walk.sent(request, sent, danger=sent.in_danger)
    return walk.page(request, "safeguarding/public/danger.html", form, "In danger now", back=walk.address("start"))


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
        return redirect(walk.after(answers, name))
    return walk.page(
        request, "referrals/public/step.html", form, found.heading(answers.about), back=walk.before(answers, name)
    )


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
            return walk.wait(request)
        if sent := attempt(form, lambda: writing.send(answers, robot=bool(form.cleaned_data["website"]))):
            answers.forget()
            return walk.sent(request, sent, danger=sent.in_danger)
    title, sections = "Check what you have told us", walk.sections(answers)
    return walk.page(request, "referrals/public/check.html", form, title, sections=sections, back=walk.before(answers))


@never_cache
@public(ANYBODY)
def sent(request):
    """Received, with the reference; the same words for everybody."""
    if not (done := request.session.get(writing.SENT)):
        return redirect("safeguarding:public_start")
    title = "We have alarmed a worker" if done["danger"] else "We have what you sent"
    return walk.page(request, "safeguarding/public/sent.html", None, title, done=done)
