"""Support by tier: start, move, end; onto the pathway and back."""

from django import forms

from bep.access.models import Team
from bep.kit import clock
from bep.kit.fields import DateField3
from enablement.forms.fields import Versioned, pick, ticks, words
from enablement.models import Episode, SupportSpell
from enablement.rules.usual_team import mostly, tasks, warning

WITH_TASKS = ["brief", "standard", "specialist", "intensive"]
# What the tier is, under each answer; the usual teams are said by Appendix A.
SAYS = {
    SupportSpell.Tier.CHOICE: "Advice and signposting around a choice appointment",
    SupportSpell.Tier.BRIEF: "Six weeks at most, one worker",
    SupportSpell.Tier.STANDARD: "Longer support from the Network, for as long as it helps",
    SupportSpell.Tier.SPECIALIST: "Complex casework alongside the mental-health trust",
    SupportSpell.Tier.INTENSIVE: "Intensive work towards a life outside residential care",
}


def open_teams():
    return Team.objects.filter(closed=None)


def hints():
    """Each tier in a few words, with the teams that usually give it."""
    out = {}
    for tier, says in SAYS.items():
        kinds = ", ".join(sorted(str(Team.Kind(kind).label) for kind in mostly(tier)))
        out[tier.value] = f"{says}. Mostly: {kinds}."
    return out


class TierForm(forms.Form):
    """A tier, the team that gives it, the tasks of Appendix A, why, and on whose say."""

    tier = pick("Which support?", SupportSpell.Tier.choices)
    team = forms.ModelChoiceField(
        label="Which team gives it?", queryset=Team.objects.none(), empty_label="Choose a team"
    )
    reason = words("Why this, and why now?", rows=3, required=True)
    on_say = pick("On whose say?", SupportSpell.OnSayOf.choices)
    go_on = forms.BooleanField(label="Yes, this team", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["team"].queryset = open_teams()
        self.hints, self.reveals = {"tier": hints()}, {"tier": {}}
        for tier in WITH_TASKS:
            self.fields[f"tasks_{tier}"] = ticks("What will be done?", tasks(tier), "Tick what fits; none need be.")
            self.reveals["tier"][tier] = [f"tasks_{tier}"]

    def clean(self):
        """Says once which team usually does this; ticking “Yes, this team” goes on. It never forbids."""
        said = self.cleaned_data
        if said.get("tier") and said.get("team"):
            words = warning(said["tier"], said["team"], self.tasks())
            if words and not said.get("go_on"):
                self.fields["go_on"].widget = forms.CheckboxInput()
                self.add_error("go_on", words)
        return said

    def tasks(self):
        return self.cleaned_data.get(f"tasks_{self.cleaned_data['tier']}") or []

    def answers(self):
        facts = {name: self.cleaned_data[name] for name in ("tier", "team", "reason", "on_say")}
        return facts | {"tasks": self.tasks()}


class StartForm(TierForm):
    starts = DateField3(label="From which day?")
    top_up = forms.BooleanField(label="This tops up brief enablement that was finished before", required=False)

    def answers(self):
        began = SupportSpell.Began.TOPPED_UP if self.cleaned_data["top_up"] else SupportSpell.Began.STARTED
        return super().answers() | {"starts": self.cleaned_data["starts"], "began": began}


class MoveForm(TierForm, Versioned):
    on = DateField3(label="On which day?", past=True)

    def __init__(self, *args, spell, **more):
        super().__init__(*args, initial={"version": spell.version, "on": clock.today(), "team": spell.team_id}, **more)
        if spell.tier != SupportSpell.Tier.BRIEF:
            self.fields["tier"].choices = [c for c in SupportSpell.Tier.choices if c[0] != spell.tier]

    def answers(self):
        return super().answers() | {"on": self.cleaned_data["on"]}


class EndForm(Versioned):
    ending = pick("How did it end?", [c for c in SupportSpell.Ending.choices if c[0] not in {"moved", "closed"}])
    ends = DateField3(label="On which day?", past=True)
    reason = words("How did it go?", "What helped, and what comes next.", rows=3, required=True)


class OpenForm(forms.Form):
    because = pick("Why does the pathway open?", [c for c in Episode.Because.choices if c[0] != "return"])
    team = forms.ModelChoiceField(label="Which team?", queryset=Team.objects.none(), empty_label="Choose a team")
    opened_on = DateField3(label="On which day?", past=True)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["team"].queryset = open_teams()


class WelcomeForm(forms.Form):
    reason = words("What brings you back?", "In the person's words.", rows=3, required=True)
    team = forms.ModelChoiceField(label="Which team?", queryset=Team.objects.none(), empty_label="Choose a team")

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["team"].queryset = open_teams()
