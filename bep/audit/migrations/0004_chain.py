"""The link of the chain that seals the log: SHA-256 of the link before and the row's canonical text (bep/audit/seal.py)."""

from django.db import migrations

MAKE = """
CREATE FUNCTION bep_chain_link(link bytea, start bytea, body text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS
$$ BEGIN RETURN sha256(coalesce(link, start) || convert_to(body, 'UTF8')); END $$;
CREATE AGGREGATE bep_chain(bytea, text) (SFUNC = bep_chain_link, STYPE = bytea);
"""
UNMAKE = "DROP AGGREGATE bep_chain(bytea, text); DROP FUNCTION bep_chain_link(bytea, bytea, text);"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_seal")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
