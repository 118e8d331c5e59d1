from assessments.forms.assessment import AddendumForm, DecideForm, ProposeForm, SendBackForm, StopForm
from assessments.forms.meeting import ArrangeForm, CancelForm, HoldForm, MoveForm
from assessments.forms.outcome import OutcomeForm, WellbeingForm
from assessments.forms.parts import PART_FORMS
from assessments.forms.profile import ProfileForm

__all__ = [
    "PART_FORMS",
    "AddendumForm",
    "ArrangeForm",
    "CancelForm",
    "DecideForm",
    "HoldForm",
    "MoveForm",
    "OutcomeForm",
    "ProfileForm",
    "ProposeForm",
    "SendBackForm",
    "StopForm",
    "WellbeingForm",
]
