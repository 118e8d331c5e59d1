from django.db import migrations

# A closed audit sample stays as it was closed: nothing of it is added, changed or removed, by whatever code. Two records of one
# person that are merged may still be re-pointed, and an action that went back to a case may still be finished.
HOLD = """
CREATE FUNCTION audit_sample_of(table_name text, found jsonb) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE table_name
        WHEN 'safeguarding_auditsample' THEN (found ->> 'id')::bigint
        WHEN 'safeguarding_auditcase' THEN (found ->> 'sample_id')::bigint
        WHEN 'safeguarding_auditanswer' THEN (SELECT c.sample_id FROM safeguarding_auditcase c
            JOIN safeguarding_auditreview r ON r.case_id = c.id WHERE r.id = (found ->> 'review_id')::bigint)
        ELSE (SELECT sample_id FROM safeguarding_auditcase WHERE id = (found ->> 'case_id')::bigint) END
$$;

CREATE FUNCTION audit_closed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found jsonb := CASE WHEN TG_OP = 'INSERT' THEN to_jsonb(NEW) ELSE to_jsonb(OLD) END;
    later text[] := CASE TG_TABLE_NAME WHEN 'safeguarding_auditaction'
        THEN ARRAY['person_id', 'done_on', 'done_words', 'version'] ELSE ARRAY['person_id'] END;
BEGIN
    IF EXISTS (SELECT FROM safeguarding_auditsample
                WHERE id = audit_sample_of(TG_TABLE_NAME, found) AND state = 'closed') THEN
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - later = to_jsonb(NEW) - later THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'this audit sample is closed: nothing of it can be changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_audit_sample_stays';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION audit_review_by_its_reviewer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM safeguarding_auditcase c WHERE c.id = NEW.case_id AND c.state = 'reviewing'
                      AND NEW.reviewer_id = CASE NEW.seat WHEN 1 THEN c.first_id ELSE c.second_id END) THEN
        RAISE EXCEPTION 'only its named reviewers review a case' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'audit_review_by_its_reviewer';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION audit_ruling_by_its_moderator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM safeguarding_auditcase c
                    WHERE c.id = NEW.case_id AND c.state = 'moderating' AND c.moderator_id = NEW.by_id) THEN
        RAISE EXCEPTION 'only its moderator decides where reviewers differ' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'audit_ruling_by_its_moderator';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER closed_stays BEFORE UPDATE OR DELETE ON safeguarding_auditsample
    FOR EACH ROW EXECUTE FUNCTION audit_closed_stays();
CREATE TRIGGER closed_stays BEFORE INSERT OR UPDATE OR DELETE ON safeguarding_auditcase
    FOR EACH ROW EXECUTE FUNCTION audit_closed_stays();
CREATE TRIGGER closed_stays BEFORE INSERT OR UPDATE OR DELETE ON safeguarding_auditreview
    FOR EACH ROW EXECUTE FUNCTION audit_closed_stays();
CREATE TRIGGER closed_stays BEFORE INSERT OR UPDATE OR DELETE ON safeguarding_auditanswer
    FOR EACH ROW EXECUTE FUNCTION audit_closed_stays();
CREATE TRIGGER closed_stays BEFORE INSERT OR UPDATE OR DELETE ON safeguarding_auditruling
    FOR EACH ROW EXECUTE FUNCTION audit_closed_stays();
CREATE TRIGGER closed_stays BEFORE INSERT OR UPDATE OR DELETE ON safeguarding_auditaction
    FOR EACH ROW EXECUTE FUNCTION audit_closed_stays();
CREATE TRIGGER own_reviewer BEFORE INSERT ON safeguarding_auditreview
    FOR EACH ROW EXECUTE FUNCTION audit_review_by_its_reviewer();
CREATE TRIGGER own_moderator BEFORE INSERT ON safeguarding_auditruling
    FOR EACH ROW EXECUTE FUNCTION audit_ruling_by_its_moderator();
"""

LET_GO = """
DROP TRIGGER own_moderator ON safeguarding_auditruling;
DROP TRIGGER own_reviewer ON safeguarding_auditreview;
DROP TRIGGER closed_stays ON safeguarding_auditaction;
DROP TRIGGER closed_stays ON safeguarding_auditruling;
DROP TRIGGER closed_stays ON safeguarding_auditanswer;
DROP TRIGGER closed_stays ON safeguarding_auditreview;
DROP TRIGGER closed_stays ON safeguarding_auditcase;
DROP TRIGGER closed_stays ON safeguarding_auditsample;
DROP FUNCTION audit_ruling_by_its_moderator();
DROP FUNCTION audit_review_by_its_reviewer();
DROP FUNCTION audit_closed_stays();
DROP FUNCTION audit_sample_of(text, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0006_case_file_audit")]
    operations = [migrations.RunSQL(HOLD, LET_GO)]
