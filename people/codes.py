"""Which reference list holds the values of each coded field of a person. A form, a screen and a return all look here."""

from bep.kit import reference

LISTS = {
    "gender": "gender",
    "ethnicity": "ethnicity",
    "religion": "religion",
    "first_language": "language",
    "interpreter_language": "language",
    "sexual_orientation": "sexual_orientation",
    "marital_status": "marital_status",
    "main_support_reason": "main_support_reason",
    "accommodation_status": "accommodation_status",
    "employment_status": "employment_status",
    "communication_needs": "communication_need",
    "has_unpaid_carer": "has_unpaid_carer",
    "autism": "autism",
    "visual_impairment": "visual_impairment",
    "hearing_impairment": "hearing_impairment",
    "dementia": "dementia",
    "client_funding_status": "client_funding_status",
    "client_type": "client_type",
}


def words(person, field):
    """What a reader sees for a coded field: its label, or the labels of all its values."""
    value = getattr(person, field)
    if isinstance(value, list):
        return ", ".join(reference.label(LISTS[field], one) for one in value)
    return reference.label(LISTS[field], value)


def not_confirmed(field):
    """What the screen says of a list that nobody has checked against its specification; blank when somebody has."""
    name = LISTS.get(field, field)
    if reference.confirmed(name):
        return ""
    return "This list has not been confirmed against the return’s specification."
