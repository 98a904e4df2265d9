-- A transaction says which workspace it is in (app.workspace_id) and proves it (app.workspace_proof): the SHA-256 of a secret
-- of this database and the id. The secret is the owner's; the roles that read mails and feeds cannot see it, so that SQL
-- of theirs, smuggled in or mistaken, cannot move to another workspace.
CREATE TABLE workspace_secret (
  sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
  secret text NOT NULL        -- 244 random bits
);
INSERT INTO workspace_secret (secret)
  VALUES (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

DO $$
BEGIN
  EXECUTE format($function$
    CREATE FUNCTION own_workspace_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $body$
      SELECT said.id::uuid FROM %I.workspace_secret,
        (SELECT current_setting('app.workspace_id', true) AS id, current_setting('app.workspace_proof', true) AS proof) AS said
      WHERE said.proof = encode(sha256(convert_to(secret || said.id, 'UTF8')), 'hex')
    $body$ $function$, current_schema());
END
$$;

-- In a subquery it runs once a statement, not once a row.
DO $$
DECLARE
  guarded text;
BEGIN
  FOR guarded IN SELECT tablename FROM pg_policies WHERE policyname = 'own_workspace' AND schemaname = current_schema() LOOP
    EXECUTE format('ALTER POLICY own_workspace ON %I USING (workspace_id = (SELECT own_workspace_id())) '
      'WITH CHECK (workspace_id = (SELECT own_workspace_id()))', guarded);
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION describe_mail(mail uuid, sender text, about text, at timestamptz, metadata json) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  WITH described AS (
    UPDATE gmail_messages SET from_address = sender, subject = about, received_at = coalesce(received_at, at),
      raw_metadata = metadata, described = true
    WHERE id = mail AND NOT described AND workspace_id = (SELECT own_workspace_id())
    RETURNING id)
  SELECT EXISTS (SELECT 1 FROM described)
$$;

-- Nobody needs tables of their own; PostgreSQL 14 and older let everybody make them. Without effect (a warning) where the
-- login does not own the database.
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());
EXCEPTION WHEN insufficient_privilege THEN
  RAISE WARNING 'the roles of this program may make tables: its login does not own the database or the schema';
END
$$;
