"""Which records become events of the return, and how: one Source for each, as the select list of its columns.

The mapping is `docs/reference/client-level-data.md`; the service rows and what an ending becomes are local decisions, kept
as code lists (`tier_service_type`, `spell_ending_outcome`, …) and not in here. Mental Health Act, safeguarding, deprivation
of liberty and capacity work is in no source: none of it is an event of this return.
"""

from dataclasses import dataclass, field

# What every row says of the person. `p` is the person, after any merge; `r` the return.
PERSON = {
    "la_code": "r.la_code",
    "period_start": "to_char(r.period_start, 'DD/MM/YYYY')",
    "period_end": "to_char(r.period_end, 'DD/MM/YYYY')",
    "nhs_number": "p.nhs_number",
    "la_person_id": "p.reference",
    "first_name": "p.given_name",
    "last_name": "p.family_name",
    "gp_practice_name": "p.gp_practice_name",
    "gp_practice_code": "p.gp_practice_code",
    "gender": "p.gender",
    "ethnicity": "p.ethnicity",
    "date_of_birth": "to_char(p.birth_date, 'DD/MM/YYYY')",
    "date_of_death": "to_char(p.death_date, 'DD/MM/YYYY')",
    "client_type": "p.client_type",
    "primary_support_reason": "p.main_support_reason",
    "postcode": "p.postcode",
    "accommodation_status": "p.accommodation_status",
    "employment_status": "p.employment_status",
    "has_unpaid_carer": "p.has_unpaid_carer",
    "autism": "p.autism",
    "visual_impairment": "p.visual_impairment",
    "hearing_impairment": "p.hearing_impairment",
    "dementia": "p.dementia",
    "client_funding_status": "p.client_funding_status",
}
ONGOING = "'Continuation of support or services'"


@dataclass(frozen=True)
class Source:
    """`tables` and `where` choose the records `x`; `columns` say what it says of the event; `starts` and `ends` are its days,
    where they are not columns of those names."""

    key: str
    words: str
    source: str
    tables: str
    where: str
    columns: dict = field(default_factory=dict)
    starts: str = "x.starts"
    ends: str = "x.ends"


def code(name, value, alias):
    """What leaves the council for a value of one of its lists, as `alias`.maps_to."""
    return f"LEFT JOIN LATERAL {looked_up(name, value)} {alias} ON true"


def mapped(name, value, alias):
    """The same, where a value that maps to nothing makes no event at all."""
    return f"JOIN LATERAL {looked_up(name, value)} {alias} ON {alias}.maps_to <> ''"


def looked_up(name, value):
    """The list becomes one object, made once. Joined as rows, it would be read from end to end for every record."""
    return f"(SELECT (SELECT jsonb_object_agg(value, maps_to) FROM code WHERE list = '{name}') ->> {value} AS maps_to)"  # noqa: S608


WITHIN = "BETWEEN r.period_start AND r.period_end"
ACTIVE = "x.starts <= r.period_end AND (x.ends IS NULL OR x.ends >= r.period_start)"
CLOSED = "(x.closed_at AT TIME ZONE 'Europe/London')::date"

REQUESTS = Source(
    key="requests",
    words="Requests: referrals whose first outcome is decided",
    source="referrals.referral",
    tables="referrals_referral x " + mapped("request_outcome", "x.state", "outcome"),
    where=f"{CLOSED} {WITHIN}",
    starts="x.first_contact",
    ends=CLOSED,
    columns={
        "event_type": "'Request'",
        "event_reference": "x.reference",
        "event_description": "CASE WHEN EXISTS (SELECT FROM referrals_appointment a WHERE a.referral_id = x.id"
        " AND a.state = 'attended') THEN 'Choice appointment' ELSE '' END",
        "event_outcome": "outcome.maps_to",
        "route_of_access": "x.route_of_access",
    },
)

# A correction is not a second assessment: it stands in the place of the one it corrects, on that one's days.
ASSESSED = """(
    WITH RECURSIVE chain AS (
        SELECT id, started_on AS starts, decided_on AS ends FROM assessments_needsassessment
         WHERE state = 'decided' AND follows_as <> 'correction'
        UNION ALL
        SELECT later.id, chain.starts, chain.ends FROM assessments_needsassessment later JOIN chain ON later.follows_id = chain.id
         WHERE later.state = 'decided' AND later.follows_as = 'correction')
    SELECT found.*, chain.starts, chain.ends FROM chain JOIN assessments_needsassessment found ON found.id = chain.id
     WHERE NOT EXISTS (SELECT FROM assessments_needsassessment newer WHERE newer.follows_id = found.id
                          AND newer.follows_as = 'correction' AND newer.state = 'decided')) x
"""
DECIDED = (
    "CASE WHEN x.wants_needs_met = 'no' AND x.eligibility = 'Eligible needs identified' THEN 'declined'"
    " ELSE x.eligibility END"
)
ASSESSMENT = {
    "event_type": "'Assessment'",
    "event_reference": "'ASM-' || x.id",
    "event_outcome": "outcome.maps_to",
    "assessment_type": "'Long term assessment'",
    "eligible_needs": "x.eligibility",
    "method_of_assessment": "method.maps_to",
}
ASSESSMENT_TABLES = (
    f"{ASSESSED} {code('eligibility_outcome', DECIDED, 'outcome')} {code('assessment_method', 'x.method', 'method')}"
)
ASSESSMENTS = Source(
    key="assessments",
    words="Assessments: decided under Care Act s13",
    source="assessments.needsassessment",
    tables=ASSESSMENT_TABLES,
    where=f"x.kind = 'needs' AND x.ends {WITHIN}",
    columns=ASSESSMENT,
)

