-- Alarms that stand, so that each is told once, by whichever process notices it first.
CREATE TABLE silence_alarms (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  kind text NOT NULL CHECK (kind <> ''),
  subject text NOT NULL,                   -- id of a connection or feed, or a platform
  cause text NOT NULL,
  raised_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, kind, subject)
);
ALTER TABLE silence_alarms ENABLE ROW LEVEL SECURITY;
ALTER TABLE silence_alarms FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON silence_alarms
  USING (workspace_id = (SELECT own_workspace_id())) WITH CHECK (workspace_id = (SELECT own_workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON silence_alarms TO connections_app;

-- When Google ends an access by itself, where it says so: an app in testing, an access given for a time.
ALTER TABLE connections ADD COLUMN token_dies_at timestamptz;
