"""The function that audit rows default to: the number of the transaction they are written in."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            "CREATE OR REPLACE FUNCTION bep_transaction() RETURNS bigint LANGUAGE sql AS "
            "$$ SELECT pg_current_xact_id()::text::bigint $$",
            "DROP FUNCTION IF EXISTS bep_transaction()",
        )
    ]