SERVICES = Source(
    key="services",
    words="Services: approved and active at any time in the period",
    source="enablement.plannedservice",
    tables="enablement_plannedservice x",
    where=f"x.approved_at IS NOT NULL AND {ACTIVE}",
    columns={
        "event_type": "'Service'",
        "event_reference": "'SVC-' || x.id",
        "event_outcome": f"CASE WHEN x.ends IS NULL THEN {ONGOING} ELSE x.end_outcome END",
        "service_type": "x.service_type",
        "service_component": "x.service_component",
        "delivery_mechanism": "x.delivery_mechanism",
        "provider_name": "x.provider",
        "provider_id": "x.cqc_location_id",
        "unit_cost": "x.unit_cost::text",
        "cost_frequency": "x.cost_frequency",
        "planned_units": "x.planned_units::text",
    },
)

SPELL_TABLES = " ".join(
    [
        "enablement_supportspell x JOIN enablement_episode e ON e.id = x.episode_id",
        mapped("tier_service_type", "x.tier", "kind"),
        code("tier_service_component", "x.tier", "component"),
        code("spell_ending_outcome", "x.ending", "ending"),
        code("closure_outcome", "e.outcome", "closure"),
    ]
)
SPELL = {
    "event_type": "'Service'",
    "event_reference": "'SUP-' || x.id",
    "event_outcome": f"CASE WHEN x.ends IS NULL THEN {ONGOING} WHEN x.ending = 'closed' THEN closure.maps_to"
    " ELSE ending.maps_to END",
    "service_type": "kind.maps_to",
    "service_component": "component.maps_to",
    "delivery_mechanism": "'CASSR commissioned support'",
}
BRIEF = Source(
    key="brief",
    words="Services: brief enablement",
    source="enablement.supportspell",
    tables=SPELL_TABLES,
    where=f"x.tier = 'brief' AND {ACTIVE}",
    columns=SPELL,
)
PACKAGE_BESIDE = (
    "EXISTS (SELECT FROM enablement_plannedservice s WHERE s.person_id = x.person_id AND s.approved_at IS NOT NULL"
    " AND s.starts <= r.period_end AND (s.ends IS NULL OR s.ends >= r.period_start)"
    " AND s.starts <= coalesce(x.ends, 'infinity') AND (s.ends IS NULL OR s.ends >= x.starts))"
)
PROFESSIONAL = Source(
    key="professional",
    words="Services: professional support where it is all there is",
    source="enablement.supportspell",
    tables=SPELL_TABLES,
    where=f"x.tier <> 'brief' AND {ACTIVE} AND NOT {PACKAGE_BESIDE}",
    columns=SPELL,
)

REVIEWS = Source(
    key="reviews",
    words="Reviews held in the period",
    source="enablement.review",
    tables="enablement_review x",
    where=f"x.state = 'held' AND x.held_on {WITHIN}",
    starts="coalesce(x.started_on, x.held_on)",
    ends="x.held_on",
    columns={
        "event_type": "'Review'",
        "event_reference": "'REV-' || x.id",
        "event_outcome": "x.event_outcome",
        "review_reason": "x.reason",
        "review_outcomes_achieved": "x.outcomes_achieved",
        "method_of_review": "x.method",
    },
)

# Linked adults are named only where they are service users of this same return: so carers come last.
IN_RETURN = (
    "EXISTS (SELECT FROM reporting_returnrow other WHERE other.statutory_return_id = r.id AND other.person_id = {person}"
    " AND other.client_type = 'Service user')"
)
CARERS = Source(
    key="carers",
    words="Carers' assessments: decided under Care Act s13",
    source="assessments.needsassessment",
    tables=ASSESSMENT_TABLES + " LEFT JOIN people_person cared ON cared.id = x.cares_for_id",
    where=f"x.kind = 'carer' AND x.ends {WITHIN}",
    columns=ASSESSMENT
    | {
        "client_type": "'Unpaid carer'",
        "adults_cared_for": "CASE WHEN x.cares_for_id IS NULL THEN '' ELSE '1' END",
        "linked_person_1": f"CASE WHEN {IN_RETURN.format(person='x.cares_for_id')} THEN cared.reference ELSE '' END",
    },
)

# A carer with no event of their own, known because of somebody who has one: person details and the link, nothing else.
CARED_FOR_IN_RETURN = IN_RETURN.format(person="tie.person_id")
TIES = f"""(
    SELECT DISTINCT ON (tie.other_id) tie.id, tie.other_id AS person_id, cared.reference AS cares_for
      FROM people_relationship tie JOIN people_person cared ON cared.id = tie.person_id CROSS JOIN r
     WHERE tie.is_carer AND tie.ended_on IS NULL AND tie.other_id IS NOT NULL AND {CARED_FOR_IN_RETURN}
     ORDER BY tie.other_id, tie.id) x
"""  # noqa: S608 (composed of this room's own words)
KNOWN_CARERS = Source(
    key="known_carers",
    words="Carers known by association",
    source="people.relationship",
    tables=TIES,
    where="NOT EXISTS (SELECT FROM reporting_returnrow other WHERE other.statutory_return_id = r.id"
    " AND other.person_id = x.person_id)",
    starts="NULL::date",
    ends="NULL::date",
    columns={"client_type": "'Unpaid carer known by association'", "linked_person_1": "x.cares_for"},
)

SOURCES = [REQUESTS, ASSESSMENTS, SERVICES, BRIEF, PROFESSIONAL, REVIEWS, CARERS, KNOWN_CARERS]
