"""Building the rows of a return: one INSERT … SELECT for each source, in PostgreSQL; no row passes through Python."""

from django.db import connection

from reporting.cld.sources import PERSON
from reporting.models import COLUMNS

# The return being built, where its lines have got to, and what leaves the council for each value of its newest lists.
HEAD = """
WITH r AS (SELECT one.id, one.period_start, one.period_end, coalesce(c.la_code, '') AS la_code
             FROM reporting_return one LEFT JOIN kit_council c ON true WHERE one.id = %(id)s),
     base AS (SELECT coalesce(max(line), 0) AS line FROM reporting_returnrow WHERE statutory_return_id = %(id)s),
     newest AS (SELECT DISTINCT ON (name) id, name FROM kit_codelist ORDER BY name, release DESC),
     code AS MATERIALIZED (SELECT l.name AS list, c.value, c.maps_to FROM kit_code c JOIN newest l ON l.id = c.list_id)
"""
OWN = ["statutory_return_id", "line", "person_id", "source", "source_id", "starts", "ends", "born", "died"]
# For this transaction: a sort of a million wide rows in the default 4 MB goes through many small files, and compiling
# statements as long as these costs seconds that a borough's rows never give back.
SETTINGS = "SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)"


def add_rows(return_id, source):
    """Writes one source's rows after those that are there; returns how many. Part of the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(statement(source), {"id": return_id})
        return cursor.rowcount


def statement(source):
    """The order of lines rests on the records' own numbers alone, so the same records always give the same file."""
    days = {"event_start": day(source.starts), "event_end": day(source.ends)}
    says = PERSON | days | source.columns
    values = [f"coalesce({says[name]}, '')" if name in says else "''" for name in COLUMNS]
    own = [
        "r.id", "base.line + row_number() OVER (ORDER BY x.id)", "p.id", f"'{source.source}'", "x.id",
        source.starts, source.ends, "p.birth_date", "p.death_date",
    ]  # fmt: skip
    return f"""
        INSERT INTO reporting_returnrow ({", ".join([*OWN, *COLUMNS])})
        {HEAD}
        SELECT {", ".join([*own, *values])}
          FROM r CROSS JOIN base CROSS JOIN {source.tables}
          JOIN people_person p0 ON p0.id = x.person_id
          JOIN people_person p ON p.id = coalesce(p0.merged_into_id, p0.id)
         WHERE {source.where}
         ORDER BY x.id
    """  # noqa: S608 (composed of this room's own words; the return's number is a parameter)


def day(expression):
    """A date as the file has it (dd/mm/yyyy is RECALLED: the format was not seen in the specification)."""
    return f"to_char({expression}, 'DD/MM/YYYY')"


def counts(return_id):
    """Rows of each kind of event, as the return's page shows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(nullif(event_type, ''), client_type), count(*) FROM reporting_returnrow"
            " WHERE statutory_return_id = %s GROUP BY 1 ORDER BY 1",
            [return_id],
        )
        return dict(cursor.fetchall())
