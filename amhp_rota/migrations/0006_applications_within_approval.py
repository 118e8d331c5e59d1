from django.db import migrations

# Mental Health Act 1983 s114: an application is signed by an AMHP who is approved on its date. The same question that the
# rota's guard asks of a duty (0004), asked of a paper at the moment it is signed.
HOLD = """
CREATE FUNCTION amhp_paper_within_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'signed' AND NOT EXISTS (
        SELECT FROM amhp_rota_amhp a
         WHERE a.worker_id = NEW.amhp_id AND amhp_is_approved(a.id, NEW.applied_at, NEW.applied_at + interval '1 second')) THEN
        RAISE EXCEPTION 'an application is signed by an AMHP who is approved on its date' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'paper_within_approval';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER within_approval BEFORE INSERT OR UPDATE OF state, applied_at, amhp_id ON amhp_rota_paper
    FOR EACH ROW EXECUTE FUNCTION amhp_paper_within_approval();
"""

LET_GO = """
DROP TRIGGER within_approval ON amhp_rota_paper;
DROP FUNCTION amhp_paper_within_approval();
"""


class Migration(migrations.Migration):
    dependencies = [("amhp_rota", "0005_assessments_papers_casework")]
    operations = [migrations.RunSQL(HOLD, LET_GO)]
