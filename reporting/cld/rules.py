"""The rules a return is checked by: each named, with its wording, its source and how sure we are, and a condition in SQL.

`w` is the row. A rule that says "mandatory" follows Release 1's table of conditions: Release 2's own was not found, and
Release 1's is the default until it is (returns-and-law.md s1.3).
"""

from dataclasses import dataclass

ERROR, WARNING = "error", "warning"
RELEASE_1_TABLE = "CLD Release 1 table of conditions (DHSC public code)"


@dataclass(frozen=True)
class Rule:
    """`bad` is true of a row that breaks it. `wording` is what a reader sees, `remedy` what they can do."""

    key: str
    wording: str
    remedy: str
    source: str
    status: str = "VERIFIED"
    severity: str = ERROR


@dataclass(frozen=True)
class Check:
    """One rule applied to one column."""

    rule: str
    field: str
    bad: str


ALL = [
    Rule("mandatory", "This column must be filled for this kind of event.", "Complete the record.", RELEASE_1_TABLE, "INFERRED"),
    Rule("null_text", "The word NULL was sent as if it were a value; DHSC reads it as blank.", "Complete the record.",
         "DHSC public code"),
    Rule("release_1", "The value is one of Release 1 only: DHSC's check fails it (-7).", "Choose the Release 2 value.",
         "DHSC public code"),
    Rule("wrong_case", "Only capitals differ from a value of the list, and matching is case-sensitive.",
         "Correct the capitals.", "CLD mapping workbook, as a council's public code reads it"),
    Rule("cut_short", "The value is the beginning of one on the list: it was cut at the width of a column.",
         "Choose the whole value.", "Real files, as an integrated care board mends them"),
    Rule("punctuation", "Only punctuation, or “&” for “and”, differs from a value of the list.", "Choose the value as it stands.",
         "Real files, as an integrated care board mends them"),
    Rule("not_in_list", "The value is not on the list.", "Choose a value of the list.", "CLD specification"),
    Rule("nhs_number", "The NHS number's last figure does not fit the others.", "Check it against a letter or the Spine.",
         "NHS Data Dictionary"),
    Rule("postcode", "The postcode is not a full UK postcode.", "Correct the address.", "CLD specification"),
    Rule("born_later", "The date of birth is after the event began.", "Correct the date of birth.", "CLD specification"),
    Rule("not_adult", "The person was under 18 when the event began.", "Check the date of birth; transition work is counted.",
         "CLD covers adults, and those moving from children's services", "INFERRED", WARNING),
    Rule("died_before", "The person died before the event began; DHSC drops it.", "Correct the date of death, or the event.",
         "DHSC public code"),
    Rule("died_open", "The service is open though the person has died.", "End the service on the day they died.",
         "DHSC public code", severity=WARNING),
    Rule("order", "The event ends before it begins.", "Correct its dates.", "CLD specification"),
    Rule("outside", "The event does not belong to this period.", "Correct its dates.", "CLD guidance, events"),
    Rule("open_event", "Only a service may be without an end date.", "Complete the event.", "CLD guidance, events"),
    Rule("cost_negative", "The unit cost is below nought; DHSC turns it round.", "Correct the cost.", "DHSC public code",
         severity=WARNING),
    Rule("cost_missing", "This service is costed, and has no cost.", "Complete the service.", RELEASE_1_TABLE, "INFERRED"),
    Rule("units", "Planned units belong only to a cost charged more often than weekly.", "Correct the service.",
         "CLD glossary", severity=WARNING),
    Rule("prison_payment", "A direct payment is not allowed in prison.", "Correct the service.", "CLD glossary"),
    Rule("cqc", "A CQC location ID is “1-” and figures.", "Check it on the CQC's site.", "DHSC test data", "INFERRED", WARNING),
    Rule("duplicate", "DHSC counts this and another row as one event.", "Check whether it was recorded twice.",
         "DHSC public code, unique events", severity=WARNING),
    Rule("dropped", "A service that was open in the last return is missing from this one; DHSC would close it.",
         "End it on its record, or find out why it is gone.", "DHSC public code, joined files"),
]  # fmt: skip
RULES = {rule.key: rule for rule in ALL}

# --- who and what -----------------------------------------------------------------------------------------------------
USER = "w.client_type = 'Service user'"
EVENT = "w.client_type <> 'Unpaid carer known by association'"
REQUEST, ASSESSED = "w.event_type = 'Request'", "w.event_type = 'Assessment'"
SERVICE, REVIEW = "w.event_type = 'Service'", "w.event_type = 'Review'"
LEARNING = "w.primary_support_reason = 'Learning disability support'"
WORKING_AGE = "extract(year FROM age(w.starts, w.born)) BETWEEN 18 AND 64"

