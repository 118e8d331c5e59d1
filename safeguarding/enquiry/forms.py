"""Forms of an enquiry's stages."""

from django import forms

from assessments.models import CapacityAssessment
from bep.access.models import Worker
from bep.access.queries import holders
from bep.kit import clock, reference
from bep.kit.fields import DateField3
from referrals.forms.decide import ReasonForm
from safeguarding.fields import SMALL, VersionedForm, line, pick, tick
from safeguarding.fields import words as text
from safeguarding.models import Allegation, Concern, Decision, Enquiry, Meeting, Wish

__all__ = ["ReasonForm"]
STEPS = [(str(n), str(n)) for n in range(1, 6)]
LIKELY = "How likely is harm? 1 hardly, 5 almost certain"
BAD = "How bad would it be? 1 slight, 5 death or lasting harm"


def workers(permission):
    """Those whose role lets them, by name."""
    return holders(permission).order_by("name")


def on(label, **more):
    return DateField3(label=label, past=True, **more)


class Capacity(forms.Form):
    """Asked at each decision: capacity is specific to it."""

    lacks = pick("Do they lack the capacity to take part in this decision?", Enquiry.Lacks.choices)
    lacks_why = text("What could they not do, and because of what?", 2, required=False)
    reveals: dict = {"lacks": {"yes": ["lacks_why"]}}


class DecideForm(VersionedForm):
    """The s42(1) decision: three criteria, each with its reason; then what happens."""

    has_needs = pick("(a) Do they have needs for care and support?", Concern.Answer.choices)
    has_needs_why = text("Why do you think so?", 2)
    at_risk = pick("(b) Are they experiencing, or at risk of, abuse or neglect?", Concern.Answer.choices)
    at_risk_why = text("Why do you think so?", 2)
    cannot_protect = pick("(c) Because of those needs, are they unable to protect themself?", Concern.Answer.choices)
    cannot_protect_why = text("Why do you think so?", 2)
    lacks = pick(
        "Do they lack the capacity to decide about this enquiry?", Enquiry.Lacks.choices, required=False,
        help_text="Answered where an enquiry begins, or goes on.",
    )  # fmt: skip
    lacks_why = text("What could they not do, and because of what?", 2, required=False)
    override = text("Why do we go on although they do not want it?", 2, required=False)
    verb = pick("What happens now?")
    joins = forms.ModelChoiceField(
        Enquiry.objects.none(), label="Which enquiry", required=False, widget=forms.RadioSelect(SMALL), empty_label=None
    )
    officer = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Enquiry officer, if an enquiry starts",
        required=False,
        empty_label="Name one later",
    )
    reason = text("Why?", 3)
    other_help = text("What is done instead, or as well?", 2, required=False)
    told_reporter = tick("Whoever told us has been told what happens, as far as they may know")

    groups = (
        ("The three criteria of section 42(1)", ["has_needs", "has_needs_why", "at_risk", "at_risk_why", "cannot_protect",
                                                 "cannot_protect_why"]),
        ("The adult", ["lacks", "override"]),
        ("The decision", ["verb", "officer", "reason", "other_help", "told_reporter"]),
    )  # fmt: skip
    dense = True

    def __init__(self, *args, moves=(), open_ones=(), concern=None, worker=None, **more):
        super().__init__(*args, **more)
        # Setting aside weighs no criteria: it has a form of its own.
        without = {"set_aside"} if open_ones else {"set_aside", "join"}
        self.fields["verb"].choices = [(m.verb, m.sentence) for m in moves if m.verb not in without]
        self.fields["joins"].queryset = Enquiry.objects.filter(pk__in=[e.pk for e in open_ones])
        officers = workers("safeguarding.enquire")
        self.fields["officer"].queryset = officers.exclude(pk=worker.pk) if worker else officers
        self.reveals = {
            "verb": {"join": ["joins"]},
            "lacks": {"yes": ["lacks_why"]},
        }
        if concern is not None and concern.consent != Concern.Consent.NO:
            del self.fields["override"]

    def facts(self):
        said = dict(self.cleaned_data)
        columns = {f.name for f in Decision._meta.concrete_fields}
        inner = {name: said.pop(name) for name in list(said) if name in columns - {"reason"}}
        return said | {"said": inner}


