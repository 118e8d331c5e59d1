from django.db import migrations

# What was agreed or decided stays as it was, whoever writes and however. Only the person it is about may change, which is
# what merging two records of one person does.
KEEP = """
CREATE FUNCTION assessments_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'person_id' IS NOT DISTINCT FROM to_jsonb(NEW) - 'person_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is kept as it was agreed or decided: write a new one, or add to it', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION assessments_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM assessments_needsassessment WHERE id = OLD.assessment_id AND state = 'decided') THEN
        RAISE EXCEPTION '% is kept as it was decided: write a new assessment, or add to it', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE TRIGGER keep_decided BEFORE UPDATE OR DELETE ON assessments_needsassessment
    FOR EACH ROW WHEN (OLD.state = 'decided') EXECUTE FUNCTION assessments_keep_row();
CREATE TRIGGER keep_agreed BEFORE UPDATE OR DELETE ON assessments_personalprofile
    FOR EACH ROW EXECUTE FUNCTION assessments_keep_row();
CREATE TRIGGER keep_agreed BEFORE UPDATE OR DELETE ON assessments_supportperson
    FOR EACH ROW EXECUTE FUNCTION assessments_keep_row();
CREATE TRIGGER keep_added BEFORE UPDATE OR DELETE ON assessments_addendum
    FOR EACH ROW EXECUTE FUNCTION assessments_keep_row();
CREATE TRIGGER keep_decided BEFORE UPDATE OR DELETE ON assessments_outcomeanswer
    FOR EACH ROW EXECUTE FUNCTION assessments_keep_answer();
CREATE TRIGGER keep_decided BEFORE UPDATE OR DELETE ON assessments_wellbeinganswer
    FOR EACH ROW EXECUTE FUNCTION assessments_keep_answer();
"""

LET_GO = """
DROP TRIGGER keep_decided ON assessments_needsassessment;
DROP TRIGGER keep_agreed ON assessments_personalprofile;
DROP TRIGGER keep_agreed ON assessments_supportperson;
DROP TRIGGER keep_added ON assessments_addendum;
DROP TRIGGER keep_decided ON assessments_outcomeanswer;
DROP TRIGGER keep_decided ON assessments_wellbeinganswer;
DROP FUNCTION assessments_keep_row();
DROP FUNCTION assessments_keep_answer();
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_differing_decisions")]
    operations = [migrations.RunSQL(KEEP, LET_GO)]
