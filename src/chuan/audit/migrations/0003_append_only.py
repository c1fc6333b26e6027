# SPDX-License-Identifier: Apache-2.0
"""The chain: the database numbers, dates and hashes each entry, and refuses every change to one."""

from django.db import migrations

CHAIN = r"""
CREATE FUNCTION audit_entry_hash(e audit_entry) RETURNS text LANGUAGE sql STABLE
RETURN encode(sha256(convert_to(concat_ws(E'\x1f',
    e.sequence, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.verb, coalesce(e.actor_id::text, '-'),
    e.actor_name, e.subject_kind, e.subject_id, e.subject_label, e.data::text, e.previous_hash), 'UTF8')), 'hex');

CREATE FUNCTION audit_entry_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    -- one writer at a time, until the transaction ends: the chain has one end
    PERFORM pg_advisory_xact_lock(hashtext('chuan.audit'));
    SELECT sequence, hash INTO last FROM audit_entry ORDER BY sequence DESC LIMIT 1;
    NEW.sequence := coalesce(last.sequence, 0) + 1;
    NEW.at := clock_timestamp();
    NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
    NEW.hash := audit_entry_hash(NEW);
    RETURN NEW;
END $$;

CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_entry is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_entry_link BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_link();
CREATE TRIGGER audit_entry_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM CURRENT_USER, PUBLIC;
"""

UNCHAIN = """
DROP TRIGGER audit_entry_refuse ON audit_entry;
DROP TRIGGER audit_entry_link ON audit_entry;
DROP FUNCTION audit_entry_refuse();
DROP FUNCTION audit_entry_link();
DROP FUNCTION audit_entry_hash(audit_entry);
GRANT UPDATE, DELETE, TRUNCATE ON audit_entry TO CURRENT_USER;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_entry")]
    operations = [migrations.RunSQL(CHAIN, UNCHAIN)]
