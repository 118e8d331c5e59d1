from django.db import migrations

# Mental Health Act 1983 s114; SI 2008/1206 regs 4, 6 and 7: nobody acts as an AMHP on a day outside their approval. A night
# that reaches into a day without it is refused too. Held from both sides: when a duty is written, and when an approval ends
# or is suspended, at the end of that transaction, so that whoever ends it can first free the duties.
HOLD = """
CREATE FUNCTION amhp_is_approved(an_amhp bigint, begins timestamptz, finishes timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT bool_and(EXISTS (
        SELECT FROM amhp_rota_approval a
         WHERE a.amhp_id = an_amhp AND d::date BETWEEN a.first AND a.last
           AND NOT EXISTS (SELECT FROM amhp_rota_suspension s
                            WHERE s.approval_id = a.id AND d::date >= s.first AND d::date <= coalesce(s.last, 'infinity'))))
      FROM generate_series((begins AT TIME ZONE 'Europe/London')::date,
                           ((finishes - interval '1 second') AT TIME ZONE 'Europe/London')::date, interval '1 day') AS d
$$;

CREATE FUNCTION amhp_duty_within_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT amhp_is_approved(NEW.amhp_id, NEW.starts, NEW.ends) THEN
        RAISE EXCEPTION 'an AMHP may not be on duty outside their approval' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'duty_within_approval';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION amhp_no_duty_left_outside() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whose bigint;
BEGIN
    IF TG_TABLE_NAME = 'amhp_rota_approval' THEN
        whose := OLD.amhp_id;
    ELSE
        SELECT amhp_id INTO whose FROM amhp_rota_approval WHERE id = coalesce(NEW.approval_id, OLD.approval_id);
    END IF;
    IF EXISTS (SELECT FROM amhp_rota_duty
                WHERE amhp_id = whose AND ends > statement_timestamp() AND NOT amhp_is_approved(amhp_id, starts, ends)) THEN
        RAISE EXCEPTION 'a duty is left outside the approval' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'duty_within_approval';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION amhp_keep_five_years() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.last + interval '5 years' > current_date THEN
        RAISE EXCEPTION 'the register keeps an approval for five years after it ends' USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER within_approval BEFORE INSERT OR UPDATE OF amhp_id, starts, ends ON amhp_rota_duty
    FOR EACH ROW EXECUTE FUNCTION amhp_duty_within_approval();
CREATE CONSTRAINT TRIGGER no_duty_left_outside AFTER UPDATE OR DELETE ON amhp_rota_approval
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION amhp_no_duty_left_outside();
CREATE CONSTRAINT TRIGGER no_duty_left_outside AFTER INSERT OR UPDATE ON amhp_rota_suspension
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION amhp_no_duty_left_outside();
CREATE TRIGGER keep_five_years BEFORE DELETE ON amhp_rota_approval
    FOR EACH ROW EXECUTE FUNCTION amhp_keep_five_years();
"""

LET_GO = """
DROP TRIGGER keep_five_years ON amhp_rota_approval;
DROP TRIGGER no_duty_left_outside ON amhp_rota_suspension;
DROP TRIGGER no_duty_left_outside ON amhp_rota_approval;
DROP TRIGGER within_approval ON amhp_rota_duty;
DROP FUNCTION amhp_keep_five_years();
DROP FUNCTION amhp_no_duty_left_outside();
DROP FUNCTION amhp_duty_within_approval();
DROP FUNCTION amhp_is_approved(bigint, timestamptz, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("amhp_rota", "0003_the_register_and_the_rota")]
    operations = [migrations.RunSQL(HOLD, LET_GO)]
