"""Checking a return: all rules in three set-based statements, whatever the number of rows."""

from django.db import connection

from bep.kit import reference
from reporting.cld.build import SETTINGS
from reporting.cld.release1 import RELEASE_1
from reporting.cld.rules import CHECKS, CODED, RULES

INTO = "INSERT INTO reporting_returnerror (statutory_return_id, line, rule, field, value, severity)"

# Each row's broken checks as numbers, found in one pass: a list of VALUES beside each row would be compiled anew for every row.
# OFFSET 0 keeps the planner from working the list out twice.
BY_ROW = f"""
{INTO}
WITH r AS (SELECT id, period_start, period_end FROM reporting_return WHERE id = %(id)s),
     known (number, rule, field, severity) AS (VALUES {{known}}),
     seen AS (SELECT w.line, array_remove(ARRAY[{{broken}}]::int[], NULL) AS broken
                FROM r JOIN reporting_returnrow w ON w.statutory_return_id = r.id OFFSET 0)
SELECT %(id)s, seen.line, known.rule, known.field, '', known.severity
  FROM seen CROSS JOIN unnest(seen.broken) AS found (number) JOIN known ON known.number = found.number
 WHERE seen.broken <> '{{{{}}}}'
"""  # noqa: S608 (composed of this room's own rules; the return's number is a parameter)

# A value that is not on its list, and the commonest reasons for that, the surest first.
BY_LIST = f"""
{INTO}
WITH allowed AS (SELECT * FROM unnest(%(allowed_fields)s::text[], %(allowed_values)s::text[]) a (field, value)),
     former AS (SELECT * FROM unnest(%(former_fields)s::text[], %(former_values)s::text[]) f (field, value)),
     seen AS (SELECT w.line, array_remove(ARRAY[{{broken}}]::int[], NULL) AS broken, ARRAY[{{values}}] AS said
                FROM reporting_returnrow w WHERE w.statutory_return_id = %(id)s OFFSET 0),
     found AS (SELECT seen.line, (%(fields)s::text[])[number] AS field, seen.said[number] AS value
                 FROM seen CROSS JOIN unnest(seen.broken) AS one (number) WHERE seen.broken <> '{{{{}}}}')
SELECT %(id)s, line, CASE
       WHEN upper(value) = 'NULL' THEN 'null_text'
       WHEN (field, value) IN (SELECT field, value FROM former) THEN 'release_1'
       WHEN EXISTS (SELECT FROM allowed a WHERE a.field = found.field AND lower(a.value) = lower(found.value)) THEN 'wrong_case'
       WHEN EXISTS (SELECT FROM allowed a WHERE a.field = found.field AND length(found.value) > 11
                       AND starts_with(a.value, found.value)) THEN 'cut_short'
       WHEN EXISTS (SELECT FROM allowed a WHERE a.field = found.field AND {{bare_allowed}} = {{bare_found}}) THEN 'punctuation'
       ELSE 'not_in_list' END, field, value, 'error'
  FROM found
"""  # noqa: S608

# DHSC's own key of a unique event (public code): what it has in common with another row makes them one.
# By its hash: sorting a million of these texts takes longer than everything else.
SAME = (
    "hashtextextended(concat_ws('|', coalesce(nullif(nhs_number, ''), la_person_id), event_start, client_type, event_type,"
    " route_of_access, assessment_type, service_type, service_component,"
    " CASE WHEN event_type <> 'Service' THEN event_end ELSE '' END), 0)"
)
DUPLICATES = f"""
{INTO}
SELECT %(id)s, unnest(array_agg(line)), 'duplicate', 'event_reference', '', 'warning'
  FROM reporting_returnrow WHERE statutory_return_id = %(id)s AND event_type <> '' GROUP BY {SAME} HAVING count(*) > 1
"""  # noqa: S608

# The return signed before this one.
FORMER = """
SELECT one.id FROM reporting_return one JOIN reporting_return r ON r.id = %(id)s AND one.kind = r.kind
 WHERE one.state = 'signed' AND one.period_end < r.period_end ORDER BY one.period_end DESC, one.id DESC LIMIT 1
"""
# Services that were open in that one and are not in this. Its number is asked first: PostgreSQL would else read all rows of
# all returns to find that there is none.
DROPPED = f"""
{INTO}
SELECT %(id)s, 0, 'dropped', 'event_reference', was.event_reference, 'error'
  FROM reporting_returnrow was
 WHERE was.statutory_return_id = %(former)s AND was.event_type = 'Service' AND was.ends IS NULL
   AND NOT EXISTS (SELECT FROM reporting_returnrow now WHERE now.statutory_return_id = %(id)s
                      AND now.person_id = was.person_id AND now.source = was.source AND now.source_id = was.source_id)
"""  # noqa: S608


def check(return_id):
    """Runs every rule; part of the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(row_statement(), {"id": return_id})
        cursor.execute(list_statement(), {"id": return_id} | list_parameters())
        cursor.execute(DUPLICATES, {"id": return_id})
        cursor.execute(FORMER, {"id": return_id})
        if former := cursor.fetchone():
            cursor.execute(DROPPED, {"id": return_id, "former": former[0]})


def row_statement():
    numbered = list(enumerate(CHECKS, start=1))
    known = [f"({n}, '{one.rule}', '{one.field}', '{RULES[one.rule].severity}')" for n, one in numbered]
    broken = [f"CASE WHEN {one.bad} THEN {n} END" for n, one in numbered]
    return BY_ROW.format(known=", ".join(known), broken=", ".join(broken))


def list_statement():
    numbered = enumerate(CODED, start=1)
    broken = [f"CASE WHEN w.{name} <> '' AND w.{name} <> ALL(%({name})s::text[]) THEN {n} END" for n, name in numbered]
    return BY_LIST.format(
        broken=", ".join(broken), values=", ".join(f"w.{name}" for name in CODED),
        bare_allowed=bare("a.value"), bare_found=bare("found.value"),
    )  # fmt: skip


def bare(value):
    """A value without what files commonly get wrong: punctuation, and "&" for "and"."""
    return f"regexp_replace(replace(lower({value}), '&', 'and'), '[^a-z0-9]', '', 'g')"


def list_parameters():
    allowed = {name: list(reference.codes(code_list)) for name, code_list in CODED.items()}
    pairs = {"allowed": allowed, "former": RELEASE_1}
    return (
        allowed
        | {"fields": list(CODED)}
        | {
            f"{key}_{what}": [
                field if what == "fields" else value for field, values in found.items() for value in values
            ]
            for key, found in pairs.items()
            for what in ("fields", "values")
        }
    )


def counts(return_id):
    """{rule: number of rows}, and how many are errors and how many warnings."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rule, severity, count(*) FROM reporting_returnerror WHERE statutory_return_id = %s GROUP BY 1, 2",
            [return_id],
        )
        found = cursor.fetchall()
    by_severity = {"error": 0, "warning": 0}
    for _, severity, number in found:
        by_severity[severity] += number
    return {rule: number for rule, _, number in sorted(found)}, by_severity


def lists():
    """Each list the return rests on, as it stands: a list that is not confirmed blocks "ready to submit"."""
    everything = reference.everything()
    names = sorted({*CODED.values(), *LOCAL_LISTS})
    return [{"name": name} | {key: everything[name][key] for key in ("release", "source", "status")} for name in names]


# What becomes of our own values on their way out (local decisions).
LOCAL_LISTS = [
    "request_outcome", "eligibility_outcome", "assessment_method", "tier_service_type", "tier_service_component",
    "spell_ending_outcome", "closure_outcome",
]  # fmt: skip