class NameForm(VersionedForm):
    sam = forms.ModelChoiceField(Worker.objects.none(), label="Safeguarding adults manager", empty_label=None)
    officer = forms.ModelChoiceField(
        Worker.objects.none(), label="Enquiry officer", required=False, empty_label="Nobody yet"
    )
    reason = text("Why?", 2)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["sam"].queryset = workers("safeguarding.decide")
        self.fields["officer"].queryset = workers("safeguarding.enquire")


class RiskForm(forms.Form):
    likelihood = forms.TypedChoiceField(label=LIKELY, choices=STEPS, coerce=int, widget=forms.RadioSelect(
        {"class": "govuk-radios--inline govuk-radios--small"}))  # fmt: skip
    impact = forms.TypedChoiceField(label=BAD, choices=STEPS, coerce=int, widget=forms.RadioSelect(
        {"class": "govuk-radios--inline govuk-radios--small"}))  # fmt: skip
    words = text("Why?", 2)


class PlanForm(VersionedForm, Capacity):
    """The planning or strategy discussion."""

    held_on = on("When was it?", initial=clock.today)
    attendees = text("Who took part? One a line: name, role, organisation", 3)
    adult_came = line("The adult’s part: there, spoken for by whom, or why not", 200)
    minutes = text("What was said?", 4)
    scope = text("What must the enquiry find out?", 3)
    interim = text("How are they kept safe meanwhile?", 2, required=False)
    likelihood = RiskForm.base_fields["likelihood"]
    impact = RiskForm.base_fields["impact"]
    risk_words = text("Why is the risk so?", 2)

    groups = (
        ("The discussion", ["held_on", "attendees", "adult_came", "minutes"]),
        ("The enquiry", ["scope", "interim"]),
        ("Risk as it is now", ["likelihood", "impact", "risk_words"]),
        ("Capacity", ["lacks"]),
    )


class ReportForm(VersionedForm):
    report = text("What was found, and what does it rest on?", 10, length=20000)


class ConcludeForm(VersionedForm, Capacity):
    risk_outcome = pick("What does the enquiry conclude?")
    risk_now = pick("Where a risk was identified, what has become of it?", Enquiry.RiskNow.choices, required=False)
    conclusion = text("What is decided, and why?", 4)
    groups = (("", ["risk_outcome", "risk_now", "conclusion", "lacks"]),)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        ceased = Enquiry.RiskOutcome.CEASED
        self.fields["risk_outcome"].choices = [c for c in Enquiry.RiskOutcome.choices if c[0] != ceased]


class StopForm(VersionedForm, Capacity):
    conclusion = text("What does the adult say, and why is it right to stop?", 4)
    groups = (("", ["conclusion", "lacks"]),)


class ProtectForm(VersionedForm, Capacity):
    plan = text("What keeps them safe from here: who does what, and how often?", 6)
    plan_agreed = line("With whom was it agreed?", 160, help_text="The adult first; or whoever acts for them.")
    review_on = DateField3(label="When is it looked at again?", future=True)
    groups = (("", ["plan", "plan_agreed", "review_on", "lacks"]),)


class ReviewForm(VersionedForm):
    held_on = on("When was it?", initial=clock.today)
    words = text("What has changed, and does the plan work?", 4)
    adult_says = text("What does the adult say?", 2, required=False)
    next_on = DateField3(label="When is it looked at again?", future=True)


class CloseAfterDeathForm(VersionedForm):
    """Nobody is asked what only the adult could say."""

    remaining_risk = text("How is any risk that remains to others managed, and by whom?", 4)


class CloseForm(VersionedForm, Capacity):
    remaining_risk = text("How is any risk that remains managed, and by whom?", 4)
    felt = text("What does the adult say about how it went?", 3, required=False)
    felt_not_asked = line("If nobody asked them, why?", 200, required=False)
    groups = (("", ["remaining_risk", "felt", "felt_not_asked", "lacks"]),)


