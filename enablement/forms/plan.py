"""The one-page plan: the person's words, goals with their steps, agreement, progress."""

from datetime import timedelta

from django import forms

from bep.kit import clock, targets
from bep.kit.fields import DateField3
from enablement.forms.fields import DayField, Versioned, line, pick, score, shortly, words
from enablement.forms.rows import added, read_shape, widest, write_shape
from enablement.models import EnablementPlan, Step
from enablement.models.plan import WORDS
from enablement.rules.reviews import PLAN

GOALS, STEPS = 3, 3  # rows on a page that is empty


class PlanForm(Versioned):
    """`typed` is what was sent or kept as a draft; without it the rows come from the plan."""

    mark_optional = False
    shape = forms.CharField(widget=forms.HiddenInput, required=False)
    opening = words("In my words", "What I want, in a sentence or two. It opens the page.", rows=2)
    good_at = words("What I am good at", rows=4)
    helps_me = words("What helps me", rows=4)
    my_people = words("My people", rows=4)
    work_learning = words("Work, learning, giving time", "Asked at every plan, whatever the need.", rows=3)
    if_hard = words("If things get hard", "What I do, whom I ring, first to last.", rows=3)
    support_i_get = words("Support I get", rows=3)
    shared_with = words("Shared with", rows=2)
    not_shared_with = words("Not shared with", rows=2)
    review_on = DateField3(label="When we look at this again", future=True, required=False)
    review_where = line("Where, and at what time")

    def __init__(self, data=None, *, plan, draft=None, add=""):
        self.plan, self.stored = plan, plan.read_goals()
        typed = data if data is not None else draft
        shape = read_shape(typed.get("shape"), self.least()) if typed else self.least()
        # Never fewer rows than the plan has by now: what somebody else added meanwhile is not dropped unseen.
        self.rows = added(widest(shape, self.least()), add, STEPS)
        super().__init__(None if add else data, initial=self.opening_values())
        self.fields["shape"].initial = write_shape(self.rows)
        for number, steps in enumerate(self.rows):
            self.fields |= dict(goal_fields(number, steps))
        if add:
            self.keep(data)

    def least(self):
        """As many rows as the plan has, and never fewer than an empty page."""
        steps = [max(len(goal.steps.all()), STEPS) for goal in self.stored]
        return steps + [STEPS] * (GOALS - len(steps))

    def keep(self, data):
        """Puts what was typed into a form that has grown by a row."""
        for name, field in self.fields.items():
            if name != "shape" and not field.widget.value_omitted_from_data(data, {}, name):
                self.initial[name] = field.widget.value_from_datadict(data, {}, name)

    def opening_values(self):
        weeks = int(targets.target(PLAN).value)
        values = self.plan.as_form() | {"version": self.plan.version}
        return values | {"review_on": values["review_on"] or clock.today() + timedelta(weeks=weeks)}

    # --- what the template draws ---
    def goals(self):
        for number, steps in enumerate(self.rows):
            at = f"goal_{number}"
            yield {
                "number": number + 1, "index": number, "words": self[f"{at}_words"], "start": self[f"{at}_start"],
                "now": self[f"{at}_now"],
                "steps": [[self[f"{at}_step_{n}_{part}"] for part in ("what", "who", "by")] for n in range(steps)],
            }  # fmt: skip

    # --- what was written ---
    def clean(self):
        for number in range(len(self.rows)):
            facts = self.goal_facts(number)
            if facts["steps"] and not facts["words"]:
                self.add_error(f"goal_{number}_words", f"Write goal {number + 1}, or take its steps out")
        return self.cleaned_data

    def goal_facts(self, number):
        at = f"goal_{number}"
        facts = {name: self.cleaned_data.get(f"{at}_{name}") for name in ("words", "start", "now")}
        steps = [self.step_facts(f"{at}_step_{n}") for n in range(self.rows[number])]
        return facts | {"steps": [step for step in steps if step["what"]]}

    def step_facts(self, at):
        what, who, by = (self.cleaned_data.get(f"{at}_{part}") for part in ("what", "who", "by"))
        return {"what": what or "", "by_when": by, **owner_of(who or "", self.plan.written_with)}

    def written(self):
        goals = [self.goal_facts(number) for number in range(len(self.rows))]
        return {
            "words": {name: self.cleaned_data[name] for name in WORDS},
            "goals": [goal for goal in goals if goal["words"]],
            "review_on": self.cleaned_data["review_on"],
        }


def goal_fields(number, steps):
    at = f"goal_{number}"
    of_goal = f" to goal {number + 1}"
    yield f"{at}_words", line(f"Goal {number + 1}, in my words", length=200)
    yield f"{at}_start", score(shortly("How close at the start, 0 to 10", of_goal))
    yield f"{at}_now", score(shortly("How close now, 0 to 10", of_goal))
    for n in range(steps):
        of_goal, of_step = f" of goal {number + 1}", f" for step {n + 1} of goal {number + 1}"
        yield f"{at}_step_{n}_what", line(shortly(f"Step {n + 1}", of_goal), length=200)
        yield f"{at}_step_{n}_who", line(shortly("Who", of_step), length=60)
        yield f"{at}_step_{n}_by", DayField(label=shortly("By when", of_step), required=False)


def owner_of(who, worker):
    """Whose step it is, from the name as it was typed: “Me”, or nobody, is the person."""
    who = who.strip()
    if who.lower() in {"", "me", "i", "myself"}:
        return {"owner": Step.Owner.ME, "owner_name": ""}
    names = {worker.name.lower(), worker.name.split()[0].lower(), "my worker"} if worker else {"my worker"}
    return {"owner": Step.Owner.WORKER if who.lower() in names else Step.Owner.OTHER, "owner_name": who}


class AgreeForm(Versioned):
    reveals = {"agreed_how": {EnablementPlan.AgreedHow.NOT: ["not_agreed_reason"]}}
    agreed_how = pick("How did the person agree the plan?", EnablementPlan.AgreedHow.choices)
    not_agreed_reason = words("Why have they not agreed?", "In their words. It is printed on the page.", rows=3)
    agreed_on = DateField3(label="On which day?", past=True)


class ProgressForm(Versioned):
    """How close the person says they are now, and which steps are done."""

    mark_optional = False

    def __init__(self, data=None, *, plan):
        super().__init__(data, initial={"version": plan.version})
        self.goals = plan.read_goals()
        for goal in self.goals:
            self.fields[f"now_{goal.pk}"] = score(f"{goal.words}: how close now, 0 to 10")
            self.fields[f"now_{goal.pk}"].initial = goal.now
            for step in goal.steps.all():
                field = forms.BooleanField(label=f"{step.who}: {step.what}", required=False, initial=bool(step.done_on))
                self.fields[f"done_{step.pk}"] = field

    @property
    def groups(self):
        return [
            (goal.words, [f"now_{goal.pk}", *(f"done_{step.pk}" for step in goal.steps.all())]) for goal in self.goals
        ]

    def written(self):
        """A step done before keeps its day; one done now is done today."""
        said = self.cleaned_data
        steps = [step for goal in self.goals for step in goal.steps.all()]
        return {
            "scores": {goal.pk: said[f"now_{goal.pk}"] for goal in self.goals},
            "done": {s.pk: (s.done_on or clock.today()) if said[f"done_{s.pk}"] else None for s in steps},
        }
