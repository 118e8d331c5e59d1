"""The care and support plan: what section 25 asks, need by need."""

from django import forms

from assessments.law import CarerOutcome, Outcome
from bep.kit import reference
from bep.kit.fields import DateField3, MoneyField
from enablement.actions.service import FIELDS as SERVICE_FIELDS
from enablement.forms.fields import Versioned, line, pick, select, words
from enablement.forms.rows import added, read_shape, widest, write_shape
from enablement.models import CareNeed
from enablement.models.care_plan import FIELDS, NEED_FIELDS
from enablement.rules import care_act

NEEDS = 2
YES_NO = [("yes", "Yes"), ("no", "No")]


def outcomes(kind):
    return [("", "Choose an outcome"), *(CarerOutcome if kind == "carer" else Outcome).choices]


class CarePlanForm(Versioned):
    mark_optional = False
    shape = forms.CharField(widget=forms.HiddenInput, required=False)
    involvement = words("How did the person, and any carer, take part?", care_act.person_takes_part.wording, rows=3)
    personal_budget = MoneyField(
        label="Personal budget, a week", required=False, help_text=care_act.personal_budget.wording
    )
    council_pays = MoneyField(label="Of which the council pays, a week", required=False)
    direct_payment = MoneyField(
        label="Direct payment",
        required=False,
        help_text="Leave empty when there is none. " + care_act.direct_payment.wording,
    )
    direct_payment_frequency = select("How often is it paid?", [], required=False)
    direct_payment_needs = words("Which needs is it for?", rows=2)
    advice = words("Advice and information given", care_act.advice.wording, rows=4)
    reasons = words("Reasons for these decisions", "In words the person will understand.", rows=4)
    person_agrees = pick("Does the person agree with the plan?", YES_NO, required=False)
    person_disagrees_because = words("What do they not agree with?", "In their words.", rows=2)
    copies_to = words("Who is given a copy?", rows=2)
    reveals = {"person_agrees": {"no": ["person_disagrees_because"]}}

    def __init__(self, data=None, *, plan, draft=None, add=""):
        self.plan, self.stored = plan, list(plan.needs.all())
        typed = data if data is not None else draft
        shape = read_shape(typed.get("shape"), self.least()) if typed else self.least()
        self.rows = added(widest(shape, self.least()), add, 1)
        super().__init__(None if add else data, initial=self.opening_values())
        self.fields["shape"].initial = write_shape(self.rows)
        self.fields["direct_payment_frequency"].choices = reference.choices("cost_frequency", "Choose")
        for number in range(len(self.rows)):
            self.fields |= dict(need_fields(number, plan.kind))
        if add:
            self.keep(data)

    def least(self):
        return [1] * max(len(self.stored), NEEDS)

    def keep(self, data):
        for name, field in self.fields.items():
            if name != "shape" and not field.widget.value_omitted_from_data(data, {}, name):
                self.initial[name] = field.widget.value_from_datadict(data, {}, name)

    def opening_values(self):
        return self.plan.as_form() | {"version": self.plan.version}

    def needs(self):
        for number in range(len(self.rows)):
            fields = [self[f"need_{number}_{name}"] for name in NEED_FIELDS]
            yield {"number": number + 1, "fields": fields}

    def common(self):
        """The fields that are not about one need, apart from those that an answer reveals."""
        hidden = {"version", "shape", "person_disagrees_because"}
        return {name: self[name] for name in FIELDS if name not in hidden}

    def clean(self):
        for number in range(len(self.rows)):
            facts = self.need_facts(number)
            if facts["need"] and not facts["met_by"]:
                self.add_error(f"need_{number}_met_by", f"Say who meets need {number + 1}")
            if not facts["need"] and (facts["how"] or facts["reason"] or facts["wish"]):
                self.add_error(f"need_{number}_need", f"Write need {number + 1}, or take its other words out")
        return self.cleaned_data

    def need_facts(self, number):
        facts = {name: self.cleaned_data.get(f"need_{number}_{name}") or "" for name in NEED_FIELDS}
        return facts | {"eligible": facts["eligible"] == "yes"}

    def written(self):
        needs = [self.need_facts(number) for number in range(len(self.rows))]
        facts = {name: self.cleaned_data[name] for name in FIELDS}
        facts["person_agrees"] = {"yes": True, "no": False}.get(facts["person_agrees"])
        return {"facts": facts, "needs": [need for need in needs if need["need"]]}


def need_fields(number, kind):
    at, which = f"need_{number}", f"need {number + 1}"
    yield f"{at}_outcome", select(f"Which outcome is {which} about?", outcomes(kind), required=False)
    yield f"{at}_need", line(f"What is {which}?", length=300)
    yield f"{at}_wish", words(f"What does the person want to be able to do about {which}?", rows=2)
    yield f"{at}_eligible", pick(f"Does {which} meet the eligibility criteria?", YES_NO, required=False)
    met_by = [("", "Choose"), *CareNeed.MetBy.choices]
    yield f"{at}_met_by", select(f"Who meets {which}?", met_by, required=False)
    yield f"{at}_how", words(f"How is {which} met?", rows=2)
    yield (
        f"{at}_reason",
        words(f"Reason for the decision on {which}", "Needed where the council does not meet it.", rows=2),
    )


class ServiceForm(forms.Form):
    """One service, by the lists of Client Level Data."""

    service_type = select("Kind of support", [])
    service_component = select("Service", [])
    delivery_mechanism = pick("How is it delivered?", [], required=False)
    provider = line("Who provides it?")
    cqc_location_id = line("CQC location ID", "Where the provider is registered.", length=20)
    unit_cost = MoneyField(label="Cost of a unit", required=False)
    cost_frequency = select("How often is that paid?", [], required=False)
    planned_units = forms.DecimalField(
        label="Planned units a week", required=False, min_value=0, max_digits=7, decimal_places=2,
        help_text="Where it costs by the session, hour or day.",
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    starts = DateField3(label="From")
    ends = DateField3(label="Until", required=False, help_text="Leave empty where it goes on.")

    def __init__(self, data=None, *, service=None):
        initial = {name: getattr(service, name) for name in SERVICE_FIELDS} if service else {}
        super().__init__(data, initial=initial)
        lists = {
            "service_type": "Choose",
            "service_component": "Choose",
            "delivery_mechanism": None,
            "cost_frequency": "Choose",
        }
        for name, blank in lists.items():
            self.fields[name].choices = reference.choices(name, blank)


class EndServiceForm(Versioned):
    ends = DateField3(label="Last day", past=True)
    outcome = select("What came of it?", [])
    reason = words("Why does it end?", required=True)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["outcome"].choices = reference.choices("event_outcome", "Choose")


class SuspendForm(Versioned):
    since = DateField3(label="Paused from", past=True)
    reason = words("Why does it pause, and until when?", rows=2, required=True)


class ReasonForm(Versioned):
    """A version and a reason: enough for approving, sending back, ending, calling off."""

    reason = words("Reason", rows=3, required=True)

    def __init__(self, *args, label="", optional=False, **more):
        super().__init__(*args, **more)
        self.fields["reason"].label = label or "Reason"
        self.fields["reason"].required = not optional
