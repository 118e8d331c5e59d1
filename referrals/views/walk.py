"""The way through a public form of several pages, for somebody who is not signed in; each room asks questions of its own."""

from django.shortcuts import redirect, render
from django.urls import reverse

from bep.kit.council import council


class Walk:
    """`room` names the addresses: public_start, public_step, public_check and public_sent. `kept` is where the session keeps
    what was sent."""

    def __init__(self, room, kept):
        self.room, self.kept = room, kept

    def address(self, name, *args):
        return reverse(f"{self.room}:public_{name}", args=args)

    def page(self, request, template, form, title, *, back="", **more):
        context = {"form": form, "page_title": title, "back_url": back, "council": council()}
        return render(request, template, context | {"home_url": self.address("start")} | more)

    def sent(self, request, record, *, danger):
        request.session[self.kept] = {"reference": record.reference, "danger": danger}
        return redirect(self.address("sent"))

    def wait(self, request):
        """Nothing is lost: the answers stay on the server, and the same button sends them later."""
        context = {"page_title": "Please wait a little", "council": council(), "back_url": request.path}
        return render(request, "referrals/public/wait.html", context, status=429)

    def after(self, answers, name):
        names = [step.name for step in answers.steps()]
        left = names[names.index(name) + 1 :]
        return self.address("step", left[0]) if left else self.address("check")

    def before(self, answers, name=None):
        """The page before this one, or before the last check."""
        names = [step.name for step in answers.steps()]
        gone = names[: names.index(name)] if name else names
        return self.address("step", gone[-1]) if gone else self.address("start")

    def sections(self, answers):
        """Every page with what was answered, and the way back to change it."""
        return [self.section(answers, step) for step in answers.steps()]

    def section(self, answers, step):
        rows = [{"key": label, "value": value} for label, value in answers.rows(step)]
        return {"title": step.heading(answers.about), "rows": rows, "change_url": self.address("step", step.name)}