def closing(enquiry):
    return CloseAfterDeathForm if enquiry.person.death_date else CloseForm


class ReopenForm(VersionedForm):
    officer = forms.ModelChoiceField(Worker.objects.none(), label="Enquiry officer", empty_label=None)
    reason = text("Why?", 2)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["officer"].queryset = workers("safeguarding.enquire")


# --- parts ------------------------------------------------------------------------------------------------------------
class AskedForm(VersionedForm):
    """Whether they were asked, and who speaks with them."""

    asked = pick("Were they asked what they want to happen?", Enquiry.Asked.choices)
    advocate = pick(
        "Would they have substantial difficulty in taking part? Who speaks with them?", Enquiry.Advocate.choices,
        help_text="Understanding, keeping in mind, weighing up, or telling others: Care Act s68.",
    )  # fmt: skip
    advocate_name = line("Who?", required=False)
    reveals = {"advocate": {"independent": ["advocate_name"]}}


class WishForm(forms.Form):
    words = text("What do they want to happen? In their words", 3)
    said_by = line("Who said it, if somebody else speaks for them?", required=False)
    said_on = on("When?", initial=clock.today)


class CapacityForm(forms.Form):
    """Which of their capacity assessments a decision of this enquiry rests on."""

    assessment = forms.ModelChoiceField(
        CapacityAssessment.objects.none(), label="Which capacity assessment?", empty_label=None,
        widget=forms.RadioSelect(SMALL), help_text="Each is for one decision. A new one is made from the adult’s own page.",
    )  # fmt: skip

    def __init__(self, *args, adult, **more):
        super().__init__(*args, **more)
        self.fields["assessment"].queryset = CapacityAssessment.objects.in_force().filter(person=adult)


class RevisitForm(VersionedForm):
    achieved = pick("How far was it achieved, as they see it?", Wish.Achieved.choices)
    comment = text("What do they say about it?", 2, required=False)


class AllegationForm(forms.Form):
    kind = pick("What kind of abuse or neglect?")
    location = pick("Where?")
    source = pick("From whom?")
    alleged = text("Who is said to have done it, or failed to act?", 2, required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        for field, name in (("kind", "abuse_type"), ("location", "abuse_location"), ("source", "risk_source")):
            self.fields[field].choices = reference.choices(name)


class SourceDiedForm(VersionedForm):
    died_on = on("When did the source of the risk die?")


class OutcomeForm(VersionedForm):
    outcome = pick("What is the outcome?", Allegation.Outcome.choices)
    outcome_why = text("Why?", 3)


class ActionForm(forms.Form):
    what = line("What will be done?", 300)
    who = line("Who does it?")
    due_on = DateField3(label="By when?", future=True)
    of_plan = tick("It is part of the protection plan")


class WordsForm(VersionedForm):
    words = text("What came of it?", 2)


class MeetingForm(forms.Form):
    kind = pick("What kind of meeting?", Meeting.Kind.choices)
    held_on = on("When?", initial=clock.today)
    chair = line("Who chaired it?")
    attendees = text("Who came? One a line: name, role, organisation", 3)
    apologies = text("Who could not come?", 2, required=False)
    adult_came = line("The adult’s part: there, spoken for by whom, or why not", 200)
    minutes = text("Minutes", 6, length=20000)
    decisions = text("What was decided?", 3, required=False)


class SharingForm(forms.Form):
    to = line("With whom?", 160)
    what = text("What was shared?", 3)
    shared_on = on("When?", initial=clock.today)
    ground = pick("On what ground?")
    why = text("Why does it hold?", 2, required=False, help_text="Needed unless the adult agreed.")
    adult_told = tick("The adult was told")

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["ground"].choices = reference.choices("sharing_ground")


class AskOthersForm(forms.Form):
    organisation = line("Which organisation?")
    asked_of = line("Who there?")
    contact = line("Their phone or email", required=False)
    what = text("What are they asked to find out?", 3)
    due_on = DateField3(label="By when?", future=True, required=False, help_text="Left empty, our own target stands.")


class AnswerForm(VersionedForm):
    answer = text("What did they find?", 6, length=20000)
