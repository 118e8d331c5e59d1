"""The public form, for anybody, without signing in and without JavaScript."""

from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from bep.access.gate import public
from bep.kit.middleware import or_404
from bep.kit.rules import Refused
from bep.kit.views import attempt
from referrals import limits, rules
from referrals import public as writing
from referrals.forms.public import DangerForm, SendForm, StartForm
from referrals.views.walk import Walk

ANYBODY = "anybody may ask for help; it shows nothing but what they typed themselves"
walk = Walk("referrals", writing.SENT)


@never_cache
@public(ANYBODY)
def start(request):
    """Crisis numbers and when we read this come first, then whether anybody is in danger."""
    form = StartForm(request.POST or None)
    if form.is_valid():
        name = "referrals:public_danger" if form.cleaned_data["danger"] == "yes" else "referrals:public_step"
        return redirect(name) if name.endswith("danger") else redirect(name, name="who")
    return walk.page(request, "referrals/public/start.html", form, "Ask for help")


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
            return walk.sent(request, sent, danger=True)
    return walk.page(request, "referrals/public/danger.html", form, "In danger now", back=walk.address("start"))


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
        return redirect(walk.after(answers, name))
    return walk.page(
        request,
        "referrals/public/step.html",
        form,
        found.heading(answers.about),
        back=walk.before(answers, name),
        answers=answers,
    )


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
            return walk.wait(request)
        if sent := attempt(form, lambda: writing.send(answers, robot=bool(form.cleaned_data["website"]))):
            answers.forget()
            return walk.sent(request, sent, danger=False)
    return walk.page(
        request,
        "referrals/public/check.html",
        form,
        "Check what you have told us",
        sections=walk.sections(answers),
        back=walk.before(answers),
    )


@never_cache
@public(ANYBODY)
def sent(request):
    """Received, with the reference; the same words for everybody."""
    if not (done := request.session.get(writing.SENT)):
        return redirect("referrals:public_start")
    title = "We have alarmed a worker" if done["danger"] else "We have what you sent"
    return walk.page(request, "referrals/public/sent.html", None, title, done=done)


@public(ANYBODY)
def too_young_page(request):
    """Where younger people are helped."""
    return walk.page(
        request, "referrals/public/too_young.html", None, "Help for younger people", back=walk.address("start")
    )


def too_young(facts):
    if "birth_date" not in facts:
        return False
    try:
        rules.old_enough(rules.age_of(facts))
    except Refused:
        return True
    return False