# Column: when it is mandatory (Release 1's table in full; what it calls optional is not here).
MANDATORY = {
    **dict.fromkeys(
        [
            "la_code", "period_start", "period_end", "nhs_number", "la_person_id", "gender", "ethnicity", "date_of_birth",
            "client_type", "postcode", "accommodation_status", "has_unpaid_carer",
        ],
        "true",
    ),
    "primary_support_reason": f"NOT {REQUEST}",
    "employment_status": f"{USER} AND {LEARNING} AND {WORKING_AGE}",
    "client_funding_status": f"{USER} AND ({SERVICE} OR {REVIEW})",
    "event_type": EVENT,
    "event_start": EVENT,
    "event_end": f"{EVENT} AND (NOT {SERVICE} OR w.date_of_death <> '')",
    "event_outcome": EVENT,
    "route_of_access": REQUEST,
    "assessment_type": ASSESSED,
    "method_of_assessment": ASSESSED,
    "service_type": SERVICE,
    "service_component": SERVICE,
    "review_reason": REVIEW,
    "method_of_review": REVIEW,
    "review_outcomes_achieved": f"{REVIEW} AND w.review_reason LIKE 'Planned%%'",
}  # fmt: skip
COSTED = (
    f"{SERVICE} AND w.delivery_mechanism <> 'CASSR commissioned support' AND (w.service_type LIKE 'Long term%%'"
    " OR w.service_type LIKE 'Unpaid carer support%%' OR w.service_component IN ('Short term residential care',"
    " 'Short term nursing care', 'Unpaid carer respite'))"
)
FIGURES = " + ".join(f"(ascii(substr(w.nhs_number, {n}, 1)) - 48) * {11 - n}" for n in range(1, 10))

CHECKS = [
    *(Check("mandatory", name, f"w.{name} = '' AND {when}") for name, when in MANDATORY.items()),
    # 11 - (sum mod 11), where 11 counts as 0 and 10 is never issued.
    Check("nhs_number", "nhs_number", f"""CASE WHEN w.nhs_number = '' THEN false WHEN w.nhs_number !~ '^[0-9]{{10}}$' THEN true
          ELSE (11 - ({FIGURES}) %% 11) %% 11 <> ascii(substr(w.nhs_number, 10, 1)) - 48 END"""),
    Check("postcode", "postcode", "w.postcode <> '' AND w.postcode !~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'"),
    Check("born_later", "date_of_birth", "w.born > w.starts"),
    Check("not_adult", "date_of_birth", "w.starts < w.born + interval '18 years'"),
    Check("died_before", "date_of_death", "w.died < w.starts"),
    Check("died_open", "event_end", "w.died IS NOT NULL AND w.ends IS NULL AND w.event_type = 'Service'"),
    Check("order", "event_end", "w.ends < w.starts"),
    Check("outside", "event_end", f"""CASE WHEN {SERVICE} THEN w.starts > r.period_end OR w.ends < r.period_start
          ELSE w.ends NOT BETWEEN r.period_start AND r.period_end END"""),
    Check("open_event", "event_end", f"w.ends IS NULL AND {EVENT} AND NOT {SERVICE}"),
    Check("cost_negative", "unit_cost", "w.unit_cost LIKE '-%%'"),
    Check("cost_missing", "unit_cost", f"w.unit_cost = '' AND w.cost_frequency <> 'No charge to client' AND {COSTED}"),
    Check("cost_missing", "cost_frequency", f"w.cost_frequency = '' AND {COSTED}"),
    Check("units", "planned_units", "w.planned_units <> '' AND w.cost_frequency NOT IN ('Hourly', 'Daily', 'Per session')"),
    Check("prison_payment", "delivery_mechanism", "w.delivery_mechanism = 'Direct payment' AND w.service_type LIKE '%%Prison'"),
    Check("cqc", "provider_id", "w.provider_id <> '' AND w.provider_id !~ '^1-[0-9]+$'"),
]  # fmt: skip

# Column: the list whose values it may have.
CODED = {
    "primary_support_reason": "main_support_reason",
    **{name: name for name in [
        "gender", "ethnicity", "client_type", "accommodation_status", "employment_status", "has_unpaid_carer", "autism",
        "visual_impairment", "hearing_impairment", "dementia", "client_funding_status", "event_type", "event_outcome",
        "route_of_access", "assessment_type", "eligible_needs", "method_of_assessment", "hours_caring", "service_type",
        "service_component", "delivery_mechanism", "review_reason", "review_outcomes_achieved", "method_of_review",
        "cost_frequency",
    ]},
}  # fmt: skip
