"""The file of a frozen year: one value a line, as counted. The layout of the collection's own file was not seen."""

from psycopg2 import sql


def cells_statement(cursor, return_id):
    return sql.SQL(
        "COPY (SELECT extract(year FROM r.period_start)::int || '-' || to_char(r.period_end, 'YY') AS year, c.table_key AS"
        ' "table", c.row_name AS "row", c.column_name AS "column", c.number AS value FROM reporting_saccell c'
        " JOIN reporting_return r ON r.id = c.statutory_return_id WHERE r.id = {} AND c.shown ORDER BY c.line)"
        " TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')"
    ).format(sql.Literal(int(return_id))).as_string(cursor.cursor.connection)  # fmt: skip
