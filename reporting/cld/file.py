"""What a Client Level Data file is: the specification's headers over the rows as they were built."""

from psycopg2 import sql

from reporting.models import COLUMNS


def copy_statement(cursor, return_id):
    """The specification's headers over its columns, in its order; lines in theirs."""
    columns = sql.SQL(", ").join(
        sql.SQL("{} AS {}").format(sql.Identifier(name), sql.Identifier(header)) for name, header in COLUMNS.items()
    )
    return sql.SQL(
        "COPY (SELECT {} FROM reporting_returnrow WHERE statutory_return_id = {} ORDER BY line)"
        " TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')"
    ).format(columns, sql.Literal(int(return_id))).as_string(cursor.cursor.connection)  # fmt: skip
