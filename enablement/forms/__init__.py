from enablement.forms.care_plan import CarePlanForm, EndServiceForm, ReasonForm, ServiceForm, SuspendForm
from enablement.forms.closing import CloseForm, MoveOnForm, SureForm
from enablement.forms.plan import AgreeForm, PlanForm, ProgressForm
from enablement.forms.review import AskForm, BookForm, HoldForm, QueueForm
from enablement.forms.support import EndForm, MoveForm, OpenForm, StartForm, WelcomeForm
from enablement.forms.wording import LanguageForm, WordingForm

__all__ = [
    "AgreeForm",
    "AskForm",
    "BookForm",
    "CarePlanForm",
    "CloseForm",
    "EndForm",
    "EndServiceForm",
    "HoldForm",
    "LanguageForm",
    "MoveForm",
    "MoveOnForm",
    "OpenForm",
    "PlanForm",
    "ProgressForm",
    "QueueForm",
    "ReasonForm",
    "ServiceForm",
    "StartForm",
    "SureForm",
    "SuspendForm",
    "WelcomeForm",
    "WordingForm",
]
