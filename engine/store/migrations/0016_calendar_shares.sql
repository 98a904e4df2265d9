-- Calendars that are handed out: whoever holds the token may read the stays of the workspace, or of one property, as far
-- as the profile shows them. Only hashes of the tokens are stored.
CREATE TABLE calendar_shares (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL CHECK (name <> ''),   -- who it is for
  profile text NOT NULL CHECK (profile IN ('owner', 'cleaner', 'lock')),
  property text NOT NULL DEFAULT '',       -- empty: every property
  token_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash)
);
CREATE INDEX calendar_shares_by_token ON calendar_shares (token_hash);
ALTER TABLE calendar_shares ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_shares FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON calendar_shares
  USING (workspace_id = (SELECT own_workspace_id())) WITH CHECK (workspace_id = (SELECT own_workspace_id()));
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_looks_up ON calendar_shares TO %I USING (true) WITH CHECK (true)', current_user);
END
$$;
GRANT SELECT, INSERT, UPDATE ON calendar_shares TO connections_app;
