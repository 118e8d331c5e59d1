"""What the database itself refuses, so that no code can forget it. Installed by `manage.py bootstrap` on every table.

- The write guard: a statement that writes to a guarded table is refused unless its transaction has named its action.
- Row history: what a changed or deleted row said before is kept by trigger, whoever changed it and however.
- Append-only: the log can be added to and read, never changed, not even by its owner.
- Written once: case notes and their like are corrected by a further row, so their words are never changed or removed.

Guarded is every table that is not listed here by name: a new table is guarded without anybody remembering it.
"""

from django.apps import apps

from bep.kit.models import WrittenOnce

# Framework machinery and unfinished words: not records of anybody, so neither guarded nor kept in row history.
UNGUARDED = {
    "django_session": "sign-in sessions",
    "django_migrations": "written by migrations only",
    "django_content_type": "written by migrations only",
    "auth_permission": "written by bootstrap only",
    "account_emailaddress": "allauth's own",
    "account_emailconfirmation": "allauth's own",
    "mfa_authenticator": "allauth's own; enrolment is recorded by the adapter",
    "kit_draft": "words not yet submitted",
    "kit_preference": "how a worker left a screen",
    "kit_job": "how far long work has got; what it does to records it does by actions",
    "audit_sealmark": "where sealing goes on from; what is sealed is audit_seal, which is append-only",
    "oauth2_provider_accesstoken": "a quarter of an hour of a client; given ones are recorded as events",
    "oauth2_provider_refreshtoken": "the toolkit's own; none is given",
    "oauth2_provider_grant": "the toolkit's own; none is given",
    "oauth2_provider_devicegrant": "the toolkit's own; none is given",
    "oauth2_provider_idtoken": "the toolkit's own; none is given",
    "partners_idempotencykey": "answers kept thirty days to be given again; what they tell of is recorded by its action",
}
APPEND_ONLY = {"audit_event", "audit_rowhistory", "audit_seal"}

FUNCTIONS = """
CREATE OR REPLACE FUNCTION bep_refuse_unnamed_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('bep.action', true), '') = '' THEN
        RAISE EXCEPTION 'unnamed write to %: records are written by actions only (bep.audit.record.action)', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION bep_keep_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    was jsonb := to_jsonb(OLD) - 'password';  -- even an old password's hash is nobody's to keep
    changed jsonb := was;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(k, v) INTO changed
          FROM jsonb_each(was) AS old_row(k, v) WHERE to_jsonb(NEW) -> k IS DISTINCT FROM v;
        IF changed IS NULL THEN RETURN NULL; END IF;
    END IF;
    INSERT INTO audit_rowhistory (at, "table", row_id, operation, old, action, actor, transaction)
    VALUES (clock_timestamp(), TG_TABLE_NAME, coalesce(was ->> TG_ARGV[0], ''), TG_OP, changed,
            coalesce(current_setting('bep.action', true), ''), coalesce(current_setting('bep.actor', true), ''),
            bep_transaction());
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION bep_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: nothing in it may be changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE OR REPLACE FUNCTION bep_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whose it is, and which version of theirs: two records of one person that are merged.
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['person_id', 'number'] = to_jsonb(NEW) - ARRAY['person_id', 'number']
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION '% is written once: correct it by a further row', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

TABLES = """
SELECT c.relname, coalesce(a.attname, 'id')
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
 ORDER BY 1
"""


def install(cursor, application_role):
    """Puts the triggers and grants on every table. Run as the owner; safe to run again."""
    cursor.execute(FUNCTIONS)
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{application_role}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{application_role}"')
    for table, key in tables(cursor):
        guard_table(cursor, table, key)
        grant = "SELECT" if table in READ_ONLY else "SELECT, INSERT" if table in APPEND_ONLY else ALL
        cursor.execute(f'REVOKE ALL ON "{table}" FROM "{application_role}"')
        cursor.execute(f'GRANT {grant} ON "{table}" TO "{application_role}"')


ALL = "SELECT, INSERT, UPDATE, DELETE"
# Row history is written by its trigger as the owner; migrations' own tables by the owner alone.
READ_ONLY = {"audit_rowhistory", "django_migrations", "django_content_type", "auth_permission"}


def tables(cursor):
    cursor.execute(TABLES)
    return cursor.fetchall()


def written_once():
    """The tables of the models that say so themselves."""
    return {model._meta.db_table for model in apps.get_models() if issubclass(model, WrittenOnce)}


def guard_table(cursor, table, key):
    for name in ("bep_guard", "bep_history", "bep_append_only", "bep_written_once"):
        cursor.execute(f'DROP TRIGGER IF EXISTS {name} ON "{table}"')
    if table in APPEND_ONLY:
        cursor.execute(
            f'CREATE TRIGGER bep_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION bep_refuse_change()"
        )
    elif table not in UNGUARDED:
        cursor.execute(
            f'CREATE TRIGGER bep_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION bep_refuse_unnamed_write()"
        )
        cursor.execute(
            f'CREATE TRIGGER bep_history AFTER UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION bep_keep_history('{key}')"
        )
    if table in written_once():
        cursor.execute(
            f'CREATE TRIGGER bep_written_once BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION bep_refuse_rewriting()"
        )
