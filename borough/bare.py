"""Tables without their indexes and foreign keys while millions of rows go in; all put back, and so checked, afterwards.

PostgreSQL builds an index, and checks a key, far faster over a whole table than row by row. Only the owner may do this, and
only an empty database is ever treated so.
"""

from contextlib import contextmanager

from django.db import connections

FOREIGN_KEYS = """
SELECT format('%I', c.relname), format('%I', k.conname), pg_get_constraintdef(k.oid)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
 WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace
"""
# Plain indexes only: what holds a constraint stays, for it refuses what must not be.
INDEXES = """
SELECT format('%I', i.relname), pg_get_indexdef(x.indexrelid)
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
 WHERE i.relnamespace = 'public'::regnamespace AND NOT x.indisunique AND NOT x.indisexclusion
"""


@contextmanager
def bare_tables():
    """Takes them off before, and puts them back after, even when the load fails."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        keys = cursor.fetchall()
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for table, name, _ in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    try:
        yield
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            for _, definition in indexes:
                cursor.execute(definition)
            for table, name, definition in keys:
                cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        connections["owner"].close()
